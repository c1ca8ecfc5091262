"""撤回 within a department: a sheet before its head has opened it."""

from accounts.models import Organisation
from workflows.applications.models import Application
from workflows.engine.actions import Action
from workflows.engine.transition import note


def take_back_sheet(*, case: Application, by, reason: str, organisation: Organisation) -> None:
    """The scorer goes on scoring; what was given stays, each change a version."""
    note(case, by=by, action=Action.RECALL_STEP, because=reason, organisation=organisation, confidential=True)
