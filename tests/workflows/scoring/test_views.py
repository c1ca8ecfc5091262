"""The department's desk, score sheet and the lock, as pages."""

import pytest
from django.urls import reverse

from tests import world
from workflows.scoring.models import Countersignature, DepartmentScore, ScoreSheet, VetoAnswer

from .conftest import accepted, item_of

pytestmark = pytest.mark.django_db

SHEET = {
    "score-CY-01": "30",
    "score-RJ-01": "27",
    "score-RJ-02": "10",
    "level-JF-01": "",
    "count-KF-01-0": "",
}


def page_of(application, node: str, department: str) -> str:
    return reverse("inbox:task", args=[item_of(application, node, department).pk])


@pytest.mark.parametrize(
    ("name", "status"),
    [
        ("农业农村局评分员", 200),
        ("农业农村局负责人", 403),
        ("宣传部评分员", 403),
        ("经办人", 403),
        ("甲镇审核员", 403),
        ("甲一村书记", 403),
    ],
)
def test_only_the_departments_scorer_opens_its_sheet(county, scoring, signed_in, name, status):
    answer = signed_in(county.people[name]).get(page_of(scoring, "score", "农业农村局"))

    assert answer.status_code == status


def test_the_sheet_suggests_and_does_not_fill_in(county, scoring, signed_in):
    page = signed_in(county.people["农业农村局评分员"]).get(page_of(scoring, "score", "农业农村局")).content.decode()

    assert 'placeholder="建议 30"' in page
    assert 'name="score-CY-01" value=""' in page
    assert "达到50万元及以上得40分" in page
    assert "国家级（2分）" in page
    assert "一般错误（每处扣0.2分）" in page
    assert 'id="r-ZL-01"' not in page


def test_the_sheet_is_handed_in(county, scoring, signed_in):
    browser = signed_in(county.people["农业农村局评分员"])

    answer = browser.post(
        page_of(scoring, "score", "农业农村局"),
        {**SHEET, "level-JF-01": "省级", "count-KF-01-0": "2", "reason-KF-01": "表三两处数据矛盾"},
    )

    assert answer.status_code == 302
    given = {row.indicator: (row.score, row.basis) for row in DepartmentScore.objects.all()}
    assert given["CY-01"] == (30, None)
    assert given["JF-01"][1] == ["省级"]
    assert (str(given["KF-01"][0]), given["KF-01"][1]) == ("0.40", {"一般错误": 2})


def test_what_is_taken_off_says_why(county, scoring, signed_in):
    browser = signed_in(county.people["农业农村局评分员"])

    answer = browser.post(page_of(scoring, "score", "农业农村局"), {**SHEET, "count-KF-01-0": "2"})

    assert (answer.status_code, "倒扣须写明理由。" in answer.content.decode()) == (422, True)
    assert not DepartmentScore.objects.exists()


def test_problems_come_back_beside_the_line_with_what_was_typed(county, scoring, signed_in):
    browser = signed_in(county.people["农业农村局评分员"])

    answer = browser.post(
        page_of(scoring, "score", "农业农村局"),
        {**SHEET, "score-CY-01": "20", "score-RJ-01": "abc", "score-RJ-02": "", "reason-RJ-02": "再核"},
    )

    page = answer.content.decode()
    assert answer.status_code == 422
    assert "与按细则应得（30分）不一致，请写明理由。" in page
    assert 'value="abc"' in page
    assert 'value="再核"' in page
    assert "还有 1 项没有评分" in page
    assert not DepartmentScore.objects.exists()


def test_without_scripts_the_empty_scores_are_filled_by_the_rule_and_nothing_is_handed_in(county, scoring, signed_in):
    browser = signed_in(county.people["农业农村局评分员"])

    answer = browser.post(
        page_of(scoring, "score", "农业农村局"), {**SHEET, "score-CY-01": "20", "score-RJ-01": "", "fill": "rule"}
    )

    page = answer.content.decode()
    assert answer.status_code == 200
    assert 'name="score-CY-01" value="20"' in page
    assert 'name="score-RJ-01" value="27.00"' in page
    assert not DepartmentScore.objects.exists()


def test_the_head_gives_back_with_a_reason_or_signs(county, scoring, signed_in):
    world.act(county, scoring, "score", given=world.by_the_rule(scoring))
    browser = signed_in(county.people["农业农村局负责人"])
    address = page_of(scoring, "sign_scores", "农业农村局")

    silent = browser.post(address, {"decision": "send_back", "opinion": ""})
    signed = browser.post(address, {"decision": "sign", "opinion": "同意。"})

    assert "退回时请写明要修改什么。" in silent.content.decode()
    assert (silent.status_code, signed.status_code) == (422, 302)
    assert ScoreSheet.objects.get().signed_by_name == "农业农村局负责人"


