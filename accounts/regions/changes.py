"""更名、撤并、划转、撤销: a region's row is never deleted or given a new code; what happened is written beside it."""

from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction

from accounts import audit, codes
from accounts.enums import RegionChangeKind, RegionStatus
from accounts.models import Region, RegionChange, User


@transaction.atomic
def rename(*, region: Region, name: str, on: date, by: User | None = None) -> RegionChange:
    """The code stays, so nothing that points to the region has to move."""
    if not name.strip() or name == region.name:
        raise ValidationError(f"请给出与“{region.name}”不同的新名称。")
    before, region.name = {"name": region.name}, name.strip()
    region.save(update_fields=["name"])
    after = {"name": region.name}
    return _record(RegionChange(region=region, kind=RegionChangeKind.RENAMED, on=on, before=before, after=after), by)


@transaction.atomic
def merge(*, region: Region, into: Region, on: date, by: User | None = None) -> RegionChange:
    """The old village ends on that day; ``into`` answers for it from then on."""
    if region.level != into.level or region == into:
        raise ValidationError(f"{region.full_name}只能并入另一个同级区划。")
    if not into.is_active:
        raise ValidationError(f"{into.full_name}已撤销，不能并入。")
    return _end(region, RegionChangeKind.MERGED, on, into, by)


@transaction.atomic
def move(*, region: Region, code: str, on: date, name: str = "", by: User | None = None) -> Region:
    """To another township: the village gets a code there (usually from 500 on), the old code ends."""
    if Region.objects.filter(pk=code).exists():
        raise ValidationError(f"代码 {code} 已被使用，请核对新代码。")
    if codes.level_of(code) != region.level or len(code) != 12 or not code.isdigit():
        raise ValidationError(f"代码 {code} 与{region.full_name}不是同一级。")
    parent = Region.objects.active().filter(pk=codes.line_of(code)[1]).first()
    if parent is None:
        raise ValidationError(f"代码 {code} 的上级区划不存在，请先导入。")
    moved = Region.objects.create(
        code=code,
        name=name or region.name,
        level=region.level,
        parent=parent,
        county=codes.county_of(code),
        kind=region.kind,
        urban_rural=region.urban_rural,
        profile=region.profile,
        valid_from=on,
    )
    moved.belts.set(region.belts.all())
    succeed(region=region, moved=moved, on=on, by=by)
    return moved


@transaction.atomic
def succeed(*, region: Region, moved: Region, on: date, by: User | None = None) -> RegionChange:
    """Both codes are known already: the list itself says which one the village had before."""
    return _end(region, RegionChangeKind.MOVED, on, moved, by)


@transaction.atomic
def abolish(*, region: Region, on: date, by: User | None = None) -> RegionChange:
    return _end(region, RegionChangeKind.ABOLISHED, on, None, by)


def _end(region: Region, kind: RegionChangeKind, on: date, successor: Region | None, by: User | None) -> RegionChange:
    if not region.is_active:
        raise ValidationError(f"{region.full_name}已于{region.valid_to:%Y年%-m月%-d日}撤销，无需重复办理。")
    if region.children.active().exists():
        raise ValidationError(f"{region.full_name}下还有在用的区划，请先逐个办理。")
    before = {"code": region.code, "name": region.full_name}
    after = {"code": successor.code, "name": successor.full_name} if successor else {}
    region.status, region.valid_to, region.successor = RegionStatus.ABOLISHED, on, successor
    region.save(update_fields=["status", "valid_to", "successor"])
    region.belts.clear()
    return _record(RegionChange(region=region, kind=kind, on=on, before=before, after=after), by)


def _record(change: RegionChange, by: User | None) -> RegionChange:
    change.county = change.region.county
    change.save()
    detail = {"前": change.before, "后": change.after, "日期": change.on}
    audit.record(actor=by, verb=f"区划{change.get_kind_display()}", subject=change.region, detail=detail)
    return change
