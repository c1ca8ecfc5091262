"""A hostile file costs a child process, not the server."""

import os
import time

import pytest

from documents import sandbox
from documents.pdf_cleaning import Refusal


def test_the_answer_comes_back():
    assert sandbox.run(len, [1, 2, 3]) == 3


def refuses():
    raise Refusal("去掉密码")


def eats_memory():
    return len(b"x" * (2 << 30))


def dies():
    os._exit(9)


def crashes():
    raise ZeroDivisionError


def test_a_refusal_comes_back_in_its_own_words():
    with pytest.raises(Refusal, match="去掉密码"):
        sandbox.run(refuses)


@pytest.mark.parametrize("work", [eats_memory, dies, crashes])
def test_whatever_happens_in_there_is_a_refusal(work):
    with pytest.raises(Refusal, match="过于复杂"):
        sandbox.run(work)


def test_a_child_that_never_answers_is_ended(monkeypatch):
    monkeypatch.setattr(sandbox, "WALL_SECONDS", 0.2)
    start = time.monotonic()

    with pytest.raises(Refusal, match="过于复杂"):
        sandbox.run(time.sleep, 30)

    assert time.monotonic() - start < 5
