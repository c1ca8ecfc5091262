"""Uploading a ledger: the file is kept, a person says which column is what, and then its figures count."""

from dataclasses import dataclass

from django.core import signing
from django.db import transaction
from django.db.models import Max
from django.shortcuts import get_object_or_404

from accounts.models import Organisation
from documents import storage, workbooks
from documents.models import EvidenceFile
from documents.workbooks import Sheet, WorkbookError
from workflows.rounds.models import Round

from ..models import Ledger, LedgerValue
from .headings import Head
from .matching import Matched

SALT = "scoring.ledger"
#: So long a ledger that was sent may be confirmed.
VALID_SECONDS = 24 * 3600
LONGEST_TITLE = 60


@dataclass(frozen=True)
class Sent:
    """A ledger that was sent: its file, and its sheets that people see."""

    file: EvidenceFile
    sheets: tuple[Sheet, ...]

    @property
    def title(self) -> str:
        """What the ledger is called: as its file."""
        return self.file.name.rpartition(".")[0][:LONGEST_TITLE] or "台账"


def take(*, round_: Round, organisation: Organisation, data: bytes, name: str, by) -> str:
    """Keep the file; a token under which it is mapped and confirmed. WorkbookError if it cannot be read."""
    workbooks.read(data, name=name)
    file = workbooks.keep(county=round_.county, data=data, name=name, by=by)
    said = {"file": file.pk, "round": round_.pk, "organisation": organisation.pk, "name": name}
    return signing.dumps(said, salt=SALT)


def opened(token: str, round_: Round, organisation: Organisation) -> Sent:
    """The ledger behind a token."""
    try:
        said = signing.loads(token, salt=SALT, max_age=VALID_SECONDS)
    except signing.BadSignature:
        raise WorkbookError("这次上传已经过期，请重新选择文件。") from None
    if (said["round"], said["organisation"]) != (round_.pk, organisation.pk):
        raise WorkbookError("这份台账不是为本批次、本部门上传的，请重新选择文件。")
    file = get_object_or_404(EvidenceFile, pk=said["file"], county=round_.county)
    read = workbooks.read(storage.path_of(file.county, file.sha256), name=file.name)
    shown = tuple(sheet for sheet in read if sheet.rows and not sheet.hidden)
    if not shown:
        raise WorkbookError("表里没有内容。请检查后重新上传。")
    return Sent(file, shown)


@transaction.atomic
def save_ledger(*, round_: Round, organisation: Organisation, sent: Sent, head: Head, matched: Matched, by) -> Ledger:
    """The next version; the same file with the same columns again is the same ledger."""
    if not matched.figures or not matched.count:
        raise WorkbookError("没有一个村对上，或者没有可用的数据栏。请检查栏目对应和村名、代码后再保存。")
    Organisation.objects.select_for_update().get(pk=organisation.pk)
    earlier = Ledger.objects.filter(round=round_, organisation=organisation)
    columns = {heading.words: heading.key for heading in head.headings}
    if (last := earlier.first()) and (last.file_id, last.columns, last.items) == (sent.file.pk, columns, matched.items):
        return last
    ledger = Ledger.objects.create(
        round=round_,
        organisation=organisation,
        version=(earlier.aggregate(last=Max("version"))["last"] or 0) + 1,
        title=sent.title,
        file=sent.file,
        columns=columns,
        items=matched.items,
        rows=matched.rows,
        unmatched=[*matched.unmatched, *matched.problems],
        by=by,
        by_name=by.display_name,
    )
    LedgerValue.objects.bulk_create(
        [
            LedgerValue(ledger=ledger, region_id=code, item=item, value=value)
            for code, figures in matched.figures.items()
            for item, value in figures.items()
        ],
        batch_size=500,
    )
    return ledger
