"""A score workbook as a scorer fills it in: opened with openpyxl, changed, saved."""

from io import BytesIO

import openpyxl


class Filled:
    """The workbook's sheet by number of application and heading."""

    def __init__(self, data: bytes):
        self.book = openpyxl.load_workbook(BytesIO(data))
        self.sheet = self.book["评分"]
        rows = [[cell.value for cell in row] for row in self.sheet.iter_rows()]
        self.top = next(place for place, row in enumerate(rows, 1) if "申报编号" in row)

    @property
    def headings(self) -> list[str]:
        return [cell.value for cell in self.sheet[self.top]]

    def column(self, start: str, part: str) -> int:
        return next(
            place
            for place, words in enumerate(self.headings, 1)
            if words and words.startswith(start) and f"｜{part}" in words
        )

    def row(self, number: str) -> int:
        return next(
            row for row in range(self.top + 1, self.sheet.max_row + 1) if self.sheet.cell(row, 1).value == number
        )

    def put(self, number: str, code: str, part: str, value) -> "Filled":
        self.sheet.cell(self.row(number), self.column(code, part)).value = value
        return self

    def got(self, number: str, code: str, part: str):
        return self.sheet.cell(self.row(number), self.column(code, part)).value

    def saved(self) -> bytes:
        target = BytesIO()
        self.book.save(target)
        return target.getvalue()
