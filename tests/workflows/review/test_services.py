"""Township review, the leader's signature, county acceptance: what each needs, and what is refused."""

from datetime import date

import pytest
from django.urls import reverse

from tests import world
from workflows.applications.states import State
from workflows.engine.errors import Incomplete, NotNow, NotYou
from workflows.engine.steps import perform, waits_at
from workflows.review.models import IndicatorVerdict, Opinion, Stage
from workflows.review.places import places_of
from workflows.review.scores import reviewed_scores
from workflows.review.services import correction_due, points_to_correct
from workflows.rounds.models import TownshipQuota

pytestmark = pytest.mark.django_db

TO_CHANGE = {"RJ-01": {"passes": False, "score": None, "problem": "缺户厕台账"}}


@pytest.fixture
def submitted(county, village_round):
    """甲一村's application, waiting for its township."""
    return world.hand_in(county, world.apply(county, village_round, "甲一村"))


def review(county, application, by="甲镇审核员", **data):
    """Do the review as somebody."""
    item = world.work(application, "review_at_township")[0]
    return perform(item.task, by=county.people[by], **data)


def test_a_recommendation_goes_to_the_leader_with_scores_and_site_check(county, submitted):
    verdicts = {"CY-01": {"passes": True, "score": 30, "problem": ""}, "RJ-01": {"passes": True, "score": 25}}

    review(
        county,
        submitted,
        decision="recommend",
        opinion=" 属实。 ",
        verdicts=verdicts,
        site_check=world.SITE_CHECK,
        rank=1,
    )

    opinion = Opinion.objects.get()
    application = world.fresh(submitted)
    assert (application.state, waits_at(application)) == (State.TOWN_REVIEWED, {"sign_at_township"})
    assert (opinion.stage, opinion.text, opinion.rank, opinion.by_name) == (Stage.TOWNSHIP, "属实。", 1, "甲镇审核员")
    assert opinion.submission == application.submissions.get()
    assert reviewed_scores(application) == {"CY-01": 30, "RJ-01": 25}


@pytest.mark.parametrize(
    "site_check", [{}, {"on": "2026-03-16", "people": ["张核查"]}, {"people": ["张核查", "王核查"]}], ids=str
)
def test_nobody_is_recommended_without_a_visit_of_two(county, submitted, site_check):
    with pytest.raises(Incomplete, match="实地核查"):
        review(county, submitted, decision="recommend", opinion="属实。", site_check=site_check)

    assert world.fresh(submitted).state == State.SUBMITTED
    assert not Opinion.objects.exists()


@pytest.mark.parametrize(
    "verdicts", [{}, {"RJ-01": {"passes": True, "problem": ""}}], ids=["nothing named", "everything passes"]
)
def test_a_return_names_what_is_to_be_changed(county, submitted, verdicts):
    with pytest.raises(Incomplete, match="一次性列明"):
        review(county, submitted, decision="return", opinion="请补充。", verdicts=verdicts)

    assert not IndicatorVerdict.objects.exists()


def test_a_return_gives_five_working_days_and_its_points(county, submitted):
    review(county, submitted, decision="return", opinion="请补充。", verdicts=TO_CHANGE)

    application = world.fresh(submitted)
    assert application.state == State.TOWN_RETURNED
    assert correction_due(application) == date(2026, 3, 23)
    assert [(row.indicator, row.problem) for row in points_to_correct(application)] == [("RJ-01", "缺户厕台账")]


def test_a_third_return_is_refused_and_a_decision_is_not(county, submitted):
    application = submitted
    for toilets in ("94", "93"):
        review(county, application, decision="return", opinion="请补充。", verdicts=TO_CHANGE)
        application = world.fresh(application)
        if application.state == State.TOWN_RETURN_ASKED:
            application = world.act(county, application, "approve_return", decision="approve_return", opinion="同意。")
        world.fill(county, application, toilets=toilets)
        application = world.hand_in(county, application)

    with pytest.raises(NotNow, match="已退回补正2次"):
        review(county, application, decision="return", opinion="请补充。", verdicts=TO_CHANGE)
    review(county, application, decision="not_recommend", opinion="不符合条件。")

    assert world.fresh(application).state == State.NOT_RECOMMENDED


def test_an_opinion_is_never_empty(county, submitted):
    with pytest.raises(Incomplete, match="请填写意见"):
        review(county, submitted, decision="not_recommend", opinion="  ")


def test_the_reviewer_does_not_sign_but_the_leader_does(county, submitted):
    world.act(
        county, submitted, "review_at_township", decision="recommend", opinion="属实。", site_check=world.SITE_CHECK
    )
    both = world.hire(county, "兼任者", "town_leader", "甲镇")
    Opinion.objects.create(
        application=submitted,
        submission=submitted.submissions.get(),
        stage=Stage.TOWNSHIP,
        decision="recommend",
        text="属实。",
        by=both,
        by_name="兼任者",
    )
    task = world.work(submitted, "sign_at_township")[0].task

    with pytest.raises(NotNow, match="签发须由另一位领导办理"):
        perform(task, by=both, decision="recommend", opinion="同意。")
    perform(task, by=county.people["甲镇镇长"], decision="recommend", opinion="同意。")

    assert world.fresh(submitted).state == State.TOWN_RECOMMENDED


