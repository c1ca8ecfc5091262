"""Countersignatures and the veto check."""

from datetime import date

import pytest

from tests import world
from workflows.engine.errors import Incomplete, NotYou
from workflows.engine.models import Event
from workflows.engine.steps import perform
from workflows.scoring.models import Countersignature, VetoAnswer
from workflows.scoring.services.joint_check import clauses_found

from .conftest import item_of

pytestmark = pytest.mark.django_db

FOUND = {
    "clause": "FJ-02",
    "facts": "涉黑案件一起",
    "document": "公刑〔2026〕3号",
    "happened_on": date(2026, 1, 5),
}


def answer(county, application, department: str = "公安局", by: str = "公安局联审员", **data):
    return perform(item_of(application, "joint_check", department).task, by=county.people[by], **data)


@pytest.fixture
def signed(county, scoring):
    """Scored and signed by every lead department."""
    world.act(county, scoring, "score", given=world.by_the_rule(scoring))
    return world.act(county, scoring, "sign_scores", decision="sign")


def test_an_objection_says_why(county, signed):
    task = item_of(signed, "countersign", "财政局").task
    head = county.people["财政局负责人"]

    with pytest.raises(Incomplete, match="写明理由"):
        perform(task, by=head, agrees=False, reason=" ")
    perform(task, by=head, agrees=False, reason="收入与账面不符", indicators=["CY-01"])

    given = Countersignature.objects.get()
    assert (given.agrees, given.reason, given.indicators) == (False, "收入与账面不符", ["CY-01"])


@pytest.mark.parametrize("indicators", [[], ["ZL-01"], ["CY-01", "XX-01"]])
def test_an_objection_names_lines_that_the_department_countersigns(county, signed, indicators):
    task = item_of(signed, "countersign", "财政局").task
    if "XX-01" in indicators:
        perform(task, by=county.people["财政局负责人"], agrees=False, reason="不符", indicators=indicators)
        assert Countersignature.objects.get().indicators == ["CY-01"]
        return

    with pytest.raises(Incomplete, match="勾选涉及的指标"):
        perform(task, by=county.people["财政局负责人"], agrees=False, reason="不符", indicators=indicators)


def test_cooperating_departments_wait_until_all_scores_are_in(county, scoring):
    world.act(county, scoring, "score", given=world.by_the_rule(scoring))
    assert world.work(scoring, "countersign") == []

    world.act(county, scoring, "sign_scores", decision="sign")

    assert {item.organisation.name for item in world.work(scoring, "countersign")} == {"财政局", "公安局"}


def test_nothing_found_needs_nothing_else(county, scoring):
    answer(county, scoring)

    given = VetoAnswer.objects.get()
    assert (given.clause, given.facts, given.happened_on) == ("", "", None)
    assert clauses_found(scoring) == []


@pytest.mark.parametrize("missing", ["facts", "document", "happened_on"])
def test_a_finding_rests_on_facts_a_document_and_a_date(county, scoring, missing):
    empty = {"happened_on": None}.get(missing, "")

    with pytest.raises(Incomplete, match="事实、依据文号和发生时间"):
        answer(county, scoring, **{**FOUND, missing: empty})

    assert not VetoAnswer.objects.exists()


def test_a_clause_that_the_standard_does_not_know_is_refused(county, scoring):
    with pytest.raises(Incomplete, match="一票否决条款"):
        answer(county, scoring, **{**FOUND, "clause": "FJ-99"})

    answer(county, scoring, **FOUND)

    assert [found["code"] for found in clauses_found(scoring)] == ["FJ-02"]


def test_only_the_respondent_of_the_department_answers(county, scoring):
    with pytest.raises(NotYou):
        answer(county, scoring, by="纪委监委联审员")
    with pytest.raises(NotYou):
        answer(county, scoring, by="公安局负责人")

    answer(county, scoring)

    assert VetoAnswer.objects.count() == 1


def test_the_history_says_that_it_answered_not_what(county, scoring):
    answer(county, scoring, **FOUND)

    entry = Event.objects.get(action="answer_joint_check")
    assert (entry.opinion, entry.confidential, entry.organisation_name) == ("已答复", True, "公安局")
    assert "涉黑" not in str(entry.data)
