"""An application's content as somebody reads it: a draft's preview, or what was frozen when it was submitted."""

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from django.urls import reverse

from documents.models import EvidenceFile
from workflows.standards.methods import Checklist
from workflows.standards.results import DimensionScore, Result, Scored
from workflows.standards.scoring import score
from workflows.standards.spec import DataItem, Dimension, Indicator, Spec

from .asking import indicator_fields
from .content import answers_from, text
from .fields import Path
from .models import Application, SitePhoto
from .questions import basics_of, items_of
from .wording import words_for


@dataclass(frozen=True)
class Figure:
    """One data item: this year's value and last year's, in words."""

    name: str
    value: str
    previous: str


@dataclass(frozen=True)
class File:
    """One bound file."""

    number: str
    name: str
    proves: str
    url: str
    thumb: str
    kind: str


@dataclass(frozen=True)
class Line:
    """One indicator with what was answered, what it earns, and what proves it."""

    indicator: Indicator
    row: Scored
    figures: list[Figure]
    answer: str
    remark: str
    files: list[File]
    carried: str = ""


@dataclass(frozen=True)
class Meeting:
    """One meeting of the procedure."""

    name: str
    on: date | None
    attendance: str


@dataclass(frozen=True)
class Sheet:
    """The whole form."""

    content: dict
    result: Result
    basics: list[Figure]
    dimensions: list[tuple[Dimension, DimensionScore, list[Line]]]
    statements: list[tuple[Dimension, str]]
    meetings: list[Meeting]
    notice: str
    photos: list[File] = field(default_factory=list)

    @property
    def total(self) -> Decimal | None:
        return self.result.summary.total


def sheet_of(application: Application, content: dict) -> Sheet:
    """Read content that was frozen, or that stands in the draft."""
    spec = application.spec
    result = score(spec, answers_from(content, level=application.round.level))
    opened = files_by_hash(application, content)
    rows = {row.code: row for row in result.indicators}
    sums = {row.code: row for row in result.summary.dimensions}
    lines = {one.code: line_of(spec, one, rows[one.code], content, opened) for one in spec.indicators}
    return Sheet(
        content=content,
        result=result,
        basics=[figure_of(item, content) for item in basics_of(spec)],
        dimensions=[
            (one, sums[one.code], [lines[each.code] for each in spec.indicators_of_dimension[one.code]])
            for one in spec.dimensions
        ],
        statements=[(one, content["statements"].get(one.code, "")) for one in spec.dimensions],
        meetings=meetings_of(application, content["procedure"]),
        notice=notice_of(content["procedure"]),
        photos=[file_of(entry, opened, proves=photo_words(entry)) for entry in content["photos"]],
    )


def line_of(spec: Spec, indicator: Indicator, row: Scored, content: dict, opened: dict) -> Line:
    """One indicator of the content."""
    answer = content["answers"].get(indicator.code, {})
    files = [
        file_of(one, opened, proves=one["proves"]) for one in content["evidence"] if one["indicator"] == indicator.code
    ]
    figures = [figure_of(item, content) for item in items_of(spec, indicator)]
    return Line(
        indicator,
        row,
        figures,
        answer_words(indicator, answer),
        answer.get("remark", ""),
        files,
        carried_words(spec, indicator, content),
    )


def carried_words(spec: Spec, indicator: Indicator, content: dict) -> str:
    """``已核对，与2026年第1批县级示范村申报（2026年9月17日）相同``; where only some of it is, which."""
    asked = indicator_fields(spec, indicator.code)
    same = {path: content.get("carried", {}).get(str(path)) for path in asked}
    found = {path: entry for path, entry in same.items() if entry}
    if not found:
        return ""
    entry = next(iter(found.values()))
    said = f"（{day(entry['as_of']):%Y年%-m月%-d日}）" if entry["as_of"] else ""
    names = "、".join(spec.item_by_code[path.key].name for path in found if path.section == "data")
    which = f"{names}" if len(found) < len(asked) else ""
    return f"{which}已核对，与{entry['source']}{said}相同"


def figure_of(item: DataItem, content: dict) -> Figure:
    """A data item in words; — where nothing was filled in."""
    entry = content["data"].get(item.code, {})
    return Figure(item.name, in_words(item, entry.get("value")), in_words(item, entry.get("previous")))


