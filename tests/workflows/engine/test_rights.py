"""Who may do what, where and when."""

import pytest
from django.contrib.auth.models import AnonymousUser

from tests import world
from workflows.engine.actions import Action
from workflows.engine.errors import NotNow, NotYou
from workflows.engine.rights import RULES, declare, may, require

pytestmark = pytest.mark.django_db


@pytest.fixture
def submitted(county, village_round):
    """甲一村's application, waiting for its township."""
    return world.hand_in(county, world.apply(county, village_round, "甲一村"))


@pytest.mark.parametrize(
    ("person", "status"),
    [
        ("甲镇审核员", 200),
        ("乙镇审核员", 403),
        ("甲镇镇长", 403),
        ("甲一村书记", 403),
        ("经办人", 403),
        ("系统管理员", 403),
        ("省评审", 403),
    ],
)
def test_only_the_reviewer_of_its_own_township_reviews(county, submitted, person, status):
    verdict = may(county.people[person], Action.REVIEW_AT_TOWNSHIP, submitted)

    assert verdict.status == status


def test_the_right_person_at_the_wrong_time_is_told_not_now(county, submitted):
    verdict = may(county.people["甲镇镇长"], Action.SIGN_AT_TOWNSHIP, submitted)

    assert (bool(verdict), verdict.status) == (False, 409)
    assert "待镇审核" in verdict.reason


def test_a_department_acts_in_its_own_branch_only(county, submitted):
    application = world.accept(county, world.recommend(county, submitted))
    scorer = county.people["宣传部评分员"]

    own = may(scorer, Action.SCORE, application, organisation_id=county.departments["宣传部"].pk)
    other = may(scorer, Action.SCORE, application, organisation_id=county.departments["政法委"].pk)
    none = may(scorer, Action.SCORE, application)

    assert [verdict.status for verdict in (own, other, none)] == [200, 403, 403]


def test_absent_means_denied(county, submitted):
    assert may(county.people["主任"], "no_such_action", submitted).status == 403
    assert may(AnonymousUser(), Action.REVIEW_AT_TOWNSHIP, submitted).status == 403


def test_a_village_leader_who_is_also_a_town_official_does_not_sign_both_levels(county, submitted):
    both = world.hire(county, "兼职干部", "town_reviewer", "甲镇")
    world.appoint(user=both, post="village_secretary", region=county.regions["甲二村"], since=world.date(2020, 1, 1))
    application = world.apply(county, submitted.round, "甲二村")
    world.act(county, application, "fill_in")
    world.perform(world.work(application, "submit")[0].task, by=both, decision="submit")

    verdict = may(both, Action.REVIEW_AT_TOWNSHIP, world.fresh(application))

    assert (verdict.status, "回避" in verdict.reason) == (409, True)


def test_require_turns_a_refusal_into_its_exception(county, submitted):
    with pytest.raises(NotYou):
        require(may(county.people["乙镇审核员"], Action.REVIEW_AT_TOWNSHIP, submitted))
    with pytest.raises(NotNow):
        require(may(county.people["甲镇镇长"], Action.SIGN_AT_TOWNSHIP, submitted))


def test_an_action_has_one_rule():
    with pytest.raises(ValueError, match="two rules"):
        declare({Action.SCORE: RULES[Action.COUNTERSIGN]})
