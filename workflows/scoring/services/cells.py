"""Single cells of a department's lines × applicants, saved as they are typed: from the grid, or many from a workbook.

A cell says which version its writer saw. Where a colleague was faster nothing is written and both values go back;
a cell that cannot stand comes back with a sentence. What stands is always a new version, never a change.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from decimal import Decimal

from django.db import transaction

from accounts.models import Organisation
from documents.models import EvidenceFile
from workflows.applications.models import Application, Submission
from workflows.engine.actions import Action
from workflows.engine.models import WorkItem
from workflows.engine.rights import may
from workflows.engine.steps import hold_all
from workflows.rounds.models import Round
from workflows.standards.decimals import plain, rounded

from ..models import DepartmentScore, Via
from ..suggestions import figures_of
from .rows import GridLine, GridRow, grid_rows
from .sheets import Given, Row, differs, names_of, needs_reason, scores_of_many, sheet

__all__ = ["Cell", "GridLine", "GridRow", "Outcome", "Refused", "Stale", "grid_rows", "save_cells"]

#: The longest reason of a line.
REASON = 400


@dataclass(frozen=True)
class Cell:
    """What somebody gives for one line of one applicant.

    :param version: the one that the person saw; 0 for an empty cell.
    :param given: a bonus or penalty item is given by its basis (the score follows); all empty empties the cell.
    """

    application_id: int
    code: str
    version: int
    given: Given


@dataclass(frozen=True)
class Stale:
    """Somebody else was faster: what was typed, and what stands (``None``: nothing does)."""

    cell: Cell
    now: DepartmentScore | None


@dataclass(frozen=True)
class Refused:
    """A cell that cannot stand, and why."""

    cell: Cell
    words: str


@dataclass(frozen=True)
class Outcome:
    """What became of each cell. ``saved`` holds what now stands, be it written now or before."""

    saved: tuple[DepartmentScore, ...] = ()
    stale: tuple[Stale, ...] = ()
    refused: tuple[Refused, ...] = ()


@dataclass
class Desk:
    """One applicant as its scorer may write on it, read under its lock."""

    application: Application
    submission: Submission
    obstacle: str
    rows: dict[str, Row]


@dataclass
class Sorting:
    """Cells on their way into an outcome."""

    standing: list[DepartmentScore] = field(default_factory=list)
    fresh: list[DepartmentScore] = field(default_factory=list)
    stale: list[Stale] = field(default_factory=list)
    refused: list[Refused] = field(default_factory=list)


@transaction.atomic
def save_cells(
    *,
    round: Round,
    organisation: Organisation,
    by,
    cells: Iterable[Cell],
    via: Via | str = Via.PAGE,
    file: EvidenceFile | None = None,
    all_or_nothing: bool = False,
) -> Outcome:
    """Write new versions of the cells that may stand; a reason may still be missing, until the sheet is handed in.

    :param file: the workbook that the cells came in, kept as evidence.
    :param all_or_nothing: one stale or refused cell leaves all of them unwritten.
    """
    cells = list(cells)
    desks = desks_of(round, organisation, by, {cell.application_id for cell in cells})
    sorting, seen = Sorting(), set()
    for cell in cells:
        place = (cell.application_id, cell.code)
        if place in seen:
            sorting.refused.append(Refused(cell, "同一格出现了两次，请只留一个。"))
            continue
        seen.add(place)
        sort(sorting, cell, desks.get(cell.application_id), by)
    if all_or_nothing and (sorting.stale or sorting.refused):
        return Outcome((), tuple(sorting.stale), tuple(sorting.refused))
    for one in sorting.fresh:
        one.organisation, one.via, one.file = organisation, via, file
    written = DepartmentScore.objects.bulk_create(sorting.fresh)
    return Outcome((*sorting.standing, *written), tuple(sorting.stale), tuple(sorting.refused))


def desks_of(round_: Round, organisation: Organisation, by, wanted: set[int]) -> dict[int, Desk]:
    """The applicants as they stand, their processes locked: nobody hands a sheet in while a cell is written."""
    theirs = Application.objects.filter(pk__in=wanted, round=round_).exclude(process=None)
    hold_all(theirs.values_list("process_id", flat=True))
    applications = list(theirs.select_related("region__parent", "round__standard", "snapshot"))
    open_work = set(
        WorkItem.objects.open()
        .filter(node="score", organisation=organisation, process__in=[one.process_id for one in applications])
        .values_list("process_id", flat=True)
    )
    submissions = {row.application_id: row for row in Submission.objects.filter(application__in=applications)}
    names = names_of(organisation)
    given: dict[int, list[DepartmentScore]] = {one.pk: [] for one in applications}
    for score in scores_of_many(applications, [organisation.pk]):
        given[score.application_id].append(score)
    figures = figures_of(round_, organisation, [one.region_id for one in applications])
    desks = {}
    for one in applications:
        obstacle = obstacle_to(one, organisation, by, one.process_id in open_work)
        known = {"names": names, "given": given[one.pk], "figures": figures.get(one.region_id, {})}
        rows = [] if obstacle else sheet(one, organisation, **known)
        desks[one.pk] = Desk(one, submissions.get(one.pk), obstacle, {row.indicator.code: row for row in rows})
    return desks


def obstacle_to(application: Application, organisation: Organisation, by, is_open: bool) -> str:
    """Why the person may not write on this applicant's sheet now; empty when nothing stands in the way."""
    verdict = may(by, Action.SCORE, application, organisation_id=organisation.pk)
    if not verdict:
        return verdict.reason
    return "" if is_open else "本部门对这个单位的评分已经提交，或者还没有开始，不能修改。"


