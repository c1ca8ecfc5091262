"""撤回 by the township: a review before the leader has opened it, a signature before the county has."""

from workflows.applications.models import Application
from workflows.applications.states import State
from workflows.engine.actions import Action
from workflows.engine.errors import NotNow
from workflows.engine.transition import move

from .models import Decision, PackedApplication, Stage
from .services import give_opinion


def take_back_review(*, case: Application, by, reason: str) -> None:
    """The reviewer reviews again; what he had written stays in the file."""
    move(case, to=State.SUBMITTED, by=by, action=Action.RECALL_STEP, because=reason)


def take_back_signature(*, case: Application, by, reason: str) -> None:
    """The leader takes the recommendation back, and with it the place that it used."""
    if PackedApplication.objects.filter(application=case, submission=case.submissions.last()).exists():
        raise NotNow("已随本镇推荐请示报县，不能单独撤回。需要修改的，请县领导小组办公室退回。")
    give_opinion(case, stage=Stage.TOWNSHIP_LEADER, decision=Decision.SEND_BACK, text=f"撤回签发：{reason}", by=by)
    move(case, to=State.TOWN_REVIEWED, by=by, action=Action.RECALL_STEP, because=reason)
