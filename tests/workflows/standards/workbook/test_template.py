"""The empty workbook: what a clerk finds in it."""

from io import BytesIO

import pytest
from openpyxl import load_workbook

from workflows.standards.workbook import template_workbook
from workflows.standards.workbook.parts import PARTS
from workflows.standards.workbook.rules import METHODS


@pytest.fixture(scope="module")
def book():
    return load_workbook(BytesIO(template_workbook()))


def test_a_sheet_for_each_list_behind_the_guide(book):
    assert book.sheetnames[:10] == ["说明", "基本信息", *(part.title for part in PARTS)]


@pytest.mark.parametrize("part", PARTS, ids=lambda part: part.title)
def test_every_list_has_its_hints_and_an_example(book, part):
    sheet = book[part.title]
    first = [row[0].value for row in sheet.iter_rows(min_row=2) if row[0].value]

    assert first[0].startswith("〔说明〕")
    assert [one for one in first[1:] if one.startswith("〔示例〕")] == first[1:] != []


def test_methods_are_chosen_from_a_list(book):
    rules = book["指标"].data_validations.dataValidation

    assert any(rule.formula1.strip('"').split(",") == list(METHODS.values()) for rule in rules)


def test_the_same_template_is_the_same_file():
    assert template_workbook() == template_workbook()


def test_a_code_typed_like_a_number_stays_as_it_was_typed(book):
    sheet = book["指标"]
    header = {cell.value: cell.column for cell in sheet[1]}

    empty = sheet.max_row
    assert sheet.cell(empty, header["编号"]).number_format == "@"
    assert sheet.cell(empty, header["分值"]).number_format == "General"
