"""Issued means issued: numbered, rendered, hashed and stored once; corrected by another document, never edited."""

from dataclasses import replace
from io import BytesIO

from django.db import transaction

from accounts import audit, clock
from documents import numbering, rendering, storage
from documents.models import Document
from documents.papers.base import NumberedPaper, Paper


@transaction.atomic
def issue(paper: Paper, *, county: str, subject_key: str, by) -> Document:
    """Issue the paper for its subject. The same content again answers the document in force;
    other content supersedes it, under a new number where the kind has one.

    One subject has one document of a kind in force: put what tells them apart into ``subject_key``
    (``application:42:return:2``).

    The page is rendered in the step's transaction, because its number stands on it: a number reserved before, in a
    transaction of its own, would be lost with a step that fails afterwards, and the series has no gaps.
    """
    content = paper.digest()
    current = _in_force(county, paper.kind, subject_key)
    if current and current.content_sha256 == content:
        return current
    paper = _number(paper, county)
    pdf = rendering.render(paper.html(), style=paper.style)
    sha256, _ = storage.store(county, BytesIO(pdf))
    if current:
        _set_status(current, Document.Status.SUPERSEDED, "")
    document = Document.objects.create(
        county=county,
        kind=paper.kind,
        number=getattr(paper, "number", ""),
        title=paper.title[:200],
        subject_key=subject_key,
        content_sha256=content,
        sha256=sha256,
        pages=rendering.count_pages(pdf),
        issued_by=by,
        issued_at=clock.now(),
        supersedes=current,
    )
    audit.record(actor=by, verb="签发文书", subject=document, county=county, detail={"sha256": sha256})
    return document


@transaction.atomic
def revoke(document: Document, *, by, reason: str) -> Document:
    """Take the document out of force. Its bytes and number remain, its number is not given again."""
    document = Document.objects.select_for_update().get(pk=document.pk)
    _set_status(document, Document.Status.REVOKED, reason)
    audit.record(actor=by, verb="撤销文书", subject=document, county=document.county, detail={"reason": reason})
    return document


def _in_force(county: str, kind: str, subject_key: str) -> Document | None:
    return Document.objects.about(county, subject_key).in_force().filter(kind=kind).select_for_update().first()


def _number(paper: Paper, county: str) -> Paper:
    if not isinstance(paper, NumberedPaper) or paper.number:
        return paper
    year = paper.issued_on.year
    number = numbering.take_next(county=county, issuer=paper.issuer_code, kind=paper.series, year=year)
    return replace(paper, number=numbering.written(paper.issuer_code, year, number))


def _set_status(document: Document, status: str, reason: str) -> None:
    document.status, document.status_reason = status, reason
    document.save(update_fields=["status", "status_reason"])
