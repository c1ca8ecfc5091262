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

from .editions import EDITIONS, newest


@transaction.atomic
def begin_application(*, round_: Round, region: Region, by) -> Application:
    """An applicant takes part in a round: a draft, and the first step in its clerk's inbox.

    The round's row is held: two clerks begin one application, and none begins while the intake is being closed.
    """
    round_ = Round.objects.select_for_update(no_key=True).get(pk=round_.pk)
    require(may_start(by, round_, region))
    application = create_application(round_=round_, region=region)
    start(EDITIONS[round_.flow_version].applications[Kind(round_.kind)], application)
    note(application, by=by, action=Action.START_APPLICATION)
    return application


@transaction.atomic
def begin_round(*, round_: Round, by) -> None:
    """Put a prepared round before the director, on today's edition of the procedure.

    Two operators pressing at once put it there once.
    """
    if Round.objects.select_for_update().get(pk=round_.pk).process_id:
        raise NotNow("这个批次已经送办公室主任，不用再送。")
    round_.flow_version = newest()
    round_.save(update_fields=["flow_version"])
    start(EDITIONS[round_.flow_version].round, round_)
    note(round_, by=by, action=Action.PREPARE_ROUND)
