"""代填: the village asks, the township takes up and hands back, the secretary confirms section by section."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views import View
from django.views.generic import FormView, TemplateView

from accounts.enums import Post
from workflows.engine.actions import Action
from workflows.engine.rights import may, require
from workflows.rounds.models import Kind

from ..content import content_of
from ..drafts import read_draft
from ..helping import helping_of
from ..models import Application
from ..presenting import sheet_of
from ..sections import sections_of
from ..services import helping as services
from ..states import EDITABLE
from .access import DraftMixin, frame_of, seen_application

#: The desk shows so many villages.
SHOWN = 200


class ReasonForm(forms.Form):
    """Why somebody else shall fill in."""

    reason = forms.CharField(
        label="原因",
        max_length=200,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="例如：村里没有会用手机填表的人；填报员生病。",
        error_messages={"required": "请写一句原因。"},
    )


class AskForHelpView(DraftMixin, FormView):
    """请镇里代填: the village asks, and may call it off."""

    template_name = "applications/ask_for_help.html"
    form_class = ReasonForm

    def dispatch(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        require(may(request.user, Action.FILL_IN, seen_application(request, kwargs["pk"])))
        return super().dispatch(request, *args, **kwargs)

    def post(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        if "call_off" in request.POST:
            services.call_off(application=self.application, by=request.user)
            messages.success(request, "已告诉镇里，由村里自己填。")
            return redirect("applications:edit", pk=self.application.pk)
        return super().post(request, *args, **kwargs)

    def form_valid(self, form: ReasonForm) -> HttpResponse:
        services.ask_for_help(application=self.application, by=self.request.user, **form.cleaned_data)
        messages.success(self.request, "已请镇里代填。镇里开始填的时候，会发消息给您。")
        return redirect("applications:edit", pk=self.application.pk)

    def form_invalid(self, form: ReasonForm) -> HttpResponse:
        return self.render_to_response(self.get_context_data(form=form), status=422)

    def get_context_data(self, **kwargs) -> dict[str, Any]:
        return super().get_context_data(
            **frame_of(read_draft(self.application), self.request.user),
            may_ask=may(self.request.user, Action.ASK_FOR_HELP, self.application),
            **kwargs,
        )


class HelpDeskView(TemplateView):
    """代填: who asked, whom the township fills in for, and the other villages that are still filling in."""

    template_name = "applications/helping.html"

    def get_context_data(self, **kwargs) -> dict[str, Any]:
        drafts = drafts_below(self.request.user)
        return super().get_context_data(
            asked=[one for one in drafts if one.helping and not one.helping.taken_up_at],
            under_way=[one for one in drafts if one.helping and one.helping.taken_up_at],
            others=[one for one in drafts if not one.helping],
            fills_in=fills_in_for_villages(self.request.user),
            **kwargs,
        )


def fills_in_for_villages(user) -> bool:
    return any(held.post == Post.TOWN_REVIEWER for held in user.current_appointments)


def drafts_below(user) -> list[Application]:
    """Villages' applications that are with the applicant, in the townships at which the person reviews."""
    places = [held.region for held in user.current_appointments if held.post == Post.TOWN_REVIEWER]
    rows = Application.objects.none()
    for place in places:
        rows |= Application.objects.within(place)
    rows = rows.filter(state__in=EDITABLE, round__kind=Kind.VILLAGE).select_related("round", "region__parent")
    drafts = list(rows.prefetch_related("helpings__asked_by", "helpings__taken_up_by").order_by("region_id", "-pk"))
    for draft in drafts:
        draft.helping = next((one for one in draft.helpings.all() if one.ended_at is None), None)
    return drafts[:SHOWN]


class TakeUpView(View):
    """开始代填."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        application = seen_application(request, pk)
        services.take_up(application=application, by=request.user, reason=request.POST.get("reason", ""))
        messages.success(request, f"可以替{application.region.full_name}填了。填好后交回村里确认。")
        return redirect("applications:edit", pk=application.pk)


class HandBackView(View):
    """代填好了，交回村里."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        application = seen_application(request, pk)
        services.hand_back(application=application, by=request.user)
        messages.success(request, "已交回村里，请村党组织书记逐部分确认。")
        return redirect("applications:helping")


class ConfirmView(TemplateView):
    """确认代填内容: each section as it stands, to be confirmed or sent back with a word."""

    template_name = "applications/confirm.html"

    def dispatch(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        self.application = seen_application(request, kwargs["pk"])
        require(may(request.user, Action.CONFIRM_FILLED, self.application))
        return super().dispatch(request, *args, **kwargs)

    def get_context_data(self, **kwargs) -> dict[str, Any]:
        sections = sections_of(self.application)
        return super().get_context_data(
            application=self.application,
            sections=sections,
            done=sum(section.confirmed for section in sections),
            sheet=sheet_of(self.application, content_of(self.application)),
            helping=helping_of(self.application),
            **kwargs,
        )

    def post(self, request: HttpRequest, **kwargs) -> HttpResponse:
        """One section: 属实, or back with a word."""
        names = {section.key: section.name for section in sections_of(self.application)}
        key = request.POST.get("section", "")
        if key not in names:
            messages.error(request, "没有这一部分。请在下面选一部分，再确认或者退回。")
            return redirect(request.path)
        confirmed = request.POST.get("decision") == "confirm"
        services.check_section(
            application=self.application,
            by=request.user,
            key=key,
            digest=request.POST.get("digest", ""),
            confirmed=confirmed,
            words=request.POST.get("words", ""),
        )
        messages.success(request, f"“{names[key]}”{'已确认' if confirmed else '已退回，镇里会再改'}。")
        return redirect(f"{request.path}#{self.following(key)}")

    def following(self, key: str) -> str:
        """The next section that is open."""
        sections = sections_of(seen_application(self.request, self.application.pk))
        later = sections[[section.key for section in sections].index(key) :]
        return next((f"part-{one.key}" for one in [*later, *sections] if not one.confirmed), "main")
