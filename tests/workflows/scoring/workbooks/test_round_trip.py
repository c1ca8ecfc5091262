"""The score workbook out and in: nothing is lost, nothing foreign or stale is taken, everything is said by row."""

from decimal import Decimal

import pytest

from documents import workbooks
from documents.models import EvidenceFile
from tests import world
from workflows.scoring.models import DepartmentScore, ScoreImport
from workflows.scoring.services.cells import Cell, save_cells
from workflows.scoring.services.sheets import Given

pytestmark = pytest.mark.django_db


def current() -> dict[tuple[str, str], tuple]:
    """What stands: village and indicator → score, reason, basis."""
    rows = DepartmentScore.objects.current().select_related("application__region")
    return {(row.application.region.name, row.indicator): (row.score, row.reason, row.basis) for row in rows}


def test_the_workbook_has_the_departments_lines_and_no_others(desk):
    filled = desk.workbook()

    assert filled.headings[:4] == ["申报编号", "乡镇", "申报单位", "状态"]
    assert "CY-01 村集体经营性收入｜评分（满分40）" in filled.headings
    assert not any("ZL-01" in words for words in filled.headings)
    assert [cell.value for cell in filled.sheet["A"][filled.top :]] == [
        "甲镇（2个）",
        desk.numbers[0],
        desk.numbers[1],
        "乙镇（1个）",
        desk.numbers[2],
    ]
    assert filled.got(desk.numbers[0], "CY-01", "按细则建议") == 30
    assert filled.got(desk.numbers[0], "RJ-01", "自评") == 27
    assert filled.got(desk.numbers[0], "CY-01", "评分") is None


def test_nothing_filled_in_changes_nothing(desk):
    answer = desk.send(desk.workbook().saved())

    preview = answer.context["preview"]
    assert (preview.changes, preview.left_out, preview.absent) == ([], [], [])
    assert preview.unchanged == 15


def test_what_was_typed_is_shown_and_then_written_with_the_file(desk):
    one, two, three = desk.numbers
    filled = (
        desk.workbook()
        .put(one, "CY-01", "评分", 28)
        .put(one, "CY-01", "理由", "按台账核定")
        .put(two, "RJ-01", "评分", "27.5")
    )
    filled.put(one, "JF-01", "等次", "省级").put(two, "KF-01", "次数", 2).put(three, "RJ-02", "评分", "不适用")
    filled.put(three, "RJ-02", "理由", "整村搬迁")

    answer = desk.send(filled.saved())
    page = answer.content.decode()
    nothing_yet = DepartmentScore.objects.count()
    done = desk.confirm(answer)

    assert [(change.old, change.new) for change in answer.context["preview"].changes] == [
        ("空", "28（按台账核定）"),
        ("空", "省级"),
        ("空", "27.5"),
        ("空", "一般错误2次"),
        ("空", "不适用（整村搬迁）"),
    ]
    assert "确认导入 5 格" in page
    assert nothing_yet == 0
    assert "已导入5格" in done.content.decode()
    assert current() == {
        ("甲一村", "CY-01"): (Decimal(28), "按台账核定", None),
        ("甲一村", "JF-01"): (Decimal("1.2"), "", ["省级"]),
        ("甲二村", "RJ-01"): (Decimal("27.5"), "", None),
        ("甲二村", "KF-01"): (Decimal("0.4"), "", {"一般错误": 2}),
        ("乙一村", "RJ-02"): (None, "整村搬迁", None),
    }
    file = EvidenceFile.objects.get(name="评分表.xlsx")
    assert {(row.via, row.file) for row in DepartmentScore.objects.all()} == {("excel", file)}
    assert (ScoreImport.objects.get().taken, ScoreImport.objects.get().file) == (5, file)


def test_a_second_click_applies_nothing_twice(desk):
    answer = desk.send(desk.workbook().put(desk.numbers[0], "CY-01", "评分", 30).saved())

    desk.confirm(answer)
    again = desk.confirm(answer)

    assert again.status_code == 200
    assert (ScoreImport.objects.count(), DepartmentScore.objects.count()) == (1, 1)


