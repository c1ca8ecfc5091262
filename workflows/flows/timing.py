"""Until when a form must be handed in."""

from datetime import datetime

from workflows.applications.models import Application
from workflows.applications.returning import last_return
from workflows.engine.calendar import end_of
from workflows.review.services import correction_due


def filling_due(application: Application) -> datetime:
    """The round's intake ends; what was returned has five working days of its own, until it is back."""
    if last_return(application) is not None and (day := correction_due(application)):
        return end_of(day)
    return application.round.intake_ends_at
