"""放弃申报: the applicant gives the round up. What was handed in stays in the file; the place becomes free."""

from workflows.engine.actions import Action
from workflows.engine.errors import Incomplete
from workflows.engine.rights import may, require
from workflows.engine.steps import close, locked
from workflows.engine.transition import move

from ..models import Application
from ..states import State


def withdraw(*, application: Application, by, reason: str) -> None:
    """End the application at the applicant's own wish; nobody reopens it in this round.

    :raises NotNow, NotYou, Incomplete: nothing was changed.
    """
    with locked(application):
        application.refresh_from_db(fields=["state"])
        require(may(by, Action.WITHDRAW, application))
        if not reason.strip():
            raise Incomplete("请写明放弃申报的原因。")
        move(application, to=State.WITHDRAWN, by=by, action=Action.WITHDRAW, because=reason.strip())
        close(application)
