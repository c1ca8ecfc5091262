"""Rows of the 申报书 from an application's content: of a draft's preview, and of what was frozen."""

from collections.abc import Iterator
from datetime import date, datetime
from decimal import Decimal

from documents.papers.application_form import Confirmed, DataRow
from documents.papers.parts import Fact, Meeting
from documents.wording import cn_date
from workflows.standards.spec import Spec

from .wording import words_for

#: The form's order of facts: data item or fact of the region, label, unit.
FACTS = (
    ("groups", "村民小组数", "个"),
    ("hh", "户籍户数", "户"),
    ("pop", "户籍人口", "人"),
    ("hh_res", "常住户数", "户"),
    ("pop_res", "常住人口", "人"),
    ("area_km2", "面积", "平方公里"),
    ("arable_mu", "耕地面积", "亩"),
)


# --- 一、基本情况 -----------------------------------------------------------------------------------------------


def facts_of(content: dict, spec: Spec) -> Iterator[Fact]:
    """The list's own facts, then the figures that the standard asks for."""
    region = content["region"]
    yield Fact("统计用区划代码", region["code"])
    if region["urban_rural"]:
        yield Fact("城乡分类代码", region["urban_rural"])
    known = {item.code: content["data"].get(item.code, {}).get("value") for item in spec.data_items}
    for code, label, unit in FACTS:
        value = known.get(code) or region["profile"].get(code)
        if value:
            yield Fact(label, number(value), unit)
    if terrain := region["profile"].get("terrain"):
        yield Fact("地形", terrain)
    if tags := region["profile"].get("tags"):
        yield Fact("类型标签", "、".join(tags))
    if title := region["profile"].get("level"):
        yield Fact("已获称号", title)


# --- 二、数据表 -------------------------------------------------------------------------------------------------


def data_rows(content: dict, spec: Spec) -> Iterator[DataRow]:
    """Every data item of the standard, with the proofs of the indicators that use it."""
    proofs = proofs_by_item(content, spec)
    for item in spec.data_items:
        row = content["data"].get(item.code, {})
        yield DataRow(
            name=item.name,
            unit=item.unit,
            value=said(item.unit, row.get("value")),
            previous=said(item.unit, row.get("previous")),
            source=item.source,
            evidence=proofs.get(item.code, ""),
            note=row.get("remark", ""),
        )


def said(unit: str, value: str | None):
    """是 or 否 where that is the question; else the number."""
    if unit == "是/否" and value is not None:
        return number(value) != 0
    return number(value)


def proofs_by_item(content: dict, spec: Spec) -> dict[str, str]:
    """Data item → the first proof of the first indicator computed from it."""
    first: dict[str, str] = {}
    for entry in content["evidence"]:
        first.setdefault(entry["indicator"], entry["no"])
    found: dict[str, str] = {}
    for indicator in spec.indicators:
        for code in indicator.inputs:
            if indicator.code in first:
                found.setdefault(code, first[indicator.code])
    return found


# --- 六、民主程序 -----------------------------------------------------------------------------------------------


def meetings_of(content: dict, kind: str) -> Iterator[Meeting]:
    """The meetings that decided to apply; of the second only its day is asked for."""
    procedure, words = content["procedure"], words_for(kind)
    resolution = procedure["resolution"]
    for name, part, resolved in (
        (words.branch, "branch", "同意申报。"),
        (words.committees, "committees", "同意申报。"),
        (words.assembly, "assembly", resolution),
    ):
        if held := day(procedure[f"{part}_met_on"]):
            yield Meeting(
                name=name,
                held_on=held,
                place="",
                due=count(procedure, f"{part}_due"),
                present=count(procedure, f"{part}_present"),
                agreed=count(procedure, f"{part}_agreed"),
                resolution=resolved,
            )


def count(procedure: dict, name: str) -> int | None:
    """How many came, as far as it was asked."""
    return int(procedure[name]) if procedure.get(name) else None


def own_notice(content: dict) -> str:
    """The applicant's own notice, in a sentence."""
    procedure = content["procedure"]
    first, last = day(procedure["notice_from"]), day(procedure["notice_to"])
    if not first or not last:
        return ""
    place = f"在{procedure['notice_place']}" if procedure["notice_place"] else ""
    objections = procedure["notice_objections"]
    return f"{cn_date(first)}至{cn_date(last)}{place}公示。" + (f"异议及处理：{objections}。" if objections else "")


# --- 代填 -----------------------------------------------------------------------------------------------------


def helped_in(content: dict) -> dict:
    """Who filled in for the village and who confirmed it, as the form's fields; nothing where nobody did."""
    helped = content.get("helped")
    if not helped:
        return {}
    rows = (
        Confirmed(one["section"], one["by"], datetime.fromisoformat(one["at"]).date()) for one in helped["confirmed"]
    )
    return {"helpers": f"{helped['place']}{'、'.join(helped['by'])}", "confirmed": tuple(rows)}


def number(text: str | None) -> Decimal | None:
    """A frozen number."""
    return None if text in (None, "") else Decimal(text)


def day(text: str | None) -> date | None:
    """A frozen date."""
    return date.fromisoformat(text) if text else None
