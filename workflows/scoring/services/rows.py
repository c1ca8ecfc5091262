"""A department's lines × the applicants of a round, read for the grid and for the workbook: few questions, however many."""

from collections import defaultdict
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Q

from accounts.models import Organisation
from workflows.applications.content import answers_from
from workflows.applications.models import Application
from workflows.engine.models import StandIn, WorkItem
from workflows.review.scores import township_scores
from workflows.rounds.models import Round
from workflows.standards.final import summarise

from ..by_rule import rule_result
from ..models import DepartmentScore, Recusal
from ..rules import without_recused
from ..suggestions import Figures, figures_of, suggestion_for
from .sheets import Row, names_of, rows_of, scores_of_many

State = WorkItem.State


@dataclass(frozen=True)
class GridLine:
    """One cell with what stands beside it.

    :param value: the applicant's figure that the rule measures.
    """

    row: Row
    value: Decimal | None = None
    self_score: Decimal | None = None
    township: Decimal | None = None
    evidence: int = 0

    @property
    def code(self) -> str:
        return self.row.indicator.code

    @property
    def given(self) -> DepartmentScore | None:
        return self.row.given

    @property
    def version(self) -> int:
        """What a writer of this cell must quote."""
        return self.row.given.version if self.row.given else 0

    @property
    def counted(self) -> Decimal:
        """What the cell adds to the subtotal; a penalty takes."""
        given = self.row.given.score if self.row.given else None
        return (-1 if self.row.kind == "penalty" else 1) * (given or Decimal(0))

    @property
    def is_scored(self) -> bool:
        """Has it a score, or does it not apply?"""
        return is_scored(self.row.given)

    @property
    def lacks_reason(self) -> bool:
        return lacks_reason(self.row.given)


@dataclass(frozen=True)
class GridRow:
    """One applicant of the round on a department's desk.

    :param work: its piece of scoring work, open or done.
    :param editable: may this person write on it now?
    """

    application: Application
    work: WorkItem
    editable: bool
    lines: tuple[GridLine, ...]
    township_total: Decimal | None = None
    evidence: int = 0

    @property
    def subtotal(self) -> Decimal:
        """What was given so far: indicators and bonus, less penalties."""
        return sum((line.counted for line in self.lines), Decimal(0))


def is_scored(given: DepartmentScore | None) -> bool:
    """Has a cell a score, or does its line not apply?"""
    return given is not None and (given.score is not None or not given.applicable)


def lacks_reason(given: DepartmentScore | None) -> bool:
    """Is a reason still owed?"""
    return given is not None and given.needs_reason and not given.reason


def work_of(round_: Round, organisation: Organisation, *, only: set[int] | None = None) -> dict[int, WorkItem]:
    """The department's newest piece of scoring work on each applicant that it scores, by process.

    :param only: of these applicants alone.
    """
    items = WorkItem.objects.filter(node="score", organisation=organisation, process__application__round=round_)
    if only is not None:
        items = items.filter(process__application__in=only)
    newest = {item.process_id: item for item in items.order_by("pk").select_related("task")}
    return {process: item for process, item in newest.items() if item.state in (State.OPEN, State.DONE)}


def mine_among(user, items) -> set[int]:
    """Processes whose open work is this person's: by post or as a stand-in, and not recused."""
    open_ = [item.pk for item in items if item.state == State.OPEN]
    waiting = without_recused(WorkItem.objects.waiting_for(user).filter(pk__in=open_), user)
    return set(waiting.values_list("process_id", flat=True))


def seen_by(user, organisation: Organisation, applications):
    """Without those from whom the person is recused; who only stands in for somebody sees only those."""
    for code in Recusal.objects.in_force().filter(user=user).values_list("region_id", flat=True):
        applications = applications.exclude(in_place(code))
    if any(held.organisation_id == organisation.pk for held in user.current_appointments):
        return applications
    covered = Q(pk__in=[])
    for stand_in in StandIn.objects.of(user).filter(organisation=organisation):
        covered |= in_place(stand_in.region_code)
    return applications.filter(covered)


def in_place(code: str) -> Q:
    """Applicants of a village, or of a township with its villages."""
    return Q(region_id__gte=code, region_id__lte=f"{code[:9]}999") if code.endswith("000") else Q(region_id=code)


def grid_rows(round: Round, organisation: Organisation, user, *, township: str = "") -> list[GridRow]:
    """The department's lines of every applicant (of one township) with all that stands beside them; in order of place.

    About ten queries. Who is recused from an applicant does not see it.

    :param township: twelve digits; empty for all.
    """
    work = work_of(round, organisation)
    applications = seen_by(
        user, organisation, Application.objects.filter(process__in=list(work)).exclude(snapshot=None)
    )
    if township:
        applications = applications.filter(in_place(f"{township[:9]}000"))
    rows = list(applications.select_related("region__parent", "round__standard", "snapshot").order_by("region"))
    mine = mine_among(user, work.values())
    given: dict[int, dict[str, DepartmentScore]] = defaultdict(dict)
    for one in scores_of_many(rows, [organisation.pk]):
        given[one.application_id][one.indicator] = one
    names, reviewed = names_of(organisation), township_scores(rows)
    figures = figures_of(round, organisation, [one.region_id for one in rows])
    return [
        row_of(
            one,
            work[one.process_id],
            one.process_id in mine,
            names,
            given[one.pk],
            reviewed.get(one.pk, {}),
            figures=figures.get(one.region_id, {}),
        )
        for one in rows
    ]


def row_of(
    application, work, editable: bool, names: set[str], given: dict, reviewed: dict[str, Decimal], *, figures: Figures
) -> GridRow:
    """One applicant's row; the suggestions rest on the department's ledger where it has figures."""
    content = application.snapshot.content
    answers = answers_from(content, level=application.round.level)
    result = rule_result(application)
    suggestion = suggestion_for(application, figures, result)
    scored = {one.code: one for one in result.indicators}
    proofs: dict[str, set[str]] = defaultdict(set)
    for entry in content["evidence"]:
        proofs[entry["indicator"]].add(entry["sha256"])
    lines = tuple(
        GridLine(
            row,
            scored[code].value if code in scored else None,
            scored[code].score if code in scored else None,
            reviewed.get(code),
            len(proofs[code]),
        )
        for row in rows_of(application.spec, names, suggestion, given)
        if (code := row.indicator.code)
    )
    files = set().union(*(proofs[line.code] for line in lines))
    total = None
    if reviewed:
        total = summarise(application.spec, {**result.scores, **known(reviewed, scored)}, answers).total
    return GridRow(application, work, editable, lines, total, len(files))


def known(reviewed: dict[str, Decimal], scored: dict) -> dict[str, Decimal]:
    """The township's scores of what applies."""
    return {code: given for code, given in reviewed.items() if code in scored and scored[code].applicable}
