"""Screens of publicity."""

from workflows.engine.screens import StepView

from . import forms


class PublishNoticeView(StepView):
    """发布公示."""

    template_name = "publicity/publish_notice.html"
    form_class = forms.PublishNoticeForm
    done_message = "公示已发布。"

    def get_context_data(self, **kwargs) -> dict:
        rows = self.case.rankings.last().rows.filter(proposed=True).select_related("application__region__parent")
        return super().get_context_data(rows=rows, **kwargs)


class CloseNoticeView(StepView):
    """公示结果."""

    template_name = "publicity/close_notice.html"
    form_class = forms.CloseNoticeForm
    done_message = "公示结果已登记。"

    def get_context_data(self, **kwargs) -> dict:
        notice = self.case.notices.last()
        return super().get_context_data(notice=notice, objections=notice.objections.all(), **kwargs)
