"""A department's sheet: what it scores, what the rule suggests, what it has given."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.db.models import Max

from accounts.models import Organisation
from workflows.applications.models import Application, Submission
from workflows.engine.actions import Action
from workflows.engine.errors import Incomplete
from workflows.engine.signatures import signing_name
from workflows.engine.transition import note
from workflows.standards.decimals import plain
from workflows.standards.results import Result
from workflows.standards.spec import Bonus, Penalty, Spec

from ..models import DepartmentScore, Recusal
from ..suggestions import Figures, Suggestion, figures_for, suggestion_for

#: A penalty item without a cap of its own; the total's cap still holds.
NO_LIMIT = Decimal(1000)


@dataclass(frozen=True)
class Row:
    """One line of the sheet."""

    indicator: Any  # of the standard's specification
    kind: str
    points: Decimal
    applicable: bool
    suggested: Decimal | None
    explanation: str
    given: DepartmentScore | None
    #: Where the department's ledger has figures: what it says and what the village reported.
    note: str = ""

    @property
    def by_ledger(self) -> bool:
        """Does the suggestion rest on the department's ledger?"""
        return bool(self.note)


@dataclass(frozen=True)
class Given:
    """What a scorer gives for one line.

    :param basis: bonus: the level's words; penalty: ``{words: count}``; ``None`` for an indicator.
    """

    score: Decimal | None
    reason: str = ""
    applicable: bool = True
    basis: object = None


def names_of(organisation: Organisation) -> set[str]:
    """A department and those it has succeeded: a standard may still name the old one."""
    return {one.name for one in organisation.family}


def sheet(
    application: Application,
    organisation: Organisation,
    result: Result | None = None,
    *,
    names: set[str] | None = None,
    given: Iterable[DepartmentScore] | None = None,
    figures: Figures | None = None,
) -> list[Row]:
    """The department's own lines, in the standard's order: indicators, then bonus and penalty items.

    :param names: see :func:`names_of`; for callers who ask for many applicants at once.
    :param given: the newest scores of the submission in force, likewise.
    :param figures: what the department's ledger says of the applicant, likewise.
    """
    figures = figures_for(application, organisation) if figures is None else figures
    suggestion = suggestion_for(application, figures, result)
    names = names_of(organisation) if names is None else names
    given = scores_of(application, organisation) if given is None else given
    return rows_of(application.spec, names, suggestion, {row.indicator: row for row in given})


def rows_of(spec: Spec, names: set[str], suggestion: Suggestion, given: dict[str, DepartmentScore]) -> list[Row]:
    """The lines of a department in a standard, with what the rule says and what was given."""
    suggested = {row.code: row for row in suggestion.result.indicators}
    rows = [
        Row(
            indicator,
            "indicator",
            indicator.points,
            suggested[indicator.code].applicable,
            suggested[indicator.code].score,
            suggested[indicator.code].explanation,
            given.get(indicator.code),
            suggestion.notes.get(indicator.code, ""),
        )
        for indicator in spec.indicators
        if indicator.lead in names
    ]
    for kind, items in (("bonus", spec.bonus), ("penalty", spec.penalties)):
        rows += [
            Row(item, kind, ceiling(item), True, Decimal(0), item.rule, given.get(item.code))
            for item in items
            if item.lead in names
        ]
    return rows


def ceiling(item: Bonus | Penalty) -> Decimal:
    """The most that a bonus item gives or a penalty item takes."""
    if isinstance(item, Bonus):
        return item.max
    return NO_LIMIT if item.max_deduct is None else item.max_deduct


def scores_of(application: Application, organisation: Organisation):
    """The newest scores that a department gave the submission in force."""
    latest = application.submissions.last()
    return DepartmentScore.objects.filter(submission=latest, organisation=organisation).current()


def scores_of_many(applications: Iterable[Application], organisations: Iterable[int]) -> list[DepartmentScore]:
    """The newest scores that departments gave the submissions in force of several applicants: two queries."""
    latest = Submission.objects.filter(application__in=applications).values("application").annotate(last=Max("pk"))
    in_force = [row["last"] for row in latest]
    return list(DepartmentScore.objects.filter(submission__in=in_force, organisation__in=organisations).current())


def give_scores(
    *, case: Application, by, organisation: Organisation, given: dict[str, Given] | None = None, opinion: str = ""
) -> None:
    """The scorer's step: every line of the sheet has a score; one that departs from the rule has a reason.

    A line scored before gets a new version only where it changes.

    :param given: ``None`` for the cells as they are saved.
    """
    rows = sheet(case, organisation)
    given = as_saved(rows) if given is None else given
    if problems := tuple(problems_of(rows, given)):
        raise Incomplete("评分表还没有填完。", problems)
    save_scores(case, organisation, rows, given, by, anew=of_recused(case, rows))
    note(case, by=by, action=Action.SCORE, because=opinion, organisation=organisation, confidential=True)


