"""The county's decision: which meetings count, who may be refused, in which order names are named."""

from datetime import timedelta

import pytest

from accounts import clock
from documents.models import Document
from tests import stories, world
from workflows.applications.states import State
from workflows.designation.models import Honour, Meeting
from workflows.designation.papers import minutes_paper, naming_paper
from workflows.designation.services import standing
from workflows.engine.errors import Incomplete
from workflows.engine.steps import waits_at
from workflows.rounds.states import RoundState

pytestmark = pytest.mark.django_db


def meetings(government=0, committee=0, **changes) -> list[dict]:
    """Both meetings, so many days from today."""
    return [
        {
            "body": body,
            "session": "第5次会议",
            "resolution": "同意。",
            "held_on": clock.today() + timedelta(days=days),
            **changes,
        }
        for body, days in ((Meeting.Body.GOVERNMENT, government), (Meeting.Body.COMMITTEE, committee))
    ]


def test_names_stand_in_the_order_of_the_ranking(county, noticed_round):
    names = [application.region.name for application in standing(noticed_round, State.DELIBERATING)]

    assert names == ["乙一村", "甲一村"]


@pytest.mark.parametrize(
    ("held", "sentence"),
    [
        (lambda: meetings()[::-1], "依次填写两次会议"),
        (lambda: meetings()[:1], "依次填写两次会议"),
        (lambda: meetings(0, -1), "不能早于县政府常务会议"),
        (lambda: meetings(0, 1), "今天以后"),
        (lambda: meetings(-3, 0), "公示期满以后"),
        (lambda: meetings(session=" "), "名称次数、日期和议定事项"),
        (lambda: meetings(resolution=""), "名称次数、日期和议定事项"),
    ],
)
def test_only_two_meetings_after_the_notice_in_their_order_decide(county, noticed_round, held, sentence):
    with pytest.raises(Incomplete, match=sentence):
        world.act(county, noticed_round, "deliberate", meetings=held())

    assert not Meeting.objects.exists()


def test_a_refusal_has_its_reason_and_concerns_a_name_on_the_list(county, noticed_round):
    number = noticed_round.applications.get(region__name="甲一村").number
    with pytest.raises(Incomplete, match="写明原因"):
        world.act(county, noticed_round, "deliberate", meetings=meetings(), refused=[number])
    with pytest.raises(Incomplete, match="不在名单中"):
        world.act(county, noticed_round, "deliberate", meetings=meetings(), refused=["X"], opinion="不合适。")

    round_ = world.act(county, noticed_round, "deliberate", meetings=meetings(), refused=[number], opinion="需整改。")

    states = {one.region.name: one.state for one in round_.applications.all()}
    assert (round_.state, states) == (RoundState.APPROVED, {"甲一村": State.NOT_APPROVED, "乙一村": State.APPROVED})


def test_a_meeting_that_approves_nobody_ends_the_round(county, noticed_round):
    numbers = [application.number for application in noticed_round.applications.all()]

    round_ = world.act(county, noticed_round, "deliberate", meetings=meetings(), refused=numbers, opinion="暂不命名。")

    assert (round_.state, waits_at(round_)) == (RoundState.WITHOUT_RESULT, set())
    assert not Honour.objects.exists()


def test_naming_gives_each_one_title_under_one_number(county, noticed_round):
    round_ = stories.play(county, noticed_round, [("deliberate", {"meetings": meetings()}), ("designate", {})])

    honours = Honour.objects.order_by("region_id")
    assert [(honour.region.name, honour.title, honour.document_number) for honour in honours] == [
        ("甲一村", "县级示范村", "禾发〔2026〕1号"),
        ("乙一村", "县级示范村", "禾发〔2026〕1号"),
    ]
    assert Document.objects.filter(kind="naming_decision").count() == 1
    assert (round_.state, waits_at(round_)) == (RoundState.NAMED, set())


def test_the_papers_name_the_list_and_nobody_in_person(county, noticed_round):
    round_ = world.act(county, noticed_round, "deliberate", meetings=meetings())
    approved = list(standing(round_, State.APPROVED))

    naming, minutes = naming_paper(round_, approved), minutes_paper(Meeting.objects.last(), approved)

    assert [one.name for one in naming.villages] == [one.name for one in minutes.approved] == ["乙一村", "甲一村"]
    assert minutes.organs == ("中共禾塬县委员会办公室",)


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [({"recipient": "市委农办、市农业农村局"}, "只能有一个主送机关"), ({"contact_phone": "13812345678"}, "座机")],
)
def test_a_request_has_one_recipient_and_an_offices_number(county, changes, sentence, noticed_round):
    noticed_round.level = "province"
    noticed_round.save()
    round_ = world.act(county, noticed_round, "deliberate", meetings=meetings())

    with pytest.raises(Incomplete, match=sentence):
        stories.play(county, round_, stories.report(**changes))


def test_a_result_rests_on_a_document_of_its_time(county, noticed_round):
    noticed_round.level = "province"
    noticed_round.save()
    round_ = world.act(county, noticed_round, "deliberate", meetings=meetings())
    round_ = stories.play(county, round_, stories.report())
    number = noticed_round.applications.first().number
    result = {"document_number": "陕农发〔2026〕38号", "decided_on": clock.today(), "recognised": [number]}

    for changes, sentence in (
        ({"document_number": " "}, "文号"),
        ({"decided_on": clock.today() + timedelta(days=1)}, "今天以后"),
        ({"decided_on": clock.today() - timedelta(days=1)}, "早于报送日期"),
        ({"recognised": ["X"]}, "不在报送名单中"),
    ):
        with pytest.raises(Incomplete, match=sentence):
            world.act(county, round_, "record_result", **{**result, **changes})
    round_ = world.act(county, round_, "record_result", **result)

    states = sorted(application.state for application in round_.applications.all())
    assert (round_.state, states) == (RoundState.CONCLUDED, [State.NOT_RECOGNISED, State.RECOGNISED])
