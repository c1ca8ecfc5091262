"""Forms of township review and county acceptance."""

from django import forms

from workflows.engine.forms import DecisionField, OpinionField, StepForm

from .fields import DayField, ScoreField
from .models import Cause, Decision, Opinion, Stage
from .reading import Line, Reading, reading_of
from .services import conditions_by_hand
from .visits.services import as_in_the_opinion, last_visit

#: How many of the open items an error names.
NAMED = 8
#: As long as the findings of a visit may be in an opinion; the visit's own record has them whole.
FINDINGS = 400


class VerdictsForm(StepForm):
    """A word on each indicator: fields ``passes-CODE``, ``score-CODE`` and ``problem-CODE``; yields ``verdicts``.

    What nobody looked at has no verdict; ``rest-DIMENSION`` passes the rest of a dimension in one go. What passed at
    this stage before and was not changed since is passed again beforehand (退回补正只看要改的).
    """

    #: Whose verdicts of an earlier submission are carried over.
    stage: Stage
    #: Does this stage give scores of its own (镇核得分)?
    gives_scores = True

    def __init__(self, *args, reading: Reading | None = None, **kwargs):
        super().__init__(*args, **kwargs)
        self.reading = reading or reading_of(self.case)
        before = self.verdicts_before()
        for line in self.reading.lines:
            self.add_line(line, before.get(line.code))
        for dimension, _ in self.reading.dimensions:
            self.fields[f"rest-{dimension.code}"] = forms.BooleanField(
                label=f"{dimension.name}：其余各项都通过", required=False
            )

    def verdicts_before(self) -> dict:
        """Verdicts of this stage on the submission before, where nothing was changed since."""
        if self.reading.submission.number < 2:
            return {}
        latest = Opinion.objects.filter(application=self.case, stage=self.stage).order_by("-id").first()
        unchanged = {line.code for line in self.reading.lines if not line.changed}
        return {row.indicator: row for row in latest.verdicts.all() if row.indicator in unchanged} if latest else {}

    def add_line(self, line: Line, before) -> None:
        """The fields of one indicator."""
        code, passed = line.code, bool(before and before.passes)
        label = f"{code} {line.indicator.name}"
        self.fields[f"passes-{code}"] = forms.ChoiceField(
            label=label,
            choices=[("yes", "这项通过"), ("no", "这项要改")],
            initial="yes" if passed else "",
            required=False,
        )
        self.fields[f"score-{code}"] = score = ScoreField(line.indicator.points)
        score.label, score.initial = label, before.score if passed else None
        self.fields[f"problem-{code}"] = forms.CharField(
            label=label,
            required=False,
            max_length=400,
            widget=forms.Textarea(attrs={"rows": 2}),
            initial=before.problem if passed else "",
            error_messages={"max_length": "审核意见不超过400字。"},
        )

    def clean(self):
        """Gather the verdicts; what does not pass says why."""
        data = super().clean()
        rest = {dimension.code: data.pop(f"rest-{dimension.code}", False) for dimension, _ in self.reading.dimensions}
        words = {line.code: self.word_on(line, data, rest) for line in self.reading.lines}
        data["verdicts"] = {code: word for code, word in words.items() if word is not None}
        self.open_items = [line for line in self.reading.lines if line.applicable and words[line.code] is None]
        return data

    def word_on(self, line: Line, data: dict, rest: dict[str, bool]) -> dict | None:
        """The verdict on one indicator; a pass without a score agrees with the applicant's own."""
        code = line.code
        word = data.pop(f"passes-{code}", "") or ("yes" if rest[line.indicator.dimension] else "")
        score, problem = data.pop(f"score-{code}", None), data.pop(f"problem-{code}", "").strip()
        if not word:
            self.more_on(line, data)
            return None
        if word == "no" and not problem:
            self.add_error(f"problem-{code}", "请写明问题和要求。")
        if word == "yes" and score is None and self.gives_scores:
            score = line.self_score
        departs = score is not None and line.self_score is not None and score != line.self_score
        if word == "yes" and departs and not problem and f"score-{code}" not in self.errors:
            self.add_error(f"problem-{code}", f"{label_of(line)}：镇核得分与自评不一致，请写明理由。")
        return {"passes": word == "yes", "score": score, "problem": problem, **self.more_on(line, data)}

    def more_on(self, line: Line, data: dict) -> dict:
        """What else a stage's form asks about an indicator."""
        return {}

    def require_all(self) -> None:
        """Every indicator was looked at."""
        if self.open_items:
            named = "、".join(f"{line.code}{line.indicator.name}" for line in self.open_items[:NAMED])
            more = f"等{len(self.open_items)}项" if len(self.open_items) > NAMED else ""
            self.add_error(None, f"还有指标没有审核：{named}{more}。请逐项核对，或在结论页勾选“其余各项都通过”。")


def label_of(line: Line) -> str:
    """How an error names a line."""
    return f"{line.code} {line.indicator.name}"


