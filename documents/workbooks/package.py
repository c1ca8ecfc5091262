"""The zip package of a workbook, looked at before anything in it is parsed."""

import re
import zipfile
from io import BytesIO

from documents.pdf_cleaning import Refusal

from .cells import MEGABYTE, Limits

SAVE_AS = "请用Excel或WPS打开后，另存为“Excel 工作簿（*.xlsx）”再上传。"
OLD_KINDS = {
    "xls": "这是旧版的xls文件，",
    "et": "这是WPS的et文件，",
    "ods": "这是ods文件，",
    "xlsb": "这是xlsb文件，",
}
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ZIP = b"PK\x03\x04"
BROKEN = "文件打不开，可能没有传完整或者已经损坏。" + SAVE_AS
HUGE = "文件内容异常庞大，不能读取。请删去多余的空白行、空白列和图片，只留要上报的表，另存后再上传。"
MACROS = "文件里有宏，不能读取。请另存为不含宏的“Excel 工作簿（*.xlsx）”再上传。"
LOCKED = "文件加了打开密码，不能读取。请去掉密码，另存为xlsx后再上传。"
ENTITIES = "文件里有外部引用的定义，不能读取。" + SAVE_AS
DECLARATIONS = tuple(
    mark.encode(code) for mark in ("<!DOCTYPE", "<!ENTITY") for code in ("ascii", "utf-16-le", "utf-16-be")
)
SHEET = re.compile(rb"<(?:\w+:)?sheet[\s/>]")
CHUNK = MEGABYTE


def check(data: bytes, limits: Limits) -> None:
    """Refusal unless it is a plain, complete .xlsx package of bounded size."""
    if data.count(b"PK\x01\x02") > limits.entries:
        raise Refusal(HUGE)
    try:
        with zipfile.ZipFile(BytesIO(data)) as package:
            _check_entries(package.infolist(), limits)
            _check_parts(package, limits)
    except (zipfile.BadZipFile, OSError, EOFError, NotImplementedError, RuntimeError, ValueError, KeyError) as error:
        raise Refusal(BROKEN) from error
    except zipfile.zlib.error as error:  # type: ignore[attr-defined]
        raise Refusal(BROKEN) from error


def _check_entries(entries: list[zipfile.ZipInfo], limits: Limits) -> None:
    """What the package says of itself: how many parts, how large, how strongly packed, where they would lie."""
    unpacked = sum(entry.file_size for entry in entries)
    packed = sum(entry.compress_size for entry in entries) or 1
    if len(entries) > limits.entries or unpacked > limits.unpacked:
        raise Refusal(HUGE)
    if unpacked > MEGABYTE and unpacked / packed > limits.ratio:
        raise Refusal(HUGE)
    if any(entry.flag_bits & 0x1 for entry in entries):
        raise Refusal(LOCKED)
    if any(_outside(entry.filename) for entry in entries):
        raise Refusal("文件内部结构异常，不能读取。" + SAVE_AS)


def _outside(name: str) -> bool:
    return name.startswith(("/", "\\")) or ":" in name or ".." in re.split(r"[/\\]", name)


def _check_parts(package: zipfile.ZipFile, limits: Limits) -> None:
    """Is it a workbook, with a few sheets, no macros and no declarations in its XML?"""
    names = set(package.namelist())
    if "xl/workbook.bin" in names:
        raise Refusal(OLD_KINDS["xlsb"] + SAVE_AS)
    if "mimetype" in names and b"opendocument" in package.read("mimetype")[:200]:
        raise Refusal(OLD_KINDS["ods"] + SAVE_AS)
    if any(name.rpartition("/")[2].lower().startswith("vbaproject") for name in names):
        raise Refusal(MACROS)
    if "xl/workbook.xml" not in names or "[Content_Types].xml" not in names:
        raise Refusal("这不是完整的xlsx文件。" + SAVE_AS)
    if len(SHEET.findall(package.read("xl/workbook.xml"))) > limits.sheets:
        raise Refusal(f"工作表超过{limits.sheets}张，不能读取。请只留要上报的表，另存后再上传。")
    for name in names:
        if name.lower().endswith((".xml", ".rels", ".vml")):
            _check_declarations(package, name)


def _check_declarations(package: zipfile.ZipFile, name: str) -> None:
    """A workbook declares no document type and no entities; one that does is an attack."""
    with package.open(name) as part:
        last = b""
        while chunk := part.read(CHUNK):
            window = last + chunk
            if any(mark in window for mark in DECLARATIONS):
                raise Refusal(ENTITIES)
            last = chunk[-40:]
