"""Proofs as the applicant's screens show them: one shelf for each thing to be proved."""

from dataclasses import dataclass, field
from typing import Self

from django.urls import reverse

from documents.models import EvidenceFile

from .models import Application, EvidenceLink, SitePhoto

OTHER = "其他材料"
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

    @classmethod
    def of(cls, application: Application, file: EvidenceFile, *, name: str, note: str, remove_url: str) -> Self:
        """A bound file, with its addresses."""
        return cls(
            name=name,
            note=note,
            url=file_url(application, file),
            thumb=thumb_url(application, file),
            remove_url=remove_url,
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


def file_url(application: Application, file: EvidenceFile) -> str:
    """Where the file is opened."""
    return reverse("applications:file", args=[application.pk, file.pk])


def thumb_url(application: Application, file: EvidenceFile) -> str:
    """A small picture, where the file is one."""
    return reverse("applications:thumbnail", args=[application.pk, file.pk]) if file.is_image else ""


def evidence_shelves(application: Application, indicator) -> list[Shelf]:
    """One shelf for each proof that the standard names, and one for anything else."""
    links = [link for link in application.evidence.all() if link.indicator == indicator.code]
    url = reverse("applications:attach", args=[application.pk, indicator.code])
    shelves = [
        Shelf(
            title=proof,
            upload_url=url,
            field="proves",
            value=proof,
            items=[item_of(application, link) for link in links if link.proves == proof],
        )
        for proof in indicator.evidence
    ]
    others = [item_of(application, link) for link in links if link.proves not in indicator.evidence]
    return [
        *shelves,
        Shelf(title=OTHER, upload_url=url, field="proves", value=OTHER, hint="上面没有列出的", items=others),
    ]


def item_of(application: Application, link: EvidenceLink) -> Item:
    """A proof with its number, which is written in the corner of the paper."""
    remove_url = reverse("applications:detach", args=[application.pk, link.pk])
    return Item.of(application, link.file, name=link.evidence_no, note=link.file.name, remove_url=remove_url)


def photo_shelves(application: Application) -> list[Shelf]:
    """One shelf for each kind of procedure material; the notice is required."""
    photos = list(application.photos.all())
    url = reverse("applications:attach_photo", args=[application.pk])
    return [
        Shelf(
            title=kind.label,
            upload_url=url,
            field="kind",
            value=kind.value,
            hint=hint,
            items=[photo_item(application, photo) for photo in photos if photo.kind == kind],
            required=kind == SitePhoto.Kind.NOTICE,
        )
        for kind, hint in PHOTO_HINTS.items()
    ]


def photo_item(application: Application, photo: SitePhoto) -> Item:
    """A scan or photograph of the procedure."""
    remove_url = reverse("applications:detach_photo", args=[application.pk, photo.pk])
    return Item.of(
        application,
        photo.file,
        name=photo.caption or photo.get_kind_display(),
        note=photo.file.name,
        remove_url=remove_url,
    )
