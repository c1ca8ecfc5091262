"""试算: a draft tried on what villages submitted, or on invented data, beside another version; nothing is kept."""

from datetime import datetime
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts import clock
from documents import workbooks
from tests import generated, world
from tests.workflows.scoring.conftest import accepted
from workflows.engine.deadlines import fire_due
from workflows.standards.models import Standard
from workflows.standards.services import load_standard
from workflows.workshop.trying import Wish, samples_of, try_out

DRAFT = (
    world.STANDARD.replace("version: 1", "version: 2")
    .replace("{gte: 20, score: 30}", "{gte: 35, score: 30}")
    .replace(
        "- {code: toilet_ok, name: 卫生户厕农户数,", "- {code: toilet_good, same_as: toilet_ok, name: 卫生户厕农户数,"
    )
    .replace("toilet_ok / hh_res", "toilet_good / hh_res")
    .replace("inputs: [toilet_ok, hh_res]", "inputs: [toilet_good, hh_res]")
)


@pytest.fixture
def county(story):
    """In the intake of the round, not today."""
    return world.build_county()


@pytest.fixture
def draft(county, village_round) -> Standard:
    """Next year's version: 村集体收入 is asked more strictly, one item has a new code."""
    standard, _ = load_standard(county=world.COUNTY, text=DRAFT)
    return standard


@pytest.fixture
def submitted(county, village_round):
    return [accepted(county, village_round, village) for village in ("甲一村", "乙一村")]


def test_a_draft_is_tried_on_last_rounds_answers_beside_the_version_before(village_round, draft, submitted):
    outcome = try_out(Wish(draft, places=1, round=village_round, against=village_round.standard))

    assert (outcome.trial.count, outcome.trial.open, outcome.gaps, outcome.gaps_against) == (2, 0, (), ())
    assert outcome.trial.totals.middle < 100
    assert [(one.name, one.change) for one in outcome.comparison.moves] == [("甲镇甲一村", -10), ("乙镇乙一村", -10)]
    assert outcome.trial.cut.tied == 2


def test_the_old_version_is_tried_on_answers_to_the_new_one(village_round, draft, submitted):
    generated_ = try_out(Wish(village_round.standard, places=5, seed=3, number=30, against=draft))

    assert (generated_.trial.count, generated_.gaps, generated_.gaps_against) == (30, (), ())


def test_after_the_lock_what_departments_found_counts(county, village_round, submitted):
    for case in submitted:
        world.act(county, case, "score", given=with_bonus(case))
        world.act(county, case, "sign_scores", decision="sign")
        world.act(county, case, "countersign", agrees=True)
        world.act(county, case, "joint_check")
    before = samples_of(world.fresh(village_round))
    with clock.at(datetime(2026, 4, 1, 9, 0)):
        fire_due()
        world.act(county, village_round, "lock_scores")
        after = samples_of(world.fresh(village_round))

    assert {tuple(one.answers.bonus) for one in before} == {()}
    assert [dict(one.answers.bonus) for one in after] == [{"JF-01": ("省级",)}] * 2
    assert [dict(one.answers.checked_by_hand) for one in after] == [{"TJ-01": True}] * 2


def with_bonus(case):
    def given(item):
        scores = world.by_the_rule(case)(item)
        if "JF-01" in scores:
            scores["JF-01"] = world.Given(score=Decimal("1.2"), reason="省级荣誉。", basis=["省级"])
        return scores

    return given


def page(signed_in, user, standard, **query):
    return signed_in(user).get(reverse("workshop:trial", args=[standard.pk]), query)


def test_the_page_asks_then_answers(county, draft, submitted, village_round, signed_in):
    empty = page(signed_in, county.people["经办人"], draft).content.decode()
    answer = page(
        signed_in, county.people["主任"], draft, round=village_round.pk, places=1, against=village_round.standard_id
    ).content.decode()

    assert "发布以前先试一试" in empty
    assert "总分分布" in answer
    assert "-10 分" in answer
    assert "名次一致程度" in answer
    assert "不含部门认定的加分" in answer


def test_invented_data_tell_their_seed(county, draft, signed_in):
    answer = page(signed_in, county.people["经办人"], draft, number=40, seed=7, places=10).content.decode()

    assert "生成数据，种子 7，40 个" in answer
    assert "拉不开差距" in answer


@pytest.mark.parametrize(
    "query", [{"number": 9}, {"number": 501}, {"seed": -1}, {"places": 0}, {"round": "x"}, {"against": 999}]
)
def test_what_cannot_be_tried_is_said(county, draft, signed_in, query):
    response = page(signed_in, county.people["经办人"], draft, **query)

    assert response.status_code == 422
    assert "有几处要改" in response.content.decode()


def test_the_workbook_has_every_applicant(county, draft, submitted, village_round, signed_in):
    address = reverse("workshop:trial_export", args=[draft.pk])
    browser = signed_in(county.people["经办人"])

    book = browser.get(address, {"round": village_round.pk, "places": 1, "against": village_round.standard_id})
    sheets = {sheet.title: sheet.rows for sheet in workbooks.read(book.content, name="a.xlsx")}

    assert list(sheets) == ["分布", "等次", "指标", "申报单位", "比较"]
    assert [row[0] for row in sheets["申报单位"][1:]] == ["甲镇甲一村", "乙镇乙一村"]
    assert browser.get(address).status_code == 422


def test_a_round_of_another_county_cannot_be_chosen(county, draft, village_round, submitted, signed_in):
    type(village_round).objects.filter(pk=village_round.pk).update(county="619999")

    assert page(signed_in, county.people["经办人"], draft, round=village_round.pk).status_code == 422


@pytest.mark.parametrize(
    ("name", "status"),
    [("经办人", 200), ("主任", 200), ("县领导", 403), ("农业农村局评分员", 403), ("甲一村填报员", 404)],
)
def test_only_the_office_tries_standards(county, draft, signed_in, name, status):
    assert page(signed_in, county.people[name], draft).status_code == status
    assert (
        signed_in(county.people[name])
        .get(reverse("workshop:trial_export", args=[draft.pk]), {"number": 10})
        .status_code
        == status
    )


@pytest.mark.slow
def test_many_applications_are_read_in_a_handful_of_questions(county, signed_in):
    round_ = generated.county_round(county)
    generated.fill_county(county, round_, 40)

    with CaptureQueriesContext(connection) as asked:
        response = page(signed_in, county.people["经办人"], round_.standard, round=round_.pk)

    assert response.status_code == 200
    assert len(asked) <= 40


def test_figures_that_cannot_be_computed_are_said(county, village_round, submitted, signed_in):
    """A draft whose formula runs out of bounds on what villages filled in."""
    wild = world.STANDARD.replace("version: 1", "version: 3").replace(
        "formula: coll_income\n", "formula: coll_income * 1000000000 * 1000000000\n"
    )
    standard, _ = load_standard(county=world.COUNTY, text=wild)

    response = page(signed_in, county.people["经办人"], standard, round=village_round.pk)

    assert response.status_code == 422
    assert "算出的值太大" in response.content.decode()
