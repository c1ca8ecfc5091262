import pytest
from django.http import HttpResponse
from django.test import RequestFactory
from django.urls import reverse

from accounts.middleware import RequestMarkMiddleware, client_ip, current_mark
from tests.factories.accounts import UserFactory


@pytest.mark.parametrize(
    ("proxies", "forwarded", "ip"),
    [
        (None, "1.1.1.1", "9.9.9.9"),
        (1, "1.1.1.1", "1.1.1.1"),
        (1, "6.6.6.6, 1.1.1.1", "1.1.1.1"),
        (2, "6.6.6.6, 1.1.1.1, 2.2.2.2", "1.1.1.1"),
        (1, "", "9.9.9.9"),
    ],
)
def test_the_address_is_the_one_a_trusted_proxy_saw(settings, proxies, forwarded, ip):
    settings.AXES_IPWARE_PROXY_COUNT = proxies
    request = RequestFactory().get("/", REMOTE_ADDR="9.9.9.9", HTTP_X_FORWARDED_FOR=forwarded)

    assert client_ip(request) == ip


def test_a_mark_lasts_as_long_as_its_request():
    seen = []
    middleware = RequestMarkMiddleware(lambda request: seen.append(current_mark()) or HttpResponse())

    responses = [middleware(RequestFactory().get("/")) for _ in range(2)]

    assert [response["X-Request-ID"] for response in responses] == [mark.request_id for mark in seen]
    assert seen[0].request_id != seen[1].request_id
    assert current_mark().request_id == ""


@pytest.mark.django_db
@pytest.mark.parametrize(("whose", "status"), [("mine", 200), ("anothers", 401)])
def test_a_script_is_refused_in_another_persons_name(client, whose, status):
    me, other = UserFactory(), UserFactory()
    client.force_login(me)

    answer = client.get(reverse("accounts:profile"), headers={"X-Person": str((me if whose == "mine" else other).pk)})

    assert answer.status_code == status
