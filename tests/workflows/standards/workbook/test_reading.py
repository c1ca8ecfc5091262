"""A filled-in workbook as it comes back from a county: what is forgiven, and what is said of the rest."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

import pytest

from workflows.standards.workbook import BookError, template_workbook
from workflows.standards.workbook.complaints import letters
from workflows.standards.workbook.files import from_workbook
from workflows.standards.workbook.reading import MOST_ROWS, read_sheets

INDICATOR = ("编号", "指标名称", "维度", "分值", "计分方法", "计分规则", "单位", "计算公式", "分母为零时", "牵头部门")


@dataclass
class Sheet:
    title: str
    rows: list


def book(*indicators, header=INDICATOR, **changes) -> list[Sheet]:
    rows = list(indicators) or [
        ("A-1", "户厕", "A", 10, "分档", "≥90：10分", "%", "合格数÷总数×100", "不适用", "住建局")
    ]
    sheets = {
        "基本信息": [
            ("项目", "内容"),
            ("标准编号", "T"),
            ("版本", 1),
            ("名称", "试"),
            ("创建对象", "村"),
            ("满分", 10),
        ],
        "维度": [("编号", "名称", "分值"), ("A", "环境", 10)],
        "数据项": [("编号", "名称", "单位"), ("ok", "合格数", "户"), ("all", "总数", "户")],
        "指标": [header, *rows],
    }
    return [Sheet(title, found) for title, found in {**sheets, **changes}.items() if found is not None]


def complaints(sheets: list[Sheet]) -> list[str]:
    with pytest.raises(BookError) as caught:
        read_sheets(sheets)
    return [str(one) for one in caught.value.complaints]


def test_a_small_table_is_read():
    body, notes = read_sheets(book())

    [one] = body["indicators"]
    assert (one["formula"], one["inputs"], one["kind"], notes) == ("ok ÷ all × 100", ["ok", "all"], "quantitative", ())


def test_the_template_as_it_is_says_what_is_missing():
    with pytest.raises(BookError) as caught:
        from_workbook(template_workbook())

    said = [str(one) for one in caught.value.complaints]
    assert "“基本信息”表第2行B列（标准编号）：不能空着，全县不重复的编号，如 HY-CUN。同一套标准每年用同一个编号" in said
    assert not any("〔示例〕" in one for one in said)


def test_columns_may_change_places_and_others_be_added():
    header = ("序号", *reversed(INDICATOR), "我的备注")
    row = (1, "住建局", "不适用", "合格数÷总数×100", "%", "≥90：10分", "分档", Decimal(10), "A", "户厕", "A-1", "随便")

    body, notes = read_sheets(book(row, header=header))

    assert body["indicators"][0]["code"] == "A-1"
    assert notes == ("“指标”表里没有用到的列：序号、我的备注",)


def test_a_merged_dimension_holds_for_the_rows_below_and_sums_are_passed_over():
    rows = [
        ("A-1", "甲", "环境", 5, "分档", "≥90：5分", "%", "ok", "", "住建局"),
        ("A-2", "乙", None, 5, "分档", "≥90：5分", "%", "ok", "", "住建局"),
        (None,) * 10,
        ("合计", None, None, 10),
    ]

    body, _ = read_sheets(book(*rows))

    assert [one["dimension"] for one in body["indicators"]] == ["A", "A"]


def test_every_bad_cell_is_named_at_once_and_nothing_is_loaded():
    rows = [
        ("A-1", "甲", "A", "十分", "分档", "≥90：5分", "%", "ok", "", "住建局"),
        ("A-2", None, "A", 5, "打分", "随便", "%", "坏数÷总数", "", "住建局"),
    ]

    assert complaints(book(*rows)) == [
        "“指标”表第2行D列（分值）：应当是数字，现在是“十”",
        "“指标”表第3行B列（指标名称）：不能空着，如 卫生户厕普及率",
        "“指标”表第3行E列（计分方法）：只能填分档、直线比例、按差距扣分、完成比例、逐项核对、评等次、发现问题扣分，现在是“打分”",
        "“指标”表第3行H列（计算公式）：“坏数÷总数”里的“坏数”不是数据项。请写“数据项”表里的名称或编号；表里还没有的，先在那张表里加一行",
    ]


@pytest.mark.parametrize(
    ("sheets", "said"),
    [
        (book(指标=None), "“指标”表：没有这张表"),
        (book(基本信息=None), "“基本信息”表：没有这张表"),
        (book(维度=[("编号", "名称")]), "“维度”表第1行：表头缺少“分值”"),
        (book(维度=[("编号", "名称", "分值")]), "“维度”表：一行也没有填"),
        (
            book(数据项=[("编号", "名称"), (date(2025, 1, 2), "合格数")]),
            "“数据项”表第2行A列（编号）：Excel把这一格当成了日期",
        ),
        (book(数据项=[("编号", "名称")] + [(f"d{n}", "数") for n in range(MOST_ROWS + 1)]), "“数据项”表：太长"),
        (
            book(等次=[("级别", "名称", "总分不低于", "每个维度得分率不低于"), ("county", "县级", 8, Decimal("0.6"))]),
            "“等次”表第2行D列（每个维度得分率不低于）：这里写百分数，0.6请写成60",
        ),
        (
            book(倒扣=[("编号", "名称", "扣分情形"), ("K1", "通报", "每次扣1分（最多扣3分）")]),
            "请把上限写到“上限”一列",
        ),
    ],
)
def test_what_is_said_of_a_sheet(sheets, said):
    assert any(said in one for one in complaints(sheets)), complaints(sheets)


def test_what_only_the_whole_standard_shows_is_said_by_its_cell_too():
    rows = [("A-1", "甲", "A", 10, "分档", "≥90：12分", "%", "ok", "", "住建局")] * 2

    assert complaints(book(*rows))[0] == "“指标”表第3行F列（计分规则）：第1个档：得分12超过了分值10"


def test_twins_are_named():
    row = ("A-1", "甲", "A", 5, "分档", "≥90：5分", "%", "ok", "", "住建局")

    assert complaints(book(row, row)) == ["“指标”表第3行A列（编号）：编号重复"]


def test_a_method_without_its_formula_is_told_in_the_columns_words():
    row = ("A-1", "甲", "A", 5, "分档", "≥90：5分", "%", None, "", "住建局")

    assert complaints(book(row)) == ["“指标”表第2行H列（计算公式）：按数值计分的指标要有“计算公式”，其他指标不要"]


def test_columns_are_called_as_excel_calls_them():
    assert [letters(n) for n in (1, 26, 27, 52)] == ["A", "Z", "AA", "AZ"]
