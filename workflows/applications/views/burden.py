"""减负说明: for everybody what is asked and why; for the office also what it took, beside the round before."""

from django.views.generic import TemplateView

from accounts.enums import Post
from workflows.rounds.models import Round

from ..burden import asked_by_form, questions, round_before, spent_on

#: Who is shown what filling in took.
SEES_THE_METER = frozenset({Post.OFFICE_OPERATOR, Post.OFFICE_DIRECTOR, Post.COUNTY_LEADER, Post.AUDITOR})


class BurdenView(TemplateView):
    """One round at a time; the newest that the person sees."""

    template_name = "applications/burden.html"

    def get_context_data(self, **kwargs) -> dict:
        user = self.request.user
        visible = Round.objects.visible_to(user).select_related("standard__content")
        rounds = list(visible.order_by("-year", "-number", "kind")[:30])
        number = self.request.GET.get("round", "")
        chosen = next((one for one in rounds if str(one.pk) == number), rounds[0] if rounds else None)
        return super().get_context_data(rounds=rounds, chosen=chosen, **told_of(chosen, user), **kwargs)


def told_of(chosen: Round | None, user) -> dict:
    """What the form asks, compared with the round before."""
    if chosen is None:
        return {}
    before = round_before(chosen)
    asked = asked_by_form(chosen.standard.spec, chosen.kind)
    earlier = asked_by_form(before.standard.spec, before.kind) if before else None
    meter = any(held.post in SEES_THE_METER and held.county == chosen.county for held in user.current_appointments)
    return {
        "before": before,
        "asked": asked,
        "rows": asked.compared(earlier),
        "questions": questions(chosen.standard.spec),
        "meter": meter,
        "spent": spent_on(chosen) if meter else None,
        "spent_before": spent_on(before) if meter and before else None,
    }
