"""退回补正, 撤回, 逾期: a return names everything at once, happens twice at most, and has its own limit."""

from datetime import date, datetime, timedelta
from decimal import Decimal

import pytest
from django.utils.timezone import localtime

from accounts import clock
from tests import stories, world
from workflows.applications.models import Application
from workflows.applications.returning import return_of
from workflows.applications.services.submitting import recall
from workflows.applications.states import State
from workflows.engine.deadlines import fire_due
from workflows.engine.errors import Incomplete, NotNow, NotYou
from workflows.engine.models import Event
from workflows.engine.steps import perform, waits_at
from workflows.review.scores import reviewed_scores
from workflows.rounds.states import RoundState

pytestmark = pytest.mark.django_db

#: Long after every return of these stories had to be answered.
LATE = datetime(2026, 4, 20, 9, 0)
RETURN = {
    "decision": "return",
    "opinion": "请补充。",
    "verdicts": {"RJ-01": {"passes": False, "problem": "缺户厕台账"}},
}


@pytest.fixture
def submitted(county, village_round):
    """甲一村, handed in."""
    return world.hand_in(county, world.apply(county, village_round, "甲一村"))


def test_what_the_county_returns_comes_straight_back_to_the_county(county, submitted):
    recommend = {"decision": "recommend", "opinion": "属实。"}
    scored = {"RJ-01": {"passes": True, "score": Decimal(20)}}
    world.act(county, submitted, "review_at_township", **recommend, site_check=world.SITE_CHECK, verdicts=scored)
    world.act(county, submitted, "sign_at_township", **recommend)

    case = world.act(county, submitted, "accept_at_county", **RETURN)
    assert (case.state, waits_at(case)) == (State.COUNTY_RETURNED, {"fill_in"})

    case = world.hand_in(county, case)
    assert (case.state, waits_at(case)) == (State.TOWN_RECOMMENDED, {"accept_at_county"})
    assert reviewed_scores(case) == {"RJ-01": Decimal("20.00")}

    case = world.accept(county, case)
    assert case.state == State.SCORING
    assert [row.number for row in case.submissions.all()] == [1, 2]
    assert case.snapshot_id == case.submissions.last().snapshot_id


def twice_returned(county, case, node):
    """Returned, handed in again, and returned a second time."""
    case = world.hand_in(county, world.act(county, case, node, **RETURN))
    return world.act(county, case, node, **RETURN)


def test_a_second_return_waits_for_the_director(county, submitted):
    case = twice_returned(county, submitted, "review_at_township")
    assert (case.state, waits_at(case)) == (State.TOWN_RETURN_ASKED, {"approve_return"})
    assert return_of(case) is None

    with clock.at(datetime(2026, 3, 18, 9)):
        case = world.act(county, case, "approve_return", decision="approve_return", opinion="同意。")

        assert (case.state, waits_at(case)) == (State.TOWN_RETURNED, {"fill_in"})
        returned = return_of(case)
        assert [point.problem for point in returned.points] == ["缺户厕台账"]
        assert (returned.by_name, returned.due_on) == ("甲镇审核员", date(2026, 3, 25))
        case = world.hand_in(county, case)
    assert (case.state, waits_at(case)) == (State.SUBMITTED, {"review_at_township"})


def test_the_reviewers_days_go_on_with_those_that_were_left(county, submitted):
    assert due_on(submitted) == date(2026, 3, 23)
    with clock.at(datetime(2026, 3, 18, 9)):  # of five working days two are used
        world.act(county, submitted, "review_at_township", **RETURN)
    with clock.at(datetime(2026, 3, 27, 9)):
        case = world.hand_in(county, world.fresh(submitted))
        assert due_on(case) == date(2026, 4, 1)
    with clock.at(datetime(2026, 4, 10, 9)):  # long over: the director is asked, and refuses
        world.act(county, case, "review_at_township", **RETURN)
        case = world.act(county, case, "approve_return", decision="refuse_return", opinion="按现有材料决定。")
        assert due_on(case) == date(2026, 4, 13)


def due_on(case) -> date:
    """The last day of the township's review."""
    (item,) = world.work(case, "review_at_township")
    return localtime(item.due_at - timedelta(seconds=1)).date()


def test_a_refused_return_leads_back_to_whoever_asked(county, submitted):
    world.recommend(county, submitted)
    case = twice_returned(county, submitted, "accept_at_county")

    case = world.act(county, case, "approve_return", decision="refuse_return", opinion="按现有材料决定。")

    assert (case.state, waits_at(case)) == (State.TOWN_RECOMMENDED, {"accept_at_county"})
    assert world.accept(county, case).state == State.SCORING


def test_only_the_director_approves_a_second_return(county, submitted):
    case = twice_returned(county, submitted, "review_at_township")
    task = world.work(case, "approve_return")[0].task

    with pytest.raises(NotYou):
        perform(task, by=county.people["经办人"], decision="approve_return", opinion="同意。")

    assert world.fresh(case).state == State.TOWN_RETURN_ASKED


def test_a_third_return_is_refused(county, submitted):
    case = twice_returned(county, submitted, "review_at_township")
    case = world.act(county, case, "approve_return", decision="approve_return", opinion="同意。")
    case = world.hand_in(county, case)

    with pytest.raises(NotNow, match="已退回补正2次"):
        world.act(county, case, "review_at_township", **RETURN)

    assert world.fresh(submitted).state == State.SUBMITTED
    assert [row.number for row in submitted.submissions.all()] == [1, 2, 3]


