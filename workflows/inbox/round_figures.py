"""Figures of one round: where it stands, how far its applications, townships and departments have come, who is late.

Counts only. No score, no sum and no name of a proposed applicant stands here before it may be known.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Min, Q, QuerySet
from django.db.models.functions import Substr

from accounts import clock
from accounts.models import Region
from workflows.applications.models import Application
from workflows.applications.states import State
from workflows.applications.views.listing import STAGES
from workflows.engine.models import WorkItem
from workflows.review.services import RECOMMENDED
from workflows.rounds.models import Kind, Level, Round
from workflows.rounds.states import RoundState as S

#: Steps of a round as everybody names them, and the states in which each is being done.
STEPS: tuple[tuple[str, frozenset[str]], ...] = (
    ("启动", frozenset({S.DRAFT})),
    ("申报", frozenset({S.OPEN})),
    ("审核评分", frozenset({S.REVIEWING})),
    ("排名", frozenset({S.LOCKED, S.RANKED})),
    ("公示", frozenset({S.PROPOSED, S.PUBLICITY})),
    ("审定", frozenset({S.NOTICE_CLOSED})),
)
#: The county's own round has one applicant, whom nobody scores.
OWN_STEPS = (
    ("启动", frozenset({S.DRAFT})),
    ("申报", frozenset({S.OPEN})),
    ("报送", frozenset({S.REVIEWING})),
    ("上级结果", frozenset({S.REPORTED})),
)
NAMING = (("命名", frozenset({S.APPROVED})),)
REPORTING = (("报送", frozenset({S.APPROVED})), ("上级结果", frozenset({S.REPORTED})))

TONES = {"filling": "grey", "township": "blue", "county": "blue", "notice": "amber", "closed": "green"}
#: Steps of departments, in columns of the table.
DEPARTMENT_STEPS = {
    "score": "scoring",
    "sign_scores": "scoring",
    "countersign": "countersign",
    "joint_check": "joint_check",
}
CHOSEN = frozenset(
    {State.PROPOSED, State.PUBLICITY, State.DELIBERATING, State.APPROVED, State.NAMED, State.REPORTED, State.RECOGNISED}
)


def steps_of_round(round_: Round) -> list[dict]:
    """The round's steps with done, now and todo; none for a round that ended without a result."""
    if round_.state == S.WITHOUT_RESULT:
        return []
    steps = STEPS + (NAMING if round_.level == Level.COUNTY else REPORTING)
    steps = OWN_STEPS if round_.kind == Kind.COUNTY else steps
    now = next((place for place, (_, states) in enumerate(steps) if round_.state in states), len(steps))
    return [
        {"label": label, "state": "done" if place < now else "now" if place == now else "todo"}
        for place, (label, _) in enumerate(steps)
    ]


@dataclass(frozen=True)
class Stage:
    """How many applications lie at one stage, and in which states."""

    key: str
    label: str
    tone: str
    count: int
    states: list[tuple[str, str, int]]


def stages_of(applications: QuerySet[Application]) -> list[Stage]:
    """Applications by stage and state; one query."""
    counted = dict(applications.order_by().values_list("state").annotate(n=Count("pk", distinct=True)))
    return [
        Stage(
            key,
            label,
            TONES[key],
            sum(counted.get(state, 0) for state in states),
            [(state.value, state.label, counted[state]) for state in State if state in states and state in counted],
        )
        for key, (label, states) in STAGES.items()
    ]


@dataclass(frozen=True)
class TownshipRow:
    """One township: its share, how many take part, how many it has sent on, how many were chosen."""

    code: str
    name: str
    share: int | None
    bids: int
    sent: int
    chosen: int


