"""At the last moment: the end of the intake against submissions, quotas, objections, timers, typing."""

import random
import time
from datetime import timedelta
from functools import partial

import pytest

from accounts import clock
from tests import world
from tests.stories import AFTER_INTAKE, steps_to_the_notice
from workflows.applications.models import Application
from workflows.applications.services.submitting import recall
from workflows.applications.states import CLOSED, State
from workflows.engine.deadlines import fire_due
from workflows.engine.models import Deadline
from workflows.engine.steps import perform, waits_at
from workflows.flows.starting import begin_application
from workflows.publicity.models import Objection
from workflows.publicity.services import raise_objection, settle_objection
from workflows.rounds.states import RoundState

from .racing import CROWD, NO_FAULTS, Tally, race

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]

VILLAGES = ("甲一村", "甲二村", "甲3村", "甲4村", "甲5村", "甲6村", "乙一村", "乙二村")
DEADLINE = world.ENDS.replace(tzinfo=world.county_time())
#: How long before the deadline the race starts; some come before it, some after.
EARLY = timedelta(milliseconds=400)


def waiting(seconds: float, call):
    """The same call, a moment later."""

    def later():
        time.sleep(seconds)
        return call()

    return later


def tick_until_fired():
    """A ticker that comes round again and again until the intake is over."""
    for _ in range(400):
        if fired := fire_due():
            return fired
        if not Deadline.objects.filter(fired_at=None, due_at__lte=DEADLINE).exists():
            return 0
        time.sleep(0.01)
    raise TimeoutError("the deadline was never fired")


def test_a_submission_at_the_deadline_is_in_time_or_refused(crowd, figure):
    """Never taken in late; never acknowledged and lost; what was refused has lapsed."""
    chance = random.Random(20260331)
    late = lost = dangling = in_time = 0
    crashes = []

    for number in range(1, 4):
        round_ = world.village_round(crowd, number=number)
        cases = [world.act(crowd, world.apply(crowd, round_, name), "fill_in") for name in VILLAGES]
        items = [world.work(case, "submit")[0] for case in cases]
        calls = [
            waiting(chance.uniform(0, 0.8), partial(perform, item.task, by=crowd.holder(item), decision="submit"))
            for item in items
        ]
        with clock.at(DEADLINE - EARLY):
            *told, first, second = race(*calls, tick_until_fired, tick_until_fired)
        assert (first.error, second.error) == (None, None)
        assert first.value + second.value == 1
        for case, one in zip(map(world.fresh, cases), told, strict=True):
            submission = case.submissions.first()
            in_time += submission is not None
            late += submission is not None and submission.at >= DEADLINE
            lost += one.accepted and (submission is None or waits_at(case) != {"review_at_township"})
            dangling += not one.accepted and (submission is not None or case.state != State.LAPSED)
            crashes += [repr(one.error)] * (not one.accepted and not one.refused)

    figure("deadline_submissions", 3 * len(VILLAGES), ">=24")
    figure("deadline_submissions_in_time", in_time, "-")
    figure("deadline_accepted_late", late, "<=0")
    figure("deadline_accepted_and_lost", lost, "<=0")
    assert {"late": late, "lost": lost, "dangling": dangling, "crashes": crashes} == {
        "late": 0,
        "lost": 0,
        "dangling": 0,
        "crashes": [],
    }
    assert 0 < in_time < 3 * len(VILLAGES), "the race was decided before it began"


def test_who_begins_at_the_deadline_is_refused_or_lapses(crowd, figure):
    chance = random.Random(5)
    tally = Tally()
    round_ = world.village_round(crowd)
    calls = [
        waiting(
            chance.uniform(0, 0.8),
            partial(begin_application, round_=round_, region=crowd.regions[name], by=crowd.people[f"{name}填报员"]),
        )
        for name in VILLAGES
    ]

    with clock.at(DEADLINE - EARLY):
        *told, ticker = race(*calls, tick_until_fired)

    tally.count(told, expected=sum(one.accepted for one in told))
    assert ticker.error is None
    assert round_.applications.count() == sum(one.accepted for one in told)
    assert {case.state for case in round_.applications.all()} <= {State.LAPSED}
    figure("deadline_drafts_left_open", round_.applications.exclude(state__in=CLOSED).count(), "<=0")
    assert tally.faults == NO_FAULTS


def test_what_was_taken_back_lapses_like_any_draft(crowd):
    round_ = world.village_round(crowd)
    case = world.hand_in(crowd, world.apply(crowd, round_, "甲一村"))
    recall(application=case, by=crowd.people["甲一村书记"], reason="有一处笔误")
    world.act(crowd, case, "fill_in")

    with clock.at(DEADLINE):
        fire_due()

    assert (world.fresh(case).state, waits_at(case)) == (State.LAPSED, set())


