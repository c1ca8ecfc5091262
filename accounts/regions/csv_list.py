"""The statistical list: ``code,name``, other columns allowed. With ``predecessor`` the code a moved village had before."""

import csv
from collections.abc import Iterator
from typing import TextIO

from accounts.regions.rows import Facts, RegionList, Row

CODE = ("code", "代码", "区划代码", "统计用区划代码")
NAME = ("name", "名称", "单位名称")
PREDECESSOR = ("predecessor", "原代码")


def rows(file: TextIO, found: RegionList) -> Iterator[Row]:
    source = len(found.files) - 1
    reader = csv.reader(file)
    try:
        header = next(reader, [])
        at, first = _columns(header)
        if at is None:
            found.refuse(source, 1, "首行须写明列名 code,name(或 代码,名称)。")
            return
        if first:
            yield _row(header, at, source, 1)
        for cells in reader:
            if cells:
                yield _row(cells, at, source, reader.line_num)
    except csv.Error as error:
        found.refuse(source, reader.line_num, f"不是有效的 CSV:{error}。")


def _columns(header: list[str]) -> tuple[tuple[int, int, int] | None, bool]:
    """Positions of code, name and predecessor; and whether the first line is data already."""
    names = [cell.strip().lower() for cell in header]
    positions = [
        next((names.index(word) for word in words if word in names), -1) for words in (CODE, NAME, PREDECESSOR)
    ]
    if positions[0] >= 0 and positions[1] >= 0:
        return (positions[0], positions[1], positions[2]), False
    if len(names) >= 2 and names[0].isdigit():
        return (0, 1, -1), True
    return None, False


def _row(cells: list[str], at: tuple[int, int, int], source: int, line: int) -> Row:
    code, name, predecessor = (cells[place].strip() if 0 <= place < len(cells) else "" for place in at)
    return Row(code, name, source, line, Facts(former_code=predecessor) if predecessor else None)
