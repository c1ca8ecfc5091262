"""大字版, from the button at the top of every page."""

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, resolve_url
from django.utils.decorators import method_decorator
from django.utils.http import url_has_allowed_host_and_scheme
from django.views import View

from accounts.views.sign_in import keep_text_size, show_text_size


@method_decorator(login_not_required, name="dispatch")
class TextSizeView(View):
    """``POST big=1|0, next``: from now on on this device, and for whoever is signed in on every other."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest) -> HttpResponse:
        large = request.POST.get("big") == "1"
        if request.user.is_authenticated:
            keep_text_size(request.user, large)
        return show_text_size(redirect(self.origin()), large)

    def origin(self) -> str:
        """The page on which the button was pressed; never another site's."""
        asked = self.request.POST.get("next", "")
        known = url_has_allowed_host_and_scheme(
            asked, {self.request.get_host()}, require_https=self.request.is_secure()
        )
        return asked if known else resolve_url(settings.LOGIN_REDIRECT_URL)
