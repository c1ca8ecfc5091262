"""Proofs as the applicant's screens show them: one shelf for each thing to be proved."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Self

from django.urls import reverse

from documents.models import EvidenceFile

from .content import proof_entry
from .models import Application, EvidenceLink, SitePhoto
from .proofs import OTHER, Asked, ProofList, names_of, proof_of, tick_off

#: So many places at which a file is used too are named.
NAMED = 3
#: What each kind of procedure material should show.
PHOTO_HINTS = {
    SitePhoto.Kind.NOTICE: "公示栏近景和远景各一张，能看清内容",
    SitePhoto.Kind.MINUTES: "会议记录，每页都拍",
    SitePhoto.Kind.SIGN_IN: "签到表",
    SitePhoto.Kind.RESOLUTION: "签字盖章的决议",
    SitePhoto.Kind.MAP: "区位图、村庄规划图",
    SitePhoto.Kind.BEFORE_AFTER: "同一地点创建前后的照片",
}


@dataclass(frozen=True)
class Item:
    """One file on a shelf."""

    name: str
    note: str
    url: str
    thumb: str
    remove_url: str
    also: str = ""

    @classmethod
    def of(
        cls, application: Application, file: EvidenceFile, *, name: str, note: str, remove_url: str, also: str = ""
    ) -> Self:
        """A bound file, with its addresses."""
        return cls(
            name=name,
            note=note,
            url=file_url(application, file),
            thumb=thumb_url(application, file),
            remove_url=remove_url,
            also=also,
        )


@dataclass(frozen=True)
class Shelf:
    """A thing to be proved, the files that prove it, and where to send another."""

    title: str
    upload_url: str
    field: str
    value: str
    hint: str = ""
    items: list[Item] = field(default_factory=list)
    required: bool = False
    choose_url: str = ""
    number: int = 0


def file_url(application: Application, file: EvidenceFile) -> str:
    """Where the file is opened."""
    return reverse("applications:file", args=[application.pk, file.pk])


def thumb_url(application: Application, file: EvidenceFile) -> str:
    """A small picture, where the file is one."""
    return reverse("applications:thumbnail", args=[application.pk, file.pk]) if file.is_image else ""


def evidence_shelves(application: Application, asked: Asked) -> list[Shelf]:
    """One shelf for each proof that the standard names, and one for anything else."""
    uses = uses_of(application)
    on_shelf: dict[str, list[Item]] = defaultdict(list)
    for link in links_of(application, asked):
        name = proof_of(asked, proof=link.proof, proves=link.proves)
        on_shelf[name].append(item_of(application, link, uses[link.file_id]))
    place = [application.pk, asked.code]
    upload_url, choose_url = reverse("applications:attach", args=place), reverse("applications:choose", args=place)
    names = [*enumerate(names_of(asked), 1), (0, "")]
    return [
        Shelf(
            title=name or OTHER,
            upload_url=upload_url,
            field="proves",
            value=name or OTHER,
            hint="" if name else "上面没有列出的",
            items=on_shelf[name],
            choose_url=f"{choose_url}?proof={number}" if uses else "",
            number=number,
        )
        for number, name in names
    ]


def links_of(application: Application, asked: Asked) -> list[EvidenceLink]:
    """The files bound to one indicator."""
    return [link for link in application.evidence.all() if link.indicator == asked.code]


def proofs_at_hand(application: Application, asked: Asked) -> ProofList:
    """The named proofs of one indicator, ticked off against the draft."""
    return tick_off(asked, [proof_entry(link) for link in links_of(application, asked)])


def uses_of(application: Application) -> dict[int, list[str]]:
    """For what each file of the application is used: indicators, kinds of procedure material, each once."""
    uses: dict[int, dict[str, None]] = defaultdict(dict)
    for link in application.evidence.all():
        uses[link.file_id][link.indicator] = None
    for photo in application.photos.all():
        uses[photo.file_id][photo.get_kind_display()] = None
    return {file: list(places) for file, places in uses.items()}


def in_short(places: Iterable[str]) -> str:
    """``V-RJ-03、V-CY-01、V-CY-02等8处``."""
    places = list(places)
    more = f"等{len(places)}处" if len(places) > NAMED else ""
    return "、".join(places[:NAMED]) + more


def item_of(application: Application, link: EvidenceLink, uses: list[str]) -> Item:
    """A proof with its number, which is written in the corner of the paper, and what else the file proves."""
    return Item.of(
        application,
        link.file,
        name=link.evidence_no,
        note=link.file.name,
        remove_url=reverse("applications:detach", args=[application.pk, link.pk]),
        also=in_short(use for use in uses if use != link.indicator),
    )


def photo_shelves(application: Application) -> list[Shelf]:
    """One shelf for each kind of procedure material; the notice is required."""
    photos, uses = list(application.photos.all()), uses_of(application)
    url = reverse("applications:attach_photo", args=[application.pk])
    return [
        Shelf(
            title=kind.label,
            upload_url=url,
            field="kind",
            value=kind.value,
            hint=hint,
            items=[photo_item(application, photo, uses[photo.file_id]) for photo in photos if photo.kind == kind],
            required=kind == SitePhoto.Kind.NOTICE,
        )
        for kind, hint in PHOTO_HINTS.items()
    ]


def photo_item(application: Application, photo: SitePhoto, uses: list[str]) -> Item:
    """A scan or photograph of the procedure."""
    remove_url = reverse("applications:detach_photo", args=[application.pk, photo.pk])
    return Item.of(
        application,
        photo.file,
        name=photo.caption or photo.get_kind_display(),
        note=photo.file.name,
        remove_url=remove_url,
        also=in_short(use for use in uses if use != photo.get_kind_display()),
    )
