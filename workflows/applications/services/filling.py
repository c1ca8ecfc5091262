"""Filling in an application: every field is saved on its own, and a stale save overwrites nothing."""

from dataclasses import dataclass
from decimal import Decimal

from django.db import transaction
from django.db.models import F
from django.utils.timezone import localtime

from accounts import clock
from accounts.models import Region
from workflows.engine.actions import Action
from workflows.engine.errors import NotNow
from workflows.engine.rights import may, require
from workflows.engine.transition import move, note
from workflows.rounds.models import Kind, Round

from ..models import Application, DataValue, DemocraticProcedure, IndicatorAnswer, Statement
from ..states import State

#: Prefixes of application numbers: SFC-2026-619921102204 (F01).
NUMBER_PREFIX = {Kind.VILLAGE: "SFC", Kind.TOWNSHIP: "SFZ", Kind.COUNTY: "SFX"}
#: Fields of the cover.
COVER = frozenset({"leader_name", "contact_phone"})


@dataclass(frozen=True)
class Saved:
    """An acknowledged save: the draft's new version and the time shown beside the field."""

    version: int
    at: str


class Stale(NotNow):
    """Somebody saved a newer version meanwhile; nothing was overwritten."""


def create_application(*, round_: Round, region: Region) -> Application:
    """A fresh draft; its flow is started by ``flows.starting.begin``."""
    application = Application.objects.create(
        county=round_.county,
        round=round_,
        region=region,
        number=number_of(round_, region),
        created_at=clock.now(),
    )
    DemocraticProcedure.objects.create(application=application)
    return application


def number_of(round_: Round, region: Region) -> str:
    """``SFC-2026-619921102204``; a further round of the same year and object carries its number and level."""
    mark = "" if (round_.number, round_.level) == (1, "county") else f"-{round_.level[0].upper()}{round_.number}"
    return f"{NUMBER_PREFIX[Kind(round_.kind)]}-{round_.year}{mark}-{region.code}"


@transaction.atomic
def save_draft(*, application: Application, by, version: int | None = None, changes: dict) -> Saved:
    """Save some fields of a draft.

    :param version: the draft's version that the person saw; ``None`` for an import that has seen everything.
    :param changes: any of ``cover {field: value}``, ``data {item: (value, previous, remark)}``,
        ``answers {indicator: {checked, level, findings, remark}}``, ``statements {dimension: text}``,
        ``procedure {field: value}``.
    :raises Stale: somebody saved a newer version; nothing was overwritten.
    """
    require(may(by, Action.FILL_IN, application))
    seen = {} if version is None else {"version": version}
    moment = clock.now()
    if not Application.objects.filter(pk=application.pk, **seen).update(version=F("version") + 1, saved_at=moment):
        raise Stale("别人刚刚保存了新的内容。您填写的内容还在页面上,请先查看最新内容,再决定保留哪一份。")
    save_cover(application, changes.get("cover", {}))
    for item, (value, previous, remark) in changes.get("data", {}).items():
        save_data(application, item, value, previous, remark)
    for indicator, fields in changes.get("answers", {}).items():
        IndicatorAnswer.objects.update_or_create(application=application, indicator=indicator, defaults=fields)
    for dimension, text in changes.get("statements", {}).items():
        Statement.objects.update_or_create(application=application, dimension=dimension, defaults={"text": text})
    if procedure := changes.get("procedure"):
        DemocraticProcedure.objects.filter(application=application).update(**procedure)
    application.refresh_from_db(fields=["version", "saved_at", "leader_name", "contact_phone"])
    return Saved(application.version, f"{localtime(moment):%H:%M}")


def save_cover(application: Application, fields: dict[str, str]) -> None:
    """Who answers for the application."""
    if unknown := set(fields) - COVER:
        raise ValueError(f"not on the cover: {unknown}")
    if fields:
        Application.objects.filter(pk=application.pk).update(**fields)


def save_data(
    application: Application, item: str, value: Decimal | None, previous: Decimal | None, remark: str
) -> DataValue:
    """One data item; an emptied field is empty, not zero."""
    row, _ = DataValue.objects.update_or_create(
        application=application, item=item, defaults={"value": value, "previous": previous, "remark": remark}
    )
    return row


def finish_filling(*, case: Application, by, opinion: str = "") -> None:
    """The clerk hands the filled form to the secretary (or the director), who submits it."""
    move(case, to=State.READY, by=by, action=Action.FILL_IN, because=opinion)


def supply_data(*, case: Application, by, organisation, data: dict[str, Decimal | None], opinion: str = "") -> None:
    """A department gives the figures that it is the source of (the county's own application)."""
    own = {item.code for item in case.spec.data_items if item.source == organisation.name}
    if foreign := set(data) - own:
        raise NotNow(f"数据项 {'、'.join(sorted(foreign))} 不由{organisation.name}提供,请只填本单位的数据。")
    for item, value in data.items():
        save_data(case, item, value, None, organisation.name)
    note(case, by=by, action=Action.SUPPLY_DATA, because=opinion, organisation=organisation)
