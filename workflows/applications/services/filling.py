"""Filling in an application: every field is saved on its own, and nobody overwrites what another has just typed."""

from dataclasses import dataclass
from decimal import Decimal

from django.db import transaction
from django.utils.timezone import localtime

from accounts import clock
from accounts.models import Region
from workflows.engine.actions import Action
from workflows.engine.errors import Incomplete, NotNow
from workflows.engine.transition import move, note
from workflows.rounds.models import Kind, Round

from ..completeness import missing
from ..fields import flatten
from ..models import Application, DemocraticProcedure
from ..questions import items_from
from ..states import State
from .carrying_over import carry_over
from .writing import Edit, Fields, Stale, hold, write

__all__ = ["Saved", "Stale", "create_application", "finish_filling", "save_draft", "save_fields", "supply_data"]

#: Prefixes of application numbers: SFC-2026-619921102204 (F01).
NUMBER_PREFIX = {Kind.VILLAGE: "SFC", Kind.TOWNSHIP: "SFZ", Kind.COUNTY: "SFX"}


@dataclass(frozen=True)
class Saved:
    """An acknowledged save: the draft's new version and the time shown beside the field."""

    version: int
    at: str


def create_application(*, round_: Round, region: Region) -> Application:
    """A fresh draft, with what is known already; its flow is started by ``flows.starting.begin_application``."""
    application = Application.objects.create(
        county=round_.county,
        round=round_,
        region=region,
        number=number_of(round_, region),
        created_at=clock.now(),
    )
    DemocraticProcedure.objects.create(application=application)
    carry_over(application)
    return application


def number_of(round_: Round, region: Region) -> str:
    """``SFC-2026-619921102204``; a further round of the same year and object carries its number and level."""
    mark = "" if (round_.number, round_.level) == (1, "county") else f"-{round_.level[0].upper()}{round_.number}"
    return f"{NUMBER_PREFIX[Kind(round_.kind)]}-{round_.year}{mark}-{region.code}"


def save_draft(*, application: Application, by, version: int | None = None, changes: dict) -> Saved:
    """Save some fields of a draft.

    :param version: the draft's version that the person saw; ``None`` for an import that has seen everything.
    :param changes: any of ``cover {field: value}``, ``data {item: (value, previous, remark) or some of them by name}``,
        ``answers {indicator: {checked, level, findings, remark}}``, ``statements {dimension: text}``,
        ``procedure {field: value}``.
    :raises Stale: somebody else changed one of these fields meanwhile; nothing was written.
    """
    return save_fields(application=application, by=by, version=version, fields=flatten(changes))


@transaction.atomic
def save_fields(
    *, application: Application, by, version: int | None = None, fields: Fields, edit: Edit | None = None
) -> Saved:
    """Save some fields of a draft, named by their paths; see :func:`save_draft`.

    :param edit: which change of which browser it is: brought again or late, it changes nothing and is answered alike.
    """
    held = hold(application, by=by)
    write(held, by=by, fields=fields, seen=version, edit=edit)
    for name in ("version", "saved_at", "leader_name", "contact_phone"):
        setattr(application, name, getattr(held, name))
    return Saved(held.version, f"{localtime(clock.now()):%H:%M}")


def finish_filling(*, case: Application, by, opinion: str = "") -> None:
    """The clerk hands the filled form to the secretary (or the director), who submits it.

    :raises Incomplete: names everything that is missing; what only time will bring (the notice in the village is
        still up) keeps nobody from handing over.
    """
    if lacking := tuple(str(gap) for gap in missing(case) if not gap.waits):
        raise Incomplete("还有内容没有填完，暂时不能送审。", lacking)
    move(case, to=State.READY, by=by, action=Action.FILL_IN, because=opinion)


@transaction.atomic
def supply_data(*, case: Application, by, organisation, data: dict[str, Decimal | None], opinion: str = "") -> None:
    """A department gives the figures that it is the source of (the county's own application)."""
    own = {item.code for item in items_from(case.spec, organisation)}
    if foreign := set(data) - own:
        raise NotNow(f"数据项{'、'.join(sorted(foreign))}不由{organisation.name}提供，请只填本单位的数据。")
    held = Application.objects.select_for_update(no_key=True).get(pk=case.pk)
    held.round = case.round
    given = {item: {"value": value, "remark": organisation.name} for item, value in data.items()}
    write(held, by=by, fields=flatten({"data": given}))
    note(case, by=by, action=Action.SUPPLY_DATA, because=opinion, organisation=organisation)