def test_whoever_applied_for_the_village_does_not_review_it(county, village_round):
    clerk = county.people["甲一村填报员"]
    submitted = world.hand_in(county, world.apply(county, village_round, "甲一村"))
    world.appoint(user=clerk, post="town_reviewer", region=county.regions["甲镇"], since=date(2026, 1, 1))

    with pytest.raises(NotNow, match="回避"):
        review(county, submitted, by="甲一村填报员", decision="not_recommend", opinion="不符合。")


def test_the_quota_is_a_hard_stop(county, village_round):
    TownshipQuota.objects.create(round=village_round, township=county.regions["甲镇"], number=1)
    first = world.recommend(county, world.hand_in(county, world.apply(county, village_round, "甲一村")))
    second = world.hand_in(county, world.apply(county, village_round, "甲二村"))
    second = world.act(
        county, second, "review_at_township", decision="recommend", opinion="属实。", site_check=world.SITE_CHECK
    )

    with pytest.raises(NotNow, match="名额为1个，已推荐满"):
        world.act(county, second, "sign_at_township", decision="recommend", opinion="同意。")

    assert (world.fresh(first).state, world.fresh(second).state) == (State.TOWN_RECOMMENDED, State.TOWN_REVIEWED)
    assert (places_of(second).number, places_of(second).used, places_of(second).left) == (1, 1, 0)
    assert (places_of(first).used, places_of(first).left) == (0, 1)


def test_a_file_sent_back_by_the_leader_is_reviewed_again(county, submitted):
    world.act(
        county, submitted, "review_at_township", decision="recommend", opinion="属实。", site_check=world.SITE_CHECK
    )

    application = world.act(county, submitted, "sign_at_township", decision="send_back", opinion="请补充核查。")

    assert (application.state, waits_at(application)) == (State.SUBMITTED, {"review_at_township"})


def test_the_office_accepts_only_what_meets_the_basic_conditions(county, submitted):
    application = world.recommend(county, submitted)
    task = world.work(application, "accept_at_county")[0].task

    with pytest.raises(Incomplete) as refused:
        perform(task, by=county.people["经办人"], decision="accept", opinion="受理。", conditions={"TJ-01": False})
    assert refused.value.missing == ("TJ-01 村庄规划已批准",)
    perform(task, by=county.people["经办人"], decision="accept", opinion="受理。", conditions={"TJ-01": True})

    assert world.fresh(application).state == State.SCORING


def test_the_office_of_the_county_accepts_and_nobody_else(county, submitted):
    application = world.recommend(county, submitted)
    task = world.work(application, "accept_at_county")[0].task

    with pytest.raises(NotYou):
        perform(task, by=county.people["甲镇镇长"], decision="accept", opinion="受理。", conditions={"TJ-01": True})
    perform(task, by=county.people["经办人"], decision="not_accept", opinion="不符合基本条件。")

    assert world.fresh(application).state == State.NOT_ACCEPTED


# --- basic conditions that the data do not meet ---------------------------------------------------------------


@pytest.fixture
def poor(county, village_round):
    """A village whose income is below the basic condition, recommended all the same."""
    return world.recommend(county, world.hand_in(county, world.apply(county, village_round, "甲一村", income="5")))


def accept(county, application, **data):
    item = world.work(application, "accept_at_county")[0]
    entered = {"decision": "accept", "opinion": "受理。", "conditions": {"TJ-01": True}, **data}
    return perform(item.task, by=county.people["经办人"], **entered)


def test_an_unmet_condition_is_accepted_only_with_a_reason_in_writing(county, poor):
    with pytest.raises(Incomplete) as refused:
        accept(county, poor, exceptions={"TJ-02": " "})
    assert refused.value.missing[0].startswith("TJ-02 村集体经营性收入不低于10万元")
    assert world.fresh(poor).state == State.TOWN_RECOMMENDED

    case = accept(county, poor, exceptions={"TJ-02": "统计数尚未发布", "TJ-09": "多余的"})

    assert case.state == State.SCORING
    assert Opinion.objects.get(stage=Stage.COUNTY_OFFICE).exceptions == {"TJ-02": "统计数尚未发布"}


def test_refusing_needs_no_such_reason(county, poor):
    case = accept(county, poor, decision="not_accept", opinion="基本条件不符合。")

    assert case.state == State.NOT_ACCEPTED


def test_the_form_asks_for_the_reason_of_each_unmet_condition(county, poor, signed_in):
    address = reverse("inbox:task", args=[world.work(poor, "accept_at_county")[0].pk])
    browser = signed_in(county.people["经办人"])
    posted = {"decision": "accept", "opinion": "受理。", "condition-TJ-01": "on"}

    page = browser.get(address).content.decode()
    silent = browser.post(address, posted)
    said = browser.post(address, {**posted, "exception-TJ-02": "统计数尚未发布"})

    assert 'name="exception-TJ-02"' in page
    assert (silent.status_code, said.status_code) == (422, 302)
