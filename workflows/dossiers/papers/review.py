"""镇(街道)审核意见表 (F06)."""

from collections.abc import Iterator

from documents.papers.parts import Opinion as OpinionBox
from documents.papers.township_opinion import MaterialCheck, ScoreChange, TownshipOpinion
from documents.wording import cn_date
from documents.wording import score as two_decimals
from workflows.applications.wording import words_for
from workflows.review.models import Decision, Opinion, Stage

from ..records import ApplicationRecord
from ..wording import day, day_of, organs_of
from .assessment import town_scores


def township_opinion(record: ApplicationRecord) -> TownshipOpinion | None:
    """The reviewer's check and the leader's signature on the submission in force."""
    checked = record.opinion(Stage.TOWNSHIP, Decision.RECOMMEND, Decision.NOT_RECOMMEND)
    if checked is None:
        return None
    township = record.application.township
    site = checked.site_check
    return TownshipOpinion(
        township=township.short_name,
        applicant=record.name,
        app_no=record.number,
        grade=record.round.grade,
        materials=materials_of(record),
        changes=tuple(changes_of(record, checked)),
        checked_on=day(site.get("on")),
        checked_by=tuple(site.get("people", ())),
        households=site.get("households"),
        findings=site.get("findings", ""),
        procedure_check=procedure_check(record) + notice_of(checked),
        rank=rank_of(record, checked),
        conclusion=checked.get_decision_display(),
        reason=checked.text,
        reviewer=checked.by_name,
        opinion=signed_by(record, checked),
    )


def materials_of(record: ApplicationRecord) -> tuple[MaterialCheck, ...]:
    """What lay before the reviewer; an incomplete submission cannot be handed in."""
    content = record.content
    proofs = len({entry["sha256"] for entry in content["evidence"]})
    return (
        MaterialCheck("申报书", True),
        MaterialCheck("真实性承诺书", True),
        MaterialCheck(f"民主程序材料{len(content['photos'])}件", bool(content["photos"]), "没有上传"),
        MaterialCheck(f"自评得分表和佐证材料{proofs}件", bool(proofs), "没有上传"),
    )


def changes_of(record: ApplicationRecord, checked: Opinion) -> Iterator[ScoreChange]:
    """Indicators that the township scored otherwise."""
    town = town_scores(record)
    reasons = {one.indicator: one.problem for one in checked.verdicts.all()}
    for line in record.reading.lines:
        given = town.get(line.code)
        if given is not None and given != line.self_score:
            yield ScoreChange(
                line.code, line.indicator.name, two_decimals(line.self_score), two_decimals(given), reasons[line.code]
            )


def procedure_check(record: ApplicationRecord) -> str:
    """The figures that the procedure must bear out."""
    procedure, words = record.content["procedure"], words_for(record.round.round.kind)
    due, present, agreed = (procedure[f"assembly_{name}"] for name in ("due", "present", "agreed"))
    if not due or not present:
        return ""
    enough = "达到" if int(present) * 3 >= int(due) * 2 else "不足"
    return f"{words.assembly}应到{due}人，实到{present}人，{enough}三分之二；同意{agreed}人。"


def rank_of(record: ApplicationRecord, checked: Opinion) -> str:
    """第1名（名额3个）."""
    if checked.rank is None:
        return ""
    quota = record.round.quotas.get(record.application.township.code)
    return f"第{checked.rank}名" + (f"（名额{quota}个）" if quota else "")


def notice_of(checked: Opinion) -> str:
    """The township's own notice."""
    first, last = day(checked.notice.get("from")), day(checked.notice.get("to"))
    if not first or not last:
        return ""
    place = f"，{checked.notice['place']}" if checked.notice.get("place") else ""
    objections = checked.notice.get("objections", "")
    return f"镇级公示{cn_date(first)}至{cn_date(last)}{place}。" + (f"异议及处理：{objections}。" if objections else "")


def signed_by(record: ApplicationRecord, checked: Opinion) -> OpinionBox:
    """The box at the foot: the leader's own words."""
    signed = record.opinion(Stage.TOWNSHIP_LEADER, Decision.RECOMMEND)
    return OpinionBox(
        "镇（街道）意见",
        signed.text if signed else checked.text,
        "主要领导（签字）",
        signer=signed.by_name if signed else "",
        seals=organs_of(record.application.township),
        signed_on=day_of(signed.at) if signed else None,
    )
