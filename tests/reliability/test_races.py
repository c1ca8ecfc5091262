"""Eight at once: every step is done exactly once, and a join passes exactly once.

The oracle is a twin: one case is done step by step, another by eight people who press every button at the same
moment; both must leave exactly the same in the database.
"""

from functools import partial

import pytest
from django.conf import settings

from accounts import clock
from accounts.models import Message
from documents.models import Document, NumberSeries
from tests import world
from tests.stories import AFTER_INTAKE, day_after, steps_to_the_notice, steps_to_the_title, village_steps
from workflows.applications.models import Application
from workflows.applications.services.filling import save_draft
from workflows.applications.services.submitting import recall
from workflows.applications.states import State
from workflows.engine.deadlines import fire_due
from workflows.engine.errors import NotNow
from workflows.engine.steps import locked, perform, release, waits_at
from workflows.flows.starting import begin_application

from .crowd import wide_standard
from .racing import CROWD, NO_FAULTS, Tally, contest, footprint, race, together

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]


def told(case) -> int:
    """Messages sent about a case."""
    return Message.objects.filter(url=case.get_absolute_url()).count()


def test_eight_at_every_step_of_a_village_leave_what_one_leaves(crowd, figure):
    round_ = world.village_round(crowd)
    alone, *contested = (world.apply(crowd, round_, name) for name in ("甲一村", "甲二村", "乙一村"))
    tally = Tally()

    for node, entered in village_steps(alone):
        alone = world.act(crowd, alone, node, **entered)
        contested = [contest(crowd, case, node, tally, **entered) for case in contested]

    assert [footprint(case) for case in contested] == [footprint(alone)] * 2
    assert [told(case) for case in contested] == [told(alone)] * 2
    assert all(waits_at(case) == {"await_lock"} for case in contested)
    figure("contended_decisions", tally.trials, ">=30")
    figure("contended_decisions_doubled", tally.doubled, "<=0")
    assert tally.faults == NO_FAULTS


def test_eight_at_every_step_of_a_round_leave_what_one_leaves(crowd, figure):
    """Each round has villages of its own: to a village's second application is offered what its first said (ADR 17)."""
    rounds = [world.village_round(crowd, number=number) for number in (1, 2)]
    for round_, names in zip(rounds, (("甲一村", "乙一村"), ("甲二村", "乙二村")), strict=True):
        for name in names:
            world.to_the_lock(crowd, round_, name)
    alone, contested = rounds
    tally = Tally()

    with clock.at(AFTER_INTAKE):
        fire_due()
        for node, entered in steps_to_the_notice():
            world.act(crowd, alone, node, **entered)
            contest(crowd, contested, node, tally, **entered)
    with clock.at(day_after(alone)):
        fire_due()
        for node, entered in steps_to_the_title():
            world.act(crowd, alone, node, **entered)
            contest(crowd, contested, node, tally, **entered)

    alone, contested = world.fresh(alone), world.fresh(contested)
    assert footprint(contested) == footprint(alone)
    assert [footprint(case) for case in contested.applications.all()] == [
        footprint(case) for case in alone.applications.all()
    ]
    assert numbers_given() == numbers_printed()
    figure("contended_round_decisions", tally.trials, ">=7")
    figure("contended_round_decisions_doubled", tally.doubled, "<=0")
    assert tally.faults == NO_FAULTS


def numbers_given() -> int:
    """How far the series of document numbers have gone."""
    return sum(NumberSeries.objects.values_list("last", flat=True))


def numbers_printed() -> int:
    """Documents that bear a number: as many, or a number was lost or given twice."""
    return Document.objects.exclude(number="").values("number").distinct().count()


def test_eight_departments_at_once_pass_the_joins_once(crowd, figure):
    round_ = world.round_of(crowd, "village", text=wide_standard())
    names = ("甲一村", "甲二村", "甲3村", "甲4村")
    alone, *crowded = (world.apply(crowd, round_, name) for name in names)
    tally = Tally()

    for node, entered in village_steps(alone):
        alone = world.act(crowd, alone, node, **entered)
        crowded = [together(crowd, case, node, tally, **entered) for case in crowded]

    assert [footprint(case) for case in crowded] == [footprint(alone)] * 3
    assert all(waits_at(case) == {"await_lock"} for case in crowded)
    figure("joins_by_eight_at_once", len(crowded) * 4, ">=12")
    assert tally.faults == NO_FAULTS


