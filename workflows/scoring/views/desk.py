"""部门评分: the department's desk, and its sheet for one applicant as it stands."""

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.views.generic import TemplateView

from accounts.models import Organisation
from workflows.applications.models import Application
from workflows.engine.errors import NotYou

from ..desk import shares_of
from ..models import RecusalDeclaration
from ..rules import may_read_scores
from ..services.recusal import may_declare
from ..services.sheets import sheet
from ..totals import totals_of


class DeskView(TemplateView):
    """What waits for the person's posts in departments, by round, step and township."""

    template_name = "scoring/desk.html"

    def get_context_data(self, **kwargs) -> dict:
        shares = shares_of(self.request.user)
        piles = [pile for share in shares for pile in share.work]
        return super().get_context_data(
            shares=shares,
            waiting=sum(len(pile.tasks) for pile in piles),
            undeclared=undeclared(self.request.user, shares),
            declaring=bool(may_declare(self.request.user)),
            **kwargs,
        )


def undeclared(user, shares) -> list:
    """Rounds for which the person has not said yet from whom to stand aside."""
    if not may_declare(user):
        return []
    done = set(RecusalDeclaration.objects.filter(user=user).values_list("round", flat=True))
    return list({share.round.pk: share.round for share in shares if share.round.pk not in done}.values())


class SheetView(TemplateView):
    """A department's sheet: before the lock for the department itself, afterwards for whoever may see the applicant."""

    template_name = "scoring/sheet.html"

    def get_context_data(self, application_id: int, organisation_id: int, **kwargs) -> dict:
        applications = Application.objects.visible_to(self.request.user).select_related(
            "region__parent", "round__standard", "snapshot"
        )
        application = get_object_or_404(applications, pk=application_id)
        organisation = get_object_or_404(Organisation, pk=organisation_id, county=application.county)
        if application.snapshot_id is None:
            raise Http404("这件申报还没有提交。")
        if not may_read_scores(self.request.user, application, organisation.pk):
            raise NotYou("部门评分在锁分前密封保存，只有本部门可以查看。")
        rows = sheet(application, organisation)
        return super().get_context_data(
            case=application, organisation=organisation, rows=rows, totals=totals_of(rows), **kwargs
        )
