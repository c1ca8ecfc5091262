"""What stands on the papers of a dossier, drawn from a finished round."""

from decimal import Decimal

import pytest

from workflows.dossiers.papers import assessment, correction, evidence, forms, review, scoring
from workflows.dossiers.papers.county import naming_request, work_report
from workflows.dossiers.reading import read_county, read_round
from workflows.dossiers.township_requests import issue_township_requests, requests_of

from .conftest import of, record_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def _django_db_helper():
    """No transaction a test: the round is told once a module, in a transaction of its own (``told``)."""


@pytest.fixture
def record(told):
    """甲一村: returned once, then named."""
    return record_of(of(told, "甲一村"))


def test_the_form_is_filled_from_the_frozen_content(record):
    paper = forms.application_form(record)

    assert (paper.title, paper.applicant, paper.app_no) == ("禾塬县乡村振兴示范村申报书", "甲镇甲一村", record.number)
    assert [(row.name, row.value) for row in paper.data][1:3] == [
        ("村集体年经营性收入", Decimal(30)),
        ("卫生户厕农户数", Decimal(96)),
    ]
    assert paper.data[1].evidence == "CY-01-1"
    assert [(one.name, one.present) for one in paper.meetings] == [
        ("村党组织会议", 8),
        ("村“两委”会议", None),
        ("村民会议或村民代表会议", 25),
    ]


def test_each_level_says_its_word_from_below_upward(record):
    headings = [one.heading for one in forms.application_form(record).opinions]

    assert headings == [
        "村级意见",
        "镇（街道）审核意见",
        "牵头部门评分意见",
        "县领导小组办公室意见",
        "县委、县政府审定意见",
    ]


@pytest.mark.parametrize(("phone", "shown"), [("13812341234", "138****1234"), ("0913-5550000", "0913-5550000")])
def test_a_mobile_number_is_masked(record, phone, shown):
    record.content["contact_phone"] = phone

    assert forms.application_form(record).leader_phone == shown


def test_an_officials_mobile_number_is_left_out(record):
    reviewer = next(one for one in record.opinions if one.stage == "township" and one.decision == "recommend").by
    reviewer.phone = "13812341234"

    contact = forms.town_contact(record)

    assert (contact.name, contact.phone, contact.unit) == (reviewer.display_name, "", "甲镇人民政府")


def test_the_four_scores_stand_side_by_side_and_sum_up(record):
    paper = assessment.self_assessment(record)

    income = paper.dimensions[0].indicators[0]
    assert (income.value, income.self_score, income.town_score, income.department_score, income.final_score) == (
        "30万元",
        Decimal(30),
        None,
        Decimal(30),
        Decimal(30),
    )
    assert [one.final_score for one in paper.dimensions] == [Decimal(30), Decimal("37.60"), Decimal(20)]
    assert paper.totals.total == record.final.total
    assert (paper.filled_by, paper.checked_by) == ("甲一村填报员", "甲一村书记")


def test_the_township_opinion_tells_the_site_check(record):
    paper = review.township_opinion(record)

    assert (paper.checked_by, paper.households, paper.conclusion) == (("张核查", "王核查"), 10, "推荐")
    assert paper.opinion.signer == "甲镇镇长"
    assert "应到30人，实到25人，达到三分之二" in paper.procedure_check


def test_a_return_is_answered_by_what_changed(record):
    [notice] = correction.correction_notices(record)
    reply = correction.correction_reply(record, record.returns[0], 1)

    assert notice.shown_number == f"补正编号：{record.number}-BZ1"
    assert [(item.code, item.problem) for item in notice.items] == [("RJ-01 卫生户厕普及率", "缺户厕台账")]
    assert [(one.code, one.before, one.after) for one in reply.corrections] == [
        ("RJ-01", "卫生户厕农户数95户；常住户数100户；佐证1件", "卫生户厕农户数96户；常住户数100户；佐证1件")
    ]


def test_a_departments_sheet_sums_its_indicators_only(record):
    sheet = next(scoring.department_sheets(record))

    assert (sheet.department, sheet.task) == ("农业农村局", "重点任务一、二、五")
    assert [row.code for row in sheet.rows] == ["CY-01", "RJ-01", "RJ-02"]
    assert (sheet.points, sheet.score) == (Decimal(80), Decimal("67.60"))
    assert (sheet.scorers, sheet.leader) == (("农业农村局评分员",), "农业农村局负责人")


