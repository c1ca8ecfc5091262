import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.models import Message
from accounts.pages import SIZE
from tests.factories.accounts import MessageFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def user(client):
    user = UserFactory()
    client.force_login(user)
    return user


def test_a_person_sees_the_own_messages_only(client, user):
    MessageFactory(user=user, subject="请补正材料")
    MessageFactory(subject="别人的事")

    page = client.get("/messages/").content.decode()

    assert "请补正材料" in page
    assert "别人的事" not in page


def test_unread_ones_can_be_seen_alone(client, user):
    seen = MessageFactory(user=user, subject="看过的")
    MessageFactory(user=user, subject="没看过的")
    client.post(f"/messages/{seen.pk}/")

    page = client.get("/messages/?unread").content.decode()

    assert "没看过的" in page
    assert "<h2>看过的</h2>" not in page


@pytest.mark.parametrize(
    ("url", "target"), [("/profile/", "/profile/"), ("", "/messages/"), ("https://evil.example/", "/messages/")]
)
def test_opening_marks_as_read_and_leads_on(client, user, url, target):
    message = MessageFactory(user=user, url=url)

    assert client.post(f"/messages/{message.pk}/")["Location"] == target

    message.refresh_from_db()
    assert message.read_at


def test_another_persons_message_is_not_there(client, user):
    message = MessageFactory()

    assert client.post(f"/messages/{message.pk}/").status_code == 404
    assert Message.objects.unread().count() == 1


def test_all_are_marked_at_once(client, user):
    MessageFactory.create_batch(2, user=user)

    client.post("/messages/read/")

    assert not Message.objects.of(user).unread().exists()


def test_long_lists_are_paged(client, user):
    MessageFactory.create_batch(SIZE + 1, user=user)
    first = client.get("/messages/").context["page"]

    second = client.get(f"/messages/{first.next_url}").context["page"]

    assert (len(first.rows), len(second.rows), second.next_url) == (SIZE, 1, "")


def test_a_longer_list_costs_no_more_queries(client, user):
    def cost(number):
        MessageFactory.create_batch(number, user=user)
        with CaptureQueriesContext(connection) as queries:
            client.get("/messages/")
        return len(queries)

    assert cost(1) == cost(3)
