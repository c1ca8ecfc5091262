"""A submission as a reviewer reads it: by dimension and indicator, from the frozen snapshot."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from documents.models import EvidenceFile
from workflows.applications.content import answers_from
from workflows.applications.models import Application, Submission
from workflows.applications.proofs import ProofList, tick_off
from workflows.applications.shelves import in_short
from workflows.standards.results import DimensionScore, RequirementResult
from workflows.standards.scoring import score

from .wording import Said, formula_of, said_of


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

    def words(self, value: str | None) -> str | None:
        """A value as it is read aloud: 是/否 items are kept as 1 and 0."""
        return {"1": "是", "0": "否"}.get(value or "", value) if self.unit == "是/否" else value

    @property
    def now(self) -> str | None:
        return self.words(self.value)

    @property
    def last(self) -> str | None:
        """As the submission before said."""
        return self.words(self.before)

    @property
    def last_year(self) -> str | None:
        return self.words(self.previous)


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
    said: tuple[Said, ...] = ()
    computed: str = ""
    proofs: ProofList | None = None
    #: What the formula makes of the figures, as they are, were last year, and at the submission before.
    outcome: Figure | None = None

    @property
    def code(self) -> str:
        return self.indicator.code

    @property
    def remark(self) -> str:
        """The applicant's own words (自评说明)."""
        return self.answer.get("remark", "")

    @property
    def compared(self) -> bool:
        """Is there an earlier submission to compare with?"""
        return any(figure.before is not None for figure in self.figures)


@dataclass(frozen=True)
class Reading:
    """The whole submission."""

    submission: Submission
    content: dict
    dimensions: list[tuple[object, list[Line]]]
    total: Decimal | None
    changes: int
    requirements: tuple[RequirementResult, ...] = ()
    photos: list[dict] = field(default_factory=list)
    parts: tuple[DimensionScore, ...] = ()
    #: Proofs of bonus items, by their code.
    bonus: Mapping[str, list[dict]] = field(default_factory=dict)

    @property
    def lines(self) -> list[Line]:
        """Every indicator, in the standard's order."""
        return [line for _, lines in self.dimensions for line in lines]


def reading_of(application: Application) -> Reading:
    """Read the submission in force, compared with the one before."""
    submissions = list(application.submissions.select_related("snapshot", "by"))
    content = submissions[-1].snapshot.content
    before = submissions[-2].snapshot.content if len(submissions) > 1 else None
    spec = application.spec
    result = score(spec, answers_from(content, level=application.round.level))
    opened = files_by_hash(application, content)
    files = evidence_by_indicator(content, opened)
    changed = changed_indicators(spec, content, before)
    lines = {
        row.code: line_of(spec, row, content, before, files.get(row.code, []), row.code in changed)
        for row in result.indicators
    }
    dimensions = [
        (dimension, [lines[item.code] for item in spec.indicators_of_dimension[dimension.code]])
        for dimension in spec.dimensions
    ]
    photos = [as_file(entry, opened) for entry in content["photos"]]
    summary = result.summary
    return Reading(
        submissions[-1],
        content,
        dimensions,
        summary.total,
        len(changed),
        summary.requirements,
        photos,
        summary.dimensions,
        {code: entries for code, entries in files.items() if code not in lines},
    )


def submitted_total(application: Application, content: dict) -> Decimal | None:
    """The self-score of a submission's content."""
    return score(application.spec, answers_from(content, level=application.round.level)).summary.total


# --- files ----------------------------------------------------------------------------------------------------


def files_by_hash(application: Application, content: dict) -> dict[str, EvidenceFile]:
    """The files that a submission names, as they can be opened: one query."""
    hashes = {entry["sha256"] for part in ("evidence", "photos") for entry in content[part]}
    found = EvidenceFile.objects.filter(county=application.county, sha256__in=hashes).select_related("uploaded_by")
    return {file.sha256: file for file in found}


