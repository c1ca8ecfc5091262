"""Binding files to indicators and to the democratic procedure."""

from collections.abc import Callable

from django.db import transaction
from django.db.models import Max

from documents.evidence import accept
from documents.models import EvidenceFile
from documents.resumable import services as resumable
from documents.resumable.models import Upload
from workflows.engine.rights import require

from ..helping import may_write
from ..models import Application, EvidenceLink, SitePhoto
from ..proofs import LONGEST_NAME, asked_by, proof_of
from ..unlocking import require_proofs_open
from .writing import hold

#: As long as ``EvidenceLink.proves`` is.
LONGEST_WORDS = 120


def attach(*, application: Application, by, indicator: str, upload, proves: str) -> EvidenceLink:
    """Take in a file as proof of an indicator; the same file twice is one file, and for the same proof one link.

    The file is looked at before the draft is locked: a large PDF takes seconds, and nobody should wait for it.

    :param proves: one of the proofs that the standard names, or any words.
    :param upload: a Django upload (or any file with ``name`` and ``size``).
    :raises ValidationError: the file cannot be used; the sentence says what to do.
    """
    require(may_write(by, application))
    file = accept(county=application.county, upload=upload, by=by)
    return bind(application=application, by=by, indicator=indicator, file=file, proves=proves)


@transaction.atomic
def bind(*, application: Application, by, indicator: str, file: EvidenceFile, proves: str) -> EvidenceLink:
    """Let a file that was taken in before prove an(other) indicator, or another of its named proofs."""
    held = hold(application, by=by)
    asked = asked_by(held.spec, indicator)
    links = held.evidence.filter(indicator=indicator)
    serves = {served(asked, link.proof, link.proves): link for link in links.filter(file=file)}
    proof = served(asked, proves[:LONGEST_NAME])
    words = {"proof": proof, "proves": proves[:LONGEST_WORDS]}
    if proof in serves or (serves and not proof):
        return serves.get(proof) or next(iter(serves.values()))
    require_proofs_open(held, indicator)
    if unnamed := serves.get(""):  # filed under 其他 before: now it is known what it proves
        unnamed.proof, unnamed.proves = words["proof"], words["proves"]
        unnamed.save(update_fields=list(words))
        return unnamed
    number = (links.aggregate(last=Max("number"))["last"] or 0) + 1
    return EvidenceLink.objects.create(
        application=application, indicator=indicator, number=number, file=file, added_by=by, **words
    )


def served(asked, proof: str, proves: str = "") -> str:
    """The named proof that a file serves; empty: none of them."""
    return proof_of(asked, proof=proof, proves=proves) if asked else ""


@transaction.atomic
def detach(*, link: EvidenceLink, by) -> None:
    """Unbind a proof from a draft. The file itself stays stored; earlier snapshots still name it."""
    require_proofs_open(hold(link.application, by=by), link.indicator)
    link.delete()


def attach_sent(
    *, application: Application, by, indicator: str, sent: Upload, proves: str
) -> EvidenceLink | SitePhoto | None:
    """Take in, as :func:`attach` does, a file that came piece by piece; ``None``: it was taken in before.

    A sender whose answer was lost asks again: nothing is bound twice, and a proof removed meanwhile does not come back.
    """
    return take_in(
        application=application,
        by=by,
        sent=sent,
        binding=lambda file: bind(application=application, by=by, indicator=indicator, file=file, proves=proves),
    )


def attach_photo(*, application: Application, by, kind: SitePhoto.Kind, upload, caption: str = "") -> SitePhoto:
    """Take in a scan or photograph of the procedure."""
    require(may_write(by, application))
    file = accept(county=application.county, upload=upload, by=by)
    return bind_photo(application=application, by=by, kind=kind, file=file, caption=caption)


def attach_sent_photo(
    *, application: Application, by, kind: SitePhoto.Kind, sent: Upload
) -> EvidenceLink | SitePhoto | None:
    """The same of a file that came piece by piece; ``None``: it was taken in before."""
    return take_in(
        application=application,
        by=by,
        sent=sent,
        binding=lambda file: bind_photo(application=application, by=by, kind=kind, file=file),
    )


@transaction.atomic
def bind_photo(
    *, application: Application, by, kind: SitePhoto.Kind, file: EvidenceFile, caption: str = ""
) -> SitePhoto:
    """Let a file that was taken in show something of the procedure."""
    held = hold(application, by=by)
    photo, _ = SitePhoto.objects.get_or_create(
        application=held, kind=kind, file=file, defaults={"caption": caption, "added_by": by}
    )
    return photo


def take_in(
    *, application: Application, by, sent: Upload, binding: Callable[[EvidenceFile], EvidenceLink | SitePhoto]
) -> EvidenceLink | SitePhoto | None:
    """Accept what was sent, bind it, and remember with it that this was done: all of it once, or not at all."""
    require(may_write(by, application))
    if sent.used_at:
        return None
    with resumable.opened(sent) as upload:
        file = accept(county=application.county, upload=upload, by=by)
    with transaction.atomic():
        hold(application, by=by)  # in the order in which everybody else locks: the draft first
        return resumable.use_once(sent, lambda: binding(file), file=file)


def subject_of(application: Application) -> str:
    """What uploads on their way to this application are kept under."""
    return f"application:{application.pk}"


@transaction.atomic
def detach_photo(*, photo: SitePhoto, by) -> None:
    """Take a scan or photograph of the procedure out of a draft."""
    hold(photo.application, by=by)
    photo.delete()
