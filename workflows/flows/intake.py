"""The end of a round's intake: nothing new comes in, what was never handed in has lapsed."""

from workflows.applications.models import Application
from workflows.applications.rules import taken_back
from workflows.applications.states import CLOSED, State
from workflows.engine.actions import Action
from workflows.engine.steps import close, locked
from workflows.engine.transition import move
from workflows.rounds.models import Kind, Round
from workflows.rounds.services import end_intake
from workflows.rounds.states import RoundState


def close_intake(round_: Round) -> None:
    """Late is out of this round (domain step 5); the draft stays readable and can be carried into the next round."""
    end_intake(round_=round_)
    drafts = round_.applications.filter(state__in=DRAFTS)
    for application in drafts.select_related("process"):
        with locked(application):
            lapse(application)
    if round_.kind == Kind.COUNTY and not round_.applications.exclude(state__in=CLOSED).exists():
        because = "申报截止时没有提交申报，本批次办结。"
        move(round_, to=RoundState.WITHOUT_RESULT, by=None, action=Action.END_INTAKE, because=because)


#: With the applicant, not because somebody above asked for a correction.
DRAFTS = frozenset({State.DRAFT, State.READY})


def lapse(application: Application) -> None:
    """End what was never handed in, or was taken back; looked at again under its lock, for it may just be submitted."""
    application.refresh_from_db(fields=["state"])
    latest = application.submissions.last()
    if application.state not in DRAFTS or (latest is not None and not taken_back(application, latest)):
        return
    move(
        application,
        to=State.LAPSED,
        by=None,
        action=Action.END_INTAKE,
        because="申报截止时没有提交，本批次不再受理；草稿保留，下一批次可以带入。",
    )
    close(application)