def test_what_is_scored_comes_out_again_and_back_without_a_change(desk):
    filled = desk.workbook()
    for number in desk.numbers:
        filled.put(number, "CY-01", "评分", 12.35).put(number, "CY-01", "理由", "+不是公式")
        filled.put(number, "JF-01", "等次", "不加分").put(number, "KF-01", "次数", 0)
    desk.confirm(desk.send(filled.saved()))

    preview = desk.send(desk.workbook().saved()).context["preview"]

    assert current()["甲一村", "CY-01"] == (Decimal("12.35"), "+不是公式", None)
    assert (preview.changes, preview.left_out) == ([], [])


def test_a_cell_that_a_colleague_scored_since_is_named_with_both_values_and_not_taken(desk):
    one, two, _ = desk.numbers
    filled = desk.workbook().put(one, "CY-01", "评分", 28).put(two, "CY-01", "评分", 30)
    cells = [Cell(desk.cases[0].pk, "CY-01", 0, Given(score=Decimal(25), reason="现场看过"))]
    save_cells(round=desk.round, organisation=desk.office, by=desk.scorer, cells=cells, via="grid")

    answer = desk.send(filled.saved())
    desk.confirm(answer)

    (stale,) = answer.context["preview"].stale
    assert (stale.row, stale.typed, stale.now, stale.by) == (
        filled.row(one),
        "28",
        "25（现场看过）",
        "农业农村局评分员",
    )
    assert "表里填的：<b>28</b> · 现在是：<b>25（现场看过）</b>" in answer.content.decode()
    assert {place: given[0] for place, given in current().items()} == {("甲一村", "CY-01"): 25, ("甲二村", "CY-01"): 30}


def test_a_cell_that_was_left_alone_does_not_fall_back_to_the_old_value(desk):
    filled = desk.workbook()
    cells = [Cell(desk.cases[0].pk, "CY-01", 0, Given(score=Decimal(25), reason="现场看过"))]
    save_cells(round=desk.round, organisation=desk.office, by=desk.scorer, cells=cells, via="grid")

    preview = desk.send(filled.saved()).context["preview"]

    assert (preview.changes, preview.stale) == ([], [])


def test_rows_may_be_sorted_deleted_and_columns_moved(desk):
    filled = desk.workbook().put(desk.numbers[2], "CY-01", "评分", 30).put(desk.numbers[2], "RJ-01", "评分", 27)
    sheet, top = filled.sheet, filled.top
    rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=top)]
    keep = [place for place, words in enumerate(rows[0]) if words in ("申报编号", "申报单位") or "评分" in words]
    sheet.delete_rows(1, sheet.max_row)
    for row in (rows[0], rows[5], rows[2]):
        sheet.append([row[place] for place in reversed(keep)])

    preview = desk.send(filled.saved()).context["preview"]

    assert [(change.application.region.name, change.row, change.new) for change in preview.changes] == [
        ("乙一村", 2, "27"),
        ("乙一村", 2, "30"),
    ]
    assert preview.left_out == []
    assert preview.absent == ["甲镇甲二村"]


def test_foreign_and_doubled_rows_are_named_by_their_number(desk):
    filled = desk.workbook()
    last = filled.sheet.max_row
    filled.sheet.append(["SF-不存在", "甲镇", "外村", "待评", *[1] * 5])
    filled.sheet.append([desk.numbers[0], "甲镇", "甲一村", "待评", *[1] * 5])
    filled.sheet.append([None, "甲镇", "甲三村"])

    preview = desk.send(filled.saved()).context["preview"]

    assert preview.left_out == [
        f"第{last + 1}行：SF-不存在不在这张表下载时的名单里，没有导入。",
        f"第{last + 2}行：{desk.numbers[0]}在第{filled.row(desk.numbers[0])}行已经出现过，只取前面一行。",
        f"第{last + 3}行：没有申报编号，不知道是哪个村，没有导入。",
    ]


