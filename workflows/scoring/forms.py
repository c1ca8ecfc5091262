"""Forms of county scoring."""

from decimal import Decimal

from django import forms

from workflows.engine.forms import DecisionField, OpinionField, StepForm
from workflows.engine.models import WorkItem
from workflows.standards.decimals import plain

from .branches import lines_by_lead
from .services.countersigning import lines_of
from .services.sheets import Given, Row, names_of, problem_of, sheet

#: The longest reason or basis of a line.
REASON = 400


class ScoreSheetForm(StepForm):
    """A department's sheet: fields ``score-``, ``reason-``, ``na-``, ``level-`` and ``count-`` by code; yields ``given``."""

    opinion = OpinionField(label="评分说明", required=False, rows=2)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.rows = self.read_rows()
        add = {"indicator": self.add_indicator, "bonus": self.add_bonus, "penalty": self.add_penalty}
        for row in self.rows:
            add[row.kind](row)
            self.fields[f"reason-{row.indicator.code}"] = forms.CharField(
                label=self.label_of(row),
                required=False,
                max_length=REASON,
                initial=row.given.reason if row.given else "",
                error_messages={"max_length": f"理由不超过{REASON}字。"},
            )

    def read_rows(self) -> list[Row]:
        """The lines of the form."""
        return sheet(self.case, self.organisation)

    def label_of(self, row: Row) -> str:
        """How an error names the line."""
        return f"{row.indicator.code} {row.indicator.name}"

    def add_indicator(self, row: Row) -> None:
        """A score, and whether the indicator applies; what the rule says is shown, not filled in."""
        code, given = row.indicator.code, row.given
        self.fields[f"score-{code}"] = forms.DecimalField(
            label=self.label_of(row),
            required=False,
            max_digits=7,
            decimal_places=2,
            initial=given.score if given else None,
            error_messages={"invalid": "请填数字。", "max_decimal_places": "得分最多两位小数。"},
        )
        self.fields[f"na-{code}"] = forms.BooleanField(
            label=self.label_of(row), required=False, initial=not (given.applicable if given else row.applicable)
        )

    def add_bonus(self, row: Row) -> None:
        """One of the levels that the standard offers; several where they add up."""
        levels = [(level.words, f"{level.words}（{plain(level.score)}分）") for level in row.indicator.levels]
        chosen = list(row.given.basis or []) if row.given else []
        if row.indicator.pick == "sum":
            field: forms.Field = forms.MultipleChoiceField(
                choices=levels, required=False, initial=chosen, widget=forms.CheckboxSelectMultiple
            )
        else:
            field = forms.ChoiceField(
                choices=[("", "不加分"), *levels], required=False, initial=chosen[0] if chosen else ""
            )
        field.label = self.label_of(row)
        self.fields[f"level-{row.indicator.code}"] = field

    def add_penalty(self, row: Row) -> None:
        """How often each thing was found."""
        for place, item in enumerate(row.indicator.items):
            self.fields[f"count-{row.indicator.code}-{place}"] = forms.IntegerField(
                required=False,
                min_value=0,
                initial=(row.given.basis or {}).get(item.words) if row.given else None,
                label=f"{item.words}（{item.per}扣{plain(item.minus)}分）",
                error_messages={"invalid": "请填次数。", "min_value": "次数不能是负数。"},
            )

    def clean(self):
        """Gather the lines; what is wrong with one is said beside it."""
        data = super().clean()
        read = {"indicator": self.indicator_line, "bonus": self.bonus_line, "penalty": self.penalty_line}
        given: dict[str, Given] = {}
        self.unscored: list[Row] = []
        for row in self.rows:
            given[row.indicator.code] = line = read[row.kind](row, data)
            self.complain(row, line)
        return {"given": given, "opinion": data.get("opinion", "")}

    def complain(self, row: Row, line: Given) -> None:
        """Put a line's problem beside the field that mends it."""
        code = row.indicator.code
        name = {"indicator": "score", "bonus": "level", "penalty": f"count-{code}-0"}[row.kind]
        field = name if name in self.fields else f"{name}-{code}"
        if field in self.errors:
            return
        if problem := problem_of(row, line):
            if row.kind == "indicator" and line.score is None:
                self.unscored.append(row)
            self.add_error(f"reason-{code}" if "理由" in problem else field, problem)

    def indicator_line(self, row: Row, data: dict) -> Given:
        """One indicator's line."""
        code = row.indicator.code
        applicable = not data.get(f"na-{code}")
        score = data.get(f"score-{code}") if applicable else None
        return Given(score=score, reason=data.get(f"reason-{code}", ""), applicable=applicable)

    def bonus_line(self, row: Row, data: dict) -> Given:
        """One bonus item's line: the level's points, or their sum, capped."""
        code = row.indicator.code
        words = data.get(f"level-{code}") or []
        words = [words] if isinstance(words, str) else list(words)
        earned = sum((level.score for level in row.indicator.levels if level.words in words), Decimal(0))
        return Given(score=min(earned, row.points), basis=words or None, reason=data.get(f"reason-{code}", ""))

    def penalty_line(self, row: Row, data: dict) -> Given:
        """One penalty item's line: what is taken off, capped."""
        code = row.indicator.code
        counts = {item.words: data.get(f"count-{code}-{place}") or 0 for place, item in enumerate(row.indicator.items)}
        taken = sum((item.minus * counts[item.words] for item in row.indicator.items), Decimal(0))
        found = {words: count for words, count in counts.items() if count}
        return Given(score=min(taken, row.points), basis=found or None, reason=data.get(f"reason-{code}", ""))


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
        empty_value=None,
        error_messages={"required": "请选择会签意见。"},
    )
    reason = forms.CharField(
        label="异议理由",
        required=False,
        max_length=REASON,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"max_length": f"理由不超过{REASON}字。"},
    )

    indicators = forms.MultipleChoiceField(label="异议涉及的指标", required=False, widget=forms.CheckboxSelectMultiple)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        joint = lines_by_lead(self.case).get(self.organisation.pk, set())
        codes = lines_of(self.case, self.organisation) | joint
        lines = [one for one in self.case.spec.indicators if one.code in codes]
        self.fields["indicators"].choices = [(one.code, f"{one.code} {one.name}") for one in lines]
        if len(lines) == 1:
            self.fields["indicators"].initial = [lines[0].code]

    def clean(self):
        """An objection names its lines and has a reason; where there is one line only, it is that one."""
        data = super().clean()
        if data.get("agrees") is False and not data.get("reason"):
            self.add_error("reason", "有异议时请写明理由。")
        if data.get("agrees") is False and not data.get("indicators"):
            choices = self.fields["indicators"].choices
            if len(choices) == 1:
                data["indicators"] = [choices[0][0]]
            else:
                self.add_error("indicators", "有异议时请勾选涉及的指标。")
        return data


