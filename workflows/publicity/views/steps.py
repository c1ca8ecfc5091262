"""Steps of the round: publish its list, state what came of it."""

from django.http import HttpRequest, HttpResponse

from workflows.applications.states import State
from workflows.engine.screens import StepView

from .. import forms
from ..papers import office_of
from ..services import plan_notice, result_text

TO_FILL = "〔待填〕"


class PublishNoticeView(StepView):
    """发布公示."""

    template_name = "publicity/publish_notice.html"
    form_class = forms.PublishNoticeForm
    done_message = "公示已发布。"

    def post(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        """“刷新预览” shows the text with what was typed; nothing is published."""
        if "preview" in request.POST:
            return self.render_to_response(self.get_context_data())
        return super().post(request, *args, **kwargs)

    def get_context_data(self, **kwargs) -> dict:
        form = kwargs.get("form") or self.get_form()
        notice, applications = plan_notice(
            self.case, phone=form["phone"].value() or TO_FILL, address=form["address"].value() or TO_FILL
        )
        proposed = notice.ranking.rows.filter(proposed=True).exclude(application__in=applications)
        return super().get_context_data(
            **{**kwargs, "form": form},
            notice=notice,
            office=office_of(self.case),
            lost=[row.application.region.full_name for row in proposed.select_related("application__region__parent")],
        )


class CloseNoticeView(StepView):
    """公示结果."""

    template_name = "publicity/close_notice.html"
    form_class = forms.CloseNoticeForm
    done_message = "公示结果已登记。"

    def get_context_data(self, **kwargs) -> dict:
        notice = self.case.notices.select_related("document").last()
        objections = list(notice.objections.select_related("application__region__parent"))
        lost = notice.applications.exclude(state=State.PUBLICITY).select_related("region__parent")
        return super().get_context_data(
            notice=notice,
            objections=objections,
            open_count=sum(objection.is_open for objection in objections),
            lost=[application.region.full_name for application in lost],
            text=result_text(notice),
            **kwargs,
        )
