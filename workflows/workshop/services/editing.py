"""Change a draft: one row at a time, in the words of the template's columns; start a new version; map old codes."""

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from accounts.models import User
from workflows.standards.models import Standard
from workflows.standards.reading import ReadingError, read_spec
from workflows.standards.services import keep_standard
from workflows.standards.workbook.complaints import Place, relocated
from workflows.standards.workbook.part import Part
from workflows.standards.workbook.rows import read_row

from .renaming import renamed

CHANGED_MEANWHILE = (
    "您打开这一页以后，别人改过这份草稿。您填的内容还在下面：请另开一页看看现在的内容，再决定要不要保存。"
)
#: Of the head: they say which standard it is.
IDENTITY = ("标准编号", "版本")


class RowError(ValidationError):
    """A row that cannot be kept; ``wrong`` says what, column by column ("" for the row as a whole)."""

    def __init__(self, wrong: Mapping[str, str]):
        self.wrong = dict(wrong)
        super().__init__(list(wrong.values()))


@transaction.atomic
def save_row(*, standard: Standard, part: Part, code: str, texts: Mapping[str, str], seen: str, by: User) -> Standard:
    """Replace the row with that code, or add one (``code`` empty). ``seen``: the SHA-256 the person looked at."""
    body = locked_body(standard, seen)
    before = row_of(part, body, code)
    fields, wrong = read_row(part, texts, body, before)
    if wrong:
        raise RowError(wrong)
    if not part.key:
        changed = {**{key: value for key, value in body.items() if not in_head(part, key)}, **fields}
    else:
        rows = list(body.get(part.key) or [])
        rows = [fields if row is before else row for row in rows] if before is not None else [*rows, fields]
        changed = {**body, part.key: rows}
        if before is not None:
            changed = renamed(changed, part.key, code, str(fields.get(part.id_key, "")))
    return _kept(standard, changed, part, str(fields.get(part.id_key, "")), by)


@transaction.atomic
def delete_row(*, standard: Standard, part: Part, code: str, seen: str, by: User) -> Standard:
    body = locked_body(standard, seen)
    gone = row_of(part, body, code)
    rows = [row for row in body.get(part.key) or [] if row is not gone]
    return _kept(standard, {**body, part.key: rows}, part, code, by)


@transaction.atomic
def new_version(*, standard: Standard, county: str, by: User) -> Standard:
    """A draft with the next number. Its codes are those of this version: what this one said of its own past is dropped."""
    versions = Standard.objects.filter(county=county, code=standard.code).order_by("version")
    newest = versions.last()
    if newest is not None and newest.is_draft:
        raise ValidationError(f"{newest}已经是草稿，请接着改它；改好发布以后再起草下一版。")
    body = {**standard.content.body, "version": str((newest.version if newest else 0) + 1)}
    for key in ("indicators", "data_items"):
        if key in body:
            body[key] = [{name: value for name, value in row.items() if name != "same_as"} for row in body[key]]
    return keep_standard(county=county, body=body, source_text="", by=by)[0]


@transaction.atomic
def map_questions(*, standard: Standard, same: Mapping[tuple[str, str], str | None], seen: str, by: User) -> Standard:
    """``same``: (part, code) → the code of the version before, "" for a new question, None for the same code."""
    body = dict(locked_body(standard, seen))
    for key in ("indicators", "data_items"):
        if key in body:
            body[key] = [_mapped(row, same.get((key, row["code"]), row.get("same_as"))) for row in body[key]]
    return keep_standard(county=standard.county, body=body, source_text="", by=by)[0]


def _mapped(row: Mapping[str, Any], code: str | None) -> dict[str, Any]:
    kept = {key: value for key, value in row.items() if key != "same_as"}
    return kept if code is None else {**kept, "same_as": code}


def locked_body(standard: Standard, seen: str) -> dict[str, Any]:
    """The draft's content, as it stands, locked; refused when somebody changed it since ``seen``."""
    now = Standard.objects.select_for_update(of=("self",)).select_related("content").get(pk=standard.pk)
    if not now.is_draft:
        raise RowError({"": f"{now}{now.get_state_display()}，不能再改。请起草新版。"})
    if now.sha256 != seen:
        raise RowError({"": CHANGED_MEANWHILE})
    return now.content.body


def row_of(part: Part, body: Mapping[str, Any], code: str) -> Mapping[str, Any] | None:
    """The row with that code; the whole body for the head; nothing for a new row."""
    if not part.key:
        return body
    if not code:
        return None
    for row in body.get(part.key) or []:
        if str(row.get(part.id_key)) == code:
            return row
    raise RowError({"": f"标准里已经没有{part.words} {code}，可能别人删去了。"})


def in_head(part: Part, key: str) -> bool:
    return any(key in column.keys for column in part.columns)


def _kept(standard: Standard, body: Mapping[str, Any], part: Part, code: str, by: User) -> Standard:
    try:
        read_spec(body)
    except ReadingError as error:
        places = {(part.key, code): Place("", 0, {})}
        found = [relocated(one, places, {}) for one in error.complaints]
        raise RowError({one.title: one.words for one in found}) from None
    return keep_standard(county=standard.county, body=body, source_text="", by=by)[0]
