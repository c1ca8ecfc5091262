"""Forms of the applicant's steps."""

from django import forms

from workflows.engine.forms import DecisionField, OpinionField, StepForm

from .inputs import data_input
from .questions import items_from


class FinishFillingForm(StepForm):
    """The clerk hands the form to the secretary."""

    opinion = OpinionField(label="说明", required=False)


class SubmitForm(StepForm):
    """The secretary commits to the truth and submits, or gives the form back."""

    decision = DecisionField([("submit", "提交申报"), ("send_back", "退回填报员修改")], label="处理")
    commitment = forms.BooleanField(label="我已阅读，愿意签署这份真实性承诺书", required=False)
    opinion = OpinionField(label="意见", required=False)

    def clean(self):
        """The commitment goes with a submission, the reason with a return."""
        data = super().clean()
        if data.get("decision") == "submit" and not data.get("commitment"):
            self.add_error("commitment", "提交前请勾选承诺。")
        if data.get("decision") == "send_back" and not data.get("opinion"):
            self.add_error("opinion", "退回时请写明要修改什么。")
        data.pop("commitment", None)
        return data


class SupplyDataForm(StepForm):
    """The figures that a department is the source of; yields ``data {item: value}``."""

    opinion = OpinionField(label="数据说明", required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        known = {row.item: row.value for row in self.case.data_values.all()}
        self.items = items_from(self.case.spec, self.organisation)
        for item in self.items:
            field = data_input(item, "value")
            field.required, field.initial = True, known.get(item.code)
            field.error_messages["required"] = f"请填写{item.name}。"
            self.fields[item.code] = field

    def clean(self):
        """Gather the items into one mapping."""
        data = super().clean()
        return {"data": {item.code: data.get(item.code) for item in self.items}, "opinion": data.get("opinion", "")}
