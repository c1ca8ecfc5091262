"""退回补正通知书 (F07) and 补正说明: what was asked for at each return, and what the applicant changed."""

from collections.abc import Iterator
from decimal import Decimal

from documents.papers.correction_notice import CorrectionItem, CorrectionNotice
from documents.papers.correction_reply import Correction, CorrectionReply
from workflows.review.models import IndicatorVerdict, Opinion, Stage
from workflows.review.reading import changed_indicators
from workflows.review.services import CORRECTION_DAYS
from workflows.standards.spec import Indicator

from ..records import ApplicationRecord
from ..wording import day_of, organs_of, plain

#: F07's 退回环节.
STAGES = {Stage.TOWNSHIP: "镇（街道）审核", Stage.COUNTY_OFFICE: "县级形式审查"}


def correction_notices(record: ApplicationRecord) -> Iterator[CorrectionNotice]:
    """One for every return, in their order; the second of a stage says so."""
    seen: dict[str, int] = {}
    for number, opinion in enumerate(record.returns, 1):
        seen[opinion.stage] = seen.get(opinion.stage, 0) + 1
        yield correction_notice(record, opinion, number, seen[opinion.stage])


def correction_notice(record: ApplicationRecord, opinion: Opinion, number: int, turn: int) -> CorrectionNotice:
    """What was asked for, all at once, and until when."""
    at_county = opinion.stage == Stage.COUNTY_OFFICE
    organ = record.round.office if at_county else organs_of(record.application.township)[1]
    return CorrectionNotice(
        organ=organ,
        issuer_code="",
        number=f"补正编号：{code_of(record, number)}",
        issued_on=day_of(opinion.at),
        applicant=record.name,
        app_no=record.number,
        returned_at=STAGES[Stage(opinion.stage)],
        round_no=turn,
        items=tuple(item_of(record, verdict) for verdict in opinion.verdicts.all() if not verdict.passes),
        due_on=opinion.due_on,
        days=f"{CORRECTION_DAYS}个工作日",
        handler=opinion.by_name,
    )


def code_of(record: ApplicationRecord, number: int) -> str:
    """补正编号: the application's number and the how-manieth return."""
    return f"{record.number}-BZ{number}"


def item_of(record: ApplicationRecord, verdict: IndicatorVerdict) -> CorrectionItem:
    """One indicator to correct."""
    indicator = record.spec.indicator_by_code.get(verdict.indicator)
    name = f"{verdict.indicator} {indicator.name}" if indicator else verdict.indicator
    return CorrectionItem(
        code=name,
        problem=verdict.problem,
        demand="按上述问题补正后重新提交。",
        evidence="、".join(indicator.evidence) if indicator else "",
    )


# --- 补正说明 ---------------------------------------------------------------------------------------------------


def correction_reply(record: ApplicationRecord, opinion: Opinion, number: int) -> CorrectionReply | None:
    """What changed between the submission that was returned and the next; ``None`` while there is no next."""
    after = record.corrected.get(opinion.pk)
    if after is None:
        return None
    before = opinion.submission.snapshot.content
    changed = changed_indicators(record.spec, after.content, before)
    return CorrectionReply(
        applicant=record.name,
        app_no=record.number,
        notice=code_of(record, number),
        corrections=tuple(
            Correction(one.code, one.name, told(record, one, before), told(record, one, after.content))
            for one in record.spec.indicators
            if one.code in changed
        ),
        signer=after.signer,
        handed_in_on=after.on,
    )


def told(record: ApplicationRecord, indicator: Indicator, content: dict) -> str:
    """What a submission says for one indicator, in short."""
    figures = []
    for code in indicator.inputs:
        item, value = record.spec.item_by_code.get(code), content["data"].get(code, {}).get("value")
        if item is not None and value is not None:
            figures.append(f"{item.name}{plain(Decimal(value))}{item.unit}")
    answer = content["answers"].get(indicator.code, {})
    figures += [f"自评等次“{answer['level']}”"] if answer.get("level") else []
    figures += [f"符合{len(answer['checked'])}项"] if answer.get("checked") is not None else []
    proofs = sum(entry["indicator"] == indicator.code for entry in content["evidence"])
    return "；".join([*figures, f"佐证{proofs}件"])
