import socket

import pytest

from accounts.outbox import calling
from accounts.outbox.calling import CallFailed, is_allowed, post
from accounts.outbox.outcomes import Later, Refused, Unclear


def outcome_of(url: str):
    with pytest.raises(CallFailed) as failure:
        post(url, b"{}", {})
    return failure.value.outcome


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://oapi.example.com/robot", True),
        ("http://127.0.0.1:8080/", True),
        ("http://10.61.5.24/sms", True),
        ("http://oapi.example.com/robot", False),
        ("https://name:password@example.com/", False),
        ("ftp://example.com/", False),
        ("", False),
    ],
)
def test_only_https_or_the_own_network_is_called(url, expected):
    assert is_allowed(url) is expected


def test_what_is_posted_arrives_as_it_is(gateway):
    answer = post(f"{gateway.url}/send?key=1", "一".encode(), {"Content-Type": "text/plain"})

    assert answer.json() == {"errcode": 0}
    assert [(call.path, call.body.decode()) for call in gateway.calls] == [("/send?key=1", "一")]


@pytest.mark.parametrize(
    ("status", "expected"),
    [(429, Later), (503, Later), (500, Later), (502, Unclear), (504, Unclear), (403, Refused), (404, Refused)],
)
def test_an_answer_without_success_says_whether_another_attempt_helps(gateway, status, expected):
    gateway.answers = [(status, {})]

    assert type(outcome_of(gateway.url)) is expected


def test_a_redirect_is_not_followed(gateway):
    gateway.answers, gateway.location = [(302, {})], f"{gateway.url}/elsewhere"

    assert type(outcome_of(gateway.url)) is Refused
    assert len(gateway.calls) == 1


def test_a_closed_door_is_certainly_not_sent():
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        port = unused.getsockname()[1]

    assert type(outcome_of(f"http://127.0.0.1:{port}/secret-key")) is Later


def test_silence_after_the_question_leaves_it_open(gateway, monkeypatch):
    monkeypatch.setattr(calling, "PATIENCE", 0.1)
    gateway.silent = True

    assert type(outcome_of(f"{gateway.url}/secret-key")) is Unclear


def test_an_answer_that_is_no_object_leaves_it_open(gateway):
    gateway.answers = [(200, b"<html>")]

    with pytest.raises(CallFailed) as failure:
        post(gateway.url, b"", {}).json()

    assert type(failure.value.outcome) is Unclear


def test_a_refusal_names_neither_address_nor_key(gateway):
    gateway.answers = [(403, {})]

    words = f"{outcome_of(f'{gateway.url}/send?key=secret-key')}"

    assert "secret-key" not in words
    assert "127.0.0.1" not in words
