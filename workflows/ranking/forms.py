"""Forms of ranking."""

from django import forms

from workflows.engine.forms import DecisionField, OpinionField, StepForm

from .order import draws_needed
from .services import candidates_of


class ProposeListForm(StepForm):
    """The operator ranks; where the line runs through applicants equal in everything, lots are entered."""

    opinion = OpinionField(label="说明", required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.earlier = self.earlier_lots()
        self.candidates = candidates_of(self.case)
        self.groups = draws_needed(self.candidates, places=self.case.places, cap=self.case.cap)
        regions = self.case.applications.select_related("region__parent")
        self.names = {row.number: row.region.full_name for row in regions} if self.groups else {}
        for group in self.groups:
            for number in group:
                self.fields[f"lot_{number}"] = self.lot_field(number, group)

    def earlier_lots(self) -> list[str]:
        """Lots drawn for the ranking before this one: they stand, nobody draws twice."""
        latest = self.case.rankings.last()
        return latest.lots if latest else []

    def lot_field(self, number: str, group: list[str]) -> forms.TypedChoiceField:
        """Which lot one applicant drew."""
        drawn = [key for key in self.earlier if key in group]
        return forms.TypedChoiceField(
            label=self.names.get(number, number),
            choices=[("", "请选择"), *((place, f"第{place}签") for place in range(1, len(group) + 1))],
            coerce=int,
            initial=drawn.index(number) + 1 if number in drawn and len(drawn) == len(group) else "",
            error_messages={"required": "请登记抽签结果。"},
        )

    def draws(self):
        """Groups of inputs, one a tie."""
        return [[self[f"lot_{number}"] for number in group] for group in self.groups]

    def clean(self) -> dict:
        """Inputs become one list of numbers in the order drawn."""
        data = super().clean()
        lots: list[str] = []
        for group in self.groups:
            drawn = {number: data.pop(f"lot_{number}", None) for number in group}
            if None not in drawn.values() and len(set(drawn.values())) < len(group):
                self.add_error(None, f"签序重复：{'、'.join(self.names[number] for number in group)}，请核对。")
            lots += sorted(group, key=lambda number: drawn[number] or 0)
        if lots and not data.get("opinion", "").strip():
            self.add_error("opinion", "请写明抽签的时间、地点、主持人和监督人。")
        return {**data, "lots": lots}


class ApproveListForm(StepForm):
    """The director approves the list after the leading group's meeting, or has it ranked again."""

    decision = DecisionField([("approve", "审定通过"), ("send_back", "退回重排")], label="处理")
    meeting = forms.CharField(
        label="领导小组会议",
        required=False,
        max_length=120,
        help_text="例如：领导小组第3次会议，2026年11月2日。审定通过时必填。",
    )
    opinion = OpinionField(label="意见", required=False)

    def clean(self) -> dict:
        """An approval rests on a meeting, a return on a reason."""
        data = super().clean()
        if data.get("decision") == "approve" and not data.get("meeting", "").strip():
            self.add_error("meeting", "请填写审定名单的领导小组会议（名称、日期）。")
        if data.get("decision") == "send_back" and not data.get("opinion", "").strip():
            self.add_error("opinion", "退回重排请写明原因。")
        return data
