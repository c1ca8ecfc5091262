"""No page asks more questions when there is more to show, and none asks more than forty."""

from contextlib import contextmanager

import pytest
from django.db import connection

from accounts import clock
from tests import world
from workflows.rounds.models import Round

from .browsing import answer, browser
from .pages import PAGES
from .stage import NOW
from .test_urls import address, label

pytestmark = [pytest.mark.django_db, pytest.mark.slow, pytest.mark.counting]

MOST = 40
#: Who looks; each page is read by those of them who may.
READERS = ("clerk", "reviewer", "leader", "head", "other scorer", "respondent", "operator", "director", "auditor")


@contextmanager
def questions():
    """Statements asked within."""
    seen: list[str] = []

    def watch(execute, sql, params, many, context):
        seen.append(sql)
        return execute(sql, params, many, context)

    with connection.execute_wrapper(watch):
        yield seen


def questions_of_every_page(stage) -> dict[tuple[str, str], int]:
    """How many questions each page asks, read by each of the readers."""
    counts = {}
    for role in READERS:
        client = browser(stage.person(role))
        for page in PAGES:
            if role in page.reads and not (page.public or page.without_get or page.audited):
                with questions() as seen:
                    assert answer(client.get(address(stage, page))) == 200
                counts[role, label(page)] = len(seen)
    return counts


def one_more(stage, village: str) -> None:
    """Another village in the rounds at work: one draft, one before the township, one with the departments."""
    county = stage.county
    filling, reviewing, scoring = (Round.objects.get(number=number) for number in (3, 4, 5))
    world.apply(county, filling, village)
    world.hand_in(county, world.apply(county, reviewing, village))
    case = world.hand_in(county, world.apply(county, scoring, village))
    case = world.accept(county, world.recommend(county, case))
    world.act(county, case, "score", given=world.by_the_rule(case))


def test_pages_ask_a_bounded_number_of_questions_whatever_there_is(stage):
    with clock.at(NOW):
        one_more(stage, "甲二村")
        few = questions_of_every_page(stage)
        for village in ("乙一村", "乙二村"):
            one_more(stage, village)
        many = questions_of_every_page(stage)

    grown = {key: (few[key], many[key]) for key in few if many[key] > few[key]}
    assert grown == {}
    assert {key: count for key, count in many.items() if count > MOST} == {}
