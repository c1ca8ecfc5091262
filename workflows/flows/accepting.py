"""受理, and what it takes over of an earlier scoring."""

from workflows.applications.models import Application
from workflows.applications.states import State
from workflows.review.services import accept_at_county
from workflows.scoring.services.keeping import keep_what_stands


def accept(*, case: Application, by, **said) -> None:
    """The office's step. What was scored before a return, and was not to be corrected, stands (退回补正只改所列)."""
    given = accept_at_county(case=case, by=by, **said)
    if case.state == State.SCORING:
        keep_what_stands(case, now=given.submission)
