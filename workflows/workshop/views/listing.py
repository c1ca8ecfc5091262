"""评定标准: every standard of the county with its versions, and uploads that wait for a decision."""

from itertools import groupby

from django.db.models import Count, Q
from django.views.generic import TemplateView

from workflows.standards.models import Standard

from ..models import StandardImport
from ..rules import may_bring
from .access import ReadersOnly

TONES: dict[str, str] = {
    Standard.State.DRAFT: "amber",
    Standard.State.PUBLISHED: "green",
    Standard.State.WITHDRAWN: "grey",
}
MOST = 300
MOST_WAITING = 10


class StandardListView(ReadersOnly, TemplateView):
    """A county has a handful of standards and a version of each a year."""

    template_name = "workshop/list.html"

    def get_context_data(self, **kwargs) -> dict:
        user = self.request.user
        found = Standard.objects.visible_to(user).annotate(
            rounds_using=Count("rounds", filter=~Q(rounds__state="draft"))
        )
        rows = list(found.order_by("-county", "object", "code", "-version")[:MOST])
        for row in rows:
            row.tone = TONES[row.state]
        groups = [(versions[0], versions) for versions in map(list, _by_standard(rows))]
        waiting = StandardImport.objects.visible_to(user).waiting().select_related("by")
        return super().get_context_data(
            own=[group for group in groups if group[0].county],
            templates=[group for group in groups if not group[0].county],
            waiting=waiting[:MOST_WAITING],
            may_bring=may_bring(user)[0],
            **kwargs,
        )


def _by_standard(rows: list[Standard]):
    for _, versions in groupby(rows, key=lambda row: (row.county, row.object, row.code)):
        yield versions
