"""A fresh draft is not asked for what is known."""

from decimal import Decimal

from tests import world
from workflows.applications.services.carrying_over import PROFILE, carry_over
from workflows.flows.starting import begin_application
from workflows.standards.services import load_standard, publish


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


def test_a_renamed_figure_is_still_last_years(county, filled, clerk):
    """The new version calls hh_res by another name and says so; a figure that is asked anew has no past."""
    text = world.STANDARD.replace("hh_res", "hh_living").replace("version: 1", "version: 2")
    renamed = text.replace("{code: hh_living,", "{code: hh_living, same_as: hh_res,")
    standard, _ = load_standard(county=world.COUNTY, text=renamed)
    publish(standard=standard)
    later = world.village_round(county, year=2027, opens_on=world.OPENS, standard=standard)

    again = begin_application(round_=later, region=filled.region, by=clerk)

    assert again.data_values.get(item="hh_living").previous == Decimal(100)
