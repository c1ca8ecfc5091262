"""What stands open on a signed sheet: objections to answer, scores to give anew, a signature to renew.

Read for one application or for many with the same few questions. A point is settled by a newer row (an answer, a
version, a signature), never by a change.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db.models import Max, TextChoices

from workflows.applications.models import Application, Submission

from .models import ApplicabilityRuling, Countersignature, DepartmentScore, ObjectionAnswer, Recusal, ScoreSheet


class PointKind(TextChoices):
    """Why a department takes a sheet up again."""

    OBJECTION = "objection", "会签异议"
    RECUSED = "recused", "原评分人回避"
    APPLIES = "applies", "认定为适用，需要评分"
    UNSIGNED = "unsigned", "需要重新审签"


@dataclass(frozen=True)
class Point:
    """One thing that a lead department still has to do on one application."""

    kind: PointKind
    application_id: int
    organisation_id: int
    code: str = ""
    words: str = ""
    source: Countersignature | None = None


@dataclass
class Standing:
    """Everything that was said about the submission in force of one application."""

    application: Application
    submission_id: int | None = None
    scores: dict[str, DepartmentScore] = field(default_factory=dict)
    sheets: list[ScoreSheet] = field(default_factory=list)
    words: dict[int, Countersignature] = field(default_factory=dict)
    answers: dict[tuple[int, str], ObjectionAnswer] = field(default_factory=dict)
    rulings: dict[str, ApplicabilityRuling] = field(default_factory=dict)
    recused: set[int] = field(default_factory=set)

    def last_sheet(self, organisation_id: int) -> ScoreSheet | None:
        """The newest signature of a department."""
        mine = [one for one in self.sheets if one.organisation_id == organisation_id]
        return max(mine, key=lambda one: one.number, default=None)

    def is_answered(self, word: Countersignature, code: str) -> bool:
        """Is there an answer to this line of an objection, signed by the lead's head?"""
        answer = self.answers.get((word.pk, code))
        return answer is not None and any(answer.pk in sheet.answers for sheet in self.sheets)


def standings_of(applications: Iterable[Application]) -> dict[int, Standing]:
    """Application → what was said about its submission in force; seven queries however many there are."""
    found = sheets_of(applications)
    submissions = [standing.submission_id for standing in found.values() if standing.submission_id]
    words = Countersignature.objects.filter(submission__in=submissions).current().select_related("organisation")
    for word in words.order_by("pk"):
        found[word.application_id].words[word.organisation_id] = word
    add_recused(found)
    return found


def sheets_of(applications: Iterable[Application]) -> dict[int, Standing]:
    """The half that a department's sheet is about: scores, signatures, answers and rulings, not others' words."""
    found = {one.pk: Standing(one) for one in applications}
    latest = Submission.objects.filter(application__in=list(found)).values("application").annotate(last=Max("pk"))
    for row in latest:
        found[row["application"]].submission_id = row["last"]
    in_force = [standing.submission_id for standing in found.values() if standing.submission_id]
    scores = DepartmentScore.objects.filter(submission__in=in_force).current().select_related("organisation")
    for score in scores:
        found[score.application_id].scores[score.indicator] = score
    for sheet in ScoreSheet.objects.filter(submission__in=in_force):
        found[sheet.application_id].sheets.append(sheet)
    answers = ObjectionAnswer.objects.filter(countersignature__submission__in=in_force).current()
    for answer in answers.select_related("countersignature", "score"):
        standing = found[answer.countersignature.application_id]
        standing.answers[answer.countersignature_id, answer.indicator] = answer
    for ruling in ApplicabilityRuling.objects.filter(submission__in=in_force).current():
        found[ruling.application_id].rulings[ruling.indicator] = ruling
    return found


def add_recused(found: dict[int, Standing]) -> None:
    """Who stands aside from each applicant."""
    codes = {standing.application.region_id for standing in found.values()}
    places = codes | {f"{code[:9]}000" for code in codes}
    aside: dict[str, set[int]] = defaultdict(set)
    for region, user in Recusal.objects.in_force().filter(region__in=places).values_list("region_id", "user_id"):
        aside[region].add(user)
    for standing in found.values():
        code = standing.application.region_id
        standing.recused = aside[code] | aside[f"{code[:9]}000"]


