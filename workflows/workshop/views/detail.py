"""One standard: what it asks, how it scores, what the lint says, where it is used."""

from django.views.generic import TemplateView

from accounts.models import AuditEntry
from workflows.engine.actions import Action
from workflows.engine.rights import may
from workflows.rounds.models import Round
from workflows.standards.models import Standard

from ..presenting import shown, version_before
from ..rules import may_bring
from .access import visible
from .listing import TONES

#: The newest of what was done; the audit log has it all.
MOST_EVENTS = 12


def history(standard: Standard) -> list[dict]:
    """What was done to this version, newest first, as the timeline shows it."""
    entries = AuditEntry.objects.about(standard)[:MOST_EVENTS]
    return [
        {"at": one.at, "actor": one.actor_name, "action": one.verb, "opinion": one.detail.get("reason", "")}
        for one in entries
    ]


class StandardView(TemplateView):
    template_name = "workshop/detail.html"

    def get_context_data(self, **kwargs) -> dict:
        user, standard = self.request.user, visible(self.request, self.kwargs["pk"])
        versions = Standard.objects.visible_to(user).filter(county=standard.county, code=standard.code)
        return super().get_context_data(
            **kwargs,
            standard=standard,
            tone=TONES[standard.state],
            shown=shown(standard.spec, standard.content.body, standard.county),
            versions=versions.order_by("-version"),
            before=version_before(standard),
            rounds=Round.objects.visible_to(user).filter(standard=standard).order_by("-year", "-number"),
            history=history(standard),
            may_edit=may(user, Action.EDIT_STANDARD, standard),
            may_publish=may(user, Action.PUBLISH_STANDARD, standard),
            may_withdraw=may(user, Action.WITHDRAW_STANDARD, standard),
            may_bring=may_bring(user)[0],
        )
