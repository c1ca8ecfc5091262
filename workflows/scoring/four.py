"""The four scores of an application side by side: self, township, department, final; and every version of each.

Sealed until the lock: of a department's score the others read nothing, not even whether there is one.
"""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal

from workflows.applications.content import answers_from
from workflows.applications.models import Application
from workflows.review.models import Stage
from workflows.standards.scoring import score

from .models import ApplicabilityRuling, DepartmentScore, FinalScore, ObjectionAnswer
from .rules import readable_departments

KINDS = {"self": "自评", "township": "镇核", "department": "部门评分", "final": "最终得分"}


@dataclass(frozen=True)
class Kept:
    """One of the four, as it was given once."""

    kind: str
    score: Decimal | None
    by: str
    at: datetime
    reason: str = ""
    applicable: bool = True
    number: int = 1
    organisation: str = ""

    @property
    def title(self) -> str:
        return KINDS[self.kind]


@dataclass
class Line:
    """One line of the standard with its four scores and their history."""

    code: str
    name: str
    points: Decimal
    lead: str
    sealed: bool = False
    own: Kept | None = None
    township: Kept | None = None
    department: Kept | None = None
    final: Kept | None = None
    history: list[Kept] = field(default_factory=list)
    said: list[str] = field(default_factory=list)

    @property
    def township_difference(self) -> Decimal | None:
        """What the township changed in the self-score."""
        return difference(self.township, self.own)

    @property
    def department_difference(self) -> Decimal | None:
        """What the department changed, against the township or the self-score."""
        return difference(self.department, self.township or self.own)

    @property
    def final_difference(self) -> Decimal | None:
        return difference(self.final, self.department)

    @property
    def versions(self) -> list[Kept]:
        """Everything that was ever given, in the order of time."""
        return sorted(self.history, key=lambda one: one.at)

    @property
    def changed(self) -> bool:
        """Is there anything to tell beside the four?"""
        return bool(self.said) or len(self.history) > sum(
            one is not None for one in (self.own, self.township, self.department, self.final)
        )


def difference(later: Kept | None, earlier: Kept | None) -> Decimal | None:
    """``None`` where one of them is no number."""
    if later is None or earlier is None or later.score is None or earlier.score is None:
        return None
    return later.score - earlier.score


def four_scores(application: Application, user) -> list[tuple[object, list[Line]]]:
    """Dimension by dimension; bonus and penalty items come last, under ``None``."""
    spec = application.spec
    lines = {
        one.code: Line(one.code, one.name, getattr(one, "points", None) or getattr(one, "max", None), one.lead)
        for one in (*spec.indicators, *spec.bonus, *spec.penalties)
    }
    add_own(application, lines)
    add_township(application, lines)
    add_departments(application, lines, user)
    add_final(application, lines)
    groups = [(one, [lines[item.code] for item in spec.indicators_of_dimension[one.code]]) for one in spec.dimensions]
    return [*groups, (None, [lines[one.code] for one in (*spec.bonus, *spec.penalties)])]


def add_own(application: Application, lines: dict[str, Line]) -> None:
    """Each submission's self-score, computed from what was frozen, with the applicant's own words."""
    for submission in application.submissions.select_related("snapshot", "by"):
        content = submission.snapshot.content
        result = score(application.spec, answers_from(content, level=application.round.level))
        for row in result.indicators:
            words = content["answers"].get(row.code, {}).get("remark", "")
            kept = Kept(
                "self", row.score, submission.by.display_name, submission.at, words or row.explanation, row.applicable,
                submission.number,
            )  # fmt: skip
            lines[row.code].own = kept
            lines[row.code].history.append(kept)


def add_township(application: Application, lines: dict[str, Line]) -> None:
    """The reviewer's scores; those on an earlier submission are history."""
    in_force = application.submissions.last()
    opinions = application.opinions.filter(stage=Stage.TOWNSHIP).prefetch_related("verdicts").order_by("pk")
    for number, opinion in enumerate(opinions, 1):
        for verdict in opinion.verdicts.all():
            if verdict.indicator not in lines or (verdict.score is None and verdict.passes):
                continue
            kept = Kept(
                "township", verdict.score, opinion.by_name, opinion.at, verdict.problem or opinion.text, number=number
            )
            lines[verdict.indicator].history.append(kept)
            if opinion.submission_id == in_force.pk:
                lines[verdict.indicator].township = kept


def add_departments(application: Application, lines: dict[str, Line], user) -> None:
    """Versions of the departments that the person may read; all other lines are sealed, scored or not."""
    readable = readable_departments(user, application)
    rows = DepartmentScore.objects.filter(submission=application.submissions.last()).select_related("organisation")
    if readable is not None:
        rows = rows.filter(organisation__in=readable)
    for row in rows.order_by("version"):
        if row.indicator in lines:
            kept = Kept(
                "department", row.score, row.by_name, row.at, row.reason, row.applicable, row.version,
                row.organisation.name,
            )  # fmt: skip
            lines[row.indicator].department = kept
            lines[row.indicator].history.append(kept)
    for line in lines.values():
        line.sealed = readable is not None and line.department is None
    add_words(application, lines, readable)


def add_words(application: Application, lines: dict[str, Line], readable: set[int] | None) -> None:
    """Objections and rulings, as far as the person may read the department's scores."""
    submission = application.submissions.last()
    answers = ObjectionAnswer.objects.filter(countersignature__submission=submission)
    rulings = ApplicabilityRuling.objects.filter(submission=submission)
    if readable is not None:
        answers = answers.filter(organisation__in=readable)
        rulings = rulings.filter(proposal__organisation__in=readable)
    for one in answers.select_related("countersignature__organisation", "organisation").order_by("pk"):
        word, kept = one.countersignature, "维持评分" if one.keeps else "已修改评分"
        lines[one.indicator].said.append(
            f"{word.organisation}会签异议（{word.by_name}）：{word.reason}；"
            f"{one.organisation}答复（{one.by_name}）：{kept}，{one.reason}"
        )
    for ruling in rulings.order_by("pk"):
        found = "适用" if ruling.applies else "不适用"
        lines[ruling.indicator].said.append(f"办公室认定{found}（{ruling.by_name}）：{ruling.reason}")


def add_final(application: Application, lines: dict[str, Line]) -> None:
    """The locked result, line by line."""
    final = FinalScore.objects.filter(application=application).select_related("locked_by").first()
    if final is None:
        return
    for code, kept_line in final.result.get("lines", {}).items():
        if code in lines:
            given = None if kept_line["score"] is None else Decimal(kept_line["score"])
            by, words = final.locked_by.display_name, final.reason or "按部门评分和认定结果锁定"
            kept = Kept("final", given, by, final.locked_at, words, kept_line["applicable"])
            lines[code].final = kept
            lines[code].history.append(kept)


def totals(groups: list[tuple[object, list[Line]]]) -> dict[str, Decimal | None]:
    """Sums of what is there, kind by kind; ``None`` where nothing is, or where a line is sealed."""
    found: dict[str, list[Decimal]] = defaultdict(list)
    sealed = False
    for dimension, lines in groups:
        if dimension is None:
            continue
        for line in lines:
            sealed = sealed or line.sealed
            for name, kept in (("own", line.own), ("township", line.township), ("department", line.department)):
                if kept is not None and kept.score is not None:
                    found[name].append(kept.score)
    sums = {name: sum(scores, Decimal(0)) for name, scores in found.items()}
    return {
        "own": sums.get("own"),
        "township": sums.get("township"),
        "department": None if sealed else sums.get("department"),
    }