def of_recused(case: Application, rows: list[Row]) -> frozenset[str]:
    """Lines whose last score is of a person who stands aside from the applicant."""
    aside = set(Recusal.objects.in_force().of_applicant(case.region_id).values_list("user", flat=True))
    return frozenset(row.indicator.code for row in rows if row.given and row.given.by_id in aside)


def as_saved(rows: list[Row]) -> dict[str, Given]:
    """The lines as they stand; under a bonus or penalty item that nobody touched nothing was found."""
    return {row.indicator.code: line for row in rows if (line := line_as_saved(row)) is not None}


def line_as_saved(row: Row) -> Given | None:
    """One line as it stands; ``None`` for an indicator that nobody has scored."""
    now = row.given
    if now is None or (now.score is None and now.applicable):
        reason = now.reason if now else ""
        return None if row.kind == "indicator" else Given(score=Decimal(0), reason=reason)
    return Given(score=now.score, reason=now.reason, applicable=now.applicable, basis=now.basis)


def problems_of(rows: list[Row], given: dict[str, Given]):
    """What is wrong with the scores of a sheet, one sentence a line."""
    for row in rows:
        if problem := problem_of(row, given.get(row.indicator.code)):
            yield f"{row.indicator.code} {row.indicator.name}：{problem}"


def problem_of(row: Row, line: Given | None) -> str:
    """What is wrong with one line; empty where nothing is."""
    if line is None or (line.score is None and line.applicable):
        return "请评分。"
    if line.applicable and not 0 <= line.score <= row.points:
        return f"得分应在0到{plain(row.points)}分之间，请修改。"
    if needs_reason(row, line) and not line.reason.strip():
        return "倒扣须写明理由。" if row.kind == "penalty" else f"与按细则应得（{shown(row)}）不一致，请写明理由。"
    if row.kind == "bonus" and line.score and not line.basis:
        return "请选择加分等次。"
    return ""


def departs(row: Row, line: Given) -> bool:
    """Does the score depart from what the rule says, or stand where the rule has no answer?"""
    if not line.applicable or not row.applicable:
        return line.applicable != row.applicable
    return row.suggested is None or line.score != row.suggested


def needs_reason(row: Row, line: Given) -> bool:
    """Who departs from the rule says why, and who takes off the total; what the rule takes off, it explains itself."""
    if row.kind == "indicator":
        return departs(row, line)
    return row.kind == "penalty" and bool(line.score)


def shown(row: Row) -> str:
    """The rule's answer in words."""
    if not row.applicable:
        return "不适用"
    return "数据不全" if row.suggested is None else f"{plain(row.suggested)}分"


@transaction.atomic
def save_scores(
    case: Application,
    organisation: Organisation,
    rows: list[Row],
    given: dict[str, Given],
    by,
    *,
    anew: frozenset[str] = frozenset(),
) -> list[DepartmentScore]:
    """Insert new versions of the lines that changed.

    :param anew: lines that get a new version in any case: who gave the last one must not have.
    """
    submission = case.submissions.last()
    versions = dict(
        DepartmentScore.objects.filter(submission=submission, organisation=organisation)
        .values_list("indicator")
        .annotate(last=Max("version"))
    )
    name = signing_name(by, Action.SCORE, case, organisation)
    changed = [
        DepartmentScore(
            application=case,
            submission=submission,
            organisation=organisation,
            indicator=row.indicator.code,
            version=versions.get(row.indicator.code, 0) + 1,
            applicable=line.applicable,
            suggested=row.suggested if row.applicable else None,
            by_ledger=row.by_ledger,
            score=line.score if line.applicable else None,
            basis=line.basis,
            reason=line.reason.strip(),
            needs_reason=needs_reason(row, line),
            by=by,
            by_name=name,
        )
        for row in rows
        if (line := given[row.indicator.code]) and (row.indicator.code in anew or differs(row.given, line))
    ]
    return DepartmentScore.objects.bulk_create(changed)


def differs(before: DepartmentScore | None, line: Given) -> bool:
    """Is this a change worth a version?"""
    if before is None:
        return True
    now = (line.applicable, line.score if line.applicable else None, line.reason.strip(), line.basis)
    return (before.applicable, before.score, before.reason, before.basis) != now
