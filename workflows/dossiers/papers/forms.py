"""申报书 (F01, F03, F04) and 真实性承诺书 (F02), from the frozen content alone."""

from collections.abc import Iterator

from documents.papers.application_form import ApplicantLevel, ApplicationForm, DataRow, Narrative
from documents.papers.commitment import Commitment
from documents.papers.parts import Contact, Fact, Meeting
from documents.wording import cn_date
from workflows.applications.wording import words_for
from workflows.review.models import Stage
from workflows.rounds.models import Kind, Level

from ..records import ApplicationRecord
from ..wording import day, day_of, landline, masked, number, organs_of
from .opinions import opinions_of

UNITS = {Kind.VILLAGE: "村", Kind.TOWNSHIP: "镇（街道）", Kind.COUNTY: "县"}
OBJECTS = {Kind.VILLAGE: "示范村", Kind.TOWNSHIP: "示范镇（街道）", Kind.COUNTY: "示范县"}
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


def application_form(record: ApplicationRecord) -> ApplicationForm:
    """What the applicant handed in last, and every level's opinion on it."""
    round_, content = record.round.round, record.content
    return ApplicationForm(
        level=ApplicantLevel(round_.kind),
        programme=f"{giver(record)}乡村振兴{OBJECTS[Kind(round_.kind)]}",
        grade=round_.honour,
        year=round_.year,
        batch=f"{round_.year}年第{round_.number}批",
        app_no=record.number,
        applicant=record.name,
        leader_name=content["leader_name"],
        leader_phone=masked(content["contact_phone"]),
        belts=belts_of(record),
        town_contact=town_contact(record),
        county_contact=county_contact(record),
        filled_on=day_of(record.reading.submission.at),
        made_by=record.round.office,
        facts=tuple(facts_of(record)),
        data=tuple(data_rows(record)),
        narratives=tuple(
            Narrative(dimension.name, content["statements"].get(dimension.code, ""))
            for dimension in record.spec.dimensions
        ),
        meetings=tuple(meetings_of(record)),
        own_notice=own_notice(record),
        opinions=tuple(opinions_of(record)),
    )


def giver(record: ApplicationRecord) -> str:
    """Whose title it is: the county's or the province's."""
    return record.round.county if record.round.round.level == Level.COUNTY else record.round.province


def belts_of(record: ApplicationRecord) -> tuple[str, ...]:
    """Names of the belts on which the applicant lay when it submitted."""
    codes = record.content["region"]["profile"].get("belts") or []
    return tuple(record.round.belts.get(code, code) for code in codes)


def town_contact(record: ApplicationRecord) -> Contact | None:
    """Who reviewed at the township."""
    opinion = record.opinion(Stage.TOWNSHIP)
    if opinion is None:
        return None
    return Contact(opinion.by_name, landline(opinion.by.phone), organs_of(record.application.township)[1])


def county_contact(record: ApplicationRecord) -> Contact | None:
    """Who accepted at the county's office."""
    opinion = record.opinion(Stage.COUNTY_OFFICE)
    if opinion is None:
        return None
    phone = landline(opinion.by.phone) or landline(record.round.office_phone)
    return Contact(opinion.by_name, phone, record.round.office)


# --- 一、基本情况 -----------------------------------------------------------------------------------------------


def facts_of(record: ApplicationRecord) -> Iterator[Fact]:
    """The list's own facts, then the figures that the standard asks for."""
    region = record.content["region"]
    yield Fact("统计用区划代码", region["code"])
    if region["urban_rural"]:
        yield Fact("城乡分类代码", region["urban_rural"])
    known = {item.code: record.content["data"].get(item.code, {}).get("value") for item in record.spec.data_items}
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


def data_rows(record: ApplicationRecord) -> Iterator[DataRow]:
    """Every data item of the standard, with the proofs of the indicators that use it."""
    proofs = proofs_by_item(record)
    for item in record.spec.data_items:
        row = record.content["data"].get(item.code, {})
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


def proofs_by_item(record: ApplicationRecord) -> dict[str, str]:
    """Data item → the first proof of the first indicator computed from it."""
    first: dict[str, str] = {}
    for entry in record.content["evidence"]:
        first.setdefault(entry["indicator"], entry["no"])
    found: dict[str, str] = {}
    for indicator in record.spec.indicators:
        for code in indicator.inputs:
            if indicator.code in first:
                found.setdefault(code, first[indicator.code])
    return found


# --- 六、民主程序 -----------------------------------------------------------------------------------------------


def meetings_of(record: ApplicationRecord) -> Iterator[Meeting]:
    """The meetings that decided to apply; of the second only its day is asked for."""
    procedure, words = record.content["procedure"], words_for(record.round.round.kind)
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


def own_notice(record: ApplicationRecord) -> str:
    """The applicant's own notice, in a sentence."""
    procedure = record.content["procedure"]
    first, last = day(procedure["notice_from"]), day(procedure["notice_to"])
    if not first or not last:
        return ""
    place = f"在{procedure['notice_place']}" if procedure["notice_place"] else ""
    objections = procedure["notice_objections"]
    return f"{cn_date(first)}至{cn_date(last)}{place}公示。" + (f"异议及处理：{objections}。" if objections else "")


# --- F02 ------------------------------------------------------------------------------------------------------


def commitment(record: ApplicationRecord) -> Commitment:
    """The commitment behind the submission in force."""
    round_, signed = record.round.round, record.commitment
    return Commitment(
        addressee=record.round.office,
        unit=UNITS[Kind(round_.kind)],
        year=round_.year,
        grade=round_.honour,
        applicant=record.name,
        leader=signed.signer_name,
        signed_on=day_of(signed.signed_at),
    )
