"""What stands in a cell as a clerk types it: full or half width, spaces, line breaks, 以上/以下/不足."""

import re
import unicodedata
from collections.abc import Iterable
from decimal import Decimal

from workflows.standards.decimals import number, plain

#: A numeral inside a sentence, in either width; bounded, so that no cell takes long.
NUMERAL = r"-?\d{1,18}(?:[.．]\d{1,12})?"
LIST_ENDS = re.compile(r"[;；\n]+")
COMMAS = re.compile(r"[、,，;；\n]+")
NOTHING = ("不得分", "零分", "不给分", "不计分")


class CellError(ValueError):
    """A cell that cannot be understood: what is wrong and what to write instead."""


def halved(text: str) -> str:
    """Half width, without spaces: for cells that hold figures and fixed words only."""
    text = unicodedata.normalize("NFKC", text).replace("−", "-").replace("﹪", "%")
    return re.sub(r"[ \t\u3000]+", " ", text).strip()


def tight(text: str) -> str:
    return halved(text).replace(" ", "")


def numeral(text: str) -> str:
    """The shortest numeral: 8.50 分 in any width → 8.5."""
    try:
        return plain(number(tight(text)))
    except ValueError as error:
        raise CellError(str(error)) from None


def amount(text: str) -> Decimal:
    return Decimal(numeral(text))


def score(text: str, points: str = "") -> str:
    """10分, 得10分, 满分, 不得分."""
    said = tight(text)
    if said in NOTHING:
        return "0"
    if said in ("满分", "得满分") and points:
        return points
    match = re.fullmatch(rf"(?:得|计|给|加)?({NUMERAL})分?", said)
    if not match:
        raise CellError(f"看不懂得分“{text}”，请写成“10分”")
    return numeral(match[1])


def pieces(text: str) -> list[str]:
    """The parts of a list, cut at ；and line breaks; empty ones do not count."""
    return [part for raw in LIST_ENDS.split(text) if (part := raw.strip(" \t\u3000。"))]


def listed(text: str) -> list[str]:
    """Names one after the other: 财政局、住建局."""
    return [part for raw in COMMAS.split(text) if (part := raw.strip())]


def on_lines(parts: Iterable[str]) -> str:
    return "；\n".join(parts)


def joined(parts: Iterable[str]) -> str:
    return "；".join(parts)


def pairs(text: str) -> dict[str, str]:
    """A：查阅资料；B：实地查看."""
    found: dict[str, str] = {}
    for piece in pieces(text):
        key, colon, words = re.sub("[:：]", "：", piece, count=1).partition("：")
        if not colon or not key.strip() or not words.strip():
            raise CellError(f"看不懂“{piece}”，请写成“编号：名称”，几个之间用分号隔开")
        if key.strip() in found:
            raise CellError(f"“{key.strip()}”写了两次")
        found[key.strip()] = words.strip()
    return found