def test_a_join_passes_once_whoever_comes_last(crowd):
    """The last signature of the scores and the last answer of the joint check arrive at the same moment."""
    round_ = world.village_round(crowd)
    for name in ("甲一村", "甲二村", "乙一村", "乙二村"):
        case = world.accept(crowd, world.recommend(crowd, world.hand_in(crowd, world.apply(crowd, round_, name))))
        world.act(crowd, case, "score", given=world.by_the_rule(case))
        world.act(crowd, case, "sign_scores", decision="sign")
        items = world.work(case, "countersign") + world.work(case, "joint_check")
        data = {"countersign": {"agrees": True}, "joint_check": {}}

        outcomes = race(*(partial(perform, item.task, by=crowd.holder(item), **data[item.node]) for item in items))

        assert [one.error for one in outcomes] == [None] * len(items)
        assert waits_at(case) == {"await_lock"}
        assert case.process.task_set.filter(flow_task__endswith="await_lock").count() == 1


def test_eight_clicks_begin_one_application(crowd, figure):
    round_ = world.village_round(crowd)
    tally = Tally()

    for name in ("甲一村", "甲二村", "甲3村", "甲4村", "甲5村", "甲6村"):
        region, clerk = crowd.regions[name], crowd.people[f"{name}填报员"]
        tally.count(race(*[partial(begin_application, round_=round_, region=region, by=clerk)] * CROWD))

    assert round_.applications.count() == tally.trials
    figure("contended_beginnings_doubled", tally.doubled, "<=0")
    assert tally.faults == NO_FAULTS


def test_a_release_happens_once(crowd, figure):
    round_ = world.village_round(crowd)
    tally = Tally()

    for name in ("甲一村", "甲二村", "乙一村"):
        case = world.to_the_lock(crowd, round_, name)
        outcomes = race(*[partial(release, case, "await_lock")] * CROWD)
        tally.count([one for one in outcomes if one.value is not False])
        assert case.process.task_set.filter(flow_task__endswith="locked").count() == 1

    figure("contended_releases_doubled", tally.doubled, "<=0")
    assert tally.faults == NO_FAULTS


def test_taking_back_and_reviewing_at_once_leave_one_winner(crowd, figure):
    round_ = world.village_round(crowd)
    tally = Tally()

    for name in ("甲一村", "甲二村", "甲3村", "甲4村", "甲5村", "甲6村", "甲7村", "甲8村"):
        case = world.hand_in(crowd, world.apply(crowd, round_, name))
        item = world.work(case, "review_at_township")[0]
        review = partial(
            perform,
            item.task,
            by=crowd.holder(item),
            decision="recommend",
            opinion="推荐。",
            site_check=world.SITE_CHECK,
        )
        taking_back = partial(recall, application=case, by=crowd.people[f"{name}书记"], reason="有一处笔误")
        tally.count(race(*[review] * 4, *[taking_back] * 4))
        case = world.fresh(case)
        assert (case.state, waits_at(case)) in [
            (State.TOWN_REVIEWED, {"sign_at_township"}),
            (State.DRAFT, {"fill_in"}),
        ]

    figure("recall_against_review_faults", tally.doubled + tally.lost + len(tally.crashes), "<=0")
    assert tally.faults == NO_FAULTS


def test_what_was_saved_before_the_submission_is_in_it(crowd, figure):
    """Typing and submitting at once: an acknowledged save is frozen with the rest, or it was refused."""
    round_ = world.village_round(crowd)
    lost, crashes = 0, []

    for name in ("甲一村", "甲二村", "甲3村", "甲4村", "甲5村", "甲6村", "乙一村", "乙二村"):
        case = world.act(crowd, world.apply(crowd, round_, name), "fill_in")
        clerk = crowd.people[f"{name}填报员"]
        item = world.work(case, "submit")[0]
        typing = [
            partial(
                save_draft, application=world.fresh(case), by=clerk, changes={"cover": {"leader_name": f"负责人{n}"}}
            )
            for n in range(4)
        ]
        *saves, submission = race(*typing, partial(perform, item.task, by=crowd.holder(item), decision="submit"))
        case = Application.objects.select_related("snapshot").get(pk=case.pk)
        lost += case.snapshot.content["leader_name"] != case.leader_name
        crashes += [repr(one.error) for one in saves if not one.accepted and not one.refused]
        crashes += [repr(submission.error)] * (not submission.accepted)

    figure("acknowledged_saves_lost", lost, "<=0")
    assert (lost, crashes) == (0, [])


@pytest.mark.skipif(
    "sqlite" in settings.DATABASES["default"]["ENGINE"], reason="SQLite's writers queue for twenty seconds"
)
def test_who_waits_too_long_for_a_lock_is_told_so_in_words(crowd):
    """A step that takes long (papers are rendered in it) does not answer the others with a crash."""
    round_ = world.village_round(crowd)
    case = world.hand_in(crowd, world.apply(crowd, round_, "甲一村"))
    item = world.work(case, "review_at_township")[0]
    review = partial(perform, item.task, by=crowd.holder(item), decision="not_recommend", opinion="不推荐。")

    with locked(case):
        outcome = race(review)[0]

    assert isinstance(outcome.error, NotNow)
    assert "稍后" in outcome.error.reason
    assert world.fresh(case).state == State.SUBMITTED
