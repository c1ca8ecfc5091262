"""回避申报: before the first score of a round; who is recused has a substitute, and a score given before is given anew."""

from datetime import date

import pytest
from django.urls import reverse

from accounts.enums import Post
from accounts.models import AuditEntry, Message
from tests import world
from workflows.engine.errors import Incomplete, NotNow, NotYou
from workflows.engine.models import StandIn, WorkItem
from workflows.engine.steps import perform, waits_at
from workflows.scoring.models import DepartmentScore, Recusal, RecusalDeclaration, RecusalKind, ScoreSheet, Substitution
from workflows.scoring.points import PointKind, points_of
from workflows.scoring.rules import may_read_scores
from workflows.scoring.services.recusal import Tie, declare, declare_recusal, withdraw
from workflows.scoring.services.substitutes import name_substitute

from .conftest import accepted, item_of

pytestmark = pytest.mark.django_db

LEAD = "农业农村局"


@pytest.fixture
def scorer(county):
    return county.people["农业农村局评分员"]


@pytest.fixture
def newcomer(county, scoring):
    """A second scorer who came after the round began, and has not declared."""
    user = world.User.objects.create(username="late", display_name="新评分员", password="!")
    world.appoint(
        user=user,
        post=Post.DEPT_SCORER,
        region=county.regions["禾塬县"],
        organisation=county.departments[LEAD],
        since=date(2026, 1, 1),
    )
    return user


def colleague(county):
    return world.hire(county, "农业农村局评分员二", Post.DEPT_SCORER, "禾塬县", LEAD)


def hand_in(county, application, by):
    item = item_of(application, "score", LEAD)
    return perform(item.task, by=by, given=world.by_the_rule(application)(item))


# --- before the first score -----------------------------------------------------------------------------------


def test_who_has_not_declared_is_asked_first(county, village_round, scoring, newcomer, signed_in):
    address = reverse("inbox:task", args=[item_of(scoring, "score", LEAD).pk])
    asked = reverse("scoring:declare", args=[village_round.pk])

    with pytest.raises(NotNow, match="回避申报"):
        hand_in(county, scoring, newcomer)
    sent = signed_in(newcomer).get(address)
    page = signed_in(newcomer).get(sent.url).content.decode()
    unsure = signed_in(newcomer).post(sent.url, {})
    done = signed_in(newcomer).post(sent.url, {"complete": "on"})

    assert sent.url.startswith(asked)
    assert "甲镇甲一村" in page
    assert (unsure.status_code, done.url) == (422, address)
    assert RecusalDeclaration.objects.get(user=newcomer).regions == []
    hand_in(county, scoring, newcomer)


def test_a_declaration_with_a_tie_blocks_that_applicant_only(county, village_round, scoring, newcomer, signed_in):
    other = accepted(county, village_round, "甲二村")
    code = county.regions["甲一村"].pk
    answer = signed_in(newcomer).post(
        reverse("scoring:declare", args=[village_round.pk]),
        {f"kind-{code}": "kinship", f"reason-{code}": "妻弟任村主任", "complete": "on"},
    )

    assert answer.status_code == 302
    assert [(one.region.name, one.words) for one in Recusal.objects.all()] == [("甲一村", "亲属：妻弟任村主任")]
    with pytest.raises(NotNow, match="回避"):
        hand_in(county, scoring, newcomer)
    hand_in(county, other, newcomer)


def test_a_whole_township_is_named_although_nobody_of_it_applies_yet(
    county, village_round, scoring, newcomer, signed_in
):
    address = reverse("scoring:declare", args=[village_round.pk])
    browser = signed_in(newcomer)

    unknown = browser.post(address, {"place-1": "没有镇", "more-kind-1": "liaison", "complete": "on"})
    known = browser.post(address, {"place-1": "乙镇", "more-kind-1": "liaison", "complete": "on"})

    assert (unknown.status_code, known.status_code) == (422, 302)
    later = accepted(county, village_round, "乙二村")
    with pytest.raises(NotNow, match="回避"):
        hand_in(county, later, newcomer)


def test_a_past_post_in_the_village_is_proposed_and_passing_it_over_is_told(
    county, village_round, scoring, newcomer, signed_in
):
    past = world.appoint(
        user=newcomer, post=Post.VILLAGE_CLERK, region=county.regions["甲一村"], since=date(2021, 1, 1)
    )
    type(past).objects.filter(pk=past.pk).update(until=date(2023, 5, 1))
    address = reverse("scoring:declare", args=[village_round.pk])

    page = signed_in(newcomer).get(address).content.decode()
    signed_in(newcomer).post(address, {f"kind-{county.regions['甲一村'].pk}": "", "complete": "on"})

    assert "系统比对到任职" in page
    assert "2021年1月起，2023年5月止" in page
    assert Message.objects.get(subject__startswith="请核对回避申报").user == county.people["主任"]


