"""Screens of ranking."""

from workflows.engine.screens import StepView

from . import forms
from .order import place, ties_for_lots
from .services import candidates_of


class ProposeListView(StepView):
    """汇总排名: the order as it would be."""

    template_name = "ranking/propose_list.html"
    form_class = forms.ProposeListForm
    done_message = "排名表已生成。"

    def get_context_data(self, **kwargs) -> dict:
        candidates = candidates_of(self.case)
        applications = {row.number: row for row in self.case.applications.select_related("region__parent")}
        cap = self.case.township_cap if self.case.kind == "village" else None
        rows = [
            (applications[row.candidate.key], row) for row in place(candidates, places=self.case.places, cap=cap)
        ]
        return super().get_context_data(rows=rows, ties=ties_for_lots(candidates), **kwargs)


class ApproveListView(StepView):
    """审定拟推荐名单."""

    template_name = "ranking/approve_list.html"
    form_class = forms.ApproveListForm
    done_message = "名单已办理。"

    def get_context_data(self, **kwargs) -> dict:
        ranking = self.case.rankings.last()
        rows = ranking.rows.select_related("application__region__parent", "application__final_score")
        return super().get_context_data(ranking=ranking, rows=rows, **kwargs)
