"""On the page one is on, the same person is let in again, and nobody else."""

import pytest
from django.urls import reverse

from tests.factories.accounts import UserFactory

pytestmark = pytest.mark.django_db
PASSWORD = "Heyuan-Test-2026"


@pytest.fixture
def person():
    user = UserFactory()
    user.set_password(PASSWORD)
    user.save()
    return user


def sign_in(client, user, *, password: str = PASSWORD, page_of=None):
    data = {"username": user.username, "password": password, "person": (page_of or user).pk}
    return client.post(reverse("accounts:login_again"), data)


def signed_in(client) -> bool:
    return client.get(reverse("accounts:profile")).status_code == 200


def test_the_person_of_the_page_is_let_in(client, person):
    answer = sign_in(client, person)

    assert (answer.status_code, answer.json(), signed_in(client)) == (200, {"signed_in": True}, True)


def test_a_wrong_password_is_told(client, person):
    answer = sign_in(client, person, password="wrong")

    assert (answer.status_code, signed_in(client)) == (422, False)
    assert "密码不对" in answer.json()["reason"]


def test_somebody_else_is_not_let_in_here(client, person):
    answer = sign_in(client, person, page_of=UserFactory())

    assert (answer.status_code, signed_in(client)) == (422, False)
    assert "别的账号" in answer.json()["reason"]


@pytest.mark.parametrize("headers", [{"X-Requested-With": "XMLHttpRequest"}, {"Tus-Resumable": "1.0.0"}])
def test_a_script_is_told_that_nobody_is_signed_in(client, headers):
    answer = client.get(reverse("accounts:profile"), headers=headers)

    assert (answer.status_code, "重新登录" in answer.json()["reason"]) == (401, True)


def test_a_page_leads_to_the_sign_in(client):
    assert client.get(reverse("accounts:profile")).status_code == 302
