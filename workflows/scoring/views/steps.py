"""Screens of the steps of county scoring."""

from collections import defaultdict

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.http import urlencode

from accounts.models import Appointment, Organisation
from workflows.engine.errors import NotNow
from workflows.engine.screens import StepView
from workflows.review.likeness.questions import questions_of
from workflows.review.reading import Reading, reading_of
from workflows.review.scores import reviewed_scores

from .. import forms
from ..branches import lines_by_lead
from ..grid import grid_of
from ..models import Countersignature, DepartmentScore
from ..rules import has_declared
from ..services.locking import late_work, matters_of, objections, overdue, unfinished
from ..services.recusal import may_declare
from ..services.sheets import names_of, sheet
from ..totals import departed, totals_of

#: 常用语 of a scorer's reasons and of the head's and the cooperating department's opinion.
REASON_PHRASES = ("与部门台账不一致，按台账核定。", "佐证不足，酌情扣分。", "现场核查发现问题，扣分。")
SIGN_PHRASES = ("同意评分结果。", "请核对改判理由后再报。")


class DepartmentView(StepView):
    """A department's step on one application."""

    def dispatch(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        """Who has not said for this round from whom to stand aside is asked first."""
        try:
            return super().dispatch(request, *args, **kwargs)
        except NotNow:
            if has_declared(request.user, self.case.round_id) or not may_declare(request.user):
                raise
            address = reverse("scoring:declare", args=[self.case.round_id])
            return redirect(f"{address}?{urlencode({'next': request.path})}")

    @cached_property
    def reading(self) -> Reading:
        return reading_of(self.case)

    def get_context_data(self, **kwargs) -> dict:
        return super().get_context_data(reading=self.reading, organisation=self.organisation, **kwargs)


class ScoreSheetView(DepartmentView):
    """部门评分."""

    template_name = "scoring/score_sheet.html"
    form_class = forms.ScoreSheetForm
    done_message = "评分已提交，等待部门负责人审签。"

    def post(self, request, *args, **kwargs) -> HttpResponse:
        """Without scripts 按建议分填 comes here: the page again, with the rule's scores in the empty fields."""
        if "fill" not in request.POST:
            return super().post(request, *args, **kwargs)
        form = self.get_form()
        data = request.POST.copy()
        for row in form.rows:
            name = f"score-{row.indicator.code}"
            if row.kind == "indicator" and row.applicable and not data.get(name) and row.suggested is not None:
                data[name] = row.suggested
        kwargs = {**self.get_form_kwargs(), "data": data}
        return self.render_to_response(self.get_context_data(form=self.form_class(**kwargs), filled=True))

    def get_context_data(self, **kwargs) -> dict:
        context = super().get_context_data(**kwargs)
        scores = reviewed_scores(self.case)
        questions = questions_of(self.case, self.reading.content, self.request.user)
        quiet = bool(kwargs.get("filled"))
        groups = grid_of(self.case, self.reading, context["form"], scores, questions=questions, quiet=quiet)
        return {**context, "groups": groups, "phrases": REASON_PHRASES}


class SignScoresView(DepartmentView):
    """部门负责人审签."""

    template_name = "scoring/sign_scores.html"
    form_class = forms.SignScoresForm
    done_message = "已办理。"

    def get_context_data(self, **kwargs) -> dict:
        rows = sheet(self.case, self.organisation)
        scorers = sorted({row.given.by_name for row in rows if row.given})
        return super().get_context_data(
            overrides=[row for row in rows if row.kind == "indicator" and departed(row)],
            rows=rows,
            totals=totals_of(rows),
            scorers=scorers,
            phrases=SIGN_PHRASES,
            **kwargs,
        )


class CountersignView(DepartmentView):
    """会签: the lines it cooperates in, as submitted; the lead departments' scores stay sealed.

    The second lead of a key task sees the scores of the shared lines: it signs them too.
    """

    template_name = "scoring/countersign.html"
    form_class = forms.CountersignForm
    done_message = "会签意见已提交。"

    def get_context_data(self, **kwargs) -> dict:
        names, scores = names_of(self.organisation), reviewed_scores(self.case)
        joint = lines_by_lead(self.case).get(self.organisation.pk, set())
        lines = [
            (line, scores.get(line.code))
            for line in self.reading.lines
            if names.intersection(line.indicator.coop) and line.code not in joint
        ]
        shared = [line for line in self.reading.lines if line.code in joint]
        return super().get_context_data(
            lines=lines, shared=with_scores(self.case, shared), before=self.word_before(), **kwargs
        )

    def word_before(self) -> Countersignature | None:
        """What the department said before, when it signs again."""
        mine = self.case.countersignatures.filter(organisation=self.organisation, submission=self.reading.submission)
        return mine.prefetch_related("answers").order_by("number").last()


class JointCheckView(StepView):
    """部门联审: the clauses of the department; what others answered is not shown."""

    template_name = "scoring/joint_check.html"
    form_class = forms.JointCheckForm
    done_message = "联审意见已提交。"

    def get_context_data(self, **kwargs) -> dict:
        return super().get_context_data(organisation=self.organisation, **kwargs)


class LockScoresView(StepView):
    """汇总锁分."""

    template_name = "scoring/lock_scores.html"
    form_class = forms.LockScoresForm
    done_message = "分数已锁定。"

    def get_context_data(self, **kwargs) -> dict:
        late = list(late_work(self.case))
        matters = matters_of(self.case)
        return super().get_context_data(
            matters=matters,
            open_points=point_rows(self.case, matters),
            unfinished=list(unfinished(self.case)),
            overdue=overdue(self.case).select_related("region__parent"),
            late=by_department(late),
            late_count=len(late),
            scoring=self.case.applications.filter(state="scoring").count(),
            objections=objection_rows(self.case, matters),
            **kwargs,
        )


def point_rows(round_, matters) -> list[dict]:
    """Open points for the director: whose, what, where; never what was scored."""
    names = {row.pk: row.name for row in Organisation.objects.filter(county=round_.county)}
    return [
        {
            "application": matters.standings[point.application_id].application,
            "organisation": names[point.organisation_id],
            "point": point,
        }
        for point in matters.points
    ]


def objection_rows(round_, matters) -> list[dict]:
    """Objections and how many of their lines have a signed answer."""
    rows = objections(round_).select_related("application__region__parent", "organisation")
    return [
        {
            "word": word,
            "open": sum(not matters.standings[word.application_id].is_answered(word, code) for code in word.indicators),
        }
        for word in rows
        if word.application_id in matters.standings
    ]


def with_scores(case, lines) -> list[tuple]:
    """Lines that two leads sign, with the score that the scorer's head has signed."""
    codes = [line.code for line in lines]
    rows = DepartmentScore.objects.filter(submission=case.submissions.last(), indicator__in=codes).current()
    given = {row.indicator: row for row in rows.select_related("organisation")}
    return [(line, given.get(line.code)) for line in lines]


def by_department(items) -> list[dict]:
    """Late work by department: how much of each step, for which applicants, and who could do it."""
    grouped: dict = defaultdict(lambda: defaultdict(list))
    for item in items:
        grouped[item.organisation][item.step_title].append(item.title.partition(" · ")[0])
    people = holders({(item.organisation_id, item.post) for item in items})
    return [
        {"organisation": organisation, "steps": dict(steps), "people": people[organisation.pk] if organisation else []}
        for organisation, steps in grouped.items()
    ]


def holders(wanted: set[tuple[int, str]]) -> dict[int, list[str]]:
    """Who holds the posts that are late, with the office telephone: one query."""
    found: dict[int, list[str]] = defaultdict(list)
    held = Appointment.objects.current().filter(organisation__in={organisation for organisation, _ in wanted})
    for one in held.select_related("user"):
        if (one.organisation_id, one.post) in wanted:
            phone = f" {one.user.phone}" if one.user.phone else ""
            found[one.organisation_id].append(f"{one.user.display_name}({one.get_post_display()}{phone})")
    return found
