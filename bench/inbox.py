"""How long does the database work for a page of everybody's inbox in a province, and how long for django-viewflow's own?

25,000 applications, 750,000 tasks, a database of its own on the PostgreSQL of DATABASE_URL (without it, nothing is
measured: one machine's SQLite serves a county). The same people ask our pages, our list, and the library's inbox and
queue over the same tasks. Run: DATABASE_URL=... .venv/bin/python bench/inbox.py [people of each role]
"""

import logging
import os
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Any

sys.path[:0] = [str(Path(__file__).resolve().parent.parent), str(Path(__file__).resolve().parent)]
os.environ["DJANGO_SETTINGS_MODULE"] = "config.settings.test"

import django

django.setup()

from _province import OF_DEPARTMENTS, PLACES, County, build_province
from _province_cases import cases
from django.db import connection
from django.test import Client
from django.urls import reverse
from viewflow.workflow.models import Task

from accounts import clock
from accounts.enums import Post
from accounts.models import User
from tests import world
from workflows.engine.paging import PAGE, ordering
from workflows.flows.village import VillageFlowV1
from workflows.inbox import lists
from workflows.inbox.models import Tab

MOST_MILLISECONDS, MOST_QUERIES, TIMES_FASTER = 20, 40, 100
REPETITIONS = 9
#: The library's lists are asked for by whoever has much to do; a village's clerk has one row.
COMPARED = (
    Post.TOWN_REVIEWER, Post.TOWN_LEADER, *OF_DEPARTMENTS, Post.OFFICE_OPERATOR, Post.OFFICE_DIRECTOR,
)  # fmt: skip
#: Pages of the desk: its five lists.
PAGES = tuple(Tab.values)


@dataclass(frozen=True)
class Asked:
    """What a page asked the database."""

    milliseconds: float
    queries: int


def asked(question: Callable[[], object]) -> Asked:
    """Every question that the database is asked, then each again by itself, its rows fetched: the best of a few times.

    So that the figure tells what the database needs, not how busy the machine was; what writes counts once.
    """
    seen: list[tuple[float, str, Any]] = []

    def timed(execute, sql, params, many, context):
        start = time.perf_counter()
        try:
            return execute(sql, params, many, context)
        finally:
            seen.append(((time.perf_counter() - start) * 1000, sql, params))

    with connection.execute_wrapper(timed):
        question()
    return Asked(sum(again(*one) for one in seen), len(seen))


def again(milliseconds: float, sql: str, params) -> float:
    if not sql.startswith("SELECT") or "FOR UPDATE" in sql:
        return milliseconds
    taken = []
    for _ in range(REPETITIONS):
        with connection.cursor() as cursor:
            start = time.perf_counter()
            cursor.execute(sql, params)
            cursor.fetchall()
            taken.append((time.perf_counter() - start) * 1000)
    return min(taken)


def p95(values: list[float]) -> float:
    return sorted(values)[max(round(len(values) * 0.95) - 1, 0)]


def page_of(user: User, name: str) -> Callable[[], object]:
    """One page of the desk, read by a browser in which this person is signed in."""
    client = Client()
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")

    def read():
        response = client.get(reverse(f"inbox:{name}"))
        assert response.status_code == 200, response.status_code

    read()
    return read


def our_list(user: User) -> Callable[[], object]:
    """The rows of the first page; what is known of the person was read before."""
    rows = lists.todo(user).order_by(ordering("due_at"), "pk")[:PAGE]
    return lambda: list(rows.all())


def library_lists(user: User) -> Callable[[], object]:
    """django-viewflow's inbox (what one has taken) and queue (what one might take), a page of each, likewise."""
    mine = Task.objects.inbox([VillageFlowV1], user).order_by("-created")[:PAGE]
    free = Task.objects.queue([VillageFlowV1], user).order_by("-created")[:PAGE]
    return lambda: [*mine.all(), *free.all()]


def people_of(counties: list[County], post: Post, number: int) -> list[User]:
    """So many holders of a post, each in another county."""
    step = max(len(counties) // number, 1)
    return [next(user for (one, _), user in county.holders.items() if one == post) for county in counties[::step]][
        :number
    ]


def measure_pages(counties: list[County], people: int) -> None:
    for post in (*PLACES, *OF_DEPARTMENTS):
        for name in PAGES:
            rows = [asked(page_of(user, name)) for user in people_of(counties, post, people)]
            milliseconds, queries = p95([one.milliseconds for one in rows]), max(one.queries for one in rows)
            print(f"FIGURE inbox_{name}_{post}_sql_p95_ms {milliseconds:.1f} <={MOST_MILLISECONDS}")
            print(f"FIGURE inbox_{name}_{post}_queries {queries} <={MOST_QUERIES}")


def compare(counties: list[County], people: int) -> None:
    for post in COMPARED:
        users = people_of(counties, post, people)
        ours = [asked(our_list(user)).milliseconds for user in users]
        theirs = [asked(library_lists(user)).milliseconds for user in users]
        print(f"FIGURE inbox_list_{post}_sql_p95_ms {p95(ours):.2f} <={MOST_MILLISECONDS}")
        print(f"FIGURE inbox_viewflow_{post}_sql_p95_ms {p95(theirs):.0f} -")
        print(f"FIGURE inbox_{post}_times_faster {median(theirs) / median(ours):.0f} >={TIMES_FASTER}")


def main(people: int = 40) -> None:
    logging.disable(logging.WARNING)
    if connection.vendor != "postgresql":
        print("FIGURE inbox_not_measured_without_postgresql 0 -")
        return
    VillageFlowV1.has_view_permission = lambda self, user, obj=None: True  # we do not mount the library's screens
    name = connection.creation.create_test_db(verbosity=0, autoclobber=True)
    try:
        with clock.at(world.STORY_BEGINS):
            start = time.perf_counter()
            counties = build_province()
            cases(counties)
            print(f"{Task.objects.count()} tasks written in {time.perf_counter() - start:.0f} s", flush=True)
            measure_pages(counties, people)
            compare(counties, people)
    finally:
        connection.creation.destroy_test_db(name, verbosity=0)


if __name__ == "__main__":
    main(*map(int, sys.argv[1:2]))
