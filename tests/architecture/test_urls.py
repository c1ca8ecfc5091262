"""Every address × every role: who may not is told so, to whom it lies out of sight it does not exist, nobody crashes."""

from urllib.parse import urlencode

import pytest
from django.conf import settings
from django.db import transaction
from django.test import Client
from django.urls import URLPattern, get_resolver, reverse

from .browsing import Answer, answer, browser, read, writes_seen
from .pages import PAGES, Page
from .stage import PEOPLE, SECRETS, Stage

pytestmark = [pytest.mark.django_db, pytest.mark.slow, pytest.mark.matrix]

REFUSED = {403, 409}
#: What POST may answer to somebody who may not: refused, not there, or no such verb.
CHANGES_NOTHING = {403, 404, 405, 409}


#: Who asks for what is not there: an insider, an applicant, a stranger.
ASK_FOR_NOTHING = ("operator", "clerk", "scorer", "stranger")
#: To whom the reason of the sealed score is no secret: the department that wrote it.
OWN_SCORES = {"scorer", "head"}


def names(patterns, namespace: str = ""):
    """Names of all addresses."""
    for entry in patterns:
        if isinstance(entry, URLPattern):
            yield f"{namespace}{entry.name}"
        else:
            yield from names(entry.url_patterns, f"{namespace}{entry.namespace}:" if entry.namespace else namespace)


def test_every_address_is_classified():
    assert set(names(get_resolver().url_patterns)) == {page.name for page in PAGES}


def address(stage: Stage, page: Page) -> str:
    """The page's address on the stage."""
    kwargs = {parameter: stage.named[name] for parameter, name in page.named.items()}
    query = {key: stage.named.get(value, value) for key, value in page.query.items()}
    return reverse(page.name, kwargs=kwargs) + (f"?{urlencode(query)}" if query else "")


def posted(stage: Stage, page: Page) -> dict:
    """What a POST brings."""
    return {key: stage.named.get(value, value) for key, value in page.data.items()}


def label(page: Page) -> str:
    return f"{page.name} {' '.join(page.named.values())}".strip()


@pytest.fixture(scope="module")
def reading(stage) -> dict[str, list[tuple[Page, Answer]]]:
    """What every page answers to each role: read once, looked at for several things."""
    return {role: pages_read_by(stage, role) for role in PEOPLE}


def pages_read_by(stage: Stage, role: str) -> list[tuple[Page, Answer]]:
    with transaction.atomic():
        client = browser(stage.person(role))
        answers = [(page, read(client, address(stage, page), SECRETS)) for page in PAGES]
        transaction.set_rollback(True)
    return answers


@pytest.mark.parametrize("role", PEOPLE)
def test_a_page_is_shown_refused_or_not_there(reading, role):
    wrong = [
        (label(page), got.status, expected_of(page, role), got.written)
        for page, got in reading[role]
        if got.status not in expected_of(page, role) or (got.written and not page.audited)
    ]

    assert not wrong, "\n".join(map(str, wrong))


@pytest.mark.parametrize("role", PEOPLE)
def test_nobody_reads_a_secret(reading, role):
    """Who complained, the facts of a veto, the reason of a sealed score: on no page of anybody it is not for."""
    theirs = {"reason"} if role in OWN_SCORES else set()

    found = [(label(page), got.shown - theirs) for page, got in reading[role] if got.shown - theirs]

    assert found == []


def expected_of(page: Page, role: str) -> set[int]:
    """What reading answers."""
    if page.without_get:
        return {405} | ({403, 404} if role not in page.writes else set())
    if page.public:
        return {200, 302}  # who is signed in already is led home from the sign-in
    if role in page.reads:
        return {200}
    return REFUSED if role in page.refuses else {404}


@pytest.mark.parametrize("role", PEOPLE)
def test_who_may_not_write_changes_nothing(stage, role):
    client = browser(stage.person(role))
    wrong = []

    for page in PAGES:
        if role in page.writes:
            continue
        with transaction.atomic(), writes_seen() as written:
            status = answer(client.post(address(stage, page), posted(stage, page)))
            transaction.set_rollback(True)
        if status not in CHANGES_NOTHING or written:
            wrong.append((label(page), status, written))

    assert not wrong, "\n".join(map(str, wrong))


@pytest.mark.parametrize("role", PEOPLE)
def test_an_empty_form_is_answered_with_words(stage, role):
    """Who may write and sends nothing is told what is missing, or is led on; nobody sees a crash."""
    wrong = []

    for page in PAGES:
        if role not in page.writes:
            continue
        with transaction.atomic():
            status = answer(browser(stage.person(role)).post(address(stage, page), posted(stage, page)))
            transaction.set_rollback(True)
        if status not in {200, 302, 400, 409, 422}:
            wrong.append((label(page), status))

    assert not wrong, "\n".join(map(str, wrong))


@pytest.mark.parametrize("method", ["get", "post"])
def test_without_signing_in_only_the_public_pages_answer(stage, method):
    client = Client(raise_request_exception=False)
    wrong = []

    for page in PAGES:
        with writes_seen() as written:
            response = getattr(client, method)(address(stage, page))
        answer(response)
        led_away = response.status_code == 302 and response.url.startswith(reverse(settings.LOGIN_URL))
        answered = response.status_code in {200, 302, 405, 422} and not led_away
        fine = answered if page.public else led_away
        if not fine or (written and not page.public):
            wrong.append((label(page), response.status_code, written))

    assert not wrong, "\n".join(map(str, wrong))


@pytest.mark.parametrize("role", ASK_FOR_NOTHING)
def test_what_is_not_there_is_not_there_for_anybody(stage, role):
    """Numbers that nobody has given out: 404, or refused before anybody looks; never a crash."""
    client = browser(stage.person(role))
    wrong = []

    for page in PAGES:
        if not page.named:
            continue
        kwargs = {
            parameter: 999_999 if isinstance(stage.named[name], int) else "X" for parameter, name in page.named.items()
        }
        for method in ("get", "post"):
            status = answer(getattr(client, method)(reverse(page.name, kwargs=kwargs)))
            if status not in {403, 404, 405}:
                wrong.append((label(page), method, status))

    assert not wrong, "\n".join(map(str, wrong))
