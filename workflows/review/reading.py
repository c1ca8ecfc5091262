"""A submission as a reviewer reads it: by dimension and indicator, from the frozen snapshot."""

from dataclasses import dataclass, field
from decimal import Decimal

from documents.models import EvidenceFile
from workflows.applications.content import answers_from
from workflows.applications.models import Application, Submission
from workflows.standards.scoring import score


@dataclass(frozen=True)
class Figure:
    """One data item: this year's value, last year's, and the value of the submission before this one."""

    name: str
    unit: str
    value: str | None
    previous: str | None
    before: str | None
    remark: str = ""

    @property
    def changed(self) -> bool:
        """Was it changed since the last submission?"""
        return self.before is not None and self.before != self.value


@dataclass(frozen=True)
class Line:
    """One indicator as it was submitted."""

    indicator: object
    applicable: bool
    value: Decimal | None
    self_score: Decimal | None
    explanation: str
    figures: list[Figure] = field(default_factory=list)
    answer: dict = field(default_factory=dict)
    evidence: list[dict] = field(default_factory=list)
    changed: bool = False


@dataclass(frozen=True)
class Reading:
    """The whole submission."""

    submission: Submission
    content: dict
    dimensions: list[tuple[object, list[Line]]]
    total: Decimal | None
    changes: int


def reading_of(application: Application) -> Reading:
    """Read the submission in force, compared with the one before."""
    submissions = list(application.submissions.select_related("snapshot"))
    content = submissions[-1].snapshot.content
    before = submissions[-2].snapshot.content if len(submissions) > 1 else None
    result = score(application.spec, answers_from(content, level=application.round.level))
    files = evidence_by_indicator(application, content)
    lines = {
        row.code: line_of(application.spec, row, content, before, files.get(row.code, [])) for row in result.indicators
    }
    dimensions = [
        (dimension, [lines[item.code] for item in application.spec.indicators if item.dimension == dimension.code])
        for dimension in application.spec.dimensions
    ]
    changes = sum(line.changed for line in lines.values())
    return Reading(submissions[-1], content, dimensions, result.summary.total, changes)


def evidence_by_indicator(application: Application, content: dict) -> dict[str, list[dict]]:
    """Frozen evidence with the id under which it can be opened."""
    hashes = [entry["sha256"] for entry in content["evidence"]]
    ids = dict(
        EvidenceFile.objects.filter(county=application.county, sha256__in=hashes).values_list("sha256", "pk")
    )
    grouped: dict[str, list[dict]] = {}
    for entry in content["evidence"]:
        grouped.setdefault(entry["indicator"], []).append({**entry, "id": ids.get(entry["sha256"])})
    return grouped


def line_of(spec, row, content: dict, before: dict | None, evidence: list[dict]) -> Line:
    """One indicator with what it is computed from."""
    indicator = next(item for item in spec.indicators if item.code == row.code)
    items = {item.code: item for item in spec.data_items}
    figures = [figure_of(items[code], content, before) for code in indicator.inputs if code in items]
    answer = content["answers"].get(row.code, {})
    changed = any(figure.changed for figure in figures) or (
        before is not None and (answer_of(before, row.code) != answer or files_of(before, row.code) != files_of(content, row.code))
    )
    return Line(indicator, row.applicable, row.value, row.score, row.explanation, figures, answer, evidence, changed)


def figure_of(item, content: dict, before: dict | None) -> Figure:
    """One data item now, last year, and at the last submission."""
    now = content["data"].get(item.code, {})
    then = before["data"].get(item.code, {}).get("value") if before else None
    return Figure(item.name, item.unit, now.get("value"), now.get("previous"), then, now.get("remark", ""))


def answer_of(content: dict, code: str) -> dict:
    """What was answered to an indicator."""
    return content["answers"].get(code, {})


def files_of(content: dict, code: str) -> list[str]:
    """Hashes of an indicator's proofs."""
    return [entry["sha256"] for entry in content["evidence"] if entry["indicator"] == code]
