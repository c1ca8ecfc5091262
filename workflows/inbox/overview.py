"""批次总览: one round at a glance, for everybody who may see it; the office sees who is late and can remind them."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.http import require_POST
from django.views.generic import DetailView

from accounts.enums import Post
from workflows.applications.models import Application
from workflows.engine.actions import Action
from workflows.engine.models import WorkItem
from workflows.engine.rights import may
from workflows.publicity.models import READS_OBJECTIONS, Notice
from workflows.publicity.views.public import working_days_left
from workflows.ranking.models import Ranking
from workflows.rounds.models import Round
from workflows.rounds.services import obstacles_to_opening
from workflows.rounds.states import RoundState
from workflows.scoring.drift.scope import sees_drift

from .days_held import DaysHeld
from .lists import todo_of
from .reminding import remind
from .round_figures import TownshipRow, departments_of, late_of, percent_done, stages_of, steps_of_round, townships_of
from .whose_turn import waits

#: Who sees the whole county's progress; a township sees its own applications, a department what it was sent.
OVERSEES = frozenset({Post.OFFICE_OPERATOR, Post.OFFICE_DIRECTOR, Post.COUNTY_LEADER, Post.AUDITOR})


class RoundView(DetailView):
    """Where a round stands, its figures, and where to go from here."""

    template_name = "inbox/round.html"
    context_object_name = "round"

    def get_queryset(self):
        return Round.objects.visible_to(self.request.user).select_related("standard", "process")

    def get_context_data(self, **kwargs) -> dict:
        round_, user = self.object, self.request.user
        seen = Application.objects.visible_to(user).filter(round=round_)
        stages = stages_of(seen)
        townships = townships_of(round_, seen)
        items = list(open_items(round_))
        return super().get_context_data(
            steps=steps_of_round(round_),
            stages=stages,
            total=sum(stage.count for stage in stages),
            townships=townships,
            tiles=tiles_of(townships),
            sent=sum(row.sent for row in townships),
            chosen=sum(row.chosen for row in townships),
            places_note=f"/ {round_.places} 个名额",
            list_url=f"{reverse('applications:list')}?round={round_.pk}",
            mine=todo_of(self.request).filter(process_id__in=[item.process_id for item in items]),
            waiting=waits(round_, items, user, DaysHeld(round_, [], items)),
            sees_drift=sees_drift(user, round_),
            **self.stages_behind(),
            **self.for_the_office(),
            **kwargs,
        )

    def stages_behind(self) -> dict:
        """Rankings and notices, as far as the person may read them."""
        rankings = list(Ranking.objects.visible_to(self.request.user).filter(round=self.object).order_by("-number"))
        notices = list(Notice.objects.filter(round=self.object).select_related("result").order_by("-number"))
        for notice in notices:
            notice.days_left = working_days_left(notice)
        return {"rankings": rankings, "notices": notices}

    def for_the_office(self) -> dict:
        """Progress of departments and who is late, for those who oversee the county."""
        round_, user = self.object, self.request.user
        posts = {held.post for held in user.current_appointments if held.county == round_.county}
        is_draft = round_.state == RoundState.DRAFT
        context = {
            "oversees": bool(posts & OVERSEES),
            "reads_objections": bool(posts & READS_OBJECTIONS),
            "may_remind": may(user, Action.REMIND, round_),
            "may_edit": may(user, Action.PREPARE_ROUND, round_),
            "obstacles": list(obstacles_to_opening(round_)) if is_draft else [],
        }
        if not context["oversees"] or is_draft:
            return context
        departments = departments_of(round_)
        done, asked = percent_done(departments)
        return {
            **context,
            "departments": [row for row in departments if row.open],
            "finished": [row.name for row in departments if not row.open],
            "scored": done,
            "asked": asked,
            "asked_note": f"/ {asked} 件",
            "late": late_of(round_),
        }


def tiles_of(townships: list[TownshipRow]) -> list[tuple[str, int]]:
    """Squares: who was chosen, once somebody is; before that who takes part."""
    if any(row.chosen for row in townships):
        return [(row.name, row.chosen) for row in townships]
    return [(row.name, row.bids) for row in townships]


def open_items(round_: Round):
    """The round's own open steps."""
    items = WorkItem.objects.open().filter(process_id=round_.process_id, process_id__isnull=False)
    return items.select_related("organisation", "place__parent", "handed_to__user").order_by("opened_at", "pk")


@require_POST
def remind_late(request: HttpRequest, pk: int) -> HttpResponse:
    """催办: one department, or everybody who is late."""
    round_ = get_object_or_404(Round.objects.visible_to(request.user), pk=pk)
    department = request.POST.get("organisation", "")
    done = remind(round_=round_, by=request.user, organisation_id=int(department) if department.isdigit() else None)
    if done.letter:
        messages.success(request, f"{done.count}件的催办涉及的人多，先放在“群发消息”里，请同事今天复核后发出。")
        return redirect("accounts:letter", done.letter.pk)
    if done.count:
        messages.success(request, f"已催办{done.count}件，消息已发到办理人。")
    else:
        messages.info(request, "没有需要催办的，或者今天已经催办过（每天最多一次）。")
    return redirect(round_)
