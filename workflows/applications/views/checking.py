"""只核对变化: cards of what was said before; 没变 is one tap, 改 leads to the page."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.generic import TemplateView

from ..checking import Card, Checking, Group
from ..services.checking import confirm_unchanged
from .access import DraftMixin, frame_of, read_draft


class CheckView(DraftMixin, TemplateView):
    """One part of the form at a time; the tap saves, and the next open card comes under the thumb."""

    template_name = "applications/check.html"

    def get_context_data(self, **kwargs) -> dict[str, Any]:
        checking = Checking(self.application)
        return super().get_context_data(
            **frame_of(read_draft(self.application), self.request.user),
            checking=checking,
            group=group_of(checking, self.request.GET.get("part", "")),
            **kwargs,
        )

    def post(self, request: HttpRequest, **kwargs) -> HttpResponse:
        """没变."""
        checking = Checking(self.application)
        card = next((one for one in checking.cards if one.key == request.POST.get("card")), None)
        if card is None:
            messages.error(request, "没有这一项，可能刚刚变了。请在下面的列表里再点一次。")
            return redirect(request.path)
        offered = {str(one.pk): one.pk for one in card.proofs}
        ticked = [offered[number] for number in request.POST.getlist("proof") if number in offered]
        confirm_unchanged(
            application=self.application,
            by=request.user,
            fields=[fact.path for fact in card.open],
            proofs=dict.fromkeys(ticked, card.code),
        )
        self.reread()
        return redirect(self.next_url(request, card))

    def next_url(self, request: HttpRequest, card: Card) -> str:
        """The page it was tapped on, else the next open card, here or in the next part; at the end the task list."""
        if request.POST.get("back") == "page":
            return card.url
        checking = Checking(self.application)
        here = [one for one in checking.cards if one.section == card.section]
        later = checking.cards[[one.key for one in checking.cards].index(card.key) :]
        following = next((one for one in [*later, *here, *checking.cards] if not one.done), None)
        if following is None:
            messages.success(request, "上次填过的都核对完了。再看看还差什么。")
            return reverse("applications:edit", args=[self.application.pk])
        return f"{reverse('applications:check', args=[self.application.pk])}?part={following.section}#{following.key}"


def group_of(checking: Checking, key: str) -> Group | None:
    """The part in the address, else the first in which something is open."""
    chosen = [group for group in checking.groups if group.key == key]
    unfinished = [group for group in checking.groups if group.done < len(group.cards)]
    return next(iter([*chosen, *unfinished, *checking.groups]), None)
