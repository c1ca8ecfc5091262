"""未送达: what did not go out, for the system administrator. Who and by which channel; not what it was about."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404, redirect
from django.utils.functional import cached_property
from django.views.generic import TemplateView, View

from accounts import pages
from accounts.enums import Post
from accounts.models import Delivery
from accounts.outbox import failures, ways
from accounts.rules import held_post


class DeliveryDesk:
    @cached_property
    def county(self) -> str:
        return held_post(self.request.user, Post.SYSTEM_ADMIN).county

    def dispatch(self, request, *args, **kwargs):
        self.county  # noqa: B018 - refuses everybody else
        return super().dispatch(request, *args, **kwargs)

    def failed(self):
        return Delivery.objects.failed().filter(county=self.county)


class FailuresView(DeliveryDesk, TemplateView):
    template_name = "accounts/outbox_failures.html"

    def get_context_data(self, **kwargs):
        rows = self.failed().select_related("message__user")
        open_ways = [*ways.personal_ways().values(), *ways.robots_of(self.county).values()]
        return super().get_context_data(**kwargs) | {
            "page": pages.newest_first(rows, self.request),
            "ways": [(way.channel.label, way.name, way.is_trial) for way in open_ways],
        }


class RetryView(DeliveryDesk, View):
    def post(self, request, pk):
        return done(
            request, failures.try_again, get_object_or_404(self.failed(), pk=pk), "已重新排队，几分钟内会再发。"
        )


class DropView(DeliveryDesk, View):
    def post(self, request, pk):
        return done(request, failures.drop, get_object_or_404(self.failed(), pk=pk), "不再发，收件人在站内仍能看到。")


def done(request, verb, delivery: Delivery, words: str):
    """Do it and say so, or say why not."""
    try:
        verb(delivery=delivery, by=request.user)
    except ValidationError as refusal:
        messages.error(request, refusal.messages[0])
    else:
        messages.success(request, words)
    return redirect("accounts:failures")
