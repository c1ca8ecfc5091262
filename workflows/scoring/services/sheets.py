"""A department's sheet: what it scores, what the rule suggests, what it has given."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.db.models import Max

from accounts.models import Organisation
from workflows.applications.content import answers_from
from workflows.applications.models import Application
from workflows.engine.actions import Action
from workflows.engine.errors import Incomplete
from workflows.engine.transition import note
from workflows.standards.results import Result
from workflows.standards.scoring import score
from workflows.standards.spec import Bonus, Penalty

from ..models import DepartmentScore, ScoreSheet

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


@dataclass(frozen=True)
class Given:
    """What a scorer gives for one line.

    :param basis: bonus: the level's words; penalty: ``{words: count}``; ``None`` for an indicator.
    """

    score: Decimal | None
    reason: str = ""
    applicable: bool = True
    basis: object = None


def rule_result(application: Application) -> Result:
    """The rule's own result on the submitted content."""
    return score(application.spec, answers_from(application.snapshot.content, level=application.round.level))


def names_of(organisation: Organisation) -> set[str]:
    """A department and those it has succeeded: a standard may still name the old one."""
    return {organisation.name, *organisation.predecessors.values_list("name", flat=True)}


def sheet(application: Application, organisation: Organisation, result: Result | None = None) -> list[Row]:
    """The department's own lines, in the standard's order: indicators, then bonus and penalty items."""
    result = result or rule_result(application)
    suggested = {row.code: row for row in result.indicators}
    names, spec = names_of(organisation), application.spec
    given = {row.indicator: row for row in scores_of(application, organisation)}
    rows = [
        Row(
            indicator,
            "indicator",
            indicator.points,
            suggested[indicator.code].applicable,
            suggested[indicator.code].score,
            suggested[indicator.code].explanation,
            given.get(indicator.code),
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


def give_scores(
    *, case: Application, by, organisation: Organisation, given: dict[str, Given], opinion: str = ""
) -> None:
    """The scorer's step: every line of the sheet has a score; one that departs from the rule has a reason.

    A line scored before gets a new version only where it changes.
    """
    rows = sheet(case, organisation)
    if problems := tuple(problems_of(rows, given)):
        raise Incomplete("评分表还没有填完。", problems)
    save_scores(case, organisation, rows, given, by)
    note(case, by=by, action=Action.SCORE, because=opinion, organisation=organisation, confidential=True)


def problems_of(rows: list[Row], given: dict[str, Given]):
    """What is wrong with the scores of a sheet, one sentence a line."""
    for row in rows:
        code, name = row.indicator.code, row.indicator.name
        line = given.get(code)
        if line is None or (line.score is None and line.applicable):
            yield f"{code} {name}:请评分。"
        elif line.applicable and not 0 <= line.score <= row.points:
            yield f"{code} {name}:得分应在0到{row.points}分之间,请修改。"
        elif row.kind == "indicator" and departs(row, line) and not line.reason.strip():
            yield f"{code} {name}:与按细则应得({shown(row)})不一致,请写明理由。"
        elif row.kind == "bonus" and line.score and not line.basis:
            yield f"{code} {name}:请选择加分等次。"


def departs(row: Row, line: Given) -> bool:
    """Does the score depart from what the rule says, or stand where the rule has no answer?"""
    if not line.applicable or not row.applicable:
        return line.applicable != row.applicable
    return row.suggested is None or line.score != row.suggested


def shown(row: Row) -> str:
    """The rule's answer in words."""
    if not row.applicable:
        return "不适用"
    return "数据不全" if row.suggested is None else f"{row.suggested}分"


@transaction.atomic
def save_scores(
    case: Application, organisation: Organisation, rows: list[Row], given: dict[str, Given], by
) -> list[DepartmentScore]:
    """Insert new versions of the lines that changed."""
    submission = case.submissions.last()
    versions = dict(
        DepartmentScore.objects.filter(submission=submission, organisation=organisation)
        .values_list("indicator")
        .annotate(last=Max("version"))
    )
    changed = [
        DepartmentScore(
            application=case,
            submission=submission,
            organisation=organisation,
            indicator=row.indicator.code,
            version=versions.get(row.indicator.code, 0) + 1,
            applicable=line.applicable,
            suggested=row.suggested if row.applicable else None,
            score=line.score if line.applicable else None,
            basis=line.basis,
            reason=line.reason.strip(),
            by=by,
            by_name=by.display_name,
        )
        for row in rows
        if (line := given[row.indicator.code]) and differs(row.given, line)
    ]
    return DepartmentScore.objects.bulk_create(changed)


def differs(before: DepartmentScore | None, line: Given) -> bool:
    """Is this a change worth a version?"""
    if before is None:
        return True
    now = (line.applicable, line.score if line.applicable else None, line.reason.strip(), line.basis)
    return (before.applicable, before.score, before.reason, before.basis) != now


def decide_scores(
    *, case: Application, by, organisation: Organisation, decision: str = "sign", opinion: str = ""
) -> None:
    """The head's step: sign the sheet, or give it back to the scorer."""
    if decision == "sign":
        ScoreSheet.objects.create(
            application=case,
            submission=case.submissions.last(),
            organisation=organisation,
            remark=opinion,
            signed_by=by,
            signed_by_name=by.display_name,
        )
    note(
        case,
        by=by,
        action=Action.SIGN_SCORES,
        because=opinion,
        organisation=organisation,
        confidential=True,
        data={"decision": decision},
    )


def is_signed(application: Application, organisation_id: int) -> bool:
    """Has the department's head signed the sheet of the submission in force?"""
    submission = application.submissions.last()
    return ScoreSheet.objects.filter(submission=submission, organisation_id=organisation_id).exists()
