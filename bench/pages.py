"""How long do the main pages of every role take in the demonstration county, and how many queries do they ask?

Run: SHIFAN_VAR=<folder of a played demonstration> .venv/bin/python bench/pages.py [requests]
"""

import logging
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))
from _demo import queries_counted, stand_on_the_demo

stand_on_the_demo()

from django.test import Client
from django.urls import reverse

from accounts.enums import Post
from accounts.models import Appointment, User
from workflows.applications.models import Application
from workflows.applications.states import EDITABLE, State
from workflows.demo.sign_ins import chosen
from workflows.engine.models import WorkItem
from workflows.publicity.models import Notice
from workflows.ranking.models import Ranking
from workflows.rounds.models import Round

MOST_MILLISECONDS, MOST_QUERIES = 150, 40


@dataclass(frozen=True)
class Page:
    """One page as one person reads it; nobody signed in for the public's."""

    name: str
    user: User | None
    url: str


def pages() -> Iterator[Page]:
    """Every role's main pages, and the page of every step that is open."""
    people = {held.post: held.user for held in chosen()}
    yield from desks(people)
    yield from drafts()
    yield from cases(people)
    yield from tasks()


def desks(people: dict) -> Iterator[Page]:
    """Pages with an address of their own."""
    for post, user in people.items():
        yield Page(f"home_{post}", user, reverse("inbox:home"))
    for name, post in (
        ("inbox:done", Post.OFFICE_OPERATOR),
        ("applications:mine", Post.VILLAGE_CLERK),
        ("applications:mine", Post.TOWN_REVIEWER),
        ("applications:list", Post.TOWN_LEADER),
        ("applications:list", Post.OFFICE_OPERATOR),
        ("rounds:list", Post.COUNTY_LEADER),
        ("scoring:desk", Post.DEPT_SCORER),
        ("scoring:sign_batch", Post.DEPT_LEADER),
        ("scoring:countersign_batch", Post.DEPT_LEADER),
        ("scoring:joint_check_batch", Post.VETO_RESPONDENT),
        ("publicity:list", Post.OFFICE_OPERATOR),
        ("publicity:objections", Post.OFFICE_DIRECTOR),
        ("dossiers:list", Post.OFFICE_OPERATOR),
        ("accounts:people", Post.SYSTEM_ADMIN),
        ("accounts:appointments", Post.SECURITY_ADMIN),
        ("accounts:audit_log", Post.AUDIT_ADMIN),
    ):
        yield Page(f"{name.replace(':', '_')}_{post}", people[post], reverse(name))
    yield Page("search", people[Post.OFFICE_OPERATOR], reverse("inbox:search") + "?q=村")
    yield Page("public_notice", None, Notice.objects.latest("pk").get_absolute_url())


def drafts() -> Iterator[Page]:
    """The pages of a draft, as its clerk fills it in."""
    draft = Application.objects.filter(state__in=EDITABLE, round__kind="village").earliest("pk")
    [clerk, *_] = Appointment.objects.holding(Post.VILLAGE_CLERK, region_code=draft.region_id).people()
    for name in ("edit", "cover", "statements", "procedure", "preview"):
        yield Page(f"draft_{name}", clerk, reverse(f"applications:{name}", args=[draft.pk]))
    indicator = draft.spec.indicators[0].code
    yield Page("draft_indicator", clerk, reverse("applications:indicator", args=[draft.pk, indicator]))


def cases(people: dict) -> Iterator[Page]:
    """A case file, its track, a round, a ranking: of the busiest and of the finished."""
    operator = people[Post.OFFICE_OPERATOR]
    for name, application in (
        ("scoring", Application.objects.filter(state=State.SCORING).earliest("pk")),
        ("named", Application.objects.filter(state=State.NAMED).earliest("pk")),
    ):
        yield Page(f"case_{name}", operator, application.get_absolute_url())
        yield Page(f"track_{name}", operator, reverse("inbox:track", args=[application.process_id]))
        yield Page(f"diagram_{name}", operator, reverse("inbox:diagram", args=[application.process_id]))
        sheet = application.scores.earliest("pk") if application.scores.exists() else None
        if sheet and name == "named":
            address = reverse("scoring:sheet", args=[application.pk, sheet.organisation_id])
            yield Page("score_sheet_named", operator, address)
    for round_ in Round.objects.exclude(process=None):
        yield Page(f"round_{round_.kind}_{round_.state}", operator, round_.get_absolute_url())
    yield Page("ranking", people[Post.COUNTY_LEADER], Ranking.objects.latest("pk").get_absolute_url())


def tasks() -> Iterator[Page]:
    """The page of one open step of each kind, as whoever holds it."""
    seen: set[str] = set()
    for item in WorkItem.objects.open().order_by("due_at", "pk"):
        held = Appointment.objects.current().filter(
            post=item.post, region_id=item.place_id, organisation_id=item.organisation_id
        )
        if item.node not in seen and held.exists():
            seen.add(item.node)
            yield Page(f"task_{item.node}", held.first().user, reverse("inbox:task", args=[item.pk]))


def measure(page: Page, requests: int) -> tuple[float, int]:
    """95th percentile in milliseconds after warming up, and the number of queries."""
    client = Client()
    if page.user:
        client.force_login(page.user, backend="django.contrib.auth.backends.ModelBackend")
    for _ in range(3):
        response = client.get(page.url)
        assert response.status_code == 200, f"{page.name} {page.url}: {response.status_code}"
    with queries_counted() as queries:
        client.get(page.url)
    taken = []
    for _ in range(requests):
        start = time.perf_counter()
        client.get(page.url)
        taken.append((time.perf_counter() - start) * 1000)
    return sorted(taken)[max(int(requests * 0.95) - 1, 0)], queries()


def main(requests: int = 30) -> None:
    logging.disable(logging.WARNING)
    rows = [(*measure(page, requests), page) for page in pages()]
    for milliseconds, queries, page in rows:
        print(f"FIGURE page_{page.name}_p95_ms {milliseconds:.0f} <={MOST_MILLISECONDS}")
        print(f"FIGURE page_{page.name}_queries {queries} <={MOST_QUERIES}")
    print(f"FIGURE pages_slowest_p95_ms {max(row[0] for row in rows):.0f} <={MOST_MILLISECONDS}")
    print("\nSlowest:")
    for milliseconds, queries, page in sorted(rows, key=lambda row: -row[0])[:10]:
        print(f"  {milliseconds:6.0f} ms {queries:4} queries  {page.name}  {page.url}")
    print("Most queries:")
    for milliseconds, queries, page in sorted(rows, key=lambda row: -row[1])[:10]:
        print(f"  {milliseconds:6.0f} ms {queries:4} queries  {page.name}  {page.url}")


if __name__ == "__main__":
    main(*map(int, sys.argv[1:2]))