class TownshipReviewForm(VerdictsForm):
    """The township's opinion with its site check and notice (F06)."""

    stage = Stage.TOWNSHIP

    decision = DecisionField(
        [(choice, choice.label) for choice in (Decision.RECOMMEND, Decision.RETURN, Decision.NOT_RECOMMEND)]
    )
    opinion = OpinionField(label="审核意见")
    checked_on = DayField("实地核查日期")
    checked_by = forms.CharField(
        label="核查人员", required=False, max_length=100, help_text="不少于2名，用顿号或空格隔开"
    )
    households = forms.IntegerField(label="抽查户数", required=False, min_value=0)
    findings = forms.CharField(label="核查发现的问题", required=False, max_length=FINDINGS)
    notice_from = DayField("镇级公示开始")
    notice_to = DayField("镇级公示结束")
    rank = forms.IntegerField(label="辖区内推荐排名", required=False, min_value=1)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.visit = last_visit(self.case)
        recorded = as_in_the_opinion(self.visit)
        self.initial = {
            "checked_on": recorded.get("on"),
            "checked_by": "、".join(recorded.get("people", ())),
            "households": recorded.get("households"),
            "findings": recorded.get("findings", "")[:FINDINGS],
            **self.initial,
        }

    def add_line(self, line: Line, before) -> None:
        """And why less is given, and which proof says so (核减理由和依据)."""
        super().add_line(line, before)
        code, passed = line.code, before if before and before.passes else None
        self.fields[f"cause-{code}"] = forms.ChoiceField(
            label="核减理由",
            required=False,
            choices=[("", "不核减"), *Cause.choices],
            initial=passed.cause if passed else "",
        )
        proofs = [(entry["no"], f"{entry['no']} {entry['proves']}") for entry in line.evidence]
        self.fields[f"pointer-{code}"] = forms.ChoiceField(
            label="依据的佐证",
            required=False,
            choices=[("", "不指明"), *proofs, ("实地核查", "实地核查")],
            initial=passed.pointer if passed else "",
        )

    def more_on(self, line: Line, data: dict) -> dict:
        """Cause and pointer of a reduction."""
        return {name: data.pop(f"{name}-{line.code}", "") or "" for name in ("cause", "pointer")}

    def clean(self):
        """Gather the site check and the notice."""
        data = super().clean()
        if data.get("decision") == Decision.RECOMMEND:
            self.require_all()
        people = data.pop("checked_by", "") or ""
        for separator in "、,，;；":
            people = people.replace(separator, " ")
        data["site_check"] = {
            "on": iso(data.pop("checked_on", None)),
            "people": people.split(),
            "households": data.pop("households", None),
            "findings": data.pop("findings", ""),
        }
        first, last = data.pop("notice_from", None), data.pop("notice_to", None)
        if first and last and last < first:
            self.add_error("notice_to", "公示结束日期不能早于开始日期。")
        data["notice"] = {"from": iso(first), "to": iso(last)}
        return data


def iso(day) -> str | None:
    """A date as JSON keeps it."""
    return day.isoformat() if day else None


class TownshipSignForm(StepForm):
    """The leader signs, or sends the file back to the reviewer."""

    decision = DecisionField([(Decision.RECOMMEND, "同意推荐"), (Decision.SEND_BACK, "退回重审")])
    opinion = OpinionField(label="签发意见", initial="同意推荐。")


class AcceptanceForm(VerdictsForm):
    """Formal review at the county office: what the township passed need not be passed again."""

    stage = Stage.COUNTY_OFFICE
    gives_scores = False

    decision = DecisionField(
        [(choice, choice.label) for choice in (Decision.ACCEPT, Decision.RETURN, Decision.NOT_ACCEPT)]
    )
    opinion = OpinionField(label="受理意见")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.by_hand = conditions_by_hand(self.case)
        for item in self.by_hand:
            self.fields[f"condition-{item.code}"] = forms.BooleanField(label=item.words, required=False)
        hand = {item.code for item in self.by_hand}
        self.unmet = [
            row for row in self.reading.requirements if row.asked and row.met is False and row.code not in hand
        ]
        for row in self.unmet:
            self.fields[f"exception-{row.code}"] = forms.CharField(
                label=f"仍予受理的理由（{row.code}）", required=False, max_length=200
            )

    def clean(self):
        """Gather the basic conditions, and why it is accepted against one."""
        data = super().clean()
        data["conditions"] = {item.code: data.pop(f"condition-{item.code}", False) for item in self.by_hand}
        data["exceptions"] = {row.code: data.pop(f"exception-{row.code}", "").strip() for row in self.unmet}
        if data.get("decision") == Decision.ACCEPT:
            for row in self.unmet:
                if not data["exceptions"][row.code]:
                    self.add_error(
                        f"exception-{row.code}", f"{row.words}：不符合。受理须写明理由，否则请选不予受理或退回补正。"
                    )
        return data


class CountySignForm(StepForm):
    """The county's leaders sign the county's own application."""

    decision = DecisionField([(Decision.RECOMMEND, "同意申报"), (Decision.SEND_BACK, "退回办公室修改")])
    opinion = OpinionField(label="签发意见", initial="同意申报。")
