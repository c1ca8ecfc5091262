"""Sign-in and sign-out, with what an auditor wants to know about them."""

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.views import LoginView, LogoutView, PasswordChangeView
from django.http import HttpResponse
from django.shortcuts import resolve_url
from django.urls import reverse_lazy
from django.utils.module_loading import import_string

from accounts import audit
from accounts.models import User

UNKNOWN = "（不存在的账号）"
YEAR = 365 * 24 * 3600


def show_text_size(response: HttpResponse, large: bool) -> HttpResponse:
    """The page reads this cookie before anybody has asked the database."""
    response.set_cookie("big", "1" if large else "0", max_age=YEAR, samesite="Lax")
    return response


def keep_text_size(user: User, large: bool) -> None:
    """大字版 goes with the person to every other device."""
    if user.large_text != large:
        user.large_text = large
        user.save(update_fields=["large_text"])


class SignInView(LoginView):
    template_name = "accounts/login.html"
    redirect_authenticated_user = True

    def get_context_data(self, **kwargs):
        """``SIGN_IN_CONTEXT`` names a function whose dict the page shows too: the demonstration's list of people."""
        extra = getattr(settings, "SIGN_IN_CONTEXT", "")
        return super().get_context_data(**kwargs) | (import_string(extra)() if extra else {})

    def form_valid(self, form):
        user = form.get_user()
        response = super().form_valid(form)
        audit.record(actor=user, verb="登录", subject=user, county=user.county)
        if self.request.COOKIES.get("big") == "1":  # pressed before signing in: signing out takes it away
            keep_text_size(user, True)
        return show_text_size(response, user.large_text)

    def form_invalid(self, form):
        """The name typed is kept only if it is one of ours: people type passwords into the wrong field."""
        user = User.objects.filter(username=form.data.get("username", "")).first()
        locked = getattr(self.request, "axes_locked_out", False)
        audit.record(
            actor=None,
            verb="账号锁定" if locked else "登录失败",
            subject=user,
            detail={"账号": user.username if user else UNKNOWN},
        )
        return super().form_invalid(form)


class SignOutView(LogoutView):
    def post(self, request, *args, **kwargs):
        if request.user.is_authenticated:
            audit.record(actor=request.user, verb="退出", subject=request.user)
        return show_text_size(super().post(request, *args, **kwargs), large=False)  # the next at this computer


class ChangePasswordView(PasswordChangeView):
    """Sessions on other machines end with the old password."""

    template_name = "accounts/password_change.html"
    success_url = reverse_lazy("accounts:profile")

    def form_valid(self, form):
        first = self.request.user.initial_password
        self.request.user.initial_password = False
        response = super().form_valid(form)
        audit.record(actor=self.request.user, verb="修改密码", subject=self.request.user)
        messages.success(self.request, "密码已修改，下次请用新密码登录。")
        if first:
            response["Location"] = resolve_url(settings.LOGIN_REDIRECT_URL)
        return response