def test_the_countersignature_names_whose_scores(record):
    paper = scoring.countersignature(record)

    assert [(one.department, one.lead, one.agrees) for one in paper.opinions] == [
        ("财政局", "农业农村局", True),
        ("公安局", "宣传部、政法委", True),
    ]


def test_the_summary_is_the_locked_result(record):
    paper = scoring.score_summary(record)

    assert (paper.totals.total, paper.rank, paper.grade) == (record.final.total, "第1名（共2个）", "达到县级示范村标准")
    assert [(one.code, one.met) for one in paper.conditions] == [("TJ-01", True), ("TJ-02", True)]


def test_evidence_stands_in_the_standards_order(record):
    record.content["evidence"].reverse()

    rows = evidence.evidence_index(record).rows

    assert [row.mark for row in rows] == ["CY-01-1", "RJ-01-1", "RJ-02-1", "ZL-01-1", "ZL-02-1"]
    assert (rows[0].indicator, rows[0].source, rows[0].dated) == ("CY-01 村集体经营性收入", "甲一村", "2026年3月16日")


def test_a_file_that_proves_several_indicators_is_bound_in_once(record):
    rows = evidence.evidence_index(record).rows
    bound, *references = evidence.proofs(record)

    others = "RJ-01-1、RJ-02-1、ZL-01-1、ZL-02-1"
    assert [row.title for row in rows] == [f"照片（同时用于{others}）", *["照片（同CY-01-1）"] * 4]
    assert "、".join(one.mark for one in references) == others
    assert {(one.title, one.to) for one in references} == {("照片（见CY-01-1）", "CY-01-1")}
    assert (bound.mark, bound.indicator) == ("CY-01-1", "CY-01 村集体经营性收入")
    assert bound.clean_sha256 == record.files[bound.sha256].clean_sha256


def test_evidence_is_called_by_the_proof_that_the_standard_names(record):
    record.content["evidence"][0]["proof"] = "收益分配报表"

    assert evidence.evidence_index(record).rows[0].title.startswith("收益分配报表（")
    assert next(evidence.proofs(record)).title == "收益分配报表"


def test_every_township_asks_once_under_its_own_number(told):
    county = read_county(read_round(told))

    documents = issue_township_requests(county)

    assert [(one.number, one.title.partition("关于")[0]) for one in documents] == [
        ("甲政字〔2026〕1号", "禾塬县甲镇人民政府"),
        ("乙政字〔2026〕1号", "禾塬县乙镇人民政府"),
    ]
    assert issue_township_requests(county) == documents
    [(_, paper, signed), _] = requests_of(county)
    assert [one.name for one in paper.nominees] == ["甲一村", "甲二村"]
    assert paper.approvers == (signed.by_name,)


def test_the_countys_papers_count_the_round(told):
    county = read_county(read_round(told))

    report, request = work_report(county), naming_request(county)

    assert (report.applied, report.scored, report.vetoed, report.qualified, report.approved) == (3, 3, 1, 2, 2)
    assert [one.name for one in request.nominees] == ["甲一村", "乙一村"]
    assert request.shown_number == "禾农领办字〔2026〕　号"


def test_a_line_short_of_full_points_says_what_it_is_short_of(record):
    income, toilets = (one.indicators[0] for one in assessment.self_assessment(record).dimensions[:2])

    assert income.self_note == "30万元：得30分，差20万元可多得10分；还缺收益分配报表。"
    assert toilets.self_note == "96%：得27.6分，差4个百分点得满分，可多得2.4分；还缺户厕台账。"


def test_a_line_with_full_points_keeps_its_plain_note(record):
    meetings = next(
        row for one in assessment.self_assessment(record).dimensions for row in one.indicators if row.code == "ZL-02"
    )

    assert meetings.self_note == "3项中符合3项，得10分。"


def test_the_department_sheet_says_why_points_are_missing(record):
    rows = {row.code: row for paper in scoring.department_sheets(record) for row in paper.rows}

    assert rows["CY-01"].reason == "30万元：得30分，差20万元可多得10分；还缺收益分配报表"
    assert rows["ZL-02"].reason == ""


def test_the_summary_lists_every_line_that_lost_points(record):
    losses = {one.code: (one.points, one.score, one.words) for one in scoring.score_summary(record).losses}

    assert losses == {
        "CY-01": (40, 30, "30万元：得30分，差20万元可多得10分；还缺收益分配报表"),
        "RJ-01": (30, Decimal("27.6"), "96%：得27.6分，差4个百分点得满分，可多得2.4分；还缺户厕台账"),
    }
