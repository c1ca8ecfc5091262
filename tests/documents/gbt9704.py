"""Measures a PDF against GB/T 9704-2012. As a program: .venv/bin/python -m tests.documents.gbt9704 FILE.pdf"""

import sys
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path

import pdfplumber

MM = 72 / 25.4
BODY_SIZE = 16  # 3hao
PITCH = (225 * MM - BODY_SIZE) / 21
TOLERANCE = 0.5
NEVER_FIRST = set("，。、；：？！）》〕”’％…")
#: Of an em box, above the baseline.
ASCENT = 0.88


@dataclass(frozen=True)
class TextLine:
    """One line of the body; positions in mm from the page's upper left corner."""

    text: str
    size: float
    top: float
    bottom: float
    left: float
    right: float


@dataclass(frozen=True)
class MeasuredPage:
    number: int
    width: float
    height: float
    lines: list[TextLine] = field(default_factory=list)
    footer: list[TextLine] = field(default_factory=list)

    @property
    def body(self) -> list[TextLine]:
        return [line for line in self.lines if abs(line.size - BODY_SIZE) < 0.01]

    @property
    def full_lines(self) -> list[TextLine]:
        """Justified lines: they end where the type area ends."""
        edge = 184 if self.number % 2 else 182
        return [line for line in self.body if abs(line.right - edge) < TOLERANCE]


def measure(path: Path) -> list[MeasuredPage]:
    with pdfplumber.open(path) as pdf:
        return [_measure_page(number, page) for number, page in enumerate(pdf.pages, start=1)]


def faults(path: Path) -> list[str]:
    """What a checker with a ruler would mark. Empty: the paper keeps the standard."""
    return [f"第{page.number}页：{fault}" for page in measure(path) for fault in _page_faults(page)]


def _page_faults(page: MeasuredPage) -> list[str]:
    left, right = (28, 184) if page.number % 2 else (26, 182)
    found = []
    if abs(page.width - 210) > TOLERANCE or abs(page.height - 297) > TOLERANCE:
        found.append(f"纸张 {page.width:.1f}×{page.height:.1f}")
    if page.lines and min(line.top for line in page.lines) < 37 - TOLERANCE:
        found.append("版心以上有文字")
    if page.lines and max(line.bottom for line in page.lines) > 262 + TOLERANCE:
        found.append("版心以下有文字")
    found += [f"左边 {line.left:.2f}：{line.text}" for line in page.body if line.left < left - TOLERANCE]
    found += [f"右边 {line.right:.2f}：{line.text}" for line in page.body if line.right > right + TOLERANCE]
    found += [f"标点在行首：{line.text}" for line in page.body if line.text[0] in NEVER_FIRST]
    found += [f"超过28字：{line.text}" for line in page.full_lines if _characters(line.text) > 28.5]
    found += [f"行距 {gap:.2f}磅" for gap in _gaps(page) if abs(gap / PITCH - round(gap / PITCH)) > 0.05]
    return found + _number_faults(page)


def _number_faults(page: MeasuredPage) -> list[str]:
    """— n — in 4hao, 7 mm under the type area, one character in; right on odd pages, left on even ones."""
    if len(page.footer) != 1:
        return ["没有页码"]
    number = page.footer[0]
    found = []
    if number.text.replace("\xa0", "") != f"—{page.number}—" or abs(number.size - 14) > 0.01:
        found.append(f"页码“{number.text}”")
    middle = (number.top + number.bottom) / 2
    if abs(middle - 269) > 1.5:
        found.append(f"页码高度 {middle:.2f}")
    if page.number % 2 and abs(number.right - (184 - 14 / MM)) > 1:
        found.append(f"页码右边 {number.right:.2f}")
    if not page.number % 2 and abs(number.left - (26 + 14 / MM)) > 1:
        found.append(f"页码左边 {number.left:.2f}")
    return found


def _gaps(page: MeasuredPage) -> list[float]:
    tops = [line.top * MM for line in page.body]
    return [after - before for before, after in pairwise(tops)]


def _characters(text: str) -> float:
    return sum(0.5 if letter.isascii() else 1 for letter in text)


def _measure_page(number: int, page) -> MeasuredPage:
    height = float(page.height)
    rows: dict[float, list[dict]] = {}
    for char in page.chars:
        if char["text"].strip():
            baseline = next((row for row in rows if abs(row - char["matrix"][5]) < 1), char["matrix"][5])
            rows.setdefault(baseline, []).append(char)
    lines = [_line(baseline, chars, height) for baseline, chars in sorted(rows.items(), reverse=True)]
    footer = [line for line in lines if line.top > 263]
    above = [line for line in lines if line not in footer]
    return MeasuredPage(number, float(page.width) / MM, height / MM, above, footer)


def _line(baseline: float, chars: list[dict], height: float) -> TextLine:
    chars = sorted(chars, key=lambda char: char["x0"])
    size = max(char["size"] for char in chars)
    from_top = height - baseline
    last = chars[-1]
    advance = last["x1"] if last["text"].isascii() else last["matrix"][4] + last["size"]
    return TextLine(
        text="".join(char["text"] for char in chars),
        size=size,
        top=(from_top - ASCENT * size) / MM,
        bottom=(from_top + (1 - ASCENT) * size) / MM,
        left=chars[0]["x0"] / MM,
        right=advance / MM,
    )


if __name__ == "__main__":
    found = faults(Path(sys.argv[1]))
    sys.exit("\n".join(found) or None)
