"""Rounds: to the province and back, shaken by an objection, without anybody worthy, without anybody at all."""

from datetime import date, datetime, timedelta

import pytest

from accounts import clock
from tests import stories, world
from workflows.applications.models import Application
from workflows.applications.states import State
from workflows.engine.deadlines import fire_due
from workflows.engine.errors import Incomplete, NotNow
from workflows.engine.steps import waits_at
from workflows.publicity.models import Objection
from workflows.publicity.services import raise_objection, settle_objection
from workflows.rounds.models import Level
from workflows.rounds.states import RoundState

pytestmark = pytest.mark.django_db

FULL_MARKS = {"income": "55", "toilets": "100"}


def test_a_village_is_reported_and_recognised_by_the_province(county):
    """Who reads it on the way: the provincial reviewer reads exactly what was reported, from then on."""
    reviewer = county.people["省评审"]
    round_ = world.village_round(county, level=Level.PROVINCE)
    best = world.to_the_lock(county, round_, "甲一村", **FULL_MARKS)
    other = world.to_the_lock(county, round_, "乙一村")
    stories.after_intake(county, round_, stories.steps_to_the_notice())
    assert (world.fresh(best).state, world.fresh(other).state) == (State.PUBLICITY, State.NOT_SELECTED)

    with clock.at(stories.day_after(round_)):
        fire_due()
        stories.play(county, round_, stories.steps_to_the_decision())
        assert not Application.objects.visible_to(reviewer).exists()
        round_ = stories.play(county, round_, stories.report())
        assert list(Application.objects.visible_to(reviewer)) == [best]
    with clock.at(datetime(2026, 6, 2, 9, 0)):
        result = {"document_number": "陕农发〔2026〕38号", "decided_on": date(2026, 6, 1), "recognised": [best.number]}
        round_ = world.act(county, round_, "record_result", **result)

    best = world.fresh(best)
    assert (best.state, round_.state) == (State.RECOGNISED, RoundState.CONCLUDED)
    assert (best.honour.title, best.honour.document_number) == ("省级示范村", "陕农发〔2026〕38号")
    assert waits_at(best) == waits_at(round_) == set()


@pytest.fixture
def published(county, village_round):
    """Two of three villages before the public."""
    for place, income in (("甲一村", "55"), ("乙一村", "30"), ("乙二村", "15")):
        world.to_the_lock(county, village_round, place, income=income)
    stories.after_intake(county, village_round, stories.steps_to_the_notice())
    return village_round.notices.get()


def states(round_) -> dict[str, str]:
    """Where each village stands."""
    return {case.region.name: case.state for case in round_.applications.select_related("region")}


def test_an_upheld_objection_costs_the_place_and_the_list_is_published_anew(county, published, village_round):
    accused = village_round.applications.get(region__name="甲一村")
    with clock.at(published.ends_at - timedelta(days=1)):
        objection = raise_objection(notice=published, application=accused, matter="户厕台账不实。")
        settle_objection(
            objection=objection, by=county.people["主任"], finding=Objection.Finding.UPHELD, findings_of_fact="属实。"
        )
    assert (world.fresh(accused).state, waits_at(accused)) == (State.DISQUALIFIED, set())

    with clock.at(stories.day_after(village_round)):
        fire_due()
        round_ = world.act(county, village_round, "close_notice")
        assert (round_.state, waits_at(round_)) == (RoundState.LOCKED, {"propose_list"})
        round_ = stories.play(county, round_, stories.steps_to_the_notice()[1:])
    assert [notice.number for notice in round_.notices.all()] == [1, 2]
    assert [case.region.name for case in round_.notices.last().applications.all()] == ["乙一村"]

    with clock.at(stories.day_after(round_)):
        fire_due()
        round_ = stories.play(county, round_, stories.steps_to_the_title())
    assert round_.state == RoundState.NAMED
    assert states(round_) == {"甲一村": State.DISQUALIFIED, "乙一村": State.NAMED, "乙二村": State.NOT_SELECTED}


def test_a_dismissed_objection_changes_nothing(county, published, village_round):
    accused = village_round.applications.get(region__name="甲一村")
    with clock.at(published.ends_at - timedelta(days=1)):
        objection = raise_objection(notice=published, application=accused, matter="户厕台账不实。")

    with clock.at(stories.day_after(village_round)):
        fire_due()
        with pytest.raises(Incomplete):
            world.act(county, village_round, "close_notice")
        settle_objection(
            objection=objection,
            by=county.people["经办人"],
            finding=Objection.Finding.DISMISSED,
            findings_of_fact="经核查不属实。",
        )
        round_ = stories.play(county, village_round, stories.steps_to_the_title())

    assert (round_.state, world.fresh(accused).state) == (RoundState.NAMED, State.NAMED)


def test_a_notice_is_not_closed_on_its_last_day(county, published, village_round):
    with clock.at(published.ends_at - timedelta(minutes=1)):
        fire_due()

        assert waits_at(village_round) == {"notice"}
        with pytest.raises(NotNow):
            raise_late(published)


def raise_late(notice):
    """An objection a minute after the end."""
    with clock.at(notice.ends_at + timedelta(minutes=1)):
        return raise_objection(notice=notice, application=notice.applications.first(), matter="迟了。")


def test_the_meeting_may_refuse_a_name_but_not_add_one(county, published, village_round):
    refused = village_round.applications.get(region__name="乙一村")
    with clock.at(stories.day_after(village_round)):
        fire_due()
        (close, deliberate, designate) = stories.steps_to_the_title()
        entered = {**deliberate[1], "refused": [refused.number], "opinion": "需进一步整改。"}
        round_ = stories.play(county, village_round, [close, ("deliberate", entered), designate])

    assert states(round_) == {"甲一村": State.NAMED, "乙一村": State.NOT_APPROVED, "乙二村": State.NOT_SELECTED}


def test_the_director_has_the_list_ranked_again(county, village_round):
    world.to_the_lock(county, village_round, "甲一村")
    lock, propose, approve = stories.steps_to_the_list()
    back = ("approve_list", {"decision": "send_back", "opinion": "请核对同分依据。"})

    round_ = stories.after_intake(county, village_round, [lock, propose, back, propose, approve])

    assert round_.state == RoundState.PROPOSED
    assert [(row.number, row.is_approved) for row in round_.rankings.all()] == [(1, False), (2, True)]


def test_a_round_in_which_nobody_reaches_the_grade_ends_without_a_result(county, village_round):
    case = world.to_the_lock(county, village_round, "甲一村", income="5", toilets="40")

    round_ = stories.after_intake(county, village_round, stories.steps_to_the_list())

    assert (round_.state, world.fresh(case).state) == (RoundState.WITHOUT_RESULT, State.NOT_SELECTED)
    assert waits_at(round_) == waits_at(case) == set()


def test_a_round_without_applicants_ends_without_a_result(county, village_round):
    round_ = stories.after_intake(county, village_round, stories.steps_to_the_list())

    assert (round_.state, waits_at(round_)) == (RoundState.WITHOUT_RESULT, set())


def test_scores_are_not_locked_while_somebody_is_still_at_work(county, village_round):
    case = world.hand_in(county, world.apply(county, village_round, "甲一村"))

    with pytest.raises(Incomplete) as refusal:
        stories.after_intake(county, village_round, stories.steps_to_the_list())

    [sentence] = refusal.value.missing
    assert case.region.full_name in sentence
    assert "待镇审核" in sentence
