"""Ranking and approving: what is refused, what follows, and how a round without a name ends."""

import pytest

from accounts import clock
from documents.models import Document
from tests import stories, world
from tests.workflows.ranking.builders import another_village, locked
from workflows.applications.states import State
from workflows.engine.errors import Incomplete, NotNow
from workflows.engine.steps import perform, waits_at
from workflows.engine.transition import move
from workflows.rounds.states import RoundState

pytestmark = pytest.mark.django_db

MEETING = {"meeting": "领导小组第1次会议，2026年4月1日"}


def order_of(ranking) -> list[tuple[str, bool, str]]:
    return [(row.application.region.name, row.proposed, row.reason) for row in ranking.rows.all()]


def test_the_list_stops_at_the_quota_and_at_the_grade(county, locked_round):
    for village, total in (("甲一村", "80"), ("甲二村", "90"), ("乙一村", "85")):
        locked(county, locked_round, village, total)
    locked(county, locked_round, "乙二村", "50", reaches=False)

    round_ = world.act(county, locked_round, "propose_list")

    assert round_.state == RoundState.RANKED
    assert order_of(round_.rankings.get()) == [
        ("甲二村", True, ""),
        ("乙一村", True, ""),
        ("甲一村", False, "超出名额（共2个）"),
        ("乙二村", False, "未达到评定标准"),
    ]


def test_a_township_cap_leaves_the_place_to_the_next_township(county, locked_round):
    locked_round.township_cap = 1
    locked_round.save()
    for village, total in (("甲一村", "90"), ("甲二村", "85"), ("乙一村", "80")):
        locked(county, locked_round, village, total)

    round_ = world.act(county, locked_round, "propose_list")

    assert order_of(round_.rankings.get()) == [
        ("甲一村", True, ""),
        ("甲二村", False, "本镇（街道）已满1个"),
        ("乙一村", True, ""),
    ]


def test_equals_at_the_line_are_drawn_for_and_the_draw_is_kept(county, locked_round):
    first, second, third = (locked(county, locked_round, village, "80") for village in ("甲一村", "甲二村", "乙一村"))

    with pytest.raises(Incomplete) as refused:
        world.act(county, locked_round, "propose_list")
    numbers = sorted(one.number for one in (first, second, third))
    assert refused.value.missing == (f"请抽签并登记签序：{'、'.join(numbers)}。",)

    lots = [third.number, first.number, second.number]
    round_ = world.act(
        county, locked_round, "propose_list", lots=lots, opinion="4月1日在县农业农村局抽签，纪委监委监督。"
    )
    ranking = round_.rankings.get()
    assert (ranking.lots, [name for name, proposed, _ in order_of(ranking) if proposed]) == (lots, ["乙一村", "甲一村"])


@pytest.mark.parametrize("lots", [["X"], ["甲", "甲"]])
def test_a_draw_of_strangers_or_of_somebody_twice_is_refused(county, locked_round, lots):
    application = locked(county, locked_round, "甲一村", "80")

    with pytest.raises(Incomplete):
        world.act(
            county, locked_round, "propose_list", lots=[application.number if lot == "甲" else lot for lot in lots]
        )


def test_a_rows_place_is_never_rewritten(county, locked_round):
    locked(county, locked_round, "甲一村", "80")
    row = world.act(county, locked_round, "propose_list").rankings.get().rows.get()

    row.position = 9
    with pytest.raises(Exception, match="只能新增"):
        row.save()


def test_two_operators_rank_once(county, locked_round):
    locked(county, locked_round, "甲一村", "80")
    (item,) = world.work(locked_round, "propose_list")
    perform(item.task, by=county.people["经办人"])

    with pytest.raises(NotNow, match="已由经办人"):
        perform(item.task, by=county.people["经办人"])


def test_an_approved_list_tells_everybody_and_issues_its_table(county, village_round):
    applications = [
        world.to_the_lock(county, village_round, "甲一村"),
        world.to_the_lock(county, village_round, "乙一村", income="15"),
    ]
    village_round.places = 1
    village_round.save()

    round_ = stories.after_intake(county, village_round, stories.steps_to_the_list())

    assert [world.fresh(one).state for one in applications] == [State.PROPOSED, State.NOT_SELECTED]
    assert [waits_at(one) for one in applications] == [{"await_notice"}, set()]
    ranking = round_.rankings.get()
    assert Document.objects.get(subject_key=ranking.subject_key).kind == "ranking_table"


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        ({}, "请填写审定名单的领导小组会议"),
        ({"decision": "send_back"}, "退回重排请写明原因"),
        ({"decision": "whatever"}, "请选择"),
    ],
)
def test_an_approval_rests_on_a_meeting_and_a_return_on_a_reason(county, locked_round, data, sentence):
    locked(county, locked_round, "甲一村", "80")
    round_ = world.act(county, locked_round, "propose_list")

    with pytest.raises(Incomplete, match=sentence):
        world.act(county, round_, "approve_list", **data)


def test_whoever_made_the_ranking_does_not_approve_it(county, locked_round):
    locked(county, locked_round, "甲一村", "80")
    round_ = world.act(county, locked_round, "propose_list")
    ranking = round_.rankings.get()
    ranking.made_by = county.people["主任"]
    ranking.save()

    with pytest.raises(NotNow, match="另一位同志"):
        world.act(county, round_, "approve_list", **MEETING)


def test_a_list_is_not_approved_when_somebody_on_it_has_left(county, locked_round):
    application = locked(county, locked_round, "甲一村", "80")
    application.process = locked_round.process.__class__.objects.create(flow_class=locked_round.process.flow_class)
    application.save()
    round_ = world.act(county, locked_round, "propose_list")
    move(application, to=State.DISQUALIFIED, by=None, action="disqualify", because="弄虚作假")

    with pytest.raises(Incomplete) as refused:
        world.act(county, round_, "approve_list", **MEETING)

    assert refused.value.missing == ("甲镇甲一村：取消资格。",)


def test_a_list_is_not_approved_when_somebody_was_left_out(county, locked_round):
    locked(county, locked_round, "甲一村", "80")
    round_ = world.act(county, locked_round, "propose_list")
    another_village(county, "甲三村", 203)
    locked(county, locked_round, "甲三村", "95")

    with pytest.raises(Incomplete, match="退回重排"):
        world.act(county, round_, "approve_list", **MEETING)


def test_an_empty_list_ends_the_round(county, locked_round):
    round_ = world.act(county, locked_round, "propose_list")

    round_ = world.act(county, round_, "approve_list", **MEETING)

    assert (round_.state, waits_at(round_)) == (RoundState.WITHOUT_RESULT, set())


def test_nobody_worthy_leaves_the_places_empty(county, village_round):
    application = world.to_the_lock(county, village_round, "甲一村", income="12", toilets="10")

    round_ = stories.after_intake(county, village_round, stories.steps_to_the_list())

    assert (round_.state, waits_at(round_)) == (RoundState.WITHOUT_RESULT, set())
    assert (world.fresh(application).state, waits_at(application)) == (State.NOT_SELECTED, set())


def test_the_clock_of_the_story_is_written_down(county, locked_round):
    ranking = world.act(county, locked_round, "propose_list").rankings.get()

    assert ranking.made_at.date() == clock.today()