class JointCheckForm(StepForm):
    """A respondent's answer in the veto check: nothing, or one of the standard's clauses, its own first."""

    found = forms.ChoiceField(
        label="核查结论",
        choices=[("no", "无一票否决情形"), ("yes", "有一票否决情形")],
        widget=forms.RadioSelect,
        error_messages={"required": "请选择核查结论。"},
    )
    clause = forms.ChoiceField(label="否决条款", required=False)
    facts = OpinionField(label="事实", required=False)
    document = forms.CharField(label="依据文号", required=False, max_length=80)
    happened_on = forms.DateField(
        label="发生时间",
        required=False,
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        error_messages={"invalid": "日期请按 2026-03-16 的样子填写。"},
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        names = names_of(self.organisation)
        self.own = [item for item in self.case.spec.veto if item.lead in names]
        others = [item for item in self.case.spec.veto if item.lead not in names]
        groups = [("本单位负责核查的", named(self.own)), ("其他条款", named(others))]
        self.fields["clause"].choices = [("", "请选择"), *((words, some) for words, some in groups if some)]

    def clean(self):
        """A clause comes with facts, document and date; without one nothing is kept of them."""
        data = super().clean()
        if data.pop("found", "") != "yes":
            return {"clause": "", "facts": "", "document": "", "happened_on": None}
        for name, words in (
            ("clause", "请选择否决条款。"),
            ("facts", "请写明事实。"),
            ("document", "请填写依据文号。"),
            ("happened_on", "请填写发生时间。"),
        ):
            if not data.get(name) and name not in self.errors:
                self.add_error(name, words)
        return data


def named(clauses) -> list[tuple[str, str]]:
    """Clauses as choices."""
    return [(item.code, f"{item.code} {item.name}") for item in clauses]


class LockScoresForm(StepForm):
    """The director locks the round's scores."""

    opinion = OpinionField(label="意见", required=False)


class BatchForm(forms.Form):
    """The ticked pieces of work of one's departments; rights are asked one by one when they are done."""

    def __init__(self, *args, node: str, user, **kwargs):
        self.node, self.user = node, user
        super().__init__(*args, **kwargs)

    def clean(self):
        """At least one is ticked; what is no number is no tick."""
        data = super().clean()
        posted = self.data.getlist("task") if hasattr(self.data, "getlist") else self.data.get("task", [])
        departments = {held.organisation_id for held in self.user.current_appointments if held.organisation_id}
        ticked = WorkItem.objects.filter(
            pk__in=[one for one in posted if str(one).isdigit()], node=self.node, organisation__in=departments
        )
        data["items"] = list(ticked.select_related("task", "organisation").order_by("organisation", "region_code"))
        if not data["items"]:
            raise forms.ValidationError("请先勾选要办理的申报。")
        return data
