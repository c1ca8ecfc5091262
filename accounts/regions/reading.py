"""Reads lists of regions: the official CSV and a county's own YAML. Touches no database."""

import codecs
import unicodedata
from collections.abc import Iterable
from pathlib import Path

from accounts.provinces import PROVINCES
from accounts.refusals import BadFile
from accounts.regions import csv_list, yaml_list
from accounts.regions.rows import RegionList, Row

LENGTHS = (2, 4, 6, 9, 12)
UNREADABLE = {"Cc", "Cf", "Cn", "Cs", "Zl", "Zp"}  # not Co: rare characters of village names sit in the private area


def read(paths: Iterable[Path]) -> RegionList:
    """All files of one command together: a county may stand in one and its villages in another."""
    found = RegionList()
    for path in paths:
        found.files.append(path.name)
        reader = yaml_list if path.suffix.lower() in {".yaml", ".yml"} else csv_list
        try:
            with path.open(encoding=encoding_of(path), errors="replace", newline="") as file:
                _take(reader.rows(file, found), found)
        except OSError:
            found.refuse(len(found.files) - 1, 0, "打不开文件，请检查路径和权限。")
    if found.problems:
        raise BadFile(found.problems)
    return found


def _take(rows: Iterable[Row], found: RegionList) -> None:
    for row in rows:
        if fault := fault_of(row):
            found.refuse(row.source, row.line, fault)
        else:
            found.add(row if len(row.code) == 12 else row._replace(code=row.code.ljust(12, "0")))


def encoding_of(path: Path) -> str:
    """UTF-8, or what a Chinese spreadsheet saves by default. Read piecewise: the national list has 40 MB."""
    decoder = codecs.getincrementaldecoder("utf-8")()
    with path.open("rb") as file:
        try:
            while piece := file.read(1 << 20):
                decoder.decode(piece)
            decoder.decode(b"", final=True)
        except UnicodeDecodeError:
            return "gb18030"
    return "utf-8-sig"


def readable(name: str) -> bool:
    return name.isprintable() or not any(unicodedata.category(char) in UNREADABLE for char in name)


def fault_of(row: Row) -> str:
    """Why a row cannot be right, taken by itself; empty when it can."""
    code, name = row.code, row.name
    if not (code.isascii() and code.isdigit()):
        spreadsheet = "可能被表格软件改成了科学计数，请把该列设为文本后重新导出。" if "E+" in code.upper() else ""
        return f"代码“{code}”不全是数字。{spreadsheet}" if code else "缺少代码。"
    if len(code) not in LENGTHS:
        return f"代码“{code}”是 {len(code)} 位，应为 12 位（或 2、4、6、9 位的上级代码）。"
    if code[:2] not in PROVINCES:
        return f"代码“{code}”的前两位 {code[:2]} 不是省级代码。"
    if not name:
        return f"代码 {code} 缺少名称。"
    if len(name) > 60 or "\ufffd" in name or not readable(name):
        return f"代码 {code} 的名称“{name[:20]}”过长或含有乱码。"
    return ""