def evidence_by_indicator(content: dict, opened: Mapping[str, EvidenceFile]) -> dict[str, list[dict]]:
    """Frozen evidence with the id under which it can be opened, and the other indicators that it proves."""
    grouped: dict[str, list[dict]] = {}
    proved: dict[str, dict[str, None]] = {}
    for entry in content["evidence"]:
        proved.setdefault(entry["sha256"], {})[entry["indicator"]] = None
    for entry in content["evidence"]:
        also = in_short(code for code in proved[entry["sha256"]] if code != entry["indicator"])
        grouped.setdefault(entry["indicator"], []).append({**as_file(entry, opened), "also": also})
    return grouped


def as_file(entry: dict, opened: Mapping[str, EvidenceFile]) -> dict:
    """A frozen file entry and what is known of the bytes: when taken, by whom uploaded."""
    file = opened.get(entry["sha256"])
    if file is None:
        return {**entry, "id": None}
    known = {"id": file.pk, "taken_at": file.taken_at, "uploaded_by": file.uploaded_by, "uploaded_at": file.uploaded_at}
    return {**entry, **known, "place": place_of(file)}


def place_of(file: EvidenceFile) -> str:
    """Where it was taken, as the telephone wrote it into the picture; empty where it did not."""
    if file.latitude is None or file.longitude is None:
        return ""
    return f"北纬{file.latitude:.4f}° 东经{file.longitude:.4f}°"


# --- one indicator --------------------------------------------------------------------------------------------


def line_of(spec, row, content: dict, before: dict | None, evidence: list[dict], changed: bool) -> Line:
    """One indicator with what it is computed from."""
    indicator = spec.indicator_by_code[row.code]
    figures = [
        figure_of(spec.item_by_code[code], content, before) for code in indicator.inputs if code in spec.item_by_code
    ]
    answer = content["answers"].get(row.code, {})
    return Line(
        indicator,
        row.applicable,
        row.value,
        row.score,
        row.explanation,
        figures,
        answer,
        evidence,
        changed,
        said_of(indicator, answer),
        formula_of(spec, indicator, content),
        tick_off(indicator, evidence),
        outcome_of(spec, indicator, row.value, content, before),
    )


def outcome_of(spec, indicator, value: Decimal | None, content: dict, before: dict | None) -> Figure | None:
    """The formula's value beside last year's; ``None`` where one figure is all there is."""
    if indicator.formula is None or len(indicator.inputs) < 2:
        return None
    was = [outcome(spec, indicator, source, key) for source, key in ((content, "previous"), (before, "value"))]
    previous, then = (None if one is None else f"{one:f}" for one in was)
    return Figure("按公式计算", indicator.unit or "", None if value is None else f"{value:f}", previous, then)


def outcome(spec, indicator, source: dict | None, key: str) -> Decimal | None:
    """What the formula makes of other figures; nothing where one is missing or the ratio means nothing."""
    if source is None:
        return None
    rows = {code: source["data"].get(code, {}).get(key) for code in indicator.inputs}
    data = {code: Decimal(text) if text not in (None, "") else None for code, text in rows.items()}
    try:
        value = indicator.formula.evaluate(data)
    except ArithmeticError:
        return None
    return None if value is None else spec.rounding.value(value)


def figure_of(item, content: dict, before: dict | None) -> Figure:
    """One data item now, last year, and at the last submission."""
    now = content["data"].get(item.code, {})
    then = before["data"].get(item.code, {}).get("value") if before else None
    return Figure(item.name, item.unit, now.get("value"), now.get("previous"), then, now.get("remark", ""))


# --- what changed ---------------------------------------------------------------------------------------------


def changed_indicators(spec, content: dict, before: dict | None) -> set[str]:
    """Indicators whose figures, answers or proofs differ from the submission before."""
    if before is None:
        return set()
    return {item.code for item in spec.indicators if facts_of(item, content) != facts_of(item, before)}


def facts_of(indicator, content: dict) -> tuple:
    """Everything that was submitted for one indicator."""
    figures = [content["data"].get(code, {}).get("value") for code in indicator.inputs]
    proofs = [entry["sha256"] for entry in content["evidence"] if entry["indicator"] == indicator.code]
    return figures, content["answers"].get(indicator.code, {}), proofs
