"""A workbook is read, or refused with a sentence that helps; nothing else happens."""

import random
import resource
import time
import tracemalloc
from datetime import date
from decimal import Decimal
from io import BytesIO

import pytest

from documents import workbooks
from documents.workbooks import LIMITS, Sheet, Table, WorkbookError, number
from tests.documents import hostile_workbooks as hostile


def test_values_come_back_as_they_were_written():
    cells = (1, Decimal("87.35"), "甲村", date(2025, 3, 1), True, None, Decimal("0.1"))
    data = workbooks.write([Table("数据", tuple("ABCDEFG"), [cells])])

    assert workbooks.read(data) == (
        Sheet("数据", (tuple("ABCDEFG"), (1, Decimal("87.35"), "甲村", date(2025, 3, 1), "是", None, Decimal("0.1")))),
    )


def test_a_path_and_a_stream_are_read_like_bytes(tmp_path):
    path = tmp_path / "表.xlsx"
    path.write_bytes(hostile.good())

    assert workbooks.read(path) == workbooks.read(BytesIO(hostile.good())) == workbooks.read(hostile.good())


def test_the_notes_come_back_from_their_hidden_sheet():
    data = workbooks.write([Table("表", ("甲",), [], notes={"round": "7", "sha": "ab"})])

    sheets = workbooks.read(data)

    assert workbooks.notes_of(sheets) == {"round": "7", "sha": "ab"}
    assert [sheet.hidden for sheet in sheets] == [False, True]


def test_a_stray_cell_in_the_last_corner_is_harmless():
    start = time.monotonic()

    sheets = workbooks.read(hostile.far_cell())

    assert sheets[0].rows == ((7,),)
    assert time.monotonic() - start < 5


def test_what_lies_beyond_the_limits_is_said_to_be_cut():
    limits = workbooks.Limits(rows=3, columns=2)
    rows = [(n, n, n) for n in range(5)]

    sheet = workbooks.read(workbooks.write([Table("表", ("a", "b", "c"), rows)]), limits=limits)[0]

    assert sheet == Sheet("表", (("a", "b"), (0, 0), (1, 1)), cut=True)


@pytest.mark.parametrize(
    ("data", "name", "words"),
    [
        (b"", "表.xlsx", "文件是空的"),
        (b"x" * (LIMITS.size + 1), "表.csv", "超过10MB"),
        (hostile.xxe(), "表.xlsx", "外部引用"),
        (hostile.laughs(), "表.xlsx", "外部引用"),
        (hostile.many_sheets(), "表.xlsx", "工作表超过60张"),
        (hostile.many_parts(), "表.xlsx", "异常庞大"),
        (hostile.repacked({"../../etc/passwd": "x"}), "表.xlsx", "内部结构异常"),
        (hostile.repacked({"xl/vbaProject.bin": "x"}), "表.xlsx", "有宏"),
        (hostile.repacked({"xl/workbook.bin": "x"}), "表.xlsx", "xlsb"),
        (hostile.repacked({"mimetype": "application/vnd.oasis.opendocument.spreadsheet"}), "", "ods文件"),
        (hostile.good()[:-200], "表.xlsx", "另存为“Excel 工作簿（*.xlsx）”"),
        (hostile.good()[:900], "表.xlsx", "打不开"),
        (hostile.good(), "表.xls", "旧版的xls文件，请用Excel或WPS打开后，另存为"),
        (hostile.good(), "表.et", "WPS的et文件"),
        (hostile.good(), "表.ods", "ods文件"),
        (hostile.good(), "表.csv", "内容却不是"),
        (hostile.good(), "表.pdf", "不能上传pdf"),
        (b"a,b\n1,2\n", "表.xlsx", "只改了扩展名"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600, "表.xlsx", "旧版的xls文件"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "表.xlsx", "去掉密码"),
        (b"<html><table>", "表.csv", "网页格式"),
        (b"\x89PNG\x00\x00\x00", "表.csv", "不是能读的csv"),
        (hostile.sheet_of('<row r="1"><c r="A1" t="s"><v>9999</v></c></row>'), "表.xlsx", "打不开"),
    ],
)
def test_what_cannot_be_read_is_refused_with_what_to_do(data, name, words):
    with pytest.raises(WorkbookError) as refused:
        workbooks.read(data, name=name)

    assert words in str(refused.value)
    assert refused.value.messages == [str(refused.value)]


def test_a_bomb_is_refused_at_once_and_in_little_room():
    data = hostile.bomb()
    before = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    tracemalloc.start()
    start = time.monotonic()

    with pytest.raises(WorkbookError, match="异常庞大"):
        workbooks.read(data, name="bomb.xlsx")

    seconds, parent = time.monotonic() - start, tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    own = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    child = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    assert len(data) < 900_000
    assert seconds < 2
    assert parent < 20 << 20
    assert child <= max(before, own) + 100 * 1024  # kilobytes; a child begins with its parent's pages


def test_a_bomb_that_lies_about_its_size_is_refused_too():
    start = time.monotonic()

    with pytest.raises(WorkbookError, match=r"打不开|异常庞大"):
        workbooks.read(hostile.lying(hostile.bomb(200), 1000))

    assert time.monotonic() - start < 5


def test_a_damaged_workbook_gives_a_result_or_a_refusal_and_nothing_else():
    chance, good = random.Random(5), hostile.good([(n, "名称", Decimal(n) / 4) for n in range(40)])
    outcomes = set()
    for _ in range(200):
        data = bytearray(good)
        for _ in range(chance.randint(1, 8)):
            data[chance.randrange(len(data))] = chance.randrange(256)
        try:
            outcomes.add(type(workbooks.read(bytes(data), name="表.xlsx")))
        except WorkbookError as refused:
            outcomes.add(str(refused)[:4])

    assert outcomes <= {tuple, "文件打不", "文件内容", "这不是完", "文件内部", "文件里有", "文件加了"}


@pytest.mark.parametrize(
    ("data", "rows"),
    [
        ("编码,户数\r\n610921001201,405\r\n".encode("utf-8-sig"), (("编码", "户数"), ("610921001201", "405"))),
        ("编码,户数\n甲,4.5\n".encode("gb18030"), (("编码", "户数"), ("甲", "4.5"))),
        ("编码\t户数\n甲\t4\n".encode("utf-16"), (("编码", "户数"), ("甲", "4"))),
        ('说明,"两行\n文字"\n\n,,\n'.encode(), (("说明", "两行\n文字"),)),
        (workbooks.write_csv([("=1+1", "a", 3)]), (("=1+1", "a", "3"),)),
    ],
)
def test_csv_is_read_as_excel_and_wps_save_it(data, rows):
    assert workbooks.read(data, name="台账.csv")[0].rows == rows


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        (3, Decimal(3)),
        (Decimal("1.5"), Decimal("1.5")),
        ("１，２３４.５", Decimal("1234.5")),
        (" ", None),
        (None, None),
    ],
)
def test_numbers_are_understood_also_when_they_are_texts(cell, expected):
    assert number(cell) == expected


@pytest.mark.parametrize("cell", ["无", "87%", "1e999", "NaN", "9" * 40, True, date(2025, 1, 1)])
def test_other_words_are_no_numbers(cell):
    with pytest.raises(ValueError, match="应当填数字"):
        number(cell)
