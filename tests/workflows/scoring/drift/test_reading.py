"""The report over real applications: who sees what before and after the lock, and how much it asks of the database."""

import re
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
from workflows.applications.content import self_evaluation
from workflows.engine.deadlines import fire_due
from workflows.engine.errors import NotYou
from workflows.review.models import IndicatorVerdict
from workflows.scoring.drift.report import report_for
from workflows.scoring.models import DepartmentScore, Recusal
from workflows.scoring.services.sheets import Given

OVERSEERS = ("经办人", "主任", "县领导", "审计员")
SELF_TOWNSHIP = "自评 → 镇核"


@pytest.fixture
def two_scored(county, village_round):
    """Two villages with the departments; 农业农村局 has scored both and taken points off."""
    cases = [accepted(county, village_round, village) for village in ("甲一村", "乙一村")]
    for case in cases:
        add_verdicts(case)
    for case in cases:
        world.act(county, case, "score", given=strictly(case))
    return [world.fresh(case) for case in cases]


def add_verdicts(case) -> None:
    """The township's scores: as the applicant says, but one lower."""
    opinion = case.opinions.get(stage="township")
    own = {row.code: row.score for row in self_evaluation(case).indicators}
    IndicatorVerdict.objects.bulk_create(
        IndicatorVerdict(opinion=opinion, indicator=code, passes=True, score=own - 4 if code == "ZL-02" else own)
        for code, own in own.items()
    )


def strictly(case):
    """As the rule says, but 村庄清洁 three points below."""

    def given(item):
        scores = world.by_the_rule(case)(item)
        if "RJ-02" in scores:
            scores["RJ-02"] = Given(score=scores["RJ-02"].score - 3, reason="现场有乱堆乱放。")
        return scores

    return given


def seen_by(county, name: str, round_) -> list[tuple[str, int]]:
    report = report_for(county.people[name], world.fresh(round_))
    return [(row.words, row.lines) for row in report.overall]


@pytest.mark.parametrize("name", OVERSEERS)
def test_before_the_lock_the_office_sees_self_and_township_and_likeness(county, village_round, two_scored, name):
    report = report_for(county.people[name], world.fresh(village_round))

    assert [(row.words, row.lines) for row in report.overall] == [(SELF_TOWNSHIP, 10)]
    assert {one.row.words for one in (*report.people, *report.leniencies)} <= {SELF_TOWNSHIP}
    assert (report.scope.sealed, [len(run.figures) for run in report.runs]) == (True, [5])


@pytest.mark.parametrize("name", ["农业农村局评分员", "农业农村局负责人"])
def test_a_department_sees_its_own_lines_only(county, village_round, two_scored, name):
    report = report_for(county.people[name], world.fresh(village_round))

    own = [one.code for one in two_scored[0].spec.indicators if one.lead == "农业农村局"]
    assert report.lines == 2 * len(own)
    assert [(row.words, row.lines, row.cut) for row in report.overall] == [
        (SELF_TOWNSHIP, 6, 0),
        ("自评 → 部门", 6, 2),
        ("镇核 → 部门", 6, 2),
    ]
    assert {one.name for one in report.people} == {"农业农村局评分员（农业农村局）"}
    assert (report.texts, report.runs) == ([], [])


def test_who_stands_aside_does_not_see_that_village(county, village_round, two_scored):
    scorer = county.people["农业农村局评分员"]
    Recusal.objects.create(user=scorer, region=county.regions["甲镇"])

    assert report_for(scorer, world.fresh(village_round)).lines == 3


@pytest.mark.parametrize("name", ["甲镇审核员", "甲镇镇长"])
def test_a_township_sees_its_own_villages_self_and_township_only(county, village_round, two_scored, name):
    report = report_for(county.people[name], world.fresh(village_round))

    assert (report.applicants, [(row.words, row.lines) for row in report.overall]) == (1, [(SELF_TOWNSHIP, 5)])
    assert (report.texts, report.runs) == ([], [])


@pytest.mark.parametrize("name", ["甲一村填报员", "甲一村书记", "纪委监委联审员", "系统管理员"])
def test_it_is_not_for_others(county, village_round, two_scored, name):
    with pytest.raises(NotYou):
        report_for(county.people[name], village_round)


