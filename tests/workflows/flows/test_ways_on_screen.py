"""Every way back and sideways as a person goes it: on the page where it is found, through its form."""

from datetime import date, datetime

import pytest
from django.test import Client
from django.urls import reverse

from accounts import clock
from accounts.appointments import dismiss
from accounts.enums import Post
from accounts.models import User
from accounts.proxies import entrust
from tests import world
from workflows.applications.states import State
from workflows.engine.deadlines import CHORES, fire_due
from workflows.engine.models import Voice, WorkItem
from workflows.engine.steps import waits_at

pytestmark = pytest.mark.django_db

RETURN = {
    "decision": "return",
    "opinion": "请补充户厕台账。",
    "passes-RJ-01": "no",
    "problem-RJ-01": "缺户厕台账",
}


@pytest.fixture
def submitted(county, village_round):
    return world.hand_in(county, world.apply(county, village_round, "甲一村"))


def browser(user: User) -> Client:
    """A browser of this person's own, several at once in a story."""
    client = Client()
    client.force_login(User.objects.get(pk=user.pk), backend="django.contrib.auth.backends.ModelBackend")
    return client


def address(case, node: str) -> str:
    (item,) = world.work(case, node)
    return reverse("inbox:task", args=[item.pk])


def words(answer) -> str:
    return answer.content.decode()


def test_a_return_its_correction_and_the_directors_word_on_a_second_one(county, submitted):
    reviewer, clerk = browser(county.people["甲镇审核员"]), browser(county.people["甲一村填报员"])
    assert reviewer.post(address(submitted, "review_at_township"), RETURN).status_code == 302
    edit = reverse("applications:edit", args=[submitted.pk])
    assert "缺户厕台账" in words(clerk.get(edit))
    assert "已经通过" in words(clerk.get(reverse("applications:indicator", args=[submitted.pk, "CY-01"])))

    case = world.hand_in(county, world.fresh(submitted))
    reviewer.post(address(case, "review_at_township"), RETURN)
    assert world.fresh(case).state == State.TOWN_RETURN_ASKED
    page = browser(county.people["主任"])
    assert "缺户厕台账" in words(page.get(address(case, "approve_return")))
    page.post(address(case, "approve_return"), {"decision": "approve_return", "opinion": "同意。"})

    assert (world.fresh(case).state, waits_at(case)) == (State.TOWN_RETURNED, {"fill_in"})
    assert "缺户厕台账" in words(clerk.get(edit))


def test_it_comes_back_to_whoever_holds_the_returners_post_by_then(county, submitted):
    browser(county.people["甲镇审核员"]).post(address(submitted, "review_at_township"), RETURN)
    dismiss(appointment=county.people["甲镇审核员"].appointments.get(), on=date(2026, 3, 16))
    heir = world.hire(county, "甲镇新审核员", Post.TOWN_REVIEWER, "甲镇")

    case = world.hand_in(county, world.fresh(submitted))

    assert "甲一村" in words(browser(heir).get(reverse("inbox:home")))
    assert browser(heir).get(address(case, "review_at_township")).status_code == 200
    assert browser(county.people["甲镇审核员"]).get(address(case, "review_at_township")).status_code in (403, 404)


def test_stopped_resumed_and_at_last_disqualified(county, submitted):
    director, reviewer = browser(county.people["主任"]), browser(county.people["甲镇审核员"])
    work = address(submitted, "review_at_township")
    page = words(director.get(submitted.get_absolute_url()))
    assert [word for word in ("终止", "取消资格") if word not in page] == []

    director.post(reverse("flows:terminate", args=[submitted.pk]), {"reason": "有举报需查清"})
    assert (world.fresh(submitted).state, reviewer.get(work).status_code) == (State.TERMINATED, 302)
    director.post(reverse("flows:resume", args=[submitted.pk]), {"reason": "已查清"})
    assert (world.fresh(submitted).state, reviewer.get(work).status_code) == (State.SUBMITTED, 200)
    without = director.post(reverse("flows:disqualify", args=[submitted.pk]), {"reason": " "})
    director.post(reverse("flows:disqualify", args=[submitted.pk]), {"reason": "台账造假，经查属实"})

    assert without.status_code == 422
    assert (world.fresh(submitted).state, waits_at(submitted)) == (State.DISQUALIFIED, set())


def test_a_new_leader_is_registered_and_signs_while_the_case_goes_on(county, submitted):
    clerk = browser(county.people["甲一村填报员"])
    entered = {"name": "赵新任", "since": "2026-03-10", "reason": "换届"}
    clerk.post(reverse("applications:change_leader", args=[submitted.pk]), entered)
    dismiss(appointment=county.people["甲一村书记"].appointments.get(), on=date(2026, 3, 16))
    leader = browser(world.hire(county, "赵新任", Post.VILLAGE_SECRETARY, "甲一村"))
    signing = address(submitted, "sign_commitment")

    assert leader.post(signing, {}).status_code == 422
    assert leader.post(signing, {"agree": "on"}).status_code == 302

    assert waits_at(submitted) == {"review_at_township"}
    assert submitted.commitments.latest("pk").signer_name == "赵新任"


@pytest.mark.parametrize(
    ("need", "answers", "open_after"),
    [("all", ["yes"], True), ("half", ["yes"], True), ("half", ["yes", "yes"], False), ("any", ["no"], False)],
)
def test_together_by_ratio_or_one_of_them(county, submitted, need, answers, open_after):
    people = [county.people["甲镇镇长"], world.hire(county, "甲镇副镇长", Post.TOWN_LEADER, "甲镇")]
    reviewer = browser(county.people["甲镇审核员"])
    asked = {"do": "ask", "ask-people": [one.pk for one in people], "ask-question": "属实吗？", "ask-need": need}
    reviewer.post(f"{address(submitted, 'review_at_township')}colleagues/", asked)
    for person, agrees in zip(people, answers, strict=False):
        question = Voice.objects.get(person=person).consultation_id
        browser(person).post(reverse("inbox:opinion", args=[question]), {"agrees": agrees, "words": "看过。"})

    answer = reviewer.post(address(submitted, "review_at_township"), RETURN)

    refused = answer.status_code == 409 and "正在征求" in words(answer)
    assert (refused, world.fresh(submitted).state == State.SUBMITTED) == (open_after, open_after)


def test_a_deputys_days_end_while_he_is_at_it(county, submitted):
    deputy = world.hire(county, "甲镇副镇长", Post.TOWN_LEADER, "甲镇")
    principal = county.people["甲镇审核员"]
    entrust(principal=principal, deputy=deputy, since=date(2026, 3, 16), last_day=date(2026, 3, 16), reason="培训")
    work = address(submitted, "review_at_township")
    assert browser(deputy).get(work).status_code == 200

    with clock.at(datetime(2026, 3, 17, 9)):
        late = browser(deputy).post(work, RETURN)
        own = browser(principal).post(work, RETURN)

    assert (late.status_code, own.status_code) == (403, 302)
    assert WorkItem.objects.get(process_id=submitted.process_id, node="review_at_township").done_by == principal


def test_what_nobody_does_is_never_done_by_itself(county, submitted, village_round):
    with clock.at(datetime(2026, 3, 30, 9)):
        fire_due()
        for chore in CHORES:
            chore()

        assert (world.fresh(submitted).state, waits_at(submitted)) == (State.SUBMITTED, {"review_at_township"})
    told = county.people["甲镇镇长"].messages.filter(subject__startswith="逾期未办")
    assert told.count() == 1