def test_a_return_says_what_to_change(county, submitted):
    with pytest.raises(Incomplete, match="一次性列明"):
        world.act(county, submitted, "review_at_township", decision="return", opinion="请补充。")

    assert world.fresh(submitted).state == State.SUBMITTED
    assert not submitted.opinions.exists()


def test_a_returned_village_may_come_back_after_the_intake(county, submitted, village_round):
    world.act(county, submitted, "review_at_township", **RETURN)

    with clock.at(stories.AFTER_INTAKE):
        fire_due()
        case = world.hand_in(county, submitted)

    assert (case.state, waits_at(case)) == (State.SUBMITTED, {"review_at_township"})


def test_scores_wait_for_a_returned_village_that_may_still_come_back(county, submitted, village_round):
    with clock.at(datetime(2026, 3, 31, 9, 0)):
        world.act(county, submitted, "review_at_township", **RETURN)
    with clock.at(stories.AFTER_INTAKE):
        fire_due()
        world.act(county, submitted, "fill_in")

        with pytest.raises(Incomplete, match="还不能锁分"):
            world.act(county, village_round, "lock_scores")


def test_who_does_not_come_back_in_time_is_out_when_scores_are_locked(county, submitted, village_round):
    other = world.to_the_lock(county, village_round, "乙一村")
    returned = world.act(county, submitted, "review_at_township", **RETURN)

    with clock.at(LATE):
        fire_due()
        round_ = world.act(county, village_round, "lock_scores")

    assert (round_.state, world.fresh(other).state) == (RoundState.LOCKED, State.SCORE_LOCKED)
    assert (world.fresh(returned).state, waits_at(returned)) == (State.LAPSED, set())


def test_a_place_stays_with_the_village_that_the_county_has_returned(county):
    """Else another would be recommended meanwhile, and the returned one could not come back."""
    round_ = world.village_round(county, quotas={county.regions["甲镇"].pk: 1})
    first = world.recommend(county, world.hand_in(county, world.apply(county, round_, "甲一村")))
    second = world.hand_in(county, world.apply(county, round_, "甲二村"))
    world.act(county, first, "accept_at_county", **RETURN)
    world.act(county, first, "fill_in")

    with pytest.raises(NotNow, match="已推荐满"):
        world.recommend(county, second)

    first = world.act(county, first, "submit", decision="submit")
    assert first.state == State.TOWN_RECOMMENDED


def test_what_is_taken_back_after_a_correction_is_due_with_the_intake_again(county, submitted, village_round):
    case = world.hand_in(county, world.act(county, submitted, "review_at_township", **RETURN))

    recall(application=case, by=county.people["甲一村书记"], reason="有一处写错")

    (item,) = world.work(case, "fill_in")
    assert item.due_at == village_round.intake_ends_at


def test_what_is_taken_back_can_be_handed_in_again(county, submitted):
    recall(application=submitted, by=county.people["甲一村书记"], reason="有一处笔误")
    assert (submitted.state, waits_at(submitted)) == (State.DRAFT, {"fill_in"})

    case = world.hand_in(county, submitted)

    assert (case.state, case.submissions.count()) == (State.SUBMITTED, 2)


def test_nothing_is_taken_back_when_it_could_not_be_handed_in_again(county, submitted):
    with clock.at(stories.AFTER_INTAKE), pytest.raises(NotNow, match="撤回后不能再提交"):
        recall(application=submitted, by=county.people["甲一村书记"], reason="有一处笔误")

    assert (world.fresh(submitted).state, waits_at(submitted)) == (State.SUBMITTED, {"review_at_township"})


def test_what_was_never_handed_in_lapses(county, village_round):
    case = world.act(county, world.apply(county, village_round, "甲一村"), "fill_in")

    with clock.at(datetime(2026, 3, 31, 18, 1)):
        fire_due()

    case = world.fresh(case)
    assert (case.state, waits_at(case)) == (State.LAPSED, set())
    assert Event.objects.filter(process_id=case.process_id).last().actor_name == "系统"
    assert Application.objects.visible_to(county.people["甲一村填报员"]).get() == case


def test_a_minute_late_is_too_late(county, village_round):
    case = world.act(county, world.apply(county, village_round, "甲一村"), "fill_in")

    with clock.at(datetime(2026, 3, 31, 18, 1)), pytest.raises(NotNow, match="已截止"):
        world.act(county, case, "submit", decision="submit")

    assert not case.submissions.exists()


def test_the_township_may_say_no(county, submitted):
    case = world.act(county, submitted, "review_at_township", decision="not_recommend", opinion="条件不具备。")

    assert (case.state, waits_at(case)) == (State.NOT_RECOMMENDED, set())


def test_the_leader_sends_it_back_to_the_reviewer(county, submitted):
    recommended = {"decision": "recommend", "opinion": "推荐。", "site_check": world.SITE_CHECK}
    world.act(county, submitted, "review_at_township", **recommended)

    case = world.act(county, submitted, "sign_at_township", decision="send_back", opinion="核查人数不对。")

    assert (case.state, waits_at(case)) == (State.SUBMITTED, {"review_at_township"})
