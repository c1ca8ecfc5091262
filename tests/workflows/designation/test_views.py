"""The decision's pages, from the meetings to the superior's result."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts import clock
from tests import stories, world
from workflows.applications.states import State
from workflows.rounds.states import RoundState

pytestmark = pytest.mark.django_db


def task_url(round_, node: str) -> str:
    return reverse("inbox:task", args=[world.work(round_, node)[0].pk])


def typed(**changes) -> dict:
    """The meetings as the leader enters them."""
    today = clock.today().isoformat()
    return {
        "government_session": "县政府第21次常务会议",
        "government_held_on": today,
        "committee_session": "十八届县委常委会第60次会议",
        "committee_held_on": today,
        "resolution": "同意命名。",
        **changes,
    }


def test_the_leader_enters_the_meetings_and_names(county, noticed_round, signed_in):
    leader = signed_in(county.people["县领导"])
    url = task_url(noticed_round, "deliberate")
    assert "公示期间未收到异议。" in leader.get(url).text
    refused = noticed_round.applications.get(region__name="甲一村").number

    assert leader.post(url, typed(refused=[refused])).status_code == 422
    assert leader.post(url, typed(committee_held_on="")).status_code == 422
    assert leader.post(url, typed(refused=[refused], opinion="需整改。")).status_code == 302

    round_ = world.fresh(noticed_round)
    url = task_url(round_, "designate")
    assert "印发命名决定" in leader.get(url).text
    assert leader.post(url, {"opinion": "同意印发。"}).status_code == 302
    assert world.fresh(round_).state == RoundState.NAMED


@pytest.mark.parametrize("person", ["经办人", "主任", "甲镇镇长"])
def test_only_the_countys_leader_decides(county, noticed_round, signed_in, person):
    assert signed_in(county.people[person]).get(task_url(noticed_round, "deliberate")).status_code == 403


def test_a_list_goes_up_and_its_result_comes_back(county, noticed_round, signed_in):
    noticed_round.level = "province"
    noticed_round.save()
    round_ = stories.play(county, noticed_round, stories.steps_to_the_decision()[1:])
    director, url = signed_in(county.people["主任"]), task_url(round_, "report_upward")
    sent = {"recipient": "市委农村工作领导小组", "signer": "王县长", "contact_phone": "0913-5550000"}
    assert director.get(url).status_code == 200
    assert director.post(url, {**sent, "contact_phone": "13812345678"}).status_code == 422
    assert director.post(url, {**sent, "recipient": "市委农办，市农业农村局"}).status_code == 422
    assert director.post(url, sent).status_code == 302

    operator, url = signed_in(county.people["经办人"]), task_url(world.fresh(round_), "record_result")
    number = round_.applications.get(region__name="乙一村").number
    assert number in operator.get(url).text
    result = {"document_number": "陕农发〔2026〕38号", "decided_on": clock.today().isoformat(), "recognised": [number]}
    assert operator.post(url, {**result, "recognised": ["X"]}).status_code == 422
    assert operator.post(url, result).status_code == 302
    assert world.fresh(round_).applications.get(number=number).state == State.RECOGNISED


def test_a_step_asks_a_bounded_number_of_questions(county, noticed_round, signed_in):
    leader = signed_in(county.people["县领导"])
    with CaptureQueriesContext(connection) as queries:
        leader.get(task_url(noticed_round, "deliberate"))
    assert len(queries) < 35

    round_ = stories.play(county, noticed_round, stories.steps_to_the_decision()[1:])
    with CaptureQueriesContext(connection) as queries:
        leader.get(task_url(round_, "designate"))
    assert len(queries) < 35
