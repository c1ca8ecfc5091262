"""An application that waits for the lock goes back to its departments when something came up meanwhile."""

from workflows.applications.models import Application
from workflows.applications.states import State
from workflows.engine.steps import locked, release

from ..branches import must_sign_again
from ..points import points_in, standing_of


def reopen(application: Application) -> bool:
    """Let it go on to the open points; ``False`` where nothing is open, or it does not wait for the lock (yet)."""
    with locked(application):
        application.refresh_from_db(fields=["state"])
        return application.state == State.SCORING and is_open(application) and release(application, "await_lock")


def is_open(application: Application) -> bool:
    """Is there anything to answer, to give anew or to sign again?"""
    standing = standing_of(application)
    return bool(points_in(standing) or must_sign_again(standing))
