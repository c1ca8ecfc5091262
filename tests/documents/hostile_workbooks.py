"""Workbooks that nobody should send, made on the spot."""

import zipfile
from io import BytesIO

from documents import workbooks
from documents.workbooks import Table

SHEET = "xl/worksheets/sheet1.xml"
MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'


def good(rows=((1, "甲"), (2, "乙"))) -> bytes:
    return workbooks.write([Table("表", ("序号", "名称"), rows)])


def repacked(parts: dict[str, bytes | str]) -> bytes:
    target = BytesIO()
    with zipfile.ZipFile(BytesIO(good())) as source, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as package:
        for name in source.namelist():
            package.writestr(name, parts.pop(name, None) or source.read(name))
        for name, content in parts.items():
            package.writestr(name, content)
    return target.getvalue()


def sheet_of(cells: str) -> bytes:
    """A sheet with this inside."""
    return repacked({SHEET: f"<worksheet {MAIN}><sheetData>{cells}</sheetData></worksheet>"})


def far_cell() -> bytes:
    return sheet_of('<row r="1"><c r="A1"><v>7</v></c></row><row r="1048576"><c r="XFD1048576"><v>1</v></c></row>')


def xxe() -> bytes:
    return repacked(
        {
            SHEET: '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>'
            f'<worksheet {MAIN}><sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>&e;</t></is></c></row></sheetData></worksheet>'
        }
    )


def laughs() -> bytes:
    """Entities of entities, in UTF-16."""
    lines = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 12))
    text = f'<?xml version="1.0" encoding="UTF-16"?><!DOCTYPE x [<!ENTITY l0 "ha">{lines}]><sst {MAIN}><si><t>&l11;</t></si></sst>'
    return repacked({"xl/sharedStrings.xml": text.encode("utf-16")})


def many_sheets(count: int = 10_000) -> bytes:
    """So many names in the list of sheets, all of one part."""
    sheets = "".join(f'<sheet name="s{n}" sheetId="{n}" r:id="rId1"/>' for n in range(1, count))
    relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    return repacked({"xl/workbook.xml": f'<workbook {MAIN} xmlns:r="{relations}"><sheets>{sheets}</sheets></workbook>'})


def many_parts(count: int = 10_000) -> bytes:
    return repacked({f"xl/worksheets/sheet{n}.xml": "<x/>" for n in range(2, count)})


def bomb(megabytes: int = 800) -> bytes:
    """About 1 KB a megabyte: a row of blanks, packed twice as tightly as a plain one could be."""
    target = BytesIO()
    piece = b" " * (1 << 20)
    with (
        zipfile.ZipFile(BytesIO(good())) as source,
        zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as package,
    ):
        for name in source.namelist():
            if name != SHEET:
                package.writestr(name, source.read(name))
        with package.open(SHEET, "w", force_zip64=True) as part:
            for _ in range(megabytes):
                part.write(piece)
    return target.getvalue()


def lying(data: bytes, size: int) -> bytes:
    """The list of contents says that every part is small."""
    found = bytearray(data)
    place = found.find(b"PK\x01\x02")
    while place != -1:
        found[place + 24 : place + 28] = size.to_bytes(4, "little")
        place = found.find(b"PK\x01\x02", place + 4)
    return bytes(found)
