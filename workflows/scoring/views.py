"""Screens of county scoring."""

from workflows.engine.screens import StepView
from workflows.review.reading import reading_of

from . import forms
from .services.locking import objections, obstacles_to_locking
from .services.sheets import scores_of, sheet


class DepartmentView(StepView):
    """A department's step on one application."""

    def get_context_data(self, **kwargs) -> dict:
        return super().get_context_data(
            reading=reading_of(self.case), organisation=self.organisation, **kwargs
        )


class ScoreSheetView(DepartmentView):
    """部门评分."""

    template_name = "scoring/score_sheet.html"
    form_class = forms.ScoreSheetForm
    done_message = "评分已提交,等待部门负责人审签。"


class SignScoresView(DepartmentView):
    """部门负责人审签."""

    template_name = "scoring/sign_scores.html"
    form_class = forms.SignScoresForm
    done_message = "已审签。"

    def get_context_data(self, **kwargs) -> dict:
        rows = sheet(self.case, self.organisation)
        return super().get_context_data(rows=rows, scores=scores_of(self.case, self.organisation), **kwargs)


class CountersignView(DepartmentView):
    """配合部门会签."""

    template_name = "scoring/countersign.html"
    form_class = forms.CountersignForm
    done_message = "会签意见已提交。"


class JointCheckView(DepartmentView):
    """部门联审."""

    template_name = "scoring/joint_check.html"
    form_class = forms.JointCheckForm
    done_message = "联审意见已提交。"


class LockScoresView(StepView):
    """汇总锁分."""

    template_name = "scoring/lock_scores.html"
    form_class = forms.LockScoresForm
    done_message = "分数已锁定。"

    def get_context_data(self, **kwargs) -> dict:
        return super().get_context_data(
            obstacles=list(obstacles_to_locking(self.case)), objections=objections(self.case), **kwargs
        )
