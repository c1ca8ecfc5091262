"""撤回: the clerk takes the filled form back before the secretary has opened it."""

from workflows.engine.actions import Action
from workflows.engine.transition import move

from ..models import Application
from ..states import State


def take_back_filling(*, case: Application, by, reason: str) -> None:
    """It is a draft again."""
    move(case, to=State.DRAFT, by=by, action=Action.RECALL_STEP, because=reason)
