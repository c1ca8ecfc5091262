"""Forms of township review and county acceptance."""

from django import forms

from workflows.engine.forms import DecisionField, OpinionField, StepForm

from .models import Decision
from .services import conditions_by_hand


class VerdictsForm(StepForm):
    """A word on each indicator: fields ``passes-CODE``, ``score-CODE`` and ``problem-CODE``; yields ``verdicts``."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for indicator in self.case.spec.indicators:
            code = indicator.code
            self.fields[f"passes-{code}"] = forms.ChoiceField(
                choices=[("yes", "这项通过"), ("no", "这项要改")], initial="yes", required=False
            )
            self.fields[f"score-{code}"] = forms.DecimalField(
                required=False, min_value=0, max_value=indicator.points, max_digits=7, decimal_places=2
            )
            self.fields[f"problem-{code}"] = forms.CharField(required=False, max_length=400)

    def clean(self):
        """Gather the verdicts; what does not pass says why."""
        data = super().clean()
        verdicts = {}
        for indicator in self.case.spec.indicators:
            code = indicator.code
            passes = data.pop(f"passes-{code}", "yes") != "no"
            score, problem = data.pop(f"score-{code}", None), data.pop(f"problem-{code}", "")
            if not passes and not problem:
                self.add_error(f"problem-{code}", f"{code} {indicator.name}:请写明问题和要求。")
            verdicts[code] = {"passes": passes, "score": score, "problem": problem}
        data["verdicts"] = verdicts
        return data


class TownshipReviewForm(VerdictsForm):
    """The township's opinion with its site check and notice (F06)."""

    decision = DecisionField(
        [(choice, choice.label) for choice in (Decision.RECOMMEND, Decision.RETURN, Decision.NOT_RECOMMEND)]
    )
    opinion = OpinionField(label="审核意见")
    checked_on = forms.DateField(label="实地核查日期", required=False, widget=forms.DateInput(attrs={"type": "date"}))
    checked_by = forms.CharField(
        label="核查人员", required=False, max_length=100, help_text="不少于2名,用顿号或空格隔开"
    )
    households = forms.IntegerField(label="抽查户数", required=False, min_value=0)
    findings = forms.CharField(label="发现的问题", required=False, max_length=400)
    notice_from = forms.DateField(label="镇级公示开始", required=False, widget=forms.DateInput(attrs={"type": "date"}))
    notice_to = forms.DateField(label="镇级公示结束", required=False, widget=forms.DateInput(attrs={"type": "date"}))
    rank = forms.IntegerField(label="辖区内推荐排名", required=False, min_value=1)

    def clean(self):
        """Gather the site check and the notice."""
        data = super().clean()
        people = data.pop("checked_by", "") or ""
        data["site_check"] = {
            "on": iso(data.pop("checked_on", None)),
            "people": people.replace("、", " ").replace(",", " ").replace(",", " ").split(),
            "households": data.pop("households", None),
            "findings": data.pop("findings", ""),
        }
        data["notice"] = {"from": iso(data.pop("notice_from", None)), "to": iso(data.pop("notice_to", None))}
        return data


def iso(day) -> str | None:
    """A date as JSON keeps it."""
    return day.isoformat() if day else None


class TownshipSignForm(StepForm):
    """The leader signs, or sends the file back to the reviewer."""

    decision = DecisionField([(Decision.RECOMMEND, "同意推荐"), (Decision.SEND_BACK, "退回重审")])
    opinion = OpinionField(label="签发意见", initial="同意推荐。")


class AcceptanceForm(VerdictsForm):
    """Formal review at the county office."""

    decision = DecisionField(
        [(choice, choice.label) for choice in (Decision.ACCEPT, Decision.RETURN, Decision.NOT_ACCEPT)]
    )
    opinion = OpinionField(label="受理意见")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.by_hand = conditions_by_hand(self.case)
        for item in self.by_hand:
            self.fields[f"condition-{item.code}"] = forms.BooleanField(label=f"{item.code} {item.words}", required=False)

    def clean(self):
        """Gather the basic conditions."""
        data = super().clean()
        data["conditions"] = {item.code: data.pop(f"condition-{item.code}", False) for item in self.by_hand}
        return data


class CountySignForm(StepForm):
    """The county's leaders sign the county's own application."""

    decision = DecisionField([(Decision.RECOMMEND, "同意申报"), (Decision.SEND_BACK, "退回办公室修改")])
    opinion = OpinionField(label="签发意见", initial="同意申报。")
