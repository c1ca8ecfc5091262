from datetime import date

import pytest
from django.db import IntegrityError

from accounts.enums import RegionLevel, RegionStatus
from accounts.models import Region
from tests.factories.accounts import CountyFactory, TownshipFactory, VillageFactory

pytestmark = pytest.mark.django_db


def test_a_village_is_named_with_its_township():
    village = VillageFactory(name="侯家崾村", parent=TownshipFactory(name="石岭镇"))

    assert (village.full_name, village.parent.full_name) == ("石岭镇侯家崾村", "石岭镇")


def test_the_list_names_the_committee_people_do_not():
    village = VillageFactory(name="东清村委会", parent=TownshipFactory(name="甘井镇"))

    assert (village.name, str(village), village.full_name) == ("东清村委会", "东清村", "甘井镇东清村")


def test_within_is_the_region_and_everything_in_it():
    village, other = VillageFactory(), VillageFactory()
    township = village.parent

    assert set(Region.objects.within(township.code)) == {township, village}
    assert set(Region.objects.within(township.parent.code)) == {township.parent, township, village}
    assert set(Region.objects.within(village.code)) == {village}
    assert other not in Region.objects.within(township.parent.code)


def test_at_and_active_narrow_a_list():
    village, county = VillageFactory(status=RegionStatus.ABOLISHED, valid_to=date(2023, 1, 1)), CountyFactory()

    assert list(Region.objects.at(RegionLevel.VILLAGE)) == [village]
    assert village not in Region.objects.active()
    assert county in Region.objects.active()


def test_an_abolished_region_has_a_date():
    with pytest.raises(IntegrityError):
        VillageFactory(status=RegionStatus.ABOLISHED)


def test_the_heir_is_the_last_of_the_successors():
    last = VillageFactory()
    middle = VillageFactory(successor=last)
    first = VillageFactory(successor=middle)

    assert (first.heir, last.heir) == (last, last)


def test_a_city_without_counties_covers_its_townships():
    city = Region.objects.create(code="441900000000", name="东莞市", level=RegionLevel.COUNTY, county="441900")
    low, high = city.code_range

    assert low <= "441900003001" < high
    assert city.prefix == "441900"
