"""A standard as people read it: rows of the template's columns, the dimension tree, findings that lead to their place."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from accounts.models import Organisation
from workflows.standards.lint import Finding, lint
from workflows.standards.models import Standard
from workflows.standards.spec import Dimension, Indicator, Spec
from workflows.standards.workbook.head import HEAD
from workflows.standards.workbook.part import Part
from workflows.standards.workbook.parts import BY_KEY, PARTS
from workflows.standards.workbook.rules import METHODS

#: Shown apart on an indicator's card.
APART = ("编号", "指标名称", "维度", "分值", "计分方法", "计分规则", "计算公式", "评分细则")
TONES = {"错误": "red", "提醒": "amber", "说明": "grey"}


@dataclass(frozen=True)
class Line:
    """One row: what it is called, where the page has it, its filled-in cells."""

    code: str
    name: str
    anchor: str
    cells: tuple[tuple[str, str], ...]
    indicator: Indicator | None = None
    method: str = ""
    rule: str = ""
    formula: str = ""
    wording: str = ""  # the scheme's own words, where they say more than the rule

    @property
    def texts(self) -> list[str]:
        return [text for _, text in self.cells]


@dataclass(frozen=True)
class Listed:
    """One of the other lists, as a table."""

    part: Part
    lines: tuple[Line, ...]
    titles: tuple[str, ...]


@dataclass(frozen=True)
class Found:
    """A finding, in the words of the template's columns, and the place it leads to."""

    finding: Finding
    anchor: str
    words: str
    advice: str

    @property
    def tone(self) -> str:
        return TONES[self.finding.weight]


@dataclass(frozen=True)
class Shown:
    """Everything of one standard's page."""

    spec: Spec
    head: tuple[tuple[str, str], ...]
    tree: tuple[tuple[Dimension, tuple[Line, ...]], ...]
    lists: tuple[Listed, ...]
    findings: tuple[Found, ...]

    def count(self, weight: str) -> int:
        return sum(found.finding.weight == weight for found in self.findings)

    @property
    def errors(self) -> int:
        return self.count("错误")

    @property
    def warnings(self) -> int:
        return self.count("提醒")


def shown(spec: Spec, body: Mapping[str, Any], county: str) -> Shown:
    """``body`` is the canonical content that ``spec`` was read from."""
    lines = {part.key: tuple(_lines(part, spec, body)) for part in PARTS}
    by_code = {line.code: line for line in lines["indicators"]}
    tree = tuple(
        (dimension, tuple(by_code[one.code] for one in spec.indicators_of_dimension[dimension.code]))
        for dimension in spec.dimensions
    )
    lists = tuple(_listed(BY_KEY[key], lines[key]) for key in BY_KEY if key not in ("dimensions", "indicators"))
    return Shown(spec, cells_of(HEAD, body), tree, lists, tuple(findings(spec, lines, county)))


def cells_of(part: Part, row: Mapping[str, Any]) -> tuple[tuple[str, str], ...]:
    """The filled-in cells of a row."""
    return tuple((column.title, said) for column in part.shown if (said := column.write(row)))


def _lines(part: Part, spec: Spec, body: Mapping[str, Any]) -> Iterator[Line]:
    for n, row in enumerate(body.get(part.key) or [], 1):
        code = str(row[part.id_key])
        cells = cells_of(part, row)
        name = str(row.get("name") or row.get("words") or "")
        if part.key != "indicators":
            yield Line(code, name, f"{part.key}-{n}", cells)
            continue
        one = spec.indicator_by_code[code]
        told = dict(cells)
        yield Line(
            code, name, f"{part.key}-{n}", tuple(cell for cell in cells if cell[0] not in APART), one,
            METHODS[one.method], told.get("计分规则", ""), one.formula.wording(spec.word) if one.formula else "",
            told.get("评分细则", ""),
        )  # fmt: skip


def _listed(part: Part, lines: tuple[Line, ...]) -> Listed:
    used = {title for line in lines for title, _ in line.cells}
    titles = tuple(column.title for column in part.shown if column.title in used)
    full = tuple(
        Line(one.code, one.name, one.anchor, tuple((title, dict(one.cells).get(title, "")) for title in titles))
        for one in lines
    )
    return Listed(part, full, titles)


def findings(spec: Spec, lines: Mapping[str, tuple[Line, ...]], county: str) -> Iterator[Found]:
    names = set(Organisation.objects.filter(county=county).values_list("name", flat=True)) if county else set()
    words = {part.words: part.key for part in PARTS}
    anchors = {(key, line.code): line.anchor for key, found in lines.items() for line in found}
    anywhere = {code: anchor for (_, code), anchor in anchors.items()}
    for finding in lint(spec, names or None):
        kind, _, code = finding.place.partition(" ")
        part = BY_KEY.get(words.get(kind, ""), HEAD)
        anchor = anchors.get((part.key, code)) or anywhere.get(finding.place, "")
        yield Found(finding, anchor, in_titles(part, finding.words), in_titles(part, finding.advice))


def in_titles(part: Part, words: str) -> str:
    """“expr” is what the file calls it; the clerk knows the column's title."""
    return re.sub(r"“([a-z_]+)”", lambda match: f"“{part.title_of(match[1])}”", words)


def version_before(standard: Standard) -> Standard | None:
    """The newest older version of the same standard."""
    older = Standard.objects.filter(county=standard.county, code=standard.code, version__lt=standard.version)
    return older.select_related("content").order_by("-version").first()