def test_eight_tickers_fire_a_deadline_once(crowd, figure):
    fired = 0
    rounds = [world.village_round(crowd, number=number) for number in range(1, 6)]

    for round_ in rounds:
        with clock.at(DEADLINE):
            Deadline.objects.exclude(task__process=round_.process_id).update(cancelled_at=clock.now())
            Deadline.objects.filter(task__process=round_.process_id).update(cancelled_at=None)
            outcomes = race(*[fire_due] * CROWD)
        assert [one.error for one in outcomes] == [None] * CROWD
        fired += sum(one.value for one in outcomes)
        assert (world.fresh(round_).state, waits_at(round_)) == (RoundState.REVIEWING, {"lock_scores"})

    figure("deadlines_fired_twice", fired - len(rounds), "<=0")
    assert fired == len(rounds)


def test_leaders_of_one_township_cannot_exceed_its_quota(crowd, figure):
    """Eight signatures at once for three places."""
    beyond = 0
    crashes = []

    for number in range(1, 4):
        quotas = {crowd.regions["甲镇"].pk: 3}
        round_ = world.village_round(crowd, number=number, quotas=quotas)
        items = [reviewed(crowd, round_, name) for name in VILLAGES[:6]]
        leaders = [crowd.holders(item)[n % 2] for n, item in enumerate(items)]
        outcomes = race(
            *(
                partial(perform, item.task, by=leader, decision="recommend", opinion="同意推荐。")
                for item, leader in zip(items, leaders, strict=True)
            )
        )
        accepted = round_.applications.filter(state=State.TOWN_RECOMMENDED).count()
        beyond += abs(accepted - 3) + abs(sum(one.accepted for one in outcomes) - 3)
        crashes += [repr(one.error) for one in outcomes if not one.accepted and not one.refused]

    figure("quota_exceeded", beyond, "<=0")
    assert (beyond, crashes) == (0, [])


def reviewed(crowd, round_, name):
    """A village before its township's leader: the piece of work."""
    case = world.hand_in(crowd, world.apply(crowd, round_, name))
    case = world.act(
        crowd, case, "review_at_township", decision="recommend", opinion="属实。", site_check=world.SITE_CHECK
    )
    return world.work(case, "sign_at_township")[0]


@pytest.fixture
def published(crowd):
    """Two villages before the public."""
    round_ = world.village_round(crowd)
    for name in ("甲一村", "乙一村"):
        world.to_the_lock(crowd, round_, name)
    with clock.at(AFTER_INTAKE):
        fire_due()
        for node, entered in steps_to_the_notice():
            world.act(crowd, round_, node, **entered)
    return round_.notices.get()


def test_eight_objections_at_once_get_eight_numbers(published, figure):
    application = published.applications.first()
    with clock.at(published.ends_at - timedelta(hours=10)):
        outcomes = race(
            *(
                partial(raise_objection, notice=published, application=application, matter=f"情况{n}不实。")
                for n in range(CROWD)
            )
        )

    figure("objections_lost", CROWD - published.objections.count(), "<=0")
    assert [one.error for one in outcomes] == [None] * CROWD
    assert len(set(published.objections.values_list("number", flat=True))) == CROWD


def test_an_objection_at_the_last_moment_is_heard_or_refused(crowd, published):
    """The operator closes the notice as it ends: an objection that was taken in keeps it open."""
    application = published.applications.first()
    chance = random.Random(7)

    def close():
        fire_due()
        [item] = world.work(published.round, "close_notice")
        return perform(item.task, by=crowd.people["经办人"])

    objections = [
        waiting(
            chance.uniform(0, 0.5),
            partial(raise_objection, notice=published, application=application, matter=f"情况{n}不实。"),
        )
        for n in range(6)
    ]
    with clock.at(published.ends_at - timedelta(milliseconds=250)):
        *told, closing = race(*objections, waiting(0.25, close))

    taken = published.objections.count()
    assert taken == sum(one.accepted for one in told)
    assert [one.error for one in [*told, closing] if not one.accepted and not one.refused] == []
    assert closing.accepted is (taken == 0)
    assert world.fresh(published.round).state == (RoundState.NOTICE_CLOSED if not taken else RoundState.PUBLICITY)


def test_an_objection_is_settled_once(crowd, published, figure):
    tally = Tally()
    applications = list(published.applications.all())
    with clock.at(published.ends_at - timedelta(hours=10)):
        raised = [
            raise_objection(notice=published, application=applications[n % 2], matter=f"情况{n}不实。")
            for n in range(4)
        ]
        for objection in raised:
            settle = partial(settle_objection, objection=objection, by=crowd.people["主任"], findings_of_fact="已查。")
            tally.count(
                race(
                    *[partial(settle, finding=Objection.Finding.UPHELD)] * 4,
                    *[partial(settle, finding=Objection.Finding.DISMISSED)] * 4,
                )
            )

    figure("objections_settled_twice", tally.doubled, "<=0")
    assert tally.faults == NO_FAULTS
    upheld = {row.application_id for row in published.objections.filter(finding=Objection.Finding.UPHELD)}
    assert {case.pk for case in Application.objects.filter(state=State.DISQUALIFIED)} == upheld
