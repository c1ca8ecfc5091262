"""The county's own application: departments give their figures, the office fills in, the leaders sign, it goes up."""

from datetime import date, datetime
from decimal import Decimal

import pytest

from accounts import clock
from tests import stories, world
from workflows.applications.states import State
from workflows.designation.services import Honour
from workflows.engine.errors import Incomplete, NotNow
from workflows.engine.steps import perform, waits_at
from workflows.flows.starting import begin_application
from workflows.rounds.models import Kind, Level
from workflows.rounds.states import RoundState

pytestmark = pytest.mark.django_db

#: What each department is the source of.
FIGURES = {
    "农业农村局": {"coll_income": Decimal(55), "toilet_ok": Decimal(98)},
    "宣传部": {"sat_valid": Decimal(50), "sat_ok": Decimal(48)},
}
RESULT = {"document_number": "陕农发〔2026〕38号", "decided_on": date(2026, 6, 1)}
SUMMER = datetime(2026, 6, 2, 9, 0)


@pytest.fixture
def county_round(county):
    return world.round_of(county, Kind.COUNTY, level=Level.PROVINCE)


@pytest.fixture
def begun(county, county_round):
    """禾塬县, begun by the office."""
    return begin_application(round_=county_round, region=county.regions["禾塬县"], by=county.people["经办人"])


def figures(item):
    return FIGURES[item.organisation.name]


@pytest.fixture
def signed(county, begun):
    """禾塬县, signed by the county's leader."""
    world.act(county, begun, "supply_data", data=figures)
    world.fill(county, begun)
    world.hand_in(county, begun)
    return world.act(county, begun, "sign_at_county", decision="recommend", opinion="同意报送。")


def test_departments_give_their_own_figures_side_by_side(county, begun):
    assert {item.organisation.name for item in world.work(begun, "supply_data")} == set(FIGURES)

    first, second = world.work(begun, "supply_data")
    perform(first.task, by=county.holder(first), data=figures(first))
    assert waits_at(begun) == {"supply_data", "data_in"}
    perform(second.task, by=county.holder(second), data=figures(second))

    assert waits_at(begun) == {"fill_in"}
    assert begun.data_values.get(item="sat_ok").value == 48
    assert begun.data_values.get(item="sat_ok").remark == "宣传部"


def test_a_department_gives_only_what_it_is_the_source_of(county, begun):
    item = next(item for item in world.work(begun, "supply_data") if item.organisation.name == "宣传部")

    with pytest.raises(NotNow, match="coll_income"):
        perform(item.task, by=county.holder(item), data=FIGURES["农业农村局"])

    assert not begun.data_values.exists()


def test_the_county_goes_up_and_is_recognised(county, county_round, signed):
    assert (signed.state, waits_at(signed)) == (State.APPROVED, {"await_result"})

    county_round = stories.after_intake(county, county_round, stories.report())
    assert (county_round.state, world.fresh(signed).state) == (RoundState.REPORTED, State.REPORTED)

    with clock.at(SUMMER):
        county_round = world.act(county, county_round, "record_result", recognised=[signed.number], **RESULT)
    signed = world.fresh(signed)
    assert (county_round.state, signed.state) == (RoundState.CONCLUDED, State.RECOGNISED)
    assert signed.honour.title == "省级示范县"
    assert waits_at(signed) == waits_at(county_round) == set()


def test_the_leader_sends_it_back_to_the_director(county, begun):
    world.act(county, begun, "supply_data", data=figures)
    world.fill(county, begun)
    world.hand_in(county, begun)

    begun = world.act(county, begun, "sign_at_county", decision="send_back", opinion="请核对常住户数。")
    assert (begun.state, waits_at(begun)) == (State.READY, {"submit"})

    begun = world.act(county, begun, "submit", decision="submit")
    assert (begun.state, begun.submissions.count()) == (State.DELIBERATING, 2)


def test_nothing_goes_up_before_the_leader_has_signed(county, county_round, begun):
    world.act(county, begun, "supply_data", data=figures)
    world.fill(county, begun)
    world.hand_in(county, begun)

    with pytest.raises(NotNow, match="签发"):
        stories.after_intake(county, county_round, stories.report())

    assert world.fresh(county_round).state == RoundState.REVIEWING


def test_a_county_that_hands_nothing_in_ends_its_round(county, county_round, begun):
    stories.after_intake(county, county_round, [])

    county_round = world.fresh(county_round)
    assert (county_round.state, world.fresh(begun).state) == (RoundState.WITHOUT_RESULT, State.LAPSED)
    assert waits_at(county_round) == waits_at(begun) == set()


def test_who_is_not_recognised_gets_no_title(county, county_round, signed):
    county_round = stories.after_intake(county, county_round, stories.report())

    with clock.at(SUMMER):
        with pytest.raises(Incomplete, match="文号"):
            world.act(county, county_round, "record_result", recognised=[], **{**RESULT, "document_number": " "})
        world.act(county, county_round, "record_result", recognised=[], **RESULT)

    assert world.fresh(signed).state == State.NOT_RECOGNISED
    assert not Honour.objects.exists()