def test_only_who_scores_signs_or_countersigns_declares(county, village_round, scoring, signed_in):
    address = reverse("scoring:declare", args=[village_round.pk])

    assert signed_in(county.people["经办人"]).get(address).status_code == 403
    with pytest.raises(NotNow):
        declare(user=county.people["经办人"], round_=village_round, ties=[])


def test_a_declaration_is_kept_once_and_may_be_added_to(county, village_round, scoring, scorer):
    tie = Tie(county.regions["甲二村"], RecusalKind.ORIGIN)

    declare(user=scorer, round_=village_round, ties=[tie])
    declare(user=scorer, round_=village_round, ties=[tie])

    assert RecusalDeclaration.objects.filter(user=scorer).count() == 1
    assert Recusal.objects.filter(user=scorer).count() == 1


# --- a substitute ---------------------------------------------------------------------------------------------


def test_the_first_colleague_of_the_same_post_is_named(county, scoring, scorer):
    other = colleague(county)

    declare_recusal(user=scorer, region=county.regions["甲一村"], kind=RecusalKind.ORIGIN)

    named = Substitution.objects.get()
    assert (named.user, named.by, named.post) == (other, None, Post.DEPT_SCORER)
    assert not StandIn.objects.exists()


def test_where_there_is_none_the_head_names_somebody_who_then_does_the_work(county, scoring, scorer, signed_in):
    declare_recusal(user=scorer, region=county.regions["甲一村"], kind=RecusalKind.ORIGIN)
    head, stand_in = county.people["农业农村局负责人"], county.people["农业农村局联审员"]
    recusal = Recusal.objects.get()
    page = signed_in(head).get(reverse("scoring:recusals")).content.decode()
    assert "没有替代人员，请指定" in page

    answer = signed_in(head).post(
        reverse("scoring:substitute", args=[recusal.pk]),
        {"organisation": county.departments[LEAD].pk, "post": Post.DEPT_SCORER, "user": stand_in.pk},
    )

    assert answer.status_code == 302
    assert [item.node for item in WorkItem.objects.waiting_for(stand_in).filter(node="score")] == ["score"]
    with pytest.raises(NotNow, match="回避申报"):
        hand_in(county, scoring, stand_in)
    declare(user=stand_in, round_=scoring.round, ties=[])
    hand_in(county, scoring, stand_in)
    assert scoring.process.events.get(action="score").post == Post.DEPT_SCORER
    assert AuditEntry.objects.filter(verb="指定回避替代", actor=head).count() == 1


def test_a_head_names_for_his_own_department_and_the_office_for_all(county, scoring, scorer):
    declare_recusal(user=scorer, region=county.regions["甲一村"], kind=RecusalKind.ORIGIN)
    named = {
        "recusal": Recusal.objects.get(),
        "organisation": county.departments[LEAD],
        "post": Post.DEPT_SCORER,
        "user": county.people["宣传部评分员"],
    }

    with pytest.raises(NotYou):
        name_substitute(**named, by=county.people["宣传部负责人"])
    with pytest.raises(NotYou):
        name_substitute(**named, by=county.people["甲镇镇长"])
    with pytest.raises(Incomplete):
        name_substitute(**named, by=county.people["农业农村局负责人"])
    name_substitute(**named, by=county.people["经办人"])

    assert may_read_scores(county.people["宣传部评分员"], scoring, county.departments[LEAD].pk)


def test_a_new_name_ends_the_one_before(county, scoring, scorer):
    declare_recusal(user=scorer, region=county.regions["甲一村"], kind=RecusalKind.ORIGIN)
    named = {"recusal": Recusal.objects.get(), "organisation": county.departments[LEAD], "post": Post.DEPT_SCORER}
    for name in ("农业农村局联审员", "宣传部评分员"):
        name_substitute(**named, user=county.people[name], by=county.people["主任"])

    assert [one.user.display_name for one in StandIn.objects.filter(ended_at=None)] == ["宣传部评分员"]
    with pytest.raises(NotYou):
        hand_in(county, scoring, county.people["农业农村局联审员"])


# --- the end of a recusal -------------------------------------------------------------------------------------