def test_the_desk_says_that_a_sheet_was_given_back(county, scoring, signed_in):
    world.act(county, scoring, "score", given=world.by_the_rule(scoring))
    signed_in(county.people["农业农村局负责人"]).post(
        page_of(scoring, "sign_scores", "农业农村局"), {"decision": "send_back", "opinion": "请核对。"}
    )

    page = signed_in(county.people["农业农村局评分员"]).get(reverse("scoring:desk")).content.decode()

    assert "负责人退回修改" in page
    assert '评分 <b class="num">0</b><span class="muted num"> / 1</span>' in page


def test_an_objection_needs_its_reason(county, scoring, signed_in):
    world.act(county, scoring, "score", given=world.by_the_rule(scoring))
    world.act(county, scoring, "sign_scores", decision="sign")
    browser = signed_in(county.people["财政局负责人"])
    address = page_of(scoring, "countersign", "财政局")

    page = browser.get(address).content.decode()
    silent = browser.post(address, {"agrees": "no", "reason": ""})
    unnamed = browser.post(address, {"agrees": "no", "reason": "与账面不符"})
    said = browser.post(address, {"agrees": "no", "reason": "与账面不符", "indicators": ["CY-01"]})

    assert "CY-01 村集体经营性收入" in page
    assert 'id="r-ZL-01"' not in page
    assert (silent.status_code, unnamed.status_code, said.status_code) == (422, 422, 302)
    assert Countersignature.objects.get().reason == "与账面不符"


def test_a_finding_is_complete_or_comes_back(county, scoring, signed_in):
    browser = signed_in(county.people["公安局联审员"])
    address = page_of(scoring, "joint_check", "公安局")
    found = {"found": "yes", "clause": "FJ-02", "facts": "涉黑案件", "document": "", "happened_on": "2026-01-05"}

    page = browser.get(address).content.decode()
    incomplete = browser.post(address, found)
    complete = browser.post(address, {**found, "document": "公刑〔2026〕3号"})

    assert page.index("FJ-02") < page.index("其他条款")
    assert "请填写依据文号。" in incomplete.content.decode()
    assert "涉黑案件" in incomplete.content.decode()
    assert (incomplete.status_code, complete.status_code) == (422, 302)
    assert VetoAnswer.objects.get().clause == "FJ-02"


def test_what_was_typed_under_no_finding_is_not_kept(county, scoring, signed_in):
    browser = signed_in(county.people["公安局联审员"])

    browser.post(page_of(scoring, "joint_check", "公安局"), {"found": "no", "clause": "FJ-02", "facts": "误填"})

    answer = VetoAnswer.objects.get()
    assert (answer.clause, answer.facts) == ("", "")


def test_the_desk_shows_each_post_its_own_work(county, scoring, signed_in):
    address = reverse("scoring:desk")

    scorer = signed_in(county.people["公安局评分员"]).get(address).content.decode()
    respondent = signed_in(county.people["公安局联审员"]).get(address).content.decode()

    assert "没有评分事项" in scorer
    assert "待联审答复" in respondent
    assert "甲一村" in respondent


@pytest.mark.parametrize("villages", [["甲一村"], ["甲一村", "甲二村", "乙一村"]], ids=["one", "three"])
def test_the_desk_asks_a_bounded_number_of_questions(
    county, village_round, signed_in, villages, django_assert_max_num_queries
):
    for village in villages:
        accepted(county, village_round, village)
    browser = signed_in(county.people["农业农村局评分员"])

    with django_assert_max_num_queries(16):
        page = browser.get(reverse("scoring:desk")).content.decode()

    assert all(village in page for village in villages)


@pytest.mark.parametrize(
    ("node", "name"),
    [("score", "农业农村局评分员"), ("sign_scores", "农业农村局负责人"), ("joint_check", "公安局联审员")],
)
def test_a_sheet_asks_a_bounded_number_of_questions(
    county, scoring, signed_in, node, name, django_assert_max_num_queries
):
    if node == "sign_scores":
        world.act(county, scoring, "score", given=world.by_the_rule(scoring))
    browser = signed_in(county.people[name])
    address = page_of(scoring, node, name[:-3])
    browser.get(address)

    with django_assert_max_num_queries(39):
        assert browser.get(address).status_code == 200
