"""Bring a table: store the file, read it, and keep what was read only when somebody has looked at it."""

from io import BytesIO

from django.core.exceptions import ValidationError
from django.db import transaction

from accounts import audit, clock
from accounts.models import User
from documents import storage
from documents.workbooks import WorkbookError
from workflows.standards.models import Standard
from workflows.standards.reading import ReadingError, read_spec
from workflows.standards.services import Outcome, keep_standard
from workflows.standards.source import SourceError, canonical, read_yaml
from workflows.standards.workbook import BookError, from_workbook

from ..models import StandardImport

LARGEST = 10 << 20
YAML = ("yaml", "yml", "txt")
ENCODINGS = ("utf-8-sig", "gb18030")


def take_in(*, county: str, name: str, data: bytes, by: User) -> StandardImport:
    """Store the file and read it; what cannot be read is listed on the row, and the file stays.

    The same name again from the same person is the corrected table: the one before waits no longer.
    """
    if not data.strip():
        raise ValidationError("文件是空的。请检查后重新上传。")
    if len(data) > LARGEST:
        raise ValidationError(f"文件超过{LARGEST >> 20}MB，不像是一份评定标准。请检查后重新上传。")
    sha256, _ = storage.store(county, BytesIO(data))
    brought = StandardImport(county=county, by=by, at=clock.now(), name=name[-150:] or "标准", sha256=sha256)
    try:
        body, notes = read_table(data, name)
        brought.body, brought.notes = canonical(body), list(notes)
    except (BookError, ReadingError) as error:
        brought.complaints = [str(one) for one in error.complaints]
    except WorkbookError as error:
        brought.complaints = list(error.messages)
    except SourceError as error:
        brought.complaints = [str(error)]
    with transaction.atomic():
        before = StandardImport.objects.waiting().filter(county=county, by=by, name=brought.name)
        before.update(state=StandardImport.State.DROPPED)
        brought.save()
    return brought


def read_table(data: bytes, name: str) -> tuple[dict, tuple[str, ...]]:
    """By its kind: YAML, or an Excel workbook."""
    if name.rpartition(".")[2].lower() not in YAML:
        return from_workbook(data, name)
    body = read_yaml(text_of(data))
    read_spec(body)
    return body, ()


def text_of(data: bytes) -> str:
    """Chinese Windows still saves GBK."""
    for encoding in ENCODINGS:
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise SourceError("文件的文字编码认不出，请另存为UTF-8后再上传")


@transaction.atomic
def keep_import(*, brought: StandardImport, by: User, as_version: int | None = None) -> tuple[Standard, Outcome]:
    """Make a draft of what was read. ``as_version``: under another number, where the file's own is published already."""
    brought = StandardImport.objects.select_for_update().get(pk=brought.pk)
    if not brought.is_waiting or not brought.is_readable:
        raise ValidationError("这次导入已经办完，或者没有读出内容。请重新上传。")
    body, text = brought.body, source_of(brought)
    if as_version is not None:
        body, text = {**body, "version": str(as_version)}, ""
    standard, outcome = keep_standard(county=brought.county, body=body, source_text=text, by=by)
    brought.state, brought.standard = StandardImport.State.KEPT, standard
    brought.save(update_fields=["state", "standard"])
    audit.record(
        actor=by,
        verb="导入评定标准",
        subject=standard,
        detail={"file": brought.name, "file_sha256": brought.sha256, "outcome": outcome, "sha256": standard.sha256},
    )
    return standard, outcome


def drop_import(*, brought: StandardImport) -> None:
    """Nothing comes of it; the row and the file stay."""
    StandardImport.objects.waiting().filter(pk=brought.pk).update(state=StandardImport.State.DROPPED)


def source_of(brought: StandardImport) -> str:
    """The YAML with its comments; nothing for a workbook."""
    if brought.name.rpartition(".")[2].lower() not in YAML:
        return ""
    return text_of(storage.read(brought.county, brought.sha256))
