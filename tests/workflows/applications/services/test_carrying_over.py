"""A fresh draft is not asked for what is known."""

from decimal import Decimal

from tests import world
from workflows.applications.services.carrying_over import PROFILE, carry_over
from workflows.flows.starting import begin_application


def test_last_years_figures_come_as_last_years(county, filled, clerk):
    later = world.village_round(county, year=2027, opens_on=world.OPENS)
    again = begin_application(round_=later, region=filled.region, by=clerk)

    row = again.data_values.get(item="hh_res")
    assert (row.value, row.previous) == (None, Decimal(100))
    assert (again.leader_name, again.contact_phone) == ("李测试", "0913-5550000")


def test_an_applicant_without_a_past_begins_empty(draft):
    assert not draft.data_values.exists()
    assert draft.leader_name == ""


def test_a_figure_of_the_regions_file_is_filled_in(draft, monkeypatch):
    monkeypatch.setitem(PROFILE, "hh_res", "households")  # the small standard asks for nothing that the file knows
    draft.region.profile = {"households": 320}

    carry_over(draft)

    assert draft.data_values.get().value == 320
