"""Each field is saved on its own; nobody overwrites what another has just typed."""

from decimal import Decimal

import pytest

from tests import world
from workflows.applications.models import DataValue
from workflows.applications.services.filling import Stale, save_draft
from workflows.engine.errors import Incomplete, NotNow, NotYou


def value(application, item: str):
    return DataValue.objects.get(application=application, item=item).value


def test_saving_one_field_leaves_the_others(draft, clerk):
    save_draft(application=draft, by=clerk, changes={"data": {"hh_res": (Decimal(100), Decimal(98), "")}})

    save_draft(application=draft, by=clerk, changes={"data": {"hh_res": {"value": Decimal(101)}}})

    row = DataValue.objects.get(application=draft, item="hh_res")
    assert (row.value, row.previous) == (101, 98)


def test_every_change_is_a_version_and_the_same_again_is_none(draft, clerk):
    first = save_draft(application=draft, by=clerk, changes={"cover": {"leader_name": "李测试"}})
    again = save_draft(application=draft, by=clerk, changes={"cover": {"leader_name": "李测试"}})

    assert (first.version, again.version) == (1, 1)


def test_a_field_that_another_changed_since_is_not_overwritten(draft, clerk, secretary):
    save_draft(application=draft, by=clerk, version=0, changes={"data": {"hh_res": {"value": Decimal(100)}}})

    with pytest.raises(Stale) as stale:
        save_draft(application=draft, by=secretary, version=0, changes={"data": {"hh_res": {"value": Decimal(99)}}})

    assert [(str(one.path), one.value, one.by_name) for one in stale.value.conflicts] == [
        ("data.hh_res.value", Decimal(100), "甲一村填报员")
    ]
    assert value(draft, "hh_res") == 100


def test_another_field_may_be_saved_from_the_same_old_page(draft, clerk, secretary):
    save_draft(application=draft, by=clerk, version=0, changes={"data": {"hh_res": {"value": Decimal(100)}}})

    save_draft(application=draft, by=secretary, version=0, changes={"data": {"toilet_ok": {"value": Decimal(90)}}})

    assert (value(draft, "hh_res"), value(draft, "toilet_ok")) == (100, 90)


def test_ones_own_answer_that_was_lost_on_the_way_is_no_conflict(draft, clerk):
    save_draft(application=draft, by=clerk, version=0, changes={"cover": {"leader_name": "李"}})

    save_draft(application=draft, by=clerk, version=0, changes={"cover": {"leader_name": "李测试"}})

    assert world.fresh(draft).leader_name == "李测试"


def test_the_applicant_writes_and_nobody_else(draft, clerk, county):
    with pytest.raises(NotYou):
        save_draft(application=draft, by=county.people["甲二村填报员"], changes={"cover": {"leader_name": "别人"}})

    save_draft(application=draft, by=clerk, changes={"cover": {"leader_name": "李测试"}})


def test_what_was_submitted_is_not_written(submitted, clerk):
    with pytest.raises(NotNow):
        save_draft(application=submitted, by=clerk, changes={"cover": {"leader_name": "改名"}})


def test_an_old_object_in_memory_does_not_open_a_submitted_draft(county, filled, clerk):
    world.hand_in(county, filled)  # `filled` itself still says 草稿

    with pytest.raises(NotNow):
        save_draft(application=filled, by=clerk, changes={"cover": {"leader_name": "改名"}})


def test_a_code_that_the_standard_does_not_have_is_a_mistake(draft, clerk):
    with pytest.raises(ValueError, match="no data"):
        save_draft(application=draft, by=clerk, changes={"data": {"nonsense": {"value": Decimal(1)}}})


def test_an_incomplete_form_is_not_handed_over(county, draft):
    with pytest.raises(Incomplete) as incomplete:
        world.act(county, draft, "fill_in")

    assert "封面：请填写负责人姓名。" in incomplete.value.missing
    assert len(incomplete.value.missing) > 10
