"""The lead department answers what stands open on its sheet: keep the score with a reason, or give a new version."""

from dataclasses import dataclass

from django.db import transaction
from django.db.models import Max

from accounts.enums import Post
from accounts.models import Appointment, Organisation
from accounts.notify import notify
from workflows.applications.models import Application
from workflows.engine.actions import Action
from workflows.engine.errors import Incomplete
from workflows.engine.signatures import signing_name
from workflows.engine.transition import note

from ..models import Countersignature, ObjectionAnswer
from ..points import Point, PointKind, Standing, points_in, standing_of
from .sheets import Given, Row, problem_of, save_scores, sheet


@dataclass(frozen=True)
class Question:
    """One line of the sheet with everything that stands open on it."""

    row: Row
    points: tuple[Point, ...]
    before: ObjectionAnswer | None = None

    @property
    def objections(self) -> list[Point]:
        return [one for one in self.points if one.kind == PointKind.OBJECTION]

    @property
    def anew(self) -> bool:
        """Must the score be given anew, even if it stays the same?"""
        return any(one.kind in (PointKind.RECUSED, PointKind.APPLIES) for one in self.points)


def questions_of(application: Application, organisation: Organisation) -> list[Question]:
    """The lines to answer, in the sheet's order. A signature alone that is to be renewed asks nothing of the scorer."""
    standing = standing_of(application)
    asked: dict[str, list[Point]] = {}
    for one in points_in(standing):
        if one.organisation_id == organisation.pk and one.code:
            asked.setdefault(one.code, []).append(one)
    return [
        Question(row, tuple(asked[row.indicator.code]), answer_before(standing, asked[row.indicator.code]))
        for row in sheet(application, organisation)
        if row.indicator.code in asked
    ]


def answer_before(standing: Standing, points: list[Point]) -> ObjectionAnswer | None:
    """What was answered already, but not signed."""
    given = [standing.answers.get((one.source.pk, one.code)) for one in points if one.source]
    return next((one for one in given if one), None)


@transaction.atomic
def answer_objections(
    *,
    case: Application,
    by,
    organisation: Organisation,
    given: dict[str, Given] | None = None,
    replies: dict[str, str] | None = None,
    opinion: str = "",
) -> None:
    """The scorer's step: every objection has an answer in words, every score to be given anew has its new version.

    :param given: line → score; a line that is left out keeps its score.
    :param replies: line → answer to those who object.
    """
    given, replies = given or {}, {code: words.strip() for code, words in (replies or {}).items()}
    questions = questions_of(case, organisation)
    if problems := tuple(problems_of(questions, given, replies)):
        raise Incomplete("还有事项没有答复。", problems)
    rows = [one.row for one in questions if one.row.indicator.code in given]
    anew = frozenset(one.row.indicator.code for one in questions if one.anew)
    changed = {row.indicator for row in save_scores(case, organisation, rows, given, by, anew=anew)}
    for question in questions:
        for point in question.objections:
            store_answer(case, organisation, point, by, replies[point.code], keeps=point.code not in changed)
    note(case, by=by, action=Action.ANSWER_OBJECTIONS, because=opinion, organisation=organisation, confidential=True)


def problems_of(questions: list[Question], given: dict[str, Given], replies: dict[str, str]):
    """What is missing, one sentence a line."""
    for question in questions:
        code = question.row.indicator.code
        title = f"{code} {question.row.indicator.name}"
        line = given.get(code)
        if (line is not None or question.anew) and (problem := problem_of(question.row, line)):
            yield f"{title}：{problem}"
        if question.objections and not replies.get(code):
            yield f"{title}：请写明对异议的答复。"


def store_answer(
    case: Application, organisation: Organisation, point: Point, by, reason: str, *, keeps: bool
) -> ObjectionAnswer:
    """The next answer to this line of the objection."""
    word: Countersignature = point.source
    last = word.answers.filter(indicator=point.code).aggregate(last=Max("number"))["last"] or 0
    score = case.scores.filter(submission=word.submission_id, indicator=point.code).order_by("-version").first()
    return ObjectionAnswer.objects.create(
        countersignature=word,
        organisation=organisation,
        indicator=point.code,
        number=last + 1,
        keeps=keeps,
        reason=reason,
        score=score,
        by=by,
        by_name=signing_name(by, Action.ANSWER_OBJECTIONS, case, organisation),
    )


def tell_objectors(standing: Standing, organisation: Organisation) -> None:
    """Who objected hears that there is an answer; the answer itself waits for the lock like the score it speaks of."""
    case = standing.application
    mine = [one.countersignature for one in standing.answers.values() if one.organisation_id == organisation.pk]
    heads = Appointment.objects.holding(Post.DEPT_LEADER).filter(
        organisation__in={word.organisation_id for word in mine}
    )
    notify(
        heads.people(),
        subject=f"会签异议已答复：{case.region.full_name}",
        body=f"{organisation}已研究并答复贵单位的会签异议，答复内容在锁分后公开。",
        url=case.get_absolute_url(),
    )