@pytest.mark.parametrize(
    ("code", "part", "value", "words"),
    [
        ("CY-01", "评分", 41, "最高40分，请修改。"),
        ("CY-01", "评分", -1, "不能是负数，请修改。"),
        ("CY-01", "评分", 1.234, "得分最多两位小数，请修改。"),
        ("CY-01", "评分", "很好", "“很好”不是数字。请填数字，指标不适用的填“不适用”。"),
        ("JF-01", "等次", "市级", "加分等次里没有“市级”，请从列表中选择。"),
        ("KF-01", "次数", 1.5, "“1.5”不是次数。请填发现的次数，如0、1、2。"),
        ("CY-01", "理由", "长" * 401, "理由不超过400字，请缩短。"),
    ],
)
def test_what_cannot_stand_is_said_with_row_and_column(desk, code, part, value, words):
    filled = desk.workbook().put(desk.numbers[1], code, part, value)

    (problem,) = desk.send(filled.saved()).context["preview"].problems

    assert problem.row == filled.row(desk.numbers[1])
    assert "列 甲镇甲二村" in problem.place
    assert problem.reason == f"{words}没有导入。"


def test_rows_that_are_handed_in_already_are_not_taken(desk):
    filled = desk.workbook().put(desk.numbers[0], "CY-01", "评分", 30).put(desk.numbers[0], "RJ-01", "评分", 99)
    world.act(desk.county, desk.cases[0], "score", given=world.by_the_rule(desk.cases[0]))

    preview = desk.send(filled.put(desk.numbers[1], "CY-01", "评分", 30).saved()).context["preview"]

    assert [change.application.region.name for change in preview.changes] == ["甲二村"]
    assert preview.left_out == [
        f"第{filled.row(desk.numbers[0])}行 甲镇甲一村：评分已经提交，或者不由您办理，表里改动的1格没有导入。"
    ]
    assert desk.workbook().sheet.cell(filled.row(desk.numbers[0]), 4).value == "已提交"


def seal_broken(filled):
    filled.book["_rows"]["D1"].value = '{"CY-01": 9}'


def another_application(filled):
    filled.book["_rows"]["B1"].value += 1


def another_round(filled):
    note(filled, "round").value = "SF-2020"


def another_department(filled):
    note(filled, "organisation").value = "D5"


def another_standard(filled):
    note(filled, "version").value = "7"


def another_text(filled):
    note(filled, "sha256").value = "0" * 64


def no_notes(filled):
    del filled.book["_shifan"]


def no_rows(filled):
    del filled.book["_rows"]


def no_numbers(filled):
    filled.sheet.delete_cols(1)


def note(filled, key: str):
    sheet = filled.book["_shifan"]
    return next(sheet.cell(row, 2) for row in range(1, 20) if sheet.cell(row, 1).value == key)


@pytest.mark.parametrize(
    ("spoil", "words"),
    [
        (seal_broken, "被改动过"),
        (another_application, "被改动过"),
        (another_round, "这是批次SF-2020的评分表"),
        (another_department, "这是别的部门的评分表"),
        (another_standard, "第7版制作，与本批次不一致"),
        (another_text, "与本批次不一致"),
        (no_notes, "不是从本系统下载的评分表"),
        (no_rows, "被改动过"),
        (no_numbers, "找不到“申报编号”一栏"),
    ],
)
def test_a_workbook_that_is_not_this_departments_of_this_round_is_refused(desk, spoil, words):
    filled = desk.workbook().put(desk.numbers[0], "CY-01", "评分", 30)
    spoil(filled)

    answer = desk.send(filled.saved())

    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert not EvidenceFile.objects.filter(name="评分表.xlsx").exists()


def test_a_table_that_is_no_workbook_is_refused_in_words(desk):
    answer = desk.send(workbooks.write_csv([("申报编号", "评分")]), "评分.csv")
    nothing = desk.browser.post(desk.address)

    assert "不是从本系统下载的评分表" in answer.content.decode()
    assert (answer.status_code, nothing.status_code) == (422, 422)
