"""会签, 联审 and 审签 as offices do them: one list of all applicants, a tick each, exceptions on their own page (F10)."""

from collections import defaultdict

from django.http import HttpResponse
from django.shortcuts import render
from django.views.generic import FormView

from .. import forms
from ..branches import joint_lines_of
from ..desk import Task, by_process, open_work
from ..services.batches import perform_each
from ..services.sheets import names_of, scores_of_many, sheet
from ..suggestions import figures_of
from ..totals import totals_of


class BatchView(FormView):
    """One list; each ticked piece of work is done in a transaction of its own."""

    template_name = "scoring/batch.html"
    form_class = forms.BatchForm
    #: The step, and what ticking means.
    node = ""
    #: What the step's service is given for each.
    data: dict = {}
    title = ""
    tick_label = ""
    single_label = ""
    question = ""
    #: Relations of the applications that the rows read.
    reads: tuple[str, ...] = ()
    consequence = ""

    def get_form_kwargs(self) -> dict:
        return {**super().get_form_kwargs(), "node": self.node, "user": self.request.user}

    def form_valid(self, form) -> HttpResponse:
        items = self.together(form.cleaned_data["items"])
        if not items:
            form.add_error(None, "勾选的都要逐件办理，请点右边单独办理。")
            return self.form_invalid(form)
        outcome = perform_each(items, by=self.request.user, **self.data)
        left = len(open_work(self.request.user, self.node))
        context = {"outcome": outcome, "view": self, "left": left}
        return render(self.request, "scoring/batch_result.html", context)

    def form_invalid(self, form) -> HttpResponse:
        response = super().form_invalid(form)
        response.status_code = 422
        return response

    def get_context_data(self, **kwargs) -> dict:
        tasks = self.tasks(open_work(self.request.user, self.node))
        return super().get_context_data(groups=self.groups(tasks), count=len(tasks), **kwargs)

    def tasks(self, items) -> list[Task]:
        """Pieces of work with their applications."""
        applications = by_process(items, *self.reads)
        return [Task(item, applications[item.process_id]) for item in items if item.process_id in applications]

    def together(self, items) -> list:
        """Those that may be done in one go; what has to be looked at by itself is left out, whoever ticked it."""
        return [
            row["task"].item for group in self.groups(self.tasks(items)) for row in group["rows"] if not row["alone"]
        ]

    def alone(self, task: Task) -> str:
        """Why a piece of work is not done in one go with others; empty where it may be."""
        return ""

    def groups(self, tasks: list[Task]) -> list[dict]:
        """One table a department and round, with what its head wants to know first."""
        tables: dict[tuple, dict] = {}
        for task in tasks:
            key = (task.item.organisation_id, task.application.round_id)
            if key not in tables:
                tables[key] = self.table(task)
            tables[key]["rows"].append(self.row(task))
        return list(tables.values())

    def table(self, task: Task) -> dict:
        """The head of a table."""
        return {"organisation": task.item.organisation, "round": task.application.round, "rows": []}

    def row(self, task: Task) -> dict:
        """One line of a table."""
        return {"task": task, "alone": self.alone(task)}


class CountersignBatchView(BatchView):
    """批量会签: agree with all that are ticked; an objection is made on its own page."""

    node = "countersign"
    data = {"agrees": True}
    title = "批量会签"
    tick_label = "同意"
    single_label = "有异议，单独办理"
    question = "对勾选的申报都签“同意”？"
    consequence = "会签后不能修改。有异议的请不要勾选，点右边单独办理。"

    def setup(self, request, *args, **kwargs) -> None:
        super().setup(request, *args, **kwargs)
        self.joint: dict[tuple, set[int]] = {}

    def table(self, task: Task) -> dict:
        names = names_of(task.item.organisation)
        lines = [one for one in task.application.spec.indicators if names.intersection(one.coop)]
        return {
            **super().table(task),
            "lines": [f"{one.code} {one.name}" for one in lines],
            "lines_title": "会签的指标",
        }

    def alone(self, task: Task) -> str:
        """The second lead of a task looks at the scores that it signs."""
        key = (task.item.county, task.application.round_id)
        if key not in self.joint:
            lines = joint_lines_of(task.item.county, task.application.spec)
            self.joint[key] = {pk for organisations in lines.values() for pk in organisations}
        return "共同牵头，逐件签" if task.item.organisation_id in self.joint[key] else ""


class JointCheckBatchView(BatchView):
    """批量联审: nothing found for all that are ticked; a finding is answered on its own page."""

    node = "joint_check"
    data = {"clause": ""}
    title = "批量答复联审"
    tick_label = "无否决情形"
    single_label = "有情形，单独答复"
    question = "对勾选的申报都答复“无一票否决情形”？"
    consequence = "答复后不能修改。有否决情形的请不要勾选，点右边单独答复。"

    def table(self, task: Task) -> dict:
        names = names_of(task.item.organisation)
        clauses = [one for one in task.application.spec.veto if one.lead in names]
        words = [f"{one.code} {one.name}：{one.words}" for one in clauses]
        return {**super().table(task), "lines": words, "lines_title": "本单位负责核查的条款"}


class SignBatchView(BatchView):
    """批量审签: the heads see each applicant's totals and where the scorer departed from the rule."""

    template_name = "scoring/sign_batch.html"
    node = "sign_scores"
    reads = ("snapshot",)
    data = {"decision": "sign", "opinion": ""}
    title = "批量审签"
    tick_label = "同意"
    single_label = "查看评分表"
    question = "审签勾选的评分表？"
    consequence = "审签后评分送配合部门会签，本部门不能再改。"

    def groups(self, tasks: list[Task]) -> list[dict]:
        """What was given is read for all applicants at once."""
        departments = {task.item.organisation for task in tasks}
        self.names = {one.pk: names_of(one) for one in departments}
        shares = {(task.item.organisation_id, task.application.round_id): task for task in tasks}
        self.figures = {key: figures_of(one.application.round, one.item.organisation) for key, one in shares.items()}
        self.given: dict[tuple, list] = defaultdict(list)
        for score in scores_of_many([task.application for task in tasks], [one.pk for one in departments]):
            self.given[score.application_id, score.organisation_id].append(score)
        return super().groups(tasks)

    def row(self, task: Task) -> dict:
        application, organisation = task.application, task.item.organisation
        rows = sheet(
            application,
            organisation,
            names=self.names[organisation.pk],
            given=self.given[application.pk, organisation.pk],
            figures=self.figures[organisation.pk, application.round_id].get(application.region_id, {}),
        )
        totals = totals_of(rows)
        return {"task": task, "totals": totals, "alone": "有改判，逐件审签" if totals.departures else ""}
