"""Drawing up and opening a round."""

from datetime import date, datetime, timedelta

import pytest

from accounts import clock
from tests import world
from workflows.engine.errors import Incomplete, NotNow
from workflows.flows.starting import begin_round
from workflows.rounds.models import Kind, Level, Round
from workflows.rounds.services import obstacles_to_opening, prepare_round, revise_round
from workflows.rounds.states import RoundState
from workflows.standards.services import load_standard, publish

pytestmark = pytest.mark.django_db


@pytest.fixture
def standard(county):
    standard, _ = load_standard(county=world.COUNTY, text=world.STANDARD)
    return standard


def prepared(standard, **changes) -> Round:
    fields = {
        "county": world.COUNTY,
        "year": 2026,
        "number": 1,
        "level": Level.COUNTY,
        "kind": Kind.VILLAGE,
        "standard": standard,
        "approval_basis": "测试批准〔2026〕1号",
        "plan_number": "禾发〔2026〕1号",
        "places": 2,
        "opens_on": date(2026, 3, 16),
        "intake_ends_at": datetime(2026, 4, 10, 18, tzinfo=world.county_time()),
        "quotas": {"619921101000": 2},
        **changes,
    }
    return prepare_round(**fields)


def test_an_unpublished_standard_keeps_a_round_from_opening(county, standard):
    round_ = prepared(standard)
    assert list(obstacles_to_opening(round_)) == ["评定标准“测试用示范村评定标准”尚未发布，请先发布。"]

    publish(standard=standard)
    assert list(obstacles_to_opening(world.fresh(round_))) == []


def test_a_round_for_townships_needs_a_standard_for_townships(county, standard):
    publish(standard=standard)

    round_ = prepared(standard, kind=Kind.TOWNSHIP)

    assert list(obstacles_to_opening(round_)) == ["评定标准的适用对象与本批次不一致，请另选标准。"]


def test_a_department_that_nobody_knows_keeps_a_round_from_opening(county, standard):
    publish(standard=standard)
    county.departments["财政局"].delete() if not county.departments["财政局"].appointments.exists() else None
    county.departments["财政局"].name = "财税局"
    county.departments["财政局"].save()

    assert any("财政局" in sentence for sentence in obstacles_to_opening(prepared(standard)))


def test_a_round_whose_intake_is_over_does_not_open(county, standard):
    publish(standard=standard)
    round_ = prepared(standard)
    begin_round(round_=round_, by=county.people["经办人"])

    with clock.at(round_.intake_ends_at + timedelta(minutes=1)), pytest.raises(Incomplete) as refused:
        world.act(county, round_, "open_round")

    assert refused.value.missing == ("申报截止时间已过，请由经办人修改批次的申报截止时间。",)


def test_two_operators_put_a_round_before_the_director_once(county, standard):
    round_ = prepared(standard)
    begin_round(round_=Round.objects.get(pk=round_.pk), by=county.people["经办人"])

    with pytest.raises(NotNow, match="不用再送"):
        begin_round(round_=Round.objects.get(pk=round_.pk), by=county.people["经办人"])


def test_a_round_is_corrected_until_it_is_opened(county, standard):
    publish(standard=standard)
    round_ = prepared(standard)
    before = round_.fingerprint()

    revised = revise_round(round_=round_, quotas={"619921102000": 1}, places=3, number=2)
    assert (revised.places, revised.code) == (3, "619921-2026-2-county-village")
    assert dict(revised.quotas.values_list("township_id", "number")) == {"619921102000": 1}
    assert revised.fingerprint() != before

    begin_round(round_=revised, by=county.people["经办人"])
    world.act(county, revised, "open_round")
    with pytest.raises(NotNow, match="已经启动"):
        revise_round(round_=revised, quotas={}, places=9)


def test_what_is_prepared_stays_in_the_office(county, standard):
    round_ = prepared(standard)
    sees = {person for person in county.people if Round.objects.visible_to(county.people[person]).exists()}
    assert sees == {"经办人", "主任", "县领导", "审计员"}

    Round.objects.update(state=RoundState.OPEN)
    assert Round.objects.visible_to(county.people["甲一村书记"]).get() == round_
    assert not Round.objects.visible_to(county.people["省评审"]).exists()
