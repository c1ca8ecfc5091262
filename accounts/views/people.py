"""账号管理: the system administrator's desk."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import Q
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.functional import cached_property
from django.views.generic import FormView, TemplateView, View

from accounts import pages, people
from accounts.enums import Post
from accounts.forms import AccountForm
from accounts.models import User
from accounts.rules import held_post


class SystemDesk:
    @cached_property
    def scope(self):
        return held_post(self.request.user, Post.SYSTEM_ADMIN).region

    def dispatch(self, request, *args, **kwargs):
        self.scope  # noqa: B018 - refuses everybody else
        return super().dispatch(request, *args, **kwargs)

    def people(self):
        return User.objects.filter(county=self.scope.county)

    def person(self) -> User:
        found = self.people().filter(pk=self.kwargs["pk"]).first()
        if found is None:
            raise Http404
        return found

    def show_password(self, user: User, password: str):
        """Shown once, never stored in readable form, never in an address or a session."""
        return render(self.request, "accounts/password_slip.html", {"person": user, "password": password})


class PeopleView(SystemDesk, TemplateView):
    template_name = "accounts/people.html"

    def get_context_data(self, **kwargs):
        query = self.request.GET.get("q", "").strip()
        rows = self.people()
        if query:
            rows = rows.filter(Q(display_name__contains=query) | Q(username__contains=query))
        return super().get_context_data(**kwargs) | {
            "scope": self.scope,
            "page": pages.newest_first(rows, self.request),
            "query": query,
        }


class OpenAccountView(SystemDesk, FormView):
    template_name = "accounts/open_account.html"
    form_class = AccountForm

    def form_valid(self, form):
        user, password = people.open_account(county=self.scope.county, by=self.request.user, **form.cleaned_data)
        return self.show_password(user, password)


class ResetPasswordView(SystemDesk, View):
    def post(self, request, pk):
        user = self.person()
        return self.show_password(user, people.reset_password(user=user, by=request.user))


class CloseAccountView(SystemDesk, View):
    def post(self, request, pk):
        user = self.person()
        try:
            people.close_account(user=user, by=request.user)
        except ValidationError as refusal:
            messages.error(request, "".join(refusal.messages))
        else:
            messages.success(request, f"{user}的账号已停用。")
        return redirect("accounts:people")
