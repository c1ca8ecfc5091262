"""大字版 goes with the person from one phone to the next, and stays behind when somebody signs out."""

import pytest
from django.test import Client
from django.urls import reverse

from tests.factories.accounts import PASSWORD, UserFactory

pytestmark = pytest.mark.django_db
BUTTON = "/text-size/"


def sign_in(client, user):
    return client.post("/sign-in/", {"username": user.username, "password": PASSWORD})


def test_what_is_pressed_on_one_phone_is_large_on_the_next(client):
    user = UserFactory()
    sign_in(client, user)

    pressed = client.post(BUTTON, {"big": "1", "next": "/messages/"})
    elsewhere = sign_in(Client(), user)

    assert (pressed.status_code, pressed["Location"]) == (302, "/messages/")
    assert [answer.cookies["big"].value for answer in (pressed, elsewhere)] == ["1", "1"]


def test_pressed_again_it_is_small_everywhere(client):
    user = UserFactory(large_text=True)
    sign_in(client, user)

    client.post(BUTTON, {"big": "0"})

    assert sign_in(Client(), user).cookies["big"].value == "0"


def test_pressed_before_signing_in_it_is_kept_with_the_person(client):
    user = UserFactory()
    client.post(BUTTON, {"big": "1"})

    sign_in(client, user)

    user.refresh_from_db()
    assert user.large_text


def test_the_next_at_the_same_computer_begins_with_plain_letters(client):
    sign_in(client, UserFactory(large_text=True))

    client.post("/sign-out/")
    following = UserFactory()
    answer = sign_in(client, following)

    following.refresh_from_db()
    assert (answer.cookies["big"].value, following.large_text) == ("0", False)


def test_the_button_leads_to_no_other_site(client):
    answer = client.post(BUTTON, {"big": "1", "next": "https://elsewhere.example/"})

    assert answer["Location"] == reverse("inbox:home")


def test_without_scripts_the_button_is_a_form(client):
    client.force_login(UserFactory())

    page = client.get("/messages/").content.decode()

    assert '<form action="/text-size/" method="post">' in page
    assert 'name="big" value="1"' in page


def test_whoever_has_still_to_choose_a_password_may_read_it_large(client):
    user = UserFactory(initial_password=True)
    client.force_login(user)

    client.post(BUTTON, {"big": "1"})

    user.refresh_from_db()
    assert user.large_text
