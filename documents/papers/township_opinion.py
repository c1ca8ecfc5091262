"""镇（街道）审核意见表 (F06)."""

from dataclasses import dataclass
from datetime import date
from typing import Self

from documents.papers.base import Paper, register
from documents.papers.parts import Opinion


@dataclass(frozen=True)
class MaterialCheck:
    name: str
    complete: bool
    missing: str = ""


@dataclass(frozen=True)
class ScoreChange:
    """An indicator where the township differs from the self-score."""

    code: str
    name: str
    self_score: str
    town_score: str
    reason: str


@register
@dataclass(frozen=True, kw_only=True)
class TownshipOpinion(Paper):
    kind = "township_opinion"
    label = "镇（街道）审核意见表"

    township: str
    applicant: str
    app_no: str
    grade: str

    # Materials, piece by piece; scores the township changed.
    materials: tuple[MaterialCheck, ...]
    changes: tuple[ScoreChange, ...] = ()

    # On-site check: at least two people; households by number, never by name.
    checked_on: date | None = None
    checked_by: tuple[str, ...] = ()
    households: int | None = None
    findings: str = ""

    # What else was looked into, in words.
    procedure_check: str = ""
    veto_check: str = ""
    rank: str = ""  # 第1名（名额3个）
    meeting: str = ""  # 2024年4月24日镇党委会议研究同意推荐

    # Conclusion (推荐 / 不推荐 / 退回补正) and who signs for it.
    conclusion: str
    reason: str = ""
    reviewer: str = ""
    deputy: str = ""
    opinion: Opinion

    @property
    def dated(self) -> date | None:
        return self.opinion.signed_on

    @classmethod
    def sample(cls) -> Self:
        return cls(
            township="石岭镇",
            applicant="石岭镇侯家崾村",
            app_no="SFC-2024-619921101206",
            grade="县级示范村",
            materials=(
                MaterialCheck("申报书", True),
                MaterialCheck("真实性承诺书", True),
                MaterialCheck("民主程序材料", True),
                MaterialCheck("自评得分表和佐证材料", False, "V-RJ-03 缺验收单2份，已补齐"),
            ),
            changes=(ScoreChange("V-RJ-03", "卫生户厕普及", "4.60", "4.40", "2户户厕冬季不能正常使用"),),
            checked_on=date(2024, 4, 16),
            checked_by=("梁望穗", "贺秋实", "石春来"),
            households=21,
            findings="环境整洁，台账与现场一致；抽查21户，其中2户户厕管护不到位，已现场指导整改。",
            procedure_check="会议记录、签到和决议齐全，应到36人、实到33人，符合三分之二要求；公示照片真实。",
            veto_check="经初核，未发现一票否决情形。",
            rank="第1名（名额3个）",
            meeting="2024年4月24日，镇党委会议研究同意推荐",
            conclusion="推荐",
            reviewer="梁望穗",
            deputy="贺秋实",
            opinion=Opinion(
                "镇（街道）意见",
                "材料齐全、程序规范、现场属实，同意推荐申报县级示范村。",
                "镇长、党委书记（签字）",
                seals=("中共石岭镇委员会", "石岭镇人民政府"),
                signed_on=date(2024, 4, 26),
            ),
        )
