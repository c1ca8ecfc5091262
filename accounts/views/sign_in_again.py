"""Signing in on the page one is on: the session ended while somebody was filling in, and nothing typed may be lost."""

from django.http import HttpRequest, HttpResponse, JsonResponse

from .sign_in import SignInView

SOMEBODY_ELSE = "这一页是用别的账号打开的。请用原来的账号登录；要换人填，请先退出。"


class SignInAgainView(SignInView):
    """``POST username, password, person`` → 200, or 422 with a reason. The person is who the page belongs to.

    Only that person is let in here: what waits in the page would else be sent in another's name.
    """

    http_method_names = ["post"]
    redirect_authenticated_user = False

    def form_valid(self, form) -> HttpResponse:
        if str(form.get_user().pk) != self.request.POST.get("person", ""):
            return JsonResponse({"reason": SOMEBODY_ELSE}, status=422)
        super().form_valid(form)
        return JsonResponse({"signed_in": True})

    def form_invalid(self, form) -> HttpResponse:
        super().form_invalid(form)
        return JsonResponse({"reason": refused(self.request)}, status=422)


def refused(request: HttpRequest) -> str:
    """Why not, and what to do."""
    if getattr(request, "axes_locked_out", False):
        return "输错次数太多，账号暂时锁定。填的内容都在本机，请过半小时再登录。"
    return "账号或密码不对，请再试一次。"
