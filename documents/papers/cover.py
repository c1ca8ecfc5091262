"""封面 and 扉页 of a volume."""

from dataclasses import dataclass
from datetime import date
from typing import Self

from documents import typography
from documents.papers.base import Paper, register


@register
@dataclass(frozen=True, kw_only=True)
class Cover(Paper):
    kind = "cover"
    label = "汇编封面"
    style = "pack"

    volume_title: str
    subtitle: str
    applicant: str
    app_no: str
    compiled_by: str
    compiled_on: date
    volume: str = ""
    classification: str = "内部资料"

    @property
    def title(self) -> str:
        return self.volume_title

    @property
    def title_lines(self) -> tuple[str, ...]:
        rest = self.volume_title.removeprefix(self.applicant)
        if rest and rest != self.volume_title:
            return (self.applicant, rest)
        return typography.title_lines(self.volume_title, longest=12)

    @property
    def dated(self) -> date:
        return self.compiled_on

    @classmethod
    def sample(cls) -> Self:
        return cls(
            volume_title="石岭镇侯家崾村申报材料汇编",
            subtitle="2024年度第1批 县级乡村振兴示范村",
            applicant="石岭镇侯家崾村",
            app_no="SFC-2024-619921101206",
            compiled_by="禾塬县乡村振兴示范创建领导小组办公室",
            compiled_on=date(2024, 8, 5),
            volume="第3册（共24册）",
        )
