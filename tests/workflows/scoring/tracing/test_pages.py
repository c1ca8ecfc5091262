"""得分怎么来的, as pages: each number down to its source, in few steps, to those it is open to."""

import re
from datetime import datetime
from decimal import Decimal

import pytest
from django.urls import reverse

from accounts import clock
from tests import pictures, world
from tests.workflows.scoring.conftest import accepted
from workflows.engine.deadlines import fire_due
from workflows.scoring.models import Ledger, LedgerValue
from workflows.scoring.services.sheets import Given

pytestmark = pytest.mark.django_db

MARK, REASON = "13.37", "账面只有十三万"
OUTSIDERS = (
    "宣传部评分员",
    "公安局负责人",
    "甲镇审核员",
    "甲一村书记",
    "甲一村填报员",
    "经办人",
    "主任",
    "县领导",
    "审计员",
)
LINKS = re.compile(r'href="([^"#?]+)"')


def total(application) -> str:
    return reverse("scoring:trace", args=[application.pk])


def line(application, code: str) -> str:
    return reverse("scoring:trace", args=[application.pk, code])


@pytest.fixture
def scored(county, village_round):
    """Accepted; 农业农村局 departs from the rule."""
    application = accepted(county, village_round, "甲一村")

    def given(item):
        lines = world.by_the_rule(application)(item)
        if item.organisation.name == "农业农村局":
            lines["CY-01"] = Given(score=Decimal(MARK), reason=REASON)
        return lines

    world.act(county, application, "score", given=given)
    return world.fresh(application)


@pytest.fixture
def locked(county, village_round, scored):
    """The round's scores are open."""
    world.act(county, scored, "sign_scores", decision="sign")
    world.act(county, scored, "countersign", agrees=True)
    world.act(county, scored, "joint_check")
    with clock.at(datetime(2026, 4, 1, 9, 0)):
        fire_due()
        world.act(county, village_round, "lock_scores")
        yield world.fresh(scored)


def read(signed_in, user, address: str) -> str:
    answer = signed_in(user).get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def test_line_opens_into_rule_inputs_sources_proofs_and_people(county, scored, signed_in):
    page = read(signed_in, county.people["甲一村书记"], line(scored, "RJ-01"))

    for words in (
        "达到100%得30分,50%及以下不得分",
        "测试用示范村评定标准（编号STD-V-TEST，第1版）",
        "卫生户厕农户数÷常住户数×100 ＝ 95÷100×100",
        "95%：得27分，差5个百分点得满分，可多得3分；还缺户厕台账",
        "农业农村局，申报时点",
        "上年",
        "80户",
        "甲一村填报员",
        "2026年3月16日",
        "其他材料",
    ):
        assert words in page


def test_value_that_was_corrected_shows_what_it_was(county, village_round, signed_in):
    application = world.hand_in(county, world.apply(county, village_round, "甲一村", toilets="99"))
    world.act(
        county,
        application,
        "review_at_township",
        decision="return",
        opinion="户厕台账只有95户，请核实。",
        verdicts={"RJ-01": {"passes": False, "problem": "请核实户厕。"}},
        site_check=world.SITE_CHECK,
    )
    world.fill(county, world.fresh(application), toilets="95")
    again = world.hand_in(county, world.fresh(application))

    page = read(signed_in, county.people["甲镇审核员"], line(again, "RJ-01"))

    assert "（上次送审 99户）" in page


@pytest.mark.parametrize("code", ["CY-01", "RJ-01", "ZL-01"])
def test_sealed_scores_show_to_nobody_else(county, scored, signed_in, code):
    for name in OUTSIDERS:
        page = read(signed_in, county.people[name], line(scored, code))
        assert (MARK in page, REASON in page) == (False, False)
        if name != "宣传部评分员":
            assert "锁分前密封，只有评分部门能看" in page


def test_total_before_the_lock_is_the_applicants_own(county, scored, signed_in):
    for name in OUTSIDERS:
        page = read(signed_in, county.people[name], total(scored))
        assert (MARK in page, REASON in page) == (False, False)
        assert "自评总分" in page


def test_department_reads_its_own_before_the_lock(county, scored, signed_in):
    page = read(signed_in, county.people["农业农村局负责人"], line(scored, "CY-01"))

    assert f"部门评{MARK}分（按细则30分）：{REASON}" in page
    assert "农业农村局评分员" in page
    assert REASON in read(signed_in, county.people["农业农村局负责人"], total(scored))


