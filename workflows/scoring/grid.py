"""The score sheet as a grid: each line of the sheet with its fields and what the scorer wants to see beside it."""

from dataclasses import dataclass, field, replace

from workflows.applications.proofs import ProofList, tick_off
from workflows.review.desk import files_of
from workflows.review.likeness.questions import Question, Questions
from workflows.review.reading import Line, Reading

from .services.sheets import Row

KINDS = {"bonus": "加分项", "penalty": "倒扣项"}


@dataclass(frozen=True)
class Entry:
    """One line of the grid."""

    row: Row
    line: Line | None
    score: object
    applicable: object
    level: object
    counts: list
    reason: object
    files: list[dict] = field(default_factory=list)
    reviewed: object = None
    errors: tuple[str, ...] = ()
    #: Of a bonus item: its named proofs, ticked off. Those of an indicator stand in its line.
    proofs: ProofList | None = None
    questions: list[Question] = field(default_factory=list)

    @property
    def code(self) -> str:
        return self.row.indicator.code

    @property
    def name(self) -> str:
        return self.row.indicator.name


def grid_of(
    application, reading: Reading, form, reviewed: dict, *, questions: Questions | None = None, quiet: bool = False
) -> list[tuple[str, list[Entry]]]:
    """The department's lines by dimension, then bonus and penalty items.

    :param reviewed: the township's scores by indicator.
    :param questions: files that are met again elsewhere.
    :param quiet: say nothing of what is still missing: the page was asked for again, not handed in.
    """
    lines = {line.code: line for line in reading.lines}
    groups: dict[str, list[Entry]] = {}
    for row in form.rows:
        line = lines.get(row.indicator.code)
        title = KINDS.get(row.kind) or application.spec.dimension_by_code[row.indicator.dimension].name
        entry = entry_of(application, row, line, form, reviewed, quiet)
        groups.setdefault(title, []).append(with_proofs(entry, application, reading, questions or Questions()))
    return list(groups.items())


def with_proofs(entry: Entry, application, reading: Reading, questions: Questions) -> Entry:
    """With what was sent up for a bonus item, and the files that are met again elsewhere."""
    asked = questions.at(entry.code)
    if entry.row.kind != "bonus":
        return replace(entry, questions=asked)
    evidence = reading.bonus.get(entry.code, [])
    proofs = tick_off(entry.row.indicator, evidence)
    return replace(entry, files=files_of(application, evidence), proofs=proofs, questions=asked)


def entry_of(application, row: Row, line: Line | None, form, reviewed: dict, quiet: bool) -> Entry:
    """One line with the fields that its kind has."""
    code = row.indicator.code
    bound = {
        name: form[f"{name}-{code}"] for name in ("score", "na", "level", "reason") if f"{name}-{code}" in form.fields
    }
    counts = [form[name] for name in form.fields if name.startswith(f"count-{code}-")]
    errors = () if quiet else tuple(error for one in (*bound.values(), *counts) for error in one.errors)
    return Entry(
        row,
        line,
        bound.get("score"),
        bound.get("na"),
        bound.get("level"),
        counts,
        bound["reason"],
        files_of(application, line.evidence) if line else [],
        reviewed.get(code),
        errors,
    )
