"""The office's desk of objections."""

from django.contrib import messages
from django.db.models import Count
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.decorators import method_decorator
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from django.views.generic import ListView, TemplateView

from workflows.engine.actions import Action
from workflows.engine.errors import Incomplete, NotYou
from workflows.engine.rights import may

from .. import forms
from ..models import Objection
from ..services import identity_of, refuse_objection, settle_objection, take_up_objection
from .public import as_pdf, reads_objections, reply_of


class ObjectionListView(ListView):
    """异议办理: what is open first, by its deadline."""

    template_name = "publicity/objections.html"
    context_object_name = "objections"
    most = 200

    def dispatch(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        if not reads_objections(request.user):
            raise NotYou("异议由县领导小组办公室办理，其他岗位看不到反映的内容。")
        return super().dispatch(request, *args, **kwargs)

    def get_queryset(self):
        objections = Objection.objects.visible_to(self.request.user).select_related(
            "notice__round", "application__region__parent"
        )
        if state := self.request.GET.get("state"):
            objections = objections.filter(state=state)
        return objections.order_by("settled_at", "due_on", "pk")[: self.most]

    def get_context_data(self, **kwargs) -> dict:
        counted = Objection.objects.visible_to(self.request.user).order_by().values_list("state").annotate(Count("pk"))
        count = dict(counted)
        tabs = [(state.value, state.label, count.get(state.value, 0)) for state in Objection.State]
        return super().get_context_data(
            tabs=tabs, total=sum(count.values()), state=self.request.GET.get("state", ""), **kwargs
        )


@never_cache
@require_safe
def office_reply(request: HttpRequest, pk: int) -> FileResponse:
    """The written answer (F16), for the office that sends it."""
    return as_pdf(reply_of(get_object_or_404(Objection.objects.visible_to(request.user), pk=pk)))


@method_decorator(never_cache, name="dispatch")
class ObjectionView(TemplateView):
    """One objection: what it says, the check, the finding. The identity shows once, when asked for, and is audited."""

    template_name = "publicity/objection.html"

    def dispatch(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        objections = Objection.objects.visible_to(request.user)
        self.objection = get_object_or_404(
            objections.select_related("notice__round__process", "application__region__parent", "settled_by"),
            pk=kwargs["pk"],
        )
        return super().dispatch(request, *args, **kwargs)

    def post(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        """One of four buttons."""
        does = {
            "identity": self.show_identity,
            "take_up": self.take_up,
            "refuse": self.refuse,
            "settle": self.settle,
        }.get(request.POST.get("action", ""))
        if does is None:
            return redirect(self.objection)
        return does()

    def show_identity(self) -> HttpResponse:
        """Decrypt, show, remember who looked."""
        identity = identity_of(objection=self.objection, by=self.request.user)
        return self.render_to_response(self.get_context_data(identity=identity))

    def take_up(self) -> HttpResponse:
        take_up_objection(objection=self.objection, by=self.request.user)
        messages.success(self.request, f"{self.objection.number}：已登记为核查中。")
        return redirect(self.objection)

    def refuse(self) -> HttpResponse:
        form = forms.RefuseForm(self.request.POST, prefix="refuse")
        return self.carry_out(form, refuse_objection, "refuse_form", "已登记为不予受理。")

    def settle(self) -> HttpResponse:
        form = forms.SettleForm(self.request.POST, may_disqualify=bool(self.may(Action.DISQUALIFY)))
        return self.carry_out(form, settle_objection, "form", "异议已办结。")

    def carry_out(self, form, service, name: str, done: str) -> HttpResponse:
        """Call the service with what the form yields; what is incomplete comes back with everything that was typed."""
        if form.is_valid():
            try:
                service(objection=self.objection, by=self.request.user, **form.cleaned_data)
            except Incomplete as incomplete:
                form.add_error(None, incomplete.reason)
            else:
                messages.success(self.request, f"{self.objection.number}：{done}")
                return redirect("publicity:objections")
        return self.render_to_response(self.get_context_data(**{name: form}), status=422)

    def may(self, action: Action):
        return may(self.request.user, action, self.objection.notice.round)

    def get_context_data(self, **kwargs) -> dict:
        kwargs.setdefault("form", forms.SettleForm(may_disqualify=bool(self.may(Action.DISQUALIFY))))
        kwargs.setdefault("refuse_form", forms.RefuseForm(prefix="refuse"))
        return super().get_context_data(
            objection=self.objection,
            notice=self.objection.notice,
            verdict=self.may(Action.SETTLE_OBJECTION),
            may_see=self.may(Action.SEE_COMPLAINANT),
            document=reply_of(self.objection),
            **kwargs,
        )
