"""Taking a score workbook in: the file is kept, what would change is shown, and only then it is written, once."""

import secrets
from dataclasses import dataclass

from django.core import signing
from django.db import IntegrityError, transaction
from django.shortcuts import get_object_or_404

from accounts.models import Organisation
from documents import storage, workbooks
from documents.models import EvidenceFile
from documents.workbooks import Limits, Sheet, WorkbookError
from workflows.rounds.models import Round

from ..models import ScoreImport
from ..services.cells import Outcome, save_cells
from . import stamp
from .comparing import Preview, preview_of, table_of

#: Many columns a line, so the sheet may be wider than others.
LIMITS = Limits(columns=1_500)
SALT = "scoring.workbook.import"
#: So long a preview may be confirmed.
VALID_SECONDS = 24 * 3600


@dataclass(frozen=True)
class Upload:
    """A workbook that was sent and not yet confirmed."""

    file: EvidenceFile
    token: str


def take(*, round_: Round, organisation: Organisation, data: bytes, name: str, by) -> Upload:
    """Keep the file; WorkbookError if it cannot be this department's workbook."""
    sheets = workbooks.read(data, name=name, limits=LIMITS)
    stamp.check(sheets, round_, organisation)
    table_of(sheets)
    file = workbooks.keep(county=round_.county, data=data, name=name, by=by)
    return Upload(file, token_for(file, round_, organisation, by))


def token_for(file: EvidenceFile, round_: Round, organisation: Organisation, by) -> str:
    """Says who sent which file for what; each is good for one import."""
    said = {"file": file.pk, "round": round_.pk, "organisation": organisation.pk, "by": by.pk}
    return signing.dumps({**said, "once": secrets.token_hex(8)}, salt=SALT)


def opened(token: str, round_: Round, organisation: Organisation, by) -> tuple[EvidenceFile, str]:
    """The file behind a token, and what makes the token unlike all others."""
    try:
        said = signing.loads(token, salt=SALT, max_age=VALID_SECONDS)
    except signing.BadSignature:
        raise WorkbookError("这次预览已经过期，请重新选择文件。") from None
    if (said["round"], said["organisation"], said["by"]) != (round_.pk, organisation.pk, by.pk):
        raise WorkbookError("这次预览不是您的，请重新选择文件。")
    return get_object_or_404(EvidenceFile, pk=said["file"], county=round_.county), said["once"]


def sheets_of(file: EvidenceFile) -> tuple[Sheet, ...]:
    """The kept file, read again."""
    return workbooks.read(storage.path_of(file.county, file.sha256), name=file.name, limits=LIMITS)


def confirm(*, round_: Round, organisation: Organisation, token: str, by) -> ScoreImport:
    """Write what the preview showed, as far as it still stands; the same token again answers with what was done."""
    file, once = opened(token, round_, organisation, by)
    if done := ScoreImport.objects.filter(token=once).first():
        return done
    sheets = sheets_of(file)
    try:
        with transaction.atomic():
            return written(round_, organisation, file, once, preview_of(sheets, round_, organisation, by), by)
    except IntegrityError:
        if done := ScoreImport.objects.filter(token=once).first():
            return done
        raise


def written(round_: Round, organisation: Organisation, file, once: str, preview: Preview, by) -> ScoreImport:
    """The scores and the row that tells of them."""
    cells = [change.cell for change in preview.changes]
    outcome = save_cells(round=round_, organisation=organisation, by=by, cells=cells, via="excel", file=file)
    return ScoreImport.objects.create(
        round=round_,
        organisation=organisation,
        file=file,
        token=once,
        taken=len(outcome.saved),
        unchanged=preview.unchanged,
        left_out=[*preview.left_out, *late(preview, outcome)],
        by=by,
        by_name=by.display_name,
    )


def late(preview: Preview, outcome: Outcome) -> list[str]:
    """What changed between the preview and its confirmation."""
    rows = {(one.cell.application_id, one.cell.code): one for one in preview.changes}
    words = [(one.cell, "刚刚有人改过，没有导入。") for one in outcome.stale]
    words += [(one.cell, f"{one.words}没有导入。") for one in outcome.refused]
    return [
        f"第{found.row}行 {found.application.region.full_name} {cell.code}：{said}"
        for cell, said in words
        if (found := rows.get((cell.application_id, cell.code)))
    ]
