from datetime import date

import pytest
from django.core.exceptions import ValidationError

from accounts import regions
from accounts.enums import RegionChangeKind, RegionStatus
from accounts.models import AuditEntry
from tests.factories.accounts import BeltFactory, TownshipFactory, VillageFactory

pytestmark = pytest.mark.django_db
DAY = date(2026, 1, 1)


def test_a_village_is_renamed_under_its_old_code():
    village = VillageFactory(name="方家庄村")

    change = regions.rename(region=village, name="李家庄村", on=DAY)

    village.refresh_from_db()
    assert village.name == "李家庄村"
    assert (change.before, change.after) == ({"name": "方家庄村"}, {"name": "李家庄村"})
    assert AuditEntry.objects.about(village).get().verb == "区划更名"


@pytest.mark.parametrize("name", ["", " ", "方家庄村"])
def test_a_new_name_is_new(name):
    with pytest.raises(ValidationError, match="请给出与“方家庄村”不同的新名称"):
        regions.rename(region=VillageFactory(name="方家庄村"), name=name, on=DAY)


def test_a_merged_village_ends_and_names_its_successor():
    village, into = VillageFactory(), VillageFactory()
    BeltFactory().regions.add(village)

    change = regions.merge(region=village, into=into, on=DAY)

    village.refresh_from_db()
    assert (village.status, village.valid_to, village.successor) == (RegionStatus.ABOLISHED, DAY, into)
    assert (change.kind, change.after) == (RegionChangeKind.MERGED, {"code": into.code, "name": into.full_name})
    assert not village.belts.exists()


def test_a_village_does_not_merge_into_itself_or_a_township_or_a_dead_one():
    village = VillageFactory()
    dead = VillageFactory(status=RegionStatus.ABOLISHED, valid_to=DAY)

    for into, reason in ((village, "另一个同级区划"), (village.parent, "另一个同级区划"), (dead, "已撤销，不能并入")):
        with pytest.raises(ValidationError, match=reason):
            regions.merge(region=village, into=into, on=DAY)


def test_a_village_ends_once():
    village = VillageFactory()
    regions.abolish(region=village, on=DAY)

    with pytest.raises(ValidationError, match="已于2026年1月1日撤销"):
        regions.abolish(region=village, on=DAY)


def test_a_township_ends_after_its_villages():
    village = VillageFactory()

    with pytest.raises(ValidationError, match="下还有在用的区划"):
        regions.abolish(region=village.parent, on=DAY)

    regions.abolish(region=village, on=DAY)
    assert regions.abolish(region=village.parent, on=DAY).kind == RegionChangeKind.ABOLISHED


def test_a_moved_village_takes_its_figures_and_belts_along():
    village = VillageFactory(name="潘家坡村", profile={"households": 133})
    belt, township = BeltFactory(), TownshipFactory(parent=village.parent.parent)
    belt.regions.add(village)

    moved = regions.move(region=village, code=f"{township.prefix}500", on=DAY)

    village.refresh_from_db()
    assert (moved.name, moved.parent, moved.profile, moved.valid_from) == (
        "潘家坡村",
        township,
        {"households": 133},
        DAY,
    )
    assert list(belt.regions.all()) == [moved]
    assert (village.successor, village.changes.get().kind) == (moved, RegionChangeKind.MOVED)


def test_a_village_moves_to_a_free_code_in_a_known_township():
    village, neighbour = VillageFactory(), VillageFactory()

    for code, reason in (
        (neighbour.code, "已被使用"),
        (f"{village.code[:6]}999000", "不是同一级"),
        (f"{village.code[:6]}998500", "上级区划不存在"),
        ("12345", "不是同一级"),
    ):
        with pytest.raises(ValidationError, match=reason):
            regions.move(region=village, code=code, on=DAY)
