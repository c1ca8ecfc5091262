"""Reading a workbook or a CSV file that somebody sent."""

from pathlib import Path
from typing import BinaryIO

from django.core.files.uploadedfile import UploadedFile

from documents import sandbox
from documents.pdf_cleaning import Refusal

from . import package
from .cells import LIMITS, Limits, Sheet, WorkbookError
from .csv_files import sheet_of
from .opening import open_sheets

#: For ``<input type="file" accept=…>``.
ACCEPTED = ".xlsx,.csv"
TOO_LARGE = "文件超过{}MB。请删去多余的内容或拆分后再上传。"
NOT_TABLES = ("pdf", "doc", "docx", "jpg", "jpeg", "png", "zip", "rar", "7z", "txt", "html", "htm", "wps")


def read(source: bytes | str | Path | BinaryIO, *, name: str = "", limits: Limits = LIMITS) -> tuple[Sheet, ...]:
    """The sheets of a .xlsx workbook or of a .csv file. Raises WorkbookError (Chinese, says what to do).

    :param name: the name it was sent under; the kind must agree with what is inside.
    """
    data = _bytes_of(source, limits)
    extension = _extension(source, name)
    if not data:
        raise WorkbookError("文件是空的。请检查后重新上传。")
    if len(data) > limits.size:
        raise WorkbookError(TOO_LARGE.format(limits.size >> 20))
    _check_kind(data, extension)
    if not data.startswith(package.ZIP):
        return (sheet_of(data, Path(name).stem or "CSV", limits),)
    try:
        return sandbox.run(
            open_sheets, data, limits, memory=limits.memory, seconds=limits.seconds, too_much=package.HUGE
        )
    except Refusal as refusal:
        raise WorkbookError(str(refusal)) from refusal


def received(upload: UploadedFile) -> bytes:
    """An upload's bytes; one that is too large is refused before it is read into memory."""
    if (upload.size or 0) > LIMITS.size:
        raise WorkbookError(TOO_LARGE.format(LIMITS.size >> 20))
    return _bytes_of(upload, LIMITS)


def _bytes_of(source: bytes | str | Path | BinaryIO | UploadedFile, limits: Limits) -> bytes:
    """All of it, but never much more than is allowed."""
    if isinstance(source, bytes):
        return source
    if isinstance(source, str | Path):
        with Path(source).open("rb") as stream:
            return stream.read(limits.size + 1)
    source.seek(0)
    return source.read(limits.size + 1)


def _extension(source, name: str) -> str:
    name = name or (str(source) if isinstance(source, str | Path) else "")
    return name.rpartition(".")[2].lower() if "." in name else ""


def _check_kind(data: bytes, extension: str) -> None:
    """By name and by first bytes: what can be read, and how to save the rest."""
    if data.startswith(package.OLE):
        if "EncryptedPackage".encode("utf-16-le") in data:
            raise WorkbookError(package.LOCKED)
        raise WorkbookError(package.OLD_KINDS.get(extension, package.OLD_KINDS["xls"]) + package.SAVE_AS)
    if extension in package.OLD_KINDS:
        raise WorkbookError(package.OLD_KINDS[extension] + package.SAVE_AS)
    if extension == "xlsm":
        raise WorkbookError(package.MACROS)
    if extension in NOT_TABLES:
        raise WorkbookError(f"这里只能上传xlsx或者csv表格，不能上传{extension}文件。")
    zipped = data.startswith(package.ZIP)
    if extension == "csv" and zipped:
        raise WorkbookError("文件名是csv，内容却不是。请另存为xlsx或者csv后再上传。")
    if extension == "xlsx" and not zipped:
        raise WorkbookError("文件内容不是xlsx格式，可能只改了扩展名。" + package.SAVE_AS)
