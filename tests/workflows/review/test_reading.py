"""A submission as it is read: figures, answers in words, what changed."""

from decimal import Decimal

import pytest

from tests import world
from workflows.applications.services.evidence import bind
from workflows.review.reading import reading_of
from workflows.review.wording import choices_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def resubmitted(county, village_round):
    """甲一村's second submission: fewer toilets, one fault more."""
    application = world.hand_in(county, world.apply(county, village_round, "甲一村"))
    application = world.act(
        county,
        application,
        "review_at_township",
        decision="return",
        opinion="请补充。",
        verdicts={code: {"passes": False, "problem": "缺台账"} for code in ("RJ-01", "RJ-02")},
    )
    world.fill(county, application, toilets="90", findings=2)
    return world.hand_in(county, application)


def lines_of(application) -> dict:
    return {line.code: line for line in reading_of(application).lines}


def test_a_first_submission_has_nothing_to_compare(county, village_round):
    application = world.hand_in(county, world.apply(county, village_round, "甲一村"))

    reading = reading_of(application)

    assert (reading.submission.number, reading.changes, reading.total) == (1, 0, Decimal("87.00"))
    assert not any(line.changed or line.compared for line in reading.lines)
    assert [dimension.code for dimension, _ in reading.dimensions] == ["CY", "RJ", "ZL"]


def test_what_changed_is_marked_with_the_value_before(resubmitted):
    lines = lines_of(resubmitted)

    toilets = next(figure for figure in lines["RJ-01"].figures if figure.changed)
    assert (toilets.last_year, toilets.last, toilets.now) == ("80", "95", "90")
    assert {code for code, line in lines.items() if line.changed} == {"RJ-01", "RJ-02"}
    assert lines["RJ-01"].compared


def test_answers_are_told_in_the_words_of_the_standard(resubmitted):
    lines = lines_of(resubmitted)

    assert [(one.text, one.ok) for one in lines["ZL-02"].said] == [
        ("（1）组织健全", True),
        ("（2）制度上墙", True),
        ("（3）定期议事", True),
    ]
    assert [(one.text, one.ok, one.note) for one in lines["RJ-02"].said] == [("乱堆乱放", False, "2处")]
    assert lines["RJ-01"].computed == "卫生户厕农户数÷常住户数×100 ＝ 90÷100×100"


def test_evidence_can_be_opened(resubmitted):
    evidence = lines_of(resubmitted)["CY-01"].evidence

    assert [(entry["no"], entry["uploaded_by"].display_name) for entry in evidence] == [("CY-01-1", "甲一村填报员")]
    assert all(entry["id"] for entry in evidence)


def test_conditions_decided_by_a_formula_come_with_their_result(resubmitted):
    asked = {row.code: row.met for row in reading_of(resubmitted).requirements}

    assert asked == {"TJ-01": None, "TJ-02": True}


def test_the_scores_that_a_standard_names_can_be_picked(resubmitted):
    indicators = resubmitted.spec.indicator_by_code

    assert [(choice.score, choice.words) for choice in choices_of(indicators["CY-01"])] == [
        (40, "达到50万元"),
        (30, "达到20万元"),
        (20, "达到10万元"),
        (0, "未达最低一档"),
    ]
    assert [choice.score for choice in choices_of(indicators["ZL-02"])] == [10, 6, 3, 0]
    assert choices_of(indicators["RJ-01"]) == []


def test_named_proofs_are_ticked_off_and_a_file_for_several_says_so(county, village_round):
    application = world.apply(county, village_round, "甲一村")
    clerk = county.people["甲一村填报员"]
    link = application.evidence.first()
    bind(application=application, by=clerk, indicator="RJ-01", file=link.file, proves="户厕台账")
    bind(application=application, by=clerk, indicator="JF-01", file=link.file, proves="命名文件")
    reading = reading_of(world.hand_in(county, application))
    lines = {line.code: line for line in reading.lines}

    assert lines["RJ-01"].proofs.missing == ()
    assert lines["CY-01"].proofs.missing == ("收益分配报表",)
    assert [entry["also"] for entry in reading.bonus["JF-01"]] == ["CY-01、RJ-01、RJ-02等5处"]
