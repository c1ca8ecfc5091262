"""The end of a round's intake: nothing new comes in, what was never handed in has lapsed."""

from workflows.applications.states import State
from workflows.engine.actions import Action
from workflows.engine.steps import close
from workflows.engine.transition import move
from workflows.rounds.models import Round
from workflows.rounds.services import end_intake


def close_intake(round_: Round) -> None:
    """Late is out of this round (domain step 5); the draft stays readable and can be carried into the next round."""
    end_intake(round_=round_)
    drafts = round_.applications.filter(state__in=(State.DRAFT, State.READY), submissions=None)
    for application in drafts.select_related("process", "region__parent"):
        move(
            application,
            to=State.LAPSED,
            by=None,
            action=Action.END_INTAKE,
            because="申报截止时没有提交,本批次不再受理;草稿保留,下一批次可以带入。",
        )
        close(application)
