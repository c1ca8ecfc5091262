"""CSV in and out, as Excel and WPS write and read it."""

import csv
from collections.abc import Iterable, Sequence
from io import StringIO

from .cells import Cell, Limits, Sheet, WorkbookError, text
from .opening import plain_text

#: A cell that begins with one of these is a formula to Excel or WPS, full-width ones included.
STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
ENCODINGS = ("utf-8-sig", "gb18030")
UTF_16 = (b"\xff\xfe", b"\xfe\xff")
UNREADABLE = "文件不是能读的csv表格。请用Excel或WPS打开后，另存为“Excel 工作簿（*.xlsx）”再上传。"


def safe(written: str) -> str:
    """A text that stays a text wherever the file is opened: a quote before what would be a formula."""
    return f"'{written}" if written.startswith(STARTS) else written


def write_csv(rows: Iterable[Sequence[Cell]]) -> bytes:
    """With the mark that lets Excel see UTF-8; numbers as they are, texts made safe."""
    stream = StringIO(newline="")
    writer = csv.writer(stream)
    for row in rows:
        writer.writerow([safe(cell) if isinstance(cell, str) else text(cell) for cell in row])
    return stream.getvalue().encode("utf-8-sig", "replace")


def sheet_of(data: bytes, title: str, limits: Limits) -> Sheet:
    """A CSV file as one sheet; all its cells are texts."""
    lines = csv.reader(StringIO(_decoded(data), newline=""), delimiter=_delimiter(data))
    rows: list[tuple[Cell, ...]] = []
    cut, cells = False, 0
    try:
        for line in lines:
            if len(rows) >= limits.rows:
                cut = cut or any(line)
                break
            cut = cut or any(line[limits.columns :])
            rows.append(_row(line[: limits.columns]))
            cells += len(rows[-1])
            if cells > limits.cells:
                raise WorkbookError("表格太大，不能读取。请只留要上报的行列后再上传。")
    except csv.Error as error:
        raise WorkbookError(UNREADABLE) from error
    while rows and not rows[-1]:
        rows.pop()
    return Sheet(title, tuple(rows), cut=cut)


def _row(line: list[str]) -> tuple[Cell, ...]:
    cells = [_cell(written) for written in line]
    while cells and cells[-1] is None:
        cells.pop()
    return tuple(cells)


def _cell(written: str) -> str | None:
    """The quote that ``safe`` wrote is taken away again."""
    bare = written[1:] if written[:1] == "'" and written[1:].startswith(STARTS) else written
    return plain_text(bare)


def _decoded(data: bytes) -> str:
    if b"\x00" in data[:4000] and not data.startswith(UTF_16):
        raise WorkbookError(UNREADABLE)
    if data.lstrip()[:1] == b"<":
        raise WorkbookError("这是网页格式的表格。请用Excel或WPS打开后，另存为“Excel 工作簿（*.xlsx）”再上传。")
    for encoding in ("utf-16",) if data.startswith(UTF_16) else ENCODINGS:
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise WorkbookError(UNREADABLE)


def _delimiter(data: bytes) -> str:
    head = data.partition(b"\n")[0]
    return "\t" if b"\t" in head.replace(b"\x00", b"") and b"," not in head else ","
