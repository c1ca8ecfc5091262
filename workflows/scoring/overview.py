"""How far a department is with every applicant of a round: what the grid shows before a township is opened.

Asks for no contents, only for the cells: a handful of questions for a county of 250 villages.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db.models import Max, TextChoices

from accounts.models import Organisation, Region
from workflows.applications.models import Application, Submission
from workflows.engine.models import WorkItem
from workflows.rounds.models import Round

from .desk import given_back
from .models import DepartmentScore
from .rules import has_declared
from .services.rows import mine_among, seen_by, work_of
from .services.sheets import names_of


class RowState(TextChoices):
    """How an applicant's row stands."""

    NEW = "new", "未评"
    HALF = "half", "评了一半"
    NO_REASON = "no_reason", "缺理由"
    RETURNED = "returned", "已退回"
    SAVED = "saved", "已存"
    SUBMITTED = "submitted", "已提交"

    @property
    def tone(self) -> str:
        """Colour of the word."""
        return {"new": "grey", "saved": "green", "submitted": "green"}.get(self, "amber")

    @property
    def is_complete(self) -> bool:
        """May the row be handed in, or was it?"""
        return self in (RowState.RETURNED, RowState.SAVED, RowState.SUBMITTED)


@dataclass(frozen=True)
class Lines:
    """What a department scores in a standard."""

    indicators: tuple
    bonus: tuple
    penalties: tuple

    @property
    def codes(self) -> frozenset[str]:
        """Of the lines that must have a score."""
        return frozenset(one.code for one in self.indicators)

    @property
    def points(self):
        return sum(one.points for one in self.indicators)

    @property
    def count(self) -> int:
        return len(self.indicators) + len(self.bonus) + len(self.penalties)


def lines_of(round_: Round, organisation: Organisation) -> Lines:
    """The department's lines in the round's standard."""
    names, spec = names_of(organisation), round_.standard.spec
    own = (tuple(one for one in items if one.lead in names) for items in (spec.indicators, spec.bonus, spec.penalties))
    return Lines(*own)


@dataclass
class Tally:
    """The cells of one row, counted."""

    scored: set[str] = field(default_factory=set)
    lacking: int = 0

    def state(self, codes: Iterable[str], *, is_open: bool, back: bool) -> RowState:
        """What the row's state is called."""
        if not is_open:
            return RowState.SUBMITTED
        if codes and not self.scored:
            return RowState.NEW
        if not self.scored.issuperset(codes):
            return RowState.HALF
        if self.lacking:
            return RowState.NO_REASON
        return RowState.RETURNED if back else RowState.SAVED


@dataclass(frozen=True)
class Standing:
    """One applicant in the overview.

    :param mine: open, and this person's to do.
    """

    application: Application
    work: WorkItem
    state: RowState
    mine: bool


@dataclass(frozen=True)
class Overview:
    """All applicants of the round on a department's desk, in order of place."""

    standings: tuple[Standing, ...]

    @property
    def total(self) -> int:
        return len(self.standings)

    @property
    def complete(self) -> int:
        """Rows with everything that they need."""
        return sum(one.state.is_complete for one in self.standings)

    @property
    def mine(self) -> list[Standing]:
        """Open rows that the person may hand in."""
        return [one for one in self.standings if one.mine]

    @property
    def unfinished(self) -> list[Standing]:
        """The person's open rows that lack something."""
        return [one for one in self.mine if not one.state.is_complete]

    @property
    def may_hand_in(self) -> bool:
        return bool(self.mine) and not self.unfinished


def overview_of(round_: Round, organisation: Organisation, user, *, only: set[int] | None = None) -> Overview:
    """How the department stands with every applicant that the person may see.

    :param only: these applicants alone.
    """
    work = work_of(round_, organisation, only=only)
    applications = seen_by(user, organisation, Application.objects.filter(process__in=list(work)))
    rows = list(applications.exclude(snapshot=None).select_related("region__parent").order_by("region"))
    # Who has not declared yet from whom to stand aside scores nobody.
    mine = mine_among(user, work.values()) if has_declared(user, round_.pk) else set()
    back = given_back(list(work.values()))
    codes, tallies = lines_of(round_, organisation).codes, tallies_of(rows, organisation)
    standings = []
    for one in rows:
        item = work[one.process_id]
        is_open = item.state == WorkItem.State.OPEN
        state = tallies.get(one.pk, Tally()).state(
            codes, is_open=is_open, back=(one.process_id, organisation.pk) in back
        )
        standings.append(Standing(one, item, state, one.process_id in mine))
    return Overview(tuple(standings))


def tallies_of(applications: Iterable[Application], organisation: Organisation) -> dict[int, Tally]:
    """Application → its cells counted; two questions."""
    latest = Submission.objects.filter(application__in=applications).values("application").annotate(last=Max("pk"))
    in_force = [row["last"] for row in latest.order_by()]
    found = DepartmentScore.objects.filter(submission__in=in_force, organisation=organisation).current()
    tallies: dict[int, Tally] = {}
    fields = ("application_id", "indicator", "score", "applicable", "needs_reason", "reason")
    for application, code, score, applicable, needs_reason, reason in found.values_list(*fields):
        tally = tallies.setdefault(application, Tally())
        if score is not None or not applicable:
            tally.scored.add(code)
        tally.lacking += needs_reason and not reason
    return tallies


@dataclass(frozen=True)
class Group:
    """One township of the overview."""

    township: Region
    standings: tuple[Standing, ...]

    @property
    def complete(self) -> int:
        return sum(one.state.is_complete for one in self.standings)

    @property
    def total(self) -> int:
        return len(self.standings)


def groups_of(overview: Overview, *, township: str = "", state: str = "", todo: bool = False) -> list[Group]:
    """By township, as filtered; a group's own numbers count all of it."""
    found: dict[str, list[Standing]] = {}
    for one in overview.standings:
        found.setdefault(one.application.township.pk, []).append(one)
    shown = Counter(one.application.township.pk for one in chosen(overview.standings, state=state, todo=todo))
    return [
        Group(rows[0].application.township, tuple(rows))
        for code, rows in found.items()
        if shown[code] and township in ("", code)
    ]


def chosen(standings: Iterable[Standing], *, state: str = "", todo: bool = False) -> list[Standing]:
    """Those in a state; those that still lack something."""
    return [one for one in standings if state in ("", one.state) and not (todo and one.state.is_complete)]
