"""Writing workbooks: text stays text, the same tables give the same bytes."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from decimal import Decimal
from io import BytesIO

import xlsxwriter
from xlsxwriter.utility import xl_range_abs, xl_rowcol_to_cell

from .cells import Cell
from .csv_files import STARTS
from .notes import NOTES
from .opening import plain_text
from .tables import Table, clean_title

#: Excel asks for a moment of creation; with a fixed one the same tables are the same file.
CREATED = datetime(2025, 1, 1)  # noqa: DTZ001 - a document's property has no time zone
CHOICES = "_choices"
PAPERS = {"A4": 9, "A3": 8}
#: Names written in the list itself may have so many characters.
LONGEST_LIST = 250
LONGEST_TEXT = 32_767
PLAIN = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False, "in_memory": True}
PROTECTION = {
    "format_columns": True,
    "format_rows": True,
    "autofilter": True,
    "select_locked_cells": True,
    "select_unlocked_cells": True,
}


def write(tables: Iterable[Table]) -> bytes:
    """A workbook of these sheets, in this order."""
    target = BytesIO()
    workbook = xlsxwriter.Workbook(target, PLAIN)
    workbook.set_properties({"created": CREATED, "author": ""})
    looks = Looks(workbook)
    titles: list[str] = []
    hidden = Hidden()
    for table in tables:
        titles.append(clean_title(table.title, titles))
        write_table(workbook, workbook.add_worksheet(titles[-1]), table, looks, hidden)
    hidden.write(workbook, looks)
    workbook.close()
    return target.getvalue()


class Looks:
    """The few formats of our workbooks, each made once."""

    BASE = {"font_name": "宋体", "font_size": 11, "valign": "vcenter", "text_wrap": True, "border": 1}
    KINDS: dict[str, dict] = {
        "cell": {},
        "head": {"bold": True, "align": "center", "bg_color": "#E8EEF7", "locked": True},
        "group": {"bold": True, "bg_color": "#F3F4F6", "locked": True},
        "title": {"bold": True, "font_size": 16, "border": 0, "text_wrap": False, "locked": True},
        "lead": {"border": 0, "text_wrap": False, "font_color": "#4B5563", "locked": True},
    }

    def __init__(self, workbook):
        self.workbook = workbook
        self.made: dict[tuple, object] = {}

    def of(self, kind: str, cell: Cell = None, *, locked: bool = True, grey: bool = False, text: bool = False):
        """The format of a cell: dates look like dates, and what begins like a formula is marked as text."""
        day = isinstance(cell, date)
        quoted = isinstance(cell, str) and cell.startswith(STARTS)
        key = (kind, locked, grey, day, quoted, text)
        if key not in self.made:
            look = {**self.BASE, "locked": locked, **self.KINDS[kind]}
            if grey:
                look["bg_color"] = "#F3F4F6"
            if day:
                look["num_format"] = "yyyy-mm-dd"
            elif text:
                look["num_format"] = "@"
            if quoted:
                look["quote_prefix"] = True
            self.made[key] = self.workbook.add_format(look)
        return self.made[key]


class Hidden:
    """What people need not see: notes for the program, long lists of choices."""

    def __init__(self):
        self.notes: dict[str, str] = {}
        self.lists: list[Sequence[str]] = []

    def source(self, words: Sequence[str]):
        """Where the validation finds the words: in itself, or on the hidden sheet."""
        if len(",".join(words)) <= LONGEST_LIST and not any("," in word for word in words):
            return list(words)
        if words not in self.lists:
            self.lists.append(words)
        column = self.lists.index(words)
        return f"={CHOICES}!{xl_range_abs(0, column, len(words) - 1, column)}"

    def write(self, workbook, looks: Looks) -> None:
        if self.lists:
            sheet = workbook.add_worksheet(CHOICES)
            sheet.hide()
            for column, words in enumerate(self.lists):
                for row, word in enumerate(words):
                    write_cell(sheet, row, column, word, looks.of("cell"))
        if self.notes:
            sheet = workbook.add_worksheet(NOTES)
            sheet.very_hidden()
            for row, (key, value) in enumerate(self.notes.items()):
                write_cell(sheet, row, 0, key, looks.of("cell"))
                write_cell(sheet, row, 1, value, looks.of("cell"))


def write_table(workbook, sheet, table: Table, looks: Looks, hidden: Hidden) -> None:
    """Heading, header, rows; then what may be typed where, and how it prints."""
    hidden.notes.update(table.notes)
    top = len(table.lead)
    for row, words in enumerate(table.lead):
        write_cell(sheet, row, 0, words, looks.of("lead" if row else "title"))
    for column, words in enumerate(table.header):
        write_cell(sheet, top, column, words, looks.of("head"))
    if table.header:
        top += 1
    write_rows(sheet, table, looks, top)
    guard(sheet, table, hidden, top)
    lay_out(sheet, table, top)
    if table.hidden:
        sheet.hide()


def write_rows(sheet, table: Table, looks: Looks, top: int) -> None:
    """The rows; what cannot be typed in is grey."""
    groups, closed = set(table.groups), set(table.closed)
    locked = None if table.locked is None else set(table.locked)
    text = set(table.text)
    width = len(table.header)
    for place, cells in enumerate(table.rows):
        filled = [*cells, *[None] * (width - len(cells))]
        for column, cell in enumerate(filled):
            if place in groups:
                look = looks.of("group", cell)
            else:
                fast = locked is not None and (column in locked or place in closed)
                look = looks.of("cell", cell, locked=fast, grey=fast, text=column in text)
            write_cell(sheet, top + place, column, cell, look)


def write_cell(sheet, row: int, column: int, cell: Cell, look) -> None:
    """By the kind of value, never by what a text looks like."""
    if isinstance(cell, bool):
        sheet.write_string(row, column, "是" if cell else "否", look)
    elif isinstance(cell, int | Decimal):
        sheet.write_number(row, column, float(cell), look)
    elif isinstance(cell, date):
        sheet.write_datetime(row, column, cell, look)
    elif words := plain_text(cell or "", longest=LONGEST_TEXT):
        sheet.write_string(row, column, words, look)
    else:
        sheet.write_blank(row, column, None, look)


def guard(sheet, table: Table, hidden: Hidden, top: int) -> None:
    """Drop-down lists, limits of numbers, and the columns that stay as they are."""
    last = top + max(len(table.rows), 1) - 1
    for column, words in table.choices.items():
        rule = {"validate": "list", "source": hidden.source(words), "error_title": "请从列表中选择"}
        rule["error_message"] = "请从下拉列表中选择，不要另写。"
        sheet.data_validation(top, column, last, column, rule)
    for column, limits in table.between.items():
        rule = limits_of(xl_rowcol_to_cell(top, column), limits, table.besides.get(column, ""))
        sheet.data_validation(top, column, last, column, rule)
    if table.locked is not None:
        sheet.protect("", PROTECTION)


def limits_of(first: str, limits: tuple[int | Decimal, int | Decimal], word: str) -> dict:
    """The rule that holds a column's numbers between two others, or lets one word stand instead."""
    least, most = limits
    said = {
        "error_title": "数值不对",
        "error_message": f"请填{least}到{most}之间的数字" + (f"，或者“{word}”。" if word else "。"),
    }
    if not word:
        return {"validate": "decimal", "criteria": "between", "minimum": float(least), "maximum": float(most), **said}
    formula = f'=OR(AND(ISNUMBER({first}),{first}>={least},{first}<={most}),{first}="{word}")'
    return {"validate": "custom", "value": formula, **said}


def lay_out(sheet, table: Table, top: int) -> None:
    """Widths, what stays in sight, and the paper: landscape, one page wide, the header on every page."""
    widths = table.widths if isinstance(table.widths, dict) else dict(enumerate(table.widths))
    for column, width in widths.items():
        sheet.set_column(column, column, width)
    if table.lead:
        sheet.set_row(0, 28)
    rows, columns = table.frozen or (top, 0)
    sheet.freeze_panes(rows, columns)
    sheet.set_landscape()
    sheet.set_paper(PAPERS[table.paper])
    sheet.fit_to_pages(1, 0)
    sheet.set_margins(left=0.4, right=0.4, top=0.6, bottom=0.6)
    sheet.set_footer("&C第 &P 页，共 &N 页")
    if top:
        sheet.repeat_rows(max(0, top - 1), top - 1)
