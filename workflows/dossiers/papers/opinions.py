"""各级意见 of the application form: a box a level, from the applicant upward; what has not been said yet is left out."""

from collections.abc import Iterator
from decimal import Decimal

from documents.papers.parts import Opinion
from documents.wording import cn_date
from workflows.applications.wording import words_for
from workflows.designation.models import Meeting
from workflows.review.models import Decision, Stage
from workflows.rounds.models import Kind

from ..reading import APPROVED
from ..records import ApplicationRecord
from ..wording import day_of, organs_of, plain


def opinions_of(record: ApplicationRecord) -> Iterator[Opinion]:
    """In the form's order."""
    for opinion in (
        applicants(record),
        townships(record),
        departments(record),
        offices(record),
        countys(record),
        superiors(record),
    ):
        if opinion is not None:
            yield opinion


def applicants(record: ApplicationRecord) -> Opinion:
    """村级意见 (or the township's, the county's own)."""
    round_, signed = record.round.round, record.commitment
    words = words_for(round_.kind)
    heading = {Kind.VILLAGE: "村级意见", Kind.TOWNSHIP: "镇（街道）意见", Kind.COUNTY: "县级意见"}[Kind(round_.kind)]
    return Opinion(
        heading,
        f"经{words.assembly}决议，同意申报。",
        "负责人（签字）",
        signer=signed.signer_name,
        seals=applicants_seals(record),
        signed_on=day_of(signed.signed_at),
    )


def applicants_seals(record: ApplicationRecord) -> tuple[str, str]:
    """Whose seals the applicant sets."""
    region, county = record.application.region, record.round.county
    kind = record.round.round.kind
    if kind == Kind.VILLAGE:
        return f"{region.short_name}党组织", f"{region.short_name}村民委员会"
    return organs_of(region) if kind == Kind.TOWNSHIP else (f"中共{county}委员会", f"{county}人民政府")


def townships(record: ApplicationRecord) -> Opinion | None:
    """镇(街道)审核意见, as its leader signed it."""
    signed = record.opinion(Stage.TOWNSHIP_LEADER, Decision.RECOMMEND)
    if signed is None:
        return None
    return Opinion(
        "镇（街道）审核意见",
        signed.text,
        "主要领导（签字）",
        signer=signed.by_name,
        seals=organs_of(record.application.township),
        signed_on=day_of(signed.at),
    )


def departments(record: ApplicationRecord) -> Opinion | None:
    """牵头部门评分意见: points by key task; the sheets themselves follow in the volume."""
    if record.opened is None:
        return None
    lines = [
        f"{task}、{record.round.key_tasks.get(task, '')}：{plain(got)}分（满分{plain(points)}分）"
        for task, (got, points) in points_by_task(record).items()
    ]
    return Opinion("牵头部门评分意见", "\n".join([*lines, "各部门评分表附后。"]), signer_label="")


def points_by_task(record: ApplicationRecord) -> dict[str, tuple[Decimal, Decimal]]:
    """Key task → points given and points possible, of indicators that apply."""
    totals: dict[str, tuple[Decimal, Decimal]] = {}
    for indicator in record.spec.indicators:
        row = record.opened.scores.get(indicator.code)
        if row is None or row.score is None:
            continue
        got, points = totals.get(indicator.key_task, (Decimal(0), Decimal(0)))
        totals[indicator.key_task] = got + row.score, points + indicator.points
    order = "一二三四五六"
    return dict(sorted(totals.items(), key=lambda one: order.find(one[0])))


def offices(record: ApplicationRecord) -> Opinion | None:
    """县领导小组办公室意见: total, place, whether it reaches the grade."""
    final = record.final
    if final is None:
        return None
    return Opinion(
        "县领导小组办公室意见",
        f"部门评分汇总总分{final.total:.2f}分{ranked(record)}，{conclusion(record)}。",
        "办公室主任（签字）",
        signer=record.round.lock_signer,
        seals=("县委农村工作领导小组办公室（代章）",),
        signed_on=day_of(final.locked_at),
    )


def ranked(record: ApplicationRecord) -> str:
    """，全县排名第3名."""
    return f"，全县排名第{record.place.position}名" if record.place else ""


def conclusion(record: ApplicationRecord) -> str:
    """What the score means."""
    if record.final.vetoed:
        return "存在一票否决情形，不参加排名"
    reached = "达到" if record.final.reaches_grade else "未达到"
    return f"{reached}{record.round.grade}标准"


def countys(record: ApplicationRecord) -> Opinion | None:
    """县委、县政府审定意见: which meetings, and what they decided on this one."""
    county, state = record.round.county, record.application.state
    decided = [one for one in record.round.meetings if one.body != Meeting.Body.LEADING_GROUP]
    if not decided or state not in APPROVED | {"not_approved"}:
        return None
    sessions = "、".join(f"{cn_date(one.held_on)}{one.session}" for one in decided)
    verdict = "同意" if state in APPROVED else "不同意"
    return Opinion(
        "县委、县政府审定意见",
        f"经{sessions}研究，{verdict}列为{record.round.grade}。",
        signer_label="",
        seals=(f"中共{county}委员会", f"{county}人民政府"),
        signed_on=decided[-1].held_on,
    )


def superiors(record: ApplicationRecord) -> Opinion | None:
    """市级核查、省级认定意见."""
    result = record.superior
    if result is None:
        return None
    verdict = "予以认定" if result.recognised else "未予认定"
    text = f"{cn_date(result.decided_on)}{verdict}（{result.document_number}）。{result.remark}"
    return Opinion("上级认定意见", text, signer_label="")
