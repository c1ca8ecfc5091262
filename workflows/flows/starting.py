"""Which flow a case takes, and its beginning."""

from django.db import transaction

from accounts.models import Region
from workflows.applications.models import Application
from workflows.applications.rules import may_start
from workflows.applications.services.filling import create_application
from workflows.engine.actions import Action
from workflows.engine.errors import NotNow
from workflows.engine.rights import require
from workflows.engine.steps import start
from workflows.engine.transition import note
from workflows.rounds.models import Kind, Round

from .county import CountyFlowV1
from .round import RoundFlowV1
from .township import TownshipFlowV1
from .village import VillageFlowV1

#: A published flow class is frozen; a change is a new version, and a round pins the one it began with.
FLOWS = {
    (Kind.VILLAGE, 1): VillageFlowV1,
    (Kind.TOWNSHIP, 1): TownshipFlowV1,
    (Kind.COUNTY, 1): CountyFlowV1,
}
ROUND_FLOWS = {1: RoundFlowV1}


@transaction.atomic
def begin_application(*, round_: Round, region: Region, by) -> Application:
    """An applicant takes part in a round: a draft, and the first step in its clerk's inbox.

    The round's row is held: two clerks begin one application, and none begins while the intake is being closed.
    """
    round_ = Round.objects.select_for_update(no_key=True).get(pk=round_.pk)
    require(may_start(by, round_, region))
    application = create_application(round_=round_, region=region)
    start(FLOWS[Kind(round_.kind), round_.flow_version], application)
    note(application, by=by, action=Action.START_APPLICATION)
    return application


@transaction.atomic
def begin_round(*, round_: Round, by) -> None:
    """Put a prepared round before the director; two operators pressing at once put it there once."""
    if Round.objects.select_for_update().get(pk=round_.pk).process_id:
        raise NotNow("这个批次已经送办公室主任，不用再送。")
    start(ROUND_FLOWS[round_.flow_version], round_)
    note(round_, by=by, action=Action.PREPARE_ROUND)
