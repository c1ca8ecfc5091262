"""A dossier's parts: their order, what is sealed, what is confidential, what is still to come."""

import pytest

from documents.pack_layout import Plan
from documents.pack_spec import Issued, Sheet
from documents.papers.volume_list import VolumeRow
from workflows.dossiers.county_sections import county_spec
from workflows.dossiers.reading import read_county, read_round
from workflows.dossiers.sections import CHAPTERS, parts_of, spec_of
from workflows.dossiers.township_requests import issue_township_requests

from .conftest import SECRETS, of, record_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def _django_db_helper():
    """No transaction a test: the round is told once a module, in a transaction of its own (``told``)."""


def pages(spec) -> str:
    """Every word that a volume prints of itself."""
    sheets = [part for section in spec.sections for part in section.parts if isinstance(part, Sheet)]
    return "\n".join(sheet.title + sheet.paper.html() for sheet in sheets)


def test_a_named_villages_parts_stand_in_the_fixed_order(told):
    spec = spec_of(record_of(of(told, "甲一村")), volume="第1册（共3册）")

    headings = [line.title for unit in Plan.of(spec).units for line in unit.lines if line.level == 1]
    assert headings == [
        "一、真实性承诺书",
        "二、申报书",
        "三、民主（决策）程序材料",
        "四、自评得分表及佐证索引",
        "五、镇（街道）审核意见",
        "六、退回补正通知书及补正说明",
        "七、部门评分表和会签意见",
        "八、一票否决联审结论",
        "九、县级评分汇总表",
        "十、县级公示及结果",
        "十一、县委、县政府审定意见",
        "十二、佐证材料",
    ]
    assert (spec.title, spec.volume, spec.pending) == ("甲镇甲一村申报材料汇编", "第1册（共3册）", ())
    assert spec.classification == "内部资料"


def test_every_chapter_has_its_own_key():
    keys = [chapter.key for chapter in CHAPTERS]

    assert len(keys) == len(set(keys))


def test_the_departments_sheets_follow_the_key_tasks(told):
    parts = parts_of(record_of(of(told, "乙一村")))["department_scores"]

    assert [part.title for part in parts] == ["农业农村局评分表", "宣传部评分表", "政法委评分表", "配合部门会签意见"]


def test_notices_and_the_naming_are_bound_in_as_they_were_issued(told):
    parts = parts_of(record_of(of(told, "乙一村")))

    published = [part.sha256 for part in parts["publicity"]]
    notice = told.notices.get()
    assert published == [notice.document.sha256, notice.result.document.sha256]
    assert isinstance(parts["decision"][-1], Issued)
    assert "决定" in parts["decision"][-1].title


def test_one_that_was_vetoed_has_neither_notice_nor_decision(told):
    parts = parts_of(record_of(of(told, "甲二村")))

    assert (parts["publicity"], parts["decision"]) == ((), ())
    assert "FJ-02" in parts["joint_check"][0].paper.html()


def test_no_dossier_tells_facts_of_a_veto_or_who_objected(told):
    round_record = read_round(told)
    county = read_county(round_record)
    row = VolumeRow(1, "01 甲镇甲一村 申报材料汇编.pdf", 30, 1000, "0" * 64)
    specs = [spec_of(record_of(one), volume="") for one in told.applications.all()]
    specs.append(county_spec(county, township_requests=issue_township_requests(county), volumes=[row]))

    printed = "\n".join(map(pages, specs))

    assert [secret for secret in SECRETS if secret in printed] == []


def test_nobody_is_told_which_department_found_the_clause(told):
    [sheet] = parts_of(record_of(of(told, "甲二村")))["joint_check"]

    assert sheet.paper.departments == ("纪委监委", "公安局")
    assert sheet.paper.clauses == ("FJ-02",)
    assert "联审员" not in sheet.paper.html()


def test_the_same_rows_give_the_same_volume(told):
    first = spec_of(record_of(of(told, "甲一村")), volume="")
    second = spec_of(record_of(of(told, "甲一村")), volume="")

    assert first == second
    assert Plan.of(first).content == Plan.of(second).content


def test_the_countys_pack_has_the_forms_order(told):
    county = read_county(read_round(told))

    spec = county_spec(county, township_requests=issue_township_requests(county), volumes=[])

    assert [section.title for section in spec.sections if section.parts] == [
        "请示",
        "推荐名单及汇总排名表",
        "评定工作情况报告",
        "公示及公示结果",
        "会议纪要节录",
        "联审意见汇总结论",
        "命名决定",
        "各镇（街道）请示",
        "各册清单",
    ]
    assert spec.sections[0].parts[0].title.endswith("（代拟稿）")