def test_after_the_lock_the_office_sees_all_three_and_a_township_no_more_than_before(county, village_round, two_scored):
    for case in two_scored:
        world.act(county, case, "sign_scores", decision="sign")
        world.act(county, case, "countersign", agrees=True)
        world.act(county, case, "joint_check")
    with clock.at(datetime(2026, 4, 1, 9, 0)):
        fire_due()
        world.act(county, village_round, "lock_scores")

    assert [words for words, _ in seen_by(county, "经办人", village_round)] == [
        SELF_TOWNSHIP, "自评 → 部门", "镇核 → 部门",
    ]  # fmt: skip
    assert seen_by(county, "甲镇审核员", village_round) == [(SELF_TOWNSHIP, 5)]


def test_another_sealed_score_changes_nothing_for_the_office(county, village_round, two_scored, signed_in):
    """Not even the size of an answer."""
    address = reverse("scoring:drift", args=[village_round.pk])
    pages = []
    for more in ("2.00", "7.50"):
        with clock.at(datetime(2026, 3, 20, 9, 0)):
            last = DepartmentScore.objects.filter(indicator="RJ-02").order_by("pk").last()
            DepartmentScore.objects.create(**{
                field.attname: getattr(last, field.attname) for field in last._meta.concrete_fields if not field.primary_key
            } | {"version": last.version + 1, "score": Decimal(more), "reason": "完全不同的理由。"})  # fmt: skip
            body = signed_in(county.people["经办人"]).get(address).content.decode()
        pages.append(re.sub(r"[A-Za-z0-9]{64}", "", body))

    assert pages[0] == pages[1]


def test_the_page_and_the_workbook_say_that_they_are_advisory(county, village_round, two_scored, signed_in):
    browser = signed_in(county.people["经办人"])

    page = browser.get(reverse("scoring:drift", args=[village_round.pk])).content.decode()
    book = browser.get(reverse("scoring:drift_export", args=[village_round.pk]))
    sheets = {sheet.title: sheet for sheet in workbooks.read(book.content, name="a.xlsx")}

    assert "不改变任何分数" in page
    assert "甲镇甲一村" in page
    assert list(sheets) == ["总体", "按镇", "按评分人", "宽严比较", "离群", "文字雷同", "数据雷同"]
    assert any("不改变任何分数" in str(cell) for row in sheets["总体"].rows for cell in row)


def test_the_round_leads_to_the_report_for_whom_it_is(county, village_round, two_scored, signed_in):
    address = reverse("scoring:drift", args=[village_round.pk])

    pages = {
        name: signed_in(county.people[name]).get(village_round.get_absolute_url()).content.decode()
        for name in ("经办人", "甲镇审核员", "甲一村填报员")
    }

    assert {name: address in page for name, page in pages.items()} == {
        "经办人": True, "甲镇审核员": True, "甲一村填报员": False,
    }  # fmt: skip


def test_an_empty_round_says_what_will_stand_here(county, village_round, signed_in):
    page = signed_in(county.people["经办人"]).get(reverse("scoring:drift", args=[village_round.pk])).content.decode()

    assert "还没有可以对比的" in page


@pytest.mark.slow
def test_a_county_of_many_villages_asks_no_more_than_one_of_few(county, signed_in):
    round_ = generated.county_round(county)
    generated.fill_county(county, round_, 40)
    type(round_).objects.filter(pk=round_.pk).update(state="locked")
    browser = signed_in(county.people["经办人"])

    with CaptureQueriesContext(
        connection,
    ) as asked:
        page = browser.get(reverse("scoring:drift", args=[round_.pk])).content.decode()

    assert len(asked) <= 40
    assert "完全相同" in page
    report = report_for(county.people["经办人"], world.fresh(round_))
    assert (report.applicants, report.lines) == (40, 40 * 43)
    strict = [one.name for one in report.leniencies if one.row.amount < 0 and one.row.pair[1] == "department"]
    assert strict
    assert all("评分员2" in name for name in strict[:3])