def test_township_scores_open_to_the_village_with_the_lock(county, scored, signed_in):
    assert "锁分后可以查看" in read(signed_in, county.people["甲一村书记"], line(scored, "CY-01"))
    assert "锁分后可以查看" not in read(signed_in, county.people["经办人"], line(scored, "CY-01"))


def test_after_the_lock_the_village_reads_who_gave_what_and_why(county, locked, signed_in):
    page = read(signed_in, county.people["甲一村书记"], line(locked, "CY-01"))

    for words in (MARK, REASON, "农业农村局评分员", "最终得分", "主任"):
        assert words in page


def test_locked_total_is_explained_as_a_sum(county, locked, signed_in):
    page = read(signed_in, county.people["甲一村书记"], total(locked))

    assert "基础分70.37＋加分0－扣分0＝70.37" in page
    assert "3项相加" not in page  # 产业发展 has one line
    assert "1项相加" in page


@pytest.mark.parametrize(("name", "status"), [("乙一村书记", 404), ("乙镇审核员", 404)])
def test_others_do_not_even_see_that_it_exists(county, scored, signed_in, name, status):
    browser = signed_in(county.people[name])

    assert browser.get(total(scored)).status_code == status
    assert browser.get(line(scored, "CY-01")).status_code == status


def test_unknown_line_and_draft_are_not_there(county, village_round, scored, signed_in):
    draft = world.apply(county, village_round, "甲二村")
    browser = signed_in(county.people["甲二村填报员"])

    assert browser.get(total(draft)).status_code == 404
    assert signed_in(county.people["甲一村书记"]).get(line(scored, "XX-99")).status_code == 404


def test_bonus_item_has_a_trace_too(county, locked, signed_in):
    page = read(signed_in, county.people["经办人"], line(locked, "JF-01"))

    assert "近三年获得涉农综合荣誉" in page


def test_from_a_ranking_row_to_a_source_in_at_most_four_steps(county, village_round, locked, signed_in):
    """Ranking → total → line (figures, who entered them) → the proof itself: three clicks."""
    world.act(county, village_round, "propose_list")
    browser = signed_in(county.people["经办人"])
    start = browser.get(village_round.rankings.last().get_absolute_url()).content.decode()

    assert total(locked) in LINKS.findall(start)
    assert line(locked, "RJ-01") in LINKS.findall(browser.get(total(locked)).content.decode())
    page = browser.get(line(locked, "RJ-01")).content.decode()
    assert "农业农村局，申报时点" in page
    file = reverse("applications:file", args=[locked.pk, locked.evidence.get(indicator="RJ-01").file_id])
    assert file in LINKS.findall(page)
    assert browser.get(file).getvalue().startswith(pictures.PIXEL[:20])


def test_case_file_and_sheet_lead_to_the_lines(county, locked, signed_in):
    browser = signed_in(county.people["甲一村书记"])
    sheet = reverse("scoring:sheet", args=[locked.pk, county.departments["农业农村局"].pk])

    assert {total(locked), line(locked, "CY-01")} <= set(
        LINKS.findall(browser.get(locked.get_absolute_url()).content.decode())
    )
    assert line(locked, "JF-01") in LINKS.findall(browser.get(sheet).content.decode())


@pytest.fixture
def ledger(county, village_round, scored):
    """农业农村局 counted fewer toilets than the village."""
    department, scorer = county.departments["农业农村局"], county.people["农业农村局评分员"]
    kept = {"by": scorer, "by_name": scorer.display_name, "file": scored.evidence.first().file}
    book = Ledger.objects.create(
        round=village_round, organisation=department, title="户厕台账", items=["toilet_ok"], **kept
    )
    LedgerValue.objects.create(ledger=book, region=scored.region, item="toilet_ok", value=Decimal("83.25"))
    return book


def test_ledger_stands_beside_the_figure_for_its_department_only(county, scored, ledger, signed_in):
    page = read(signed_in, county.people["农业农村局负责人"], line(scored, "RJ-01"))

    assert "户厕台账（第1版）：<b>83.25户</b>" in page
    assert "与申报不一致" in page
    for name in OUTSIDERS:
        assert "83.25" not in read(signed_in, county.people[name], line(scored, "RJ-01"))


def test_ledger_opens_with_the_lock(county, ledger, locked, signed_in):
    assert "83.25户" in read(signed_in, county.people["甲一村书记"], line(locked, "RJ-01"))
