"""What the workbook carries for us: whose it is, and the version of every cell; signed, so that nobody edits it."""

import json
from dataclasses import dataclass

from django.core.signing import BadSignature, Signer

from accounts.models import Organisation
from documents.workbooks import Sheet, WorkbookError, notes_of
from workflows.rounds.models import Round

KIND = "部门评分表"
NOTES = ("kind", "round", "organisation", "standard", "version", "sha256")
#: The hidden sheet: number, application, submission, versions of its cells.
ROWS = "_rows"
DOWNLOAD_AGAIN = "请重新下载评分表，把填好的内容粘贴过去再导入。"
signer = Signer(salt="scoring.workbook")


@dataclass(frozen=True)
class Held:
    """One applicant as it was when the workbook was made."""

    application: int
    submission: int
    versions: dict[str, int]


def notes_for(round_: Round, organisation: Organisation) -> dict[str, str]:
    """Round, department, and the question that the scores answer."""
    standard = round_.standard
    values = (KIND, round_.code, organisation.code, standard.code, standard.version, standard.content_id)
    return dict(zip(NOTES, map(str, values), strict=True))


def rows_for(held: dict[str, Held]) -> list[tuple[str, int, int, str]]:
    """The hidden sheet's rows."""
    return [
        (number, one.application, one.submission, json.dumps(one.versions, sort_keys=True))
        for number, one in held.items()
    ]


def sign(notes: dict[str, str], rows) -> str:
    """A seal over all of it."""
    return signer.signature(json.dumps([notes, [list(row) for row in rows]], sort_keys=True))


def check(sheets: tuple[Sheet, ...], round_: Round, organisation: Organisation) -> dict[str, Held]:
    """The applicants that the workbook holds, by number. WorkbookError for another round, department or standard."""
    notes = notes_of(sheets)
    if notes.get("kind") != KIND:
        raise WorkbookError("这不是从本系统下载的评分表，看不出是哪个批次、哪个部门的。请先下载评分表，填好后再导入。")
    wanted = notes_for(round_, organisation)
    if notes.get("round") != wanted["round"]:
        raise WorkbookError(
            f"这是批次{notes.get('round')}的评分表，不是“{round_.title}”的。请到那个批次导入，或者重新下载。"
        )
    if notes.get("organisation") != wanted["organisation"]:
        raise WorkbookError(f"这是别的部门的评分表，不是{organisation}的。请换成本部门的文件。")
    if any(notes.get(key) != wanted[key] for key in ("standard", "version", "sha256")):
        raise WorkbookError(
            f"这张表按评定标准{notes.get('standard')}第{notes.get('version')}版制作，与本批次不一致。" + DOWNLOAD_AGAIN
        )
    rows = next((sheet.rows for sheet in sheets if sheet.title == ROWS), ())
    return _held(notes, rows)


def _held(notes: dict[str, str], rows) -> dict[str, Held]:
    """The rows of the hidden sheet, once their seal is found whole."""
    tampered = WorkbookError("表里隐藏的识别信息缺失或者被改动过，不能导入。" + DOWNLOAD_AGAIN)
    try:
        listed = [(str(number), int(one), int(submission), str(versions)) for number, one, submission, versions in rows]
        signed = {key: notes[key] for key in NOTES}
        if sign(signed, listed) != notes.get("seal"):
            raise tampered
        return {number: Held(one, submission, json.loads(versions)) for number, one, submission, versions in listed}
    except (ValueError, TypeError, KeyError, BadSignature):
        raise tampered from None
