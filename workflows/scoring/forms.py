"""Forms of county scoring."""

from decimal import Decimal

from django import forms

from workflows.engine.forms import DecisionField, OpinionField, StepForm

from .services.sheets import Given, Row, sheet


class ScoreSheetForm(StepForm):
    """A department's sheet: fields ``score-``, ``reason-``, ``na-``, ``level-`` and ``count-`` by code; yields ``given``."""

    opinion = OpinionField(label="评分说明", required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.rows = sheet(self.case, self.organisation)
        for row in self.rows:
            {"indicator": self.add_indicator, "bonus": self.add_bonus, "penalty": self.add_penalty}[row.kind](row)

    def add_indicator(self, row: Row) -> None:
        """A score, a reason where it departs from the rule, and whether it applies."""
        code, given = row.indicator.code, row.given
        self.fields[f"score-{code}"] = forms.DecimalField(
            required=False,
            max_digits=7,
            decimal_places=2,
            initial=given.score if given else row.suggested,
            error_messages={"invalid": "请填数字。"},
        )
        self.fields[f"reason-{code}"] = forms.CharField(
            required=False, max_length=400, initial=given.reason if given else ""
        )
        self.fields[f"na-{code}"] = forms.BooleanField(
            required=False, initial=not (given.applicable if given else row.applicable)
        )

    def add_bonus(self, row: Row) -> None:
        """One of the levels that the standard offers."""
        levels = [(level.words, f"{level.words}({level.score}分)") for level in row.indicator.levels]
        self.fields[f"level-{row.indicator.code}"] = forms.ChoiceField(
            choices=[("", "不加分"), *levels],
            required=False,
            initial=row.given.basis[0] if row.given and row.given.basis else "",
        )

    def add_penalty(self, row: Row) -> None:
        """How often each thing was found."""
        for place, item in enumerate(row.indicator.items):
            self.fields[f"count-{row.indicator.code}-{place}"] = forms.IntegerField(
                required=False,
                min_value=0,
                initial=(row.given.basis or {}).get(item.words, 0) if row.given else 0,
                label=f"{item.words}({item.per}扣{item.minus}分)",
            )

    def clean(self):
        """Gather the lines."""
        data = super().clean()
        read = {"indicator": self.indicator_line, "bonus": self.bonus_line, "penalty": self.penalty_line}
        given = {row.indicator.code: read[row.kind](row, data) for row in self.rows}
        return {"given": given, "opinion": data.get("opinion", "")}

    def indicator_line(self, row: Row, data: dict) -> Given:
        """One indicator's line."""
        code = row.indicator.code
        applicable = not data.get(f"na-{code}")
        score = data.get(f"score-{code}") if applicable else None
        return Given(score=score, reason=data.get(f"reason-{code}", ""), applicable=applicable)

    def bonus_line(self, row: Row, data: dict) -> Given:
        """One bonus item's line."""
        words = data.get(f"level-{row.indicator.code}", "")
        score = next((level.score for level in row.indicator.levels if level.words == words), Decimal(0))
        return Given(score=score, basis=[words] if words else None)

    def penalty_line(self, row: Row, data: dict) -> Given:
        """One penalty item's line: what is taken off, capped."""
        counts = {
            item.words: data.get(f"count-{row.indicator.code}-{place}") or 0
            for place, item in enumerate(row.indicator.items)
        }
        taken = sum((item.minus * counts[item.words] for item in row.indicator.items), Decimal(0))
        found = {words: count for words, count in counts.items() if count}
        return Given(score=min(taken, row.points), basis=found or None)


class SignScoresForm(StepForm):
    """The head signs, or gives the sheet back."""

    decision = DecisionField([("sign", "审签同意"), ("send_back", "退回评分员")], label="处理")
    opinion = OpinionField(label="部门意见", required=False)

    def clean(self):
        """A return says why."""
        data = super().clean()
        if data.get("decision") == "send_back" and not data.get("opinion"):
            self.add_error("opinion", "退回时请写明要修改什么。")
        return data


class CountersignForm(StepForm):
    """A cooperating department agrees or objects."""

    agrees = forms.TypedChoiceField(
        label="会签意见",
        choices=[("yes", "同意"), ("no", "有异议")],
        coerce=lambda value: value == "yes",
        widget=forms.RadioSelect,
        initial="yes",
        empty_value=None,
    )
    reason = OpinionField(label="异议理由", required=False)


class JointCheckForm(StepForm):
    """A respondent's answer in the veto check."""

    clause = forms.ChoiceField(label="结论", required=False)
    facts = OpinionField(label="事实", required=False)
    document = forms.CharField(label="依据文号", required=False, max_length=80)
    happened_on = forms.DateField(
        label="发生时间", required=False, widget=forms.DateInput(attrs={"type": "date"})
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        clauses = [(item.code, f"有:{item.code} {item.name}") for item in self.case.spec.veto]
        self.fields["clause"].choices = [("", "无一票否决情形"), *clauses]


class LockScoresForm(StepForm):
    """The director locks the round's scores."""

    opinion = OpinionField(label="意见", required=False)