def standing_of(application: Application) -> Standing:
    """Of one application."""
    return standings_of([application])[application.pk]


def sheet_of(application: Application) -> Standing:
    """The half that a department's sheet is about, of one application."""
    return sheets_of([application])[application.pk]


def points_of(application: Application, organisation_id: int | None = None) -> list[Point]:
    """What stands open on one application, of one department or of all."""
    return [point for point in points_in(standing_of(application)) if organisation_id in (None, point.organisation_id)]


def points_in(standing: Standing) -> list[Point]:
    """Open points; of departments that are still in their first pass there are none."""
    signed = {sheet.organisation_id for sheet in standing.sheets}
    points = [*objections_in(standing), *scores_in(standing), *signatures_in(standing, signed)]
    return [point for point in points if point.organisation_id in signed]


def objections_in(standing: Standing):
    """Lines to which a cooperating department or the other lead objects, and no signed answer yet."""
    for word in standing.words.values():
        if word.agrees:
            continue
        for code in word.indicators:
            score = standing.scores.get(code)
            if score is not None and not standing.is_answered(word, code):
                said = f"{word.organisation}：{word.reason}"
                yield point(standing, PointKind.OBJECTION, score.organisation_id, code, said, word)


def scores_in(standing: Standing):
    """Scores of a person who stands aside, and lines without a score that the office found applicable."""
    for code, score in standing.scores.items():
        if score.by_id in standing.recused:
            said = f"{score.by_name}已回避，请由替代人员重新评分。"
            yield point(standing, PointKind.RECUSED, score.organisation_id, code, said)
        ruling = standing.rulings.get(code)
        if ruling is not None and ruling.applies and not score.applicable:
            said = f"办公室认定该项适用：{ruling.reason}"
            yield point(standing, PointKind.APPLIES, score.organisation_id, code, said)


def signatures_in(standing: Standing, signed: set[int]):
    """Sheets of which the head signed something else than what stands, or should not have signed at all."""
    for organisation in sorted(signed):
        sheet = standing.last_sheet(organisation)
        now = versions_of(standing, organisation)
        if now and sheet.signed_by_id in standing.recused:
            said = f"{sheet.signed_by_name}已回避，请由替代人员重新审签。"
            yield point(standing, PointKind.UNSIGNED, organisation, "", said)
        elif sheet.versions and now and sheet.versions != now:  # none: they have become a successor's
            yield point(standing, PointKind.UNSIGNED, organisation, "", "评分有了新版本，请部门负责人重新审签。")


def versions_of(standing: Standing, organisation_id: int) -> dict[str, int]:
    """The versions that stand on a department's sheet."""
    mine = (row for row in standing.scores.values() if row.organisation_id == organisation_id)
    return {row.indicator: row.version for row in mine}


def point(standing: Standing, kind: PointKind, organisation: int, code: str, words: str, source=None) -> Point:
    """A point of this application."""
    return Point(kind, standing.application.pk, organisation, code, words, source)


def unruled_in(standing: Standing, applicable: dict[str, bool]) -> list[DepartmentScore]:
    """Signed proposals to treat a line otherwise than the rule does, on which the office has not ruled.

    :param applicable: what the rule says of each indicator.
    """
    signed = {sheet.organisation_id for sheet in standing.sheets}
    return [
        score
        for code, score in sorted(standing.scores.items())
        if score.organisation_id in signed
        and code in applicable
        and score.applicable != applicable[code]
        and not is_ruled(standing, score)
    ]


def is_ruled(standing: Standing, score: DepartmentScore) -> bool:
    """Did the office rule on this very proposal, be it on an earlier version?"""
    ruling = standing.rulings.get(score.indicator)
    return ruling is not None and ruling.proposed == score.applicable