def townships_of(round_: Round, applications: QuerySet[Application]) -> list[TownshipRow]:
    """Figures by township, those without an application included where they have a share."""
    counted = (
        applications.order_by()
        .annotate(town=Substr("region_id", 1, 9))
        .values("town")
        .annotate(
            bids=Count("pk", distinct=True),
            sent=Count("pk", distinct=True, filter=Q(state__in=RECOMMENDED | CHOSEN | BEYOND)),
            chosen=Count("pk", distinct=True, filter=Q(state__in=CHOSEN)),
        )
    )
    rows = {f"{row['town']}000": row for row in counted}
    shares = dict(round_.quotas.values_list("township_id", "number")) if round_.kind == Kind.VILLAGE else {}
    names = Region.objects.filter(pk__in={*rows, *shares}).order_by("pk")
    nothing = {"bids": 0, "sent": 0, "chosen": 0}
    return [
        TownshipRow(
            region.pk,
            region.short_name,
            shares.get(region.pk),
            **{key: rows.get(region.pk, nothing)[key] for key in nothing},
        )
        for region in names
    ]


#: Was sent to the county and is over.
BEYOND = frozenset(
    {State.VETOED, State.NOT_ACCEPTED, State.NOT_SELECTED, State.NOT_APPROVED, State.NOT_RECOGNISED, State.DISQUALIFIED}
)


@dataclass
class DepartmentRow:
    """One department: tasks done and in all, by column; how many are late."""

    pk: int
    name: str
    scoring: tuple[int, int] = (0, 0)
    countersign: tuple[int, int] = (0, 0)
    joint_check: tuple[int, int] = (0, 0)
    late: int = 0
    open: int = 0


def departments_of(round_: Round) -> list[DepartmentRow]:
    """Progress of departments: tasks, never scores; one query. The slowest first."""
    counted = (
        items_of(round_)
        .filter(node__in=DEPARTMENT_STEPS, organisation__isnull=False)
        .exclude(state=WorkItem.State.CANCELLED)
        .order_by()
        .values("organisation_id", "organisation__name", "node")
        .annotate(
            total=Count("pk"),
            done=Count("pk", filter=Q(state=WorkItem.State.DONE)),
            late=Count("pk", filter=is_late()),
        )
    )
    rows: dict[int, DepartmentRow] = {}
    for one in counted:
        row = rows.setdefault(one["organisation_id"], DepartmentRow(one["organisation_id"], one["organisation__name"]))
        column = DEPARTMENT_STEPS[one["node"]]
        done, total = getattr(row, column)
        setattr(row, column, (done + one["done"], total + one["total"]))
        row.late += one["late"]
        row.open += one["total"] - one["done"]
    return sorted(rows.values(), key=lambda row: (-row.late, -row.open, row.pk))


@dataclass(frozen=True)
class LateRow:
    """Somebody who is late: where, with what, how many, since when."""

    who: str
    step: str
    count: int
    due_at: datetime


def late_of(round_: Round, most: int = 12) -> list[LateRow]:
    """Overdue work by place and step, the longest overdue first; one query."""
    counted = (
        items_of(round_)
        .filter(is_late())
        .order_by()
        .values("organisation__name", "place__name", "place__parent__name", "place__level", "step_title")
        .annotate(count=Count("pk"), oldest=Min("due_at"))
        .order_by("oldest")[:most]
    )
    return [LateRow(place_of(row), row["step_title"], row["count"], row["oldest"]) for row in counted]


def place_of(row: dict) -> str:
    """Department, or place with its township."""
    if row["organisation__name"]:
        return row["organisation__name"]
    is_village = row["place__level"] == 5
    return f"{row['place__parent__name']}{row['place__name']}" if is_village else row["place__name"]


def is_late() -> Q:
    """Open and past its due time."""
    return Q(state=WorkItem.State.OPEN, due_at__lt=clock.now())


def items_of(round_: Round) -> QuerySet[WorkItem]:
    """Everybody's work on the round's applications."""
    return WorkItem.objects.filter(process__in=round_.applications.values("process"))


def percent_done(rows: Iterable[DepartmentRow]) -> tuple[int, int]:
    """Tasks of scoring done and in all."""
    pairs = [row.scoring for row in rows]
    return sum(done for done, _ in pairs), sum(total for _, total in pairs)