def sort(sorting: Sorting, cell: Cell, desk: Desk | None, by) -> None:
    """Put one cell where it belongs."""
    if desk is None or desk.obstacle:
        words = desk.obstacle if desk else "没有这件申报，或者不在本批次。"
        sorting.refused.append(Refused(cell, words))
        return
    row = desk.rows.get(cell.code)
    if row is None:
        sorting.refused.append(Refused(cell, f"{cell.code}不是本部门评分的指标。"))
        return
    line, words = settled(row, cell.given)
    if words:
        sorting.refused.append(Refused(cell, words))
        return
    now = row.given
    if now is not None and not differs(now, line):
        sorting.standing.append(now)
    elif cell.version != (now.version if now else 0):
        sorting.stale.append(Stale(cell, now))
    elif now is not None or line != Given(score=None):
        sorting.fresh.append(version_of(desk, row, line, by))


def version_of(desk: Desk, row: Row, line: Given, by) -> DepartmentScore:
    """The next version of a cell."""
    scored = line.score is not None or not line.applicable
    return DepartmentScore(
        application=desk.application,
        submission=desk.submission,
        indicator=row.indicator.code,
        version=row.given.version + 1 if row.given else 1,
        applicable=line.applicable,
        suggested=row.suggested if row.applicable else None,
        by_ledger=row.by_ledger,
        score=line.score,
        basis=line.basis,
        reason=line.reason,
        needs_reason=scored and needs_reason(row, line),
        by=by,
        by_name=by.display_name,
    )


# --- what may stand in a cell ---------------------------------------------------------------------------------


def settled(row: Row, given: Given) -> tuple[Given, str]:
    """The line as it is kept, and what is wrong with it."""
    line = replace(given, reason=given.reason.strip())
    if len(line.reason) > REASON:
        return line, f"理由不超过{REASON}字，请缩短。"
    if row.kind == "bonus":
        return with_levels(row, line)
    if row.kind == "penalty":
        return with_counts(row, line)
    if not line.applicable:
        return replace(line, score=None, basis=None), ""
    return replace(line, basis=None), problem_with(line.score, row.points)


def problem_with(score: Decimal | None, most: Decimal) -> str:
    """Why a number cannot be the score."""
    if score is None:
        return ""
    if not score.is_finite():
        return "请填数字。"
    if score > most:
        return f"最高{plain(most)}分，请修改。"
    if score < 0:
        return "不能是负数，请修改。"
    return "得分最多两位小数，请修改。" if score != rounded(score, 2) else ""


def with_levels(row: Row, line: Given) -> tuple[Given, str]:
    """A bonus item: the points of the levels reached, capped; no level chosen and a score of zero means none."""
    words = [line.basis] if isinstance(line.basis, str) else list(line.basis or [])
    points = {level.words: level.score for level in row.indicator.levels}
    if unknown := [one for one in words if one not in points]:
        return line, f"加分等次里没有“{unknown[0]}”，请从列表中选择。"
    if len(words) > 1 and row.indicator.pick != "sum":
        return line, "这一项只能选一个加分等次。"
    if not words and line.score:
        return line, "请选择加分等次。"
    earned = min(sum((points[one] for one in words), Decimal(0)), row.points)
    return replace(line, applicable=True, basis=words or None, score=earned if words else line.score), ""


def with_counts(row: Row, line: Given) -> tuple[Given, str]:
    """A penalty item: so much for each thing found, capped; nothing found and a score of zero means none."""
    minus = {item.words: item.minus for item in row.indicator.items}
    counts = dict(line.basis or {})
    if unknown := [one for one in counts if one not in minus]:
        return line, f"扣分情形里没有“{unknown[0]}”，请从列表中选择。"
    if any(not isinstance(count, int) or not 0 <= count <= 9999 for count in counts.values()):
        return line, "请填发现的次数，如0、1、2。"
    found = {words: count for words, count in counts.items() if count}
    if not found and line.score:
        return line, "请填发现的次数。"
    taken = min(sum((minus[words] * count for words, count in found.items()), Decimal(0)), row.points)
    return replace(line, applicable=True, basis=found or None, score=taken if found else line.score), ""
