"""岗位任免: the security administrator's desk."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import Q
from django.http import Http404
from django.urls import reverse_lazy
from django.utils.functional import cached_property
from django.views.generic import FormView, TemplateView

from accounts import appointments, clock, pages
from accounts.enums import Post
from accounts.forms import AppointmentForm, DismissalForm
from accounts.models import Appointment
from accounts.rules import held_post


class SecurityDesk:
    """Everything on this desk lies inside the administrator's own region."""

    @cached_property
    def scope(self):
        return held_post(self.request.user, Post.SECURITY_ADMIN).region

    def dispatch(self, request, *args, **kwargs):
        self.scope  # noqa: B018 - refuses everybody else
        return super().dispatch(request, *args, **kwargs)

    def appointments(self):
        return Appointment.objects.within(self.scope.code).select_related("user", "region__parent", "organisation")


class AppointmentListView(SecurityDesk, TemplateView):
    template_name = "accounts/appointments.html"

    def get_context_data(self, **kwargs):
        query, post = self.request.GET.get("q", "").strip(), self.request.GET.get("post", "")
        ended = "ended" in self.request.GET
        rows = self.appointments()
        rows = rows.filter(until__lte=clock.today()) if ended else rows.exclude(until__lte=clock.today())
        if post in Post.values:
            rows = rows.filter(post=post)
        if query:
            names = (
                "user__display_name",
                "user__username",
                "region__name",
                "region__parent__name",
                "organisation__name",
            )
            rows = rows.filter(Q(*((f"{name}__contains", query) for name in names), _connector=Q.OR))
        return super().get_context_data(**kwargs) | {
            "scope": self.scope,
            "page": pages.newest_first(rows, self.request),
            "posts": Post.choices,
            "post": post,
            "query": query,
            "ended": ended,
        }


class AppointView(SecurityDesk, FormView):
    template_name = "accounts/appoint.html"
    form_class = AppointmentForm
    success_url = reverse_lazy("accounts:appointments")

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"scope": self.scope}

    def form_valid(self, form):
        try:
            appointment = appointments.appoint(by=self.request.user, **form.cleaned_data)
        except ValidationError as refusal:
            form.add_error(None, refusal)
            return self.form_invalid(form)
        messages.success(self.request, f"已任命{appointment.user}为{appointment}。")
        return super().form_valid(form)


class DismissView(SecurityDesk, FormView):
    template_name = "accounts/dismiss.html"
    form_class = DismissalForm
    success_url = reverse_lazy("accounts:appointments")

    @cached_property
    def appointment(self) -> Appointment:
        found = self.appointments().filter(pk=self.kwargs["pk"]).first()
        if found is None:
            raise Http404
        return found

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs) | {"appointment": self.appointment}

    def form_valid(self, form):
        try:
            appointments.dismiss(appointment=self.appointment, on=form.cleaned_data["on"], by=self.request.user)
        except ValidationError as refusal:
            form.add_error(None, refusal)
            return self.form_invalid(form)
        messages.success(self.request, f"已登记{self.appointment.user}不再担任{self.appointment}。")
        return super().form_valid(form)
