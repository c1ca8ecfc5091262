"""What we write: text stays text, the same data is the same file, people can type only where they should."""

import zipfile
from io import BytesIO

import openpyxl
import pytest

from documents import workbooks
from documents.workbooks import Table
from documents.workbooks.tables import clean_title

INJECTIONS = (
    "=1+1",
    "=cmd|' /C calc'!A0",
    '=HYPERLINK("http://x.example","点")',
    "+1+1",
    "-2+3",
    "@SUM(A1)",
    "\t=1+1",
    "\r=1+1",
    "＝1+1",
    "＋1",
    "＠SUM(A1)",
)


def opened(*tables: Table):
    return openpyxl.load_workbook(BytesIO(workbooks.write(tables)))


@pytest.mark.parametrize("words", INJECTIONS)
def test_text_never_becomes_a_formula(words):
    cell = opened(Table("表", ("甲",), [(words,)]))["表"]["A2"]

    assert (cell.data_type, cell.value) == ("s", words.strip())


@pytest.mark.parametrize("words", INJECTIONS)
def test_csv_puts_a_quote_before_what_would_be_a_formula(words):
    line = workbooks.write_csv([(words, 3, -2)]).decode("utf-8-sig")

    assert line.lstrip('"').startswith("'" + words[0])
    assert line.endswith(",3,-2\r\n")


def test_addresses_and_digits_stay_text():
    sheet = opened(Table("表", ("甲", "乙"), [("https://x.example", "610921001201")]))["表"]

    assert sheet["A2"].hyperlink is None
    assert (sheet["B2"].data_type, sheet["B2"].value) == ("s", "610921001201")


def test_the_same_tables_are_the_same_bytes():
    table = Table("表", ("甲", "乙"), [(1, "一")], notes={"a": "b"}, choices={1: ["一", "二"]}, locked=[0])

    assert workbooks.write([table]) == workbooks.write([table])


def test_only_what_is_asked_for_can_be_typed_in():
    table = Table("表", ("甲", "乙"), [("组",), (1, 2)], locked=[0], groups=[0])

    sheet = opened(table)["表"]

    assert sheet.protection.sheet is True
    assert sheet.protection.password is None
    assert [cell.protection.locked for row in sheet["A1:B3"] for cell in row] == [True, True, True, True, True, False]


def test_choices_and_limits_become_rules_of_the_cells():
    long = [f"第{n}种情况，说明很长很长很长很长" for n in range(40)]
    table = Table(
        "表", ("甲", "乙", "丙"), [(None, None, None)], choices={0: ["是", "否"], 1: long}, between={2: (0, 10)}
    )

    book = opened(table)

    rules = [(str(one.sqref), one.type, one.formula1) for one in book["表"].data_validations.dataValidation]
    assert rules == [
        ("A2", "list", '"是,否"'),
        ("B2", "list", "_choices!$A$1:$A$40"),
        ("C2", "decimal", "0.0"),
    ]
    assert book["_choices"].sheet_state == "hidden"


def test_a_long_table_prints_with_its_head_on_every_page():
    sheet = opened(Table("表", ("甲",), [(1,)], lead=("标题", "怎么填"), frozen=(3, 1), paper="A3"))["表"]

    assert (sheet.page_setup.orientation, sheet.page_setup.paperSize) == ("landscape", 8)
    assert (sheet.print_title_rows, sheet.freeze_panes) == ("$3:$3", "B4")


@pytest.mark.parametrize(
    ("title", "taken", "expected"),
    [
        ("户厕/饮水[2025]:*?", (), "户厕 饮水 2025"),
        ("'引号'", (), "引号"),
        ("", (), "表"),
        ("History", (), "History_"),
        ("甲" * 40, (), "甲" * 31),
        ("Abc", ("aBC",), "Abc（2）"),
        ("甲" * 40, ("甲" * 31,), "甲" * 28 + "（2）"),
    ],
)
def test_sheets_get_names_that_excel_takes(title, taken, expected):
    assert clean_title(title, taken) == expected


def test_control_characters_never_reach_the_file():
    data = workbooks.write([Table("表\x00", ("甲",), [("a\x01b\ud800c\u202e",)])])

    with zipfile.ZipFile(BytesIO(data)) as package:
        assert b"abc" in package.read("xl/sharedStrings.xml")
