"""Browsers of the people on the stage, and what their requests write."""

from contextlib import contextmanager
from dataclasses import dataclass

from django.db import connection
from django.test import Client

from accounts.models import User

#: Where a refusal leaves its trace; a session is not the county's business.
SESSIONS = ("django_session",)
#: When a piece of work was first opened: until then its sender may take it back.
OPENED = 'SET "first_read_at"'


def browser(user: User) -> Client:
    """A signed-in browser; a crash answers 500 as it would in the county."""
    client = Client(raise_request_exception=False)
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client


def answer(response) -> int:
    """The status; a file is read to its end, which closes it."""
    if response.streaming:
        response.getvalue()
    return response.status_code


@dataclass(frozen=True)
class Answer:
    """What reading an address came to.

    :param status: of HTTP.
    :param written: statements that changed something.
    :param shown: keys of the words looked for that the answer holds.
    """

    status: int
    written: tuple[str, ...]
    shown: frozenset[str]


def read(client: Client, where: str, words: dict[str, str]) -> Answer:
    """Read an address, a file to its end, and look for words in it."""
    with writes_seen() as written:
        response = client.get(where)
        body = response.getvalue() if response.streaming else response.content
    shown = frozenset(key for key, looked_for in words.items() if looked_for.encode() in body)
    return Answer(response.status_code, tuple(written), shown)


@contextmanager
def writes_seen():
    """Statements that change something, sessions apart."""
    seen = []

    def watch(execute, sql, params, many, context):
        if sql.lstrip().startswith(("INSERT", "UPDATE", "DELETE")) and not any(
            known in sql for known in (*SESSIONS, OPENED)
        ):
            seen.append(sql[:120])
        return execute(sql, params, many, context)

    with connection.execute_wrapper(watch):
        yield seen