def in_words(item: DataItem, value: str | None) -> str:
    """``412户``; 是 and 否 are kept as 1 and 0."""
    if value is None:
        return "—"
    return {"1": "是", "0": "否"}.get(value, value) if item.unit == "是/否" else f"{value}{item.unit}"


def answer_words(indicator: Indicator, answer: dict) -> str:
    """What was ticked; of levels and faults the explanation of the score says as much."""
    if not isinstance(indicator.how, Checklist) or answer.get("checked") is None:
        return ""
    met = [f"（{one.no}）{one.words}" for one in indicator.how.items if one.no in answer["checked"]]
    return f"符合{len(met)}项：{'；'.join(met)}" if met else "都不符合"


def words_of(spec: Spec, path: Path, value) -> str:
    """One field's value as a person reads it; empty where nothing was said."""
    if value in (None, ""):
        return ""
    if path.section == "data":
        return in_words(spec.item_by_code[path.key], text(value) if isinstance(value, Decimal) else value)
    if path.part == "checked":
        return answer_words(spec.indicator_by_code[path.key], {"checked": value})
    if path.part == "findings":
        return faults_words(spec.indicator_by_code[path.key], value)
    return f"评为“{value}”" if path.part == "level" else str(value)


def faults_words(indicator: Indicator, found: dict[str, int]) -> str:
    """``乱堆乱放2处``; that nothing was found is said, too."""
    kinds = [(one, found.get(one.code, 0)) for one in getattr(indicator.how, "items", ())]
    named = [f"{one.words}{count}{one.per.removeprefix('每')}" for one, count in kinds if count]
    return "；".join(named) or "没有发现问题"


def meetings_of(application: Application, procedure: dict) -> list[Meeting]:
    """The three meetings, named as this kind of applicant names them."""
    words = words_for(application.round.kind)
    return [
        Meeting(words.branch, day(procedure["branch_met_on"]), attendance(procedure, "branch")),
        Meeting(words.committees, day(procedure["committees_met_on"]), ""),
        Meeting(words.assembly, day(procedure["assembly_met_on"]), attendance(procedure, "assembly")),
    ]


def day(value: str | None) -> date | None:
    return date.fromisoformat(value) if value else None


def attendance(procedure: dict, meeting: str) -> str:
    """``应到35人，实到31人，同意31人``; empty where nothing was filled in."""
    counts = [("应到", "due"), ("实到", "present"), ("同意", "agreed")]
    return "，".join(
        f"{word}{procedure[f'{meeting}_{name}']}人"
        for word, name in counts
        if procedure[f"{meeting}_{name}"] is not None
    )


def notice_of(procedure: dict) -> str:
    """The applicant's own notice in one sentence."""
    first, last = day(procedure["notice_from"]), day(procedure["notice_to"])
    if not first or not last:
        return ""
    place = f"在{procedure['notice_place']}" if procedure["notice_place"] else ""
    objections = procedure["notice_objections"] or "没有填写异议情况"
    return f"{first:%Y年%-m月%-d日}至{last:%-m月%-d日}{place}公示。异议及处理：{objections}。"


def files_by_hash(application: Application, content: dict) -> dict[str, dict[str, Any]]:
    """Where each file of the content is opened."""
    hashes = {entry["sha256"] for entry in (*content["evidence"], *content["photos"])}
    files = EvidenceFile.objects.filter(county=application.county, sha256__in=hashes)
    return {
        file.sha256: {
            "url": reverse("applications:file", args=[application.pk, file.pk]),
            "thumb": reverse("applications:thumbnail", args=[application.pk, file.pk]) if file.is_image else "",
            "kind": "image" if file.is_image else "pdf",
        }
        for file in files
    }


def file_of(entry: dict, opened: dict, *, proves: str) -> File:
    """A file of the content with its addresses."""
    place = opened.get(entry["sha256"], {"url": "", "thumb": "", "kind": ""})
    return File(number=entry.get("no", ""), name=entry["name"], proves=proves, **place)


def photo_words(entry: dict) -> str:
    """What a scan of the procedure is."""
    return entry["caption"] or SitePhoto.Kind(entry["kind"]).label