def test_only_the_director_withdraws_and_says_why(county, scoring, scorer):
    declare_recusal(user=scorer, region=county.regions["甲一村"], kind=RecusalKind.ORIGIN)
    recusal = Recusal.objects.get()
    name_substitute(
        recusal=recusal, organisation=county.departments[LEAD], post=Post.DEPT_SCORER,
        user=county.people["农业农村局联审员"], by=county.people["主任"],
    )  # fmt: skip

    with pytest.raises(NotYou):
        withdraw(recusal=recusal, by=county.people["经办人"], reason="同名误登")
    with pytest.raises(Incomplete):
        withdraw(recusal=recusal, by=county.people["主任"], reason=" ")
    withdraw(recusal=recusal, by=county.people["主任"], reason="同名误登")
    with pytest.raises(NotNow):
        withdraw(recusal=Recusal.objects.get(), by=county.people["主任"], reason="再解除")

    assert not StandIn.objects.filter(ended_at=None).exists()
    assert not Recusal.objects.in_force().exists()
    hand_in(county, scoring, scorer)


# --- found after the score ------------------------------------------------------------------------------------


def test_scores_of_a_person_recused_later_are_given_anew_by_the_substitute(county, scoring, scorer):
    other = colleague(county)
    hand_in(county, scoring, scorer)
    world.act(county, scoring, "score", given=world.by_the_rule(scoring))
    world.act(county, scoring, "sign_scores", decision="sign")
    world.act(county, scoring, "countersign", agrees=True)
    case = world.act(county, scoring, "joint_check")
    assert waits_at(case) == {"await_lock"}

    declare_recusal(user=scorer, region=county.regions["甲一村"], kind=RecusalKind.KINSHIP)

    assert waits_at(case) == {"answer_objections"}
    assert {(one.kind, one.code) for one in points_of(case)} == {
        (PointKind.RECUSED, code) for code in ("CY-01", "RJ-01", "RJ-02", "JF-01", "KF-01")
    }
    item = item_of(case, "answer_objections", LEAD)
    with pytest.raises(Incomplete):
        perform(item.task, by=other)
    perform(item.task, by=other, given=world.by_the_rule(case)(item))
    case = world.act(county, case, "sign_answers", decision="sign")

    last = DepartmentScore.objects.filter(organisation__name=LEAD).current()
    assert {(row.by, row.version) for row in last} == {(other, 2)}
    assert DepartmentScore.objects.filter(by=scorer).count() == 5
    assert (waits_at(case), points_of(case)) == ({"await_lock"}, [])


def test_a_sheet_that_is_not_handed_in_yet_gets_new_versions_of_the_recused_persons_lines(county, scoring, scorer):
    other = colleague(county)
    hand_in(county, scoring, scorer)
    perform(
        item_of(scoring, "sign_scores", LEAD).task,
        by=county.people["农业农村局负责人"],
        decision="send_back",
        opinion="请核。",
    )
    declare_recusal(user=scorer, region=county.regions["甲一村"], kind=RecusalKind.KINSHIP)

    hand_in(county, scoring, other)

    assert {row.by for row in DepartmentScore.objects.current()} == {other}


def test_a_signature_of_a_head_recused_later_is_renewed(county, scoring):
    world.hire(county, "农业农村局副局长", Post.DEPT_LEADER, "禾塬县", LEAD)
    world.act(county, scoring, "score", given=world.by_the_rule(scoring))
    world.act(county, scoring, "sign_scores", decision="sign")
    world.act(county, scoring, "countersign", agrees=True)
    case = world.act(county, scoring, "joint_check")

    declare_recusal(user=county.people["农业农村局负责人"], region=county.regions["甲一村"], kind=RecusalKind.ORIGIN)

    assert [(one.kind, one.code) for one in points_of(case)] == [(PointKind.UNSIGNED, "")]
    perform(item_of(case, "answer_objections", LEAD).task, by=county.people["农业农村局评分员"])
    perform(item_of(case, "sign_answers", LEAD).task, by=county.people["农业农村局副局长"], decision="sign")
    assert ScoreSheet.objects.filter(organisation__name=LEAD).current().get().signed_by_name == "农业农村局副局长"
    assert waits_at(case) == {"await_lock"}


def test_who_is_recused_does_not_read_the_sheet(county, scoring, scorer, signed_in):
    colleague(county)
    hand_in(county, scoring, scorer)
    address = reverse("scoring:sheet", args=[scoring.pk, county.departments[LEAD].pk])
    assert signed_in(scorer).get(address).status_code == 200

    declare_recusal(user=scorer, region=county.regions["甲一村"], kind=RecusalKind.ORIGIN)

    assert signed_in(scorer).get(address).status_code == 403
    assert "密封" in signed_in(scorer).get(reverse("scoring:four", args=[scoring.pk])).content.decode()
