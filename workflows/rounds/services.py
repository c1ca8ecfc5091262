"""Preparing and opening a round."""

from datetime import date, datetime

from django.db import transaction

from accounts import clock
from accounts.models import Organisation, Region
from workflows.engine.actions import Action
from workflows.engine.errors import Incomplete, NotNow
from workflows.engine.transition import move
from workflows.standards.duties import cooperating, leads, respondents
from workflows.standards.models import Standard

from .messages import announce
from .models import Kind, Level, Round, TownshipQuota
from .states import RoundState


@transaction.atomic
def prepare_round(
    *,
    county: str,
    year: int,
    number: int,
    level: Level,
    kind: Kind,
    standard: Standard,
    approval_basis: str,
    plan_number: str,
    places: int,
    opens_on: date,
    intake_ends_at: datetime,
    township_cap: int | None = None,
    quotas: dict[str, int] | None = None,
    notice_days: int = 5,
    count_first_day: bool = True,
) -> Round:
    """Draw up a round; nobody can apply before the director opens it.

    :param quotas: township code → how many it may recommend.
    """
    round_ = Round.objects.create(
        county=county,
        code=code_of(county, year, number, level, kind),
        year=year,
        number=number,
        level=level,
        kind=kind,
        standard=standard,
        approval_basis=approval_basis,
        plan_number=plan_number,
        places=places,
        township_cap=township_cap,
        opens_on=opens_on,
        intake_ends_at=intake_ends_at,
        notice_days=notice_days,
        count_first_day=count_first_day,
    )
    share_out(round_, quotas or {})
    return round_


@transaction.atomic
def revise_round(*, round_: Round, quotas: dict[str, int], **changes) -> Round:
    """Correct a round that is not opened yet; what the director has before them shows the correction.

    :raises NotNow: it has been opened meanwhile.
    """
    locked = Round.objects.select_for_update().get(pk=round_.pk)
    if locked.state != RoundState.DRAFT:
        raise NotNow("批次已经启动，内容不能再修改。")
    for name, value in changes.items():
        setattr(locked, name, value)
    locked.code = code_of(locked.county, locked.year, locked.number, locked.level, locked.kind)
    locked.save()
    share_out(locked, quotas)
    return locked


def code_of(county: str, year: int, number: int, level: str, kind: str) -> str:
    """``619921-2026-1-county-village``"""
    return f"{county}-{year}-{number}-{level}-{kind}"


def share_out(round_: Round, quotas: dict[str, int]) -> None:
    """Set how many each township may recommend; a township without a number is not limited."""
    round_.quotas.all().delete()
    TownshipQuota.objects.bulk_create(
        TownshipQuota(round=round_, township_id=code, number=share) for code, share in sorted(quotas.items())
    )


def open_round(*, case: Round, by, opinion: str = "") -> None:
    """Start the round: its standard is published, every department it names exists, its dates lie ahead."""
    missing = tuple(obstacles_to_opening(case))
    if missing:
        raise Incomplete("批次还不能启动，请先补齐以下事项。", missing)
    move(case, to=RoundState.OPEN, by=by, action=Action.OPEN_ROUND, because=opinion)
    announce(case, by=by)


def obstacles_to_opening(round_: Round):
    """What keeps a round from being opened, one sentence each."""
    if round_.standard.state != Standard.State.PUBLISHED:
        yield f"评定标准“{round_.standard.name}”尚未发布，请先发布。"
    if round_.standard.object != round_.kind:
        yield "评定标准的适用对象与本批次不一致，请另选标准。"
    if round_.intake_ends_at <= clock.now():
        yield "申报截止时间已过，请由经办人修改批次的申报截止时间。"
    for name in unknown_departments(round_):
        yield f"评定标准中的部门“{name}”在单位名录中不存在，请先导入单位名录。"
    if not Region.objects.filter(pk=f"{round_.county}000000").exists():
        yield "区划名录中没有本县，请先导入区划。"


def unknown_departments(round_: Round) -> list[str]:
    """Departments that the standard names and the county's list does not have."""
    spec = round_.standard.spec
    needed = {*leads(spec), *cooperating(spec), *respondents(spec)}
    known = Organisation.objects.filter(county=round_.county, name__in=needed).values_list("name", flat=True)
    return sorted(needed - set(known))


def end_intake(*, round_: Round) -> None:
    """The deadline of the intake has passed; from now on nothing new comes in."""
    move(round_, to=RoundState.REVIEWING, by=None, action=Action.END_INTAKE)
