"""代理: name a colleague for the days one is away, and end it."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import Q
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse_lazy
from django.views.generic import FormView, View

from accounts import proxies
from accounts.forms import ProxyForm
from accounts.models import Proxy
from accounts.posts import ADMINISTRATORS

#: As many past ones as anybody looks at.
MOST = 50


class ProxiesView(FormView):
    """Those one has given and holds, and the form for a new one."""

    template_name = "accounts/proxies.html"
    form_class = ProxyForm
    success_url = reverse_lazy("accounts:proxies")

    def dispatch(self, request, *args, **kwargs):
        """An administrator's post is never handed over; who holds none has nothing to hand over."""
        if all(held.post in ADMINISTRATORS for held in request.user.own_appointments):
            raise PermissionDenied("您没有可以委托代理的岗位。管理员离岗，请上级管理员另行任命。")
        return super().dispatch(request, *args, **kwargs)

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"colleagues": proxies.colleagues_of(self.request.user)}

    def get_context_data(self, **kwargs):
        user = self.request.user
        rows = Proxy.objects.filter(Q(principal=user) | Q(deputy=user)).select_related("principal", "deputy")[:MOST]
        live = set(Proxy.objects.not_over().filter(pk__in=[row.pk for row in rows]).values_list("pk", flat=True))
        return super().get_context_data(**kwargs) | {
            "given": [(row, row.pk in live) for row in rows if row.principal_id == user.pk],
            "held": [row for row in rows if row.deputy_id == user.pk and row.pk in live],
        }

    def form_valid(self, form):
        try:
            proxy = proxies.entrust(principal=self.request.user, **form.cleaned_data)
        except ValidationError as refusal:
            form.add_error(None, refusal)
            return self.form_invalid(form)
        messages.success(self.request, f"已委托{proxy.deputy}代理（{proxies.when(proxy)}），已通知本人。")
        return super().form_valid(form)


class EndProxyView(View):
    """The button behind one of them."""

    def post(self, request, pk):
        proxy = get_object_or_404(Proxy.objects.filter(principal=request.user), pk=pk)
        try:
            proxies.end(proxy=proxy, by=request.user)
        except ValidationError as refusal:
            messages.error(request, refusal.messages[0])
        else:
            messages.success(request, f"{proxy.deputy}不再代理，您的事项由您本人办理。")
        return redirect("accounts:proxies")
