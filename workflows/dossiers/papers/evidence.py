"""佐证材料: the index, and the files in the standard's order; a file that proves several indicators is bound in once."""

from collections.abc import Iterator
from itertools import groupby
from operator import itemgetter

from django.utils.timezone import localtime

from documents.models import EvidenceFile
from documents.packs import Attachment, Reference
from documents.papers.evidence_index import EvidenceIndex, EvidenceRow
from documents.wording import cn_date
from workflows.applications.models import SitePhoto

from ..records import ApplicationRecord

#: Marks of files that prove no indicator, by what they show: 程序材料, 附图.
PROCEDURE_MARK, PICTURE_MARK = "CX", "FT"
PICTURES = frozenset({SitePhoto.Kind.MAP, SitePhoto.Kind.BEFORE_AFTER})


def in_order(record: ApplicationRecord) -> list[dict]:
    """Frozen evidence by indicator as the standard lists them, bonus items behind."""
    codes = [item.code for item in (*record.spec.indicators, *record.spec.bonus, *record.spec.penalties)]
    order = {code: place for place, code in enumerate(codes)}
    return sorted(record.content["evidence"], key=lambda entry: order.get(entry["indicator"], len(order)))


def bound_under(entries: list[dict]) -> dict[str, str]:
    """File → the evidence number under which it is bound in: its first."""
    first: dict[str, str] = {}
    for entry in entries:
        first.setdefault(entry["sha256"], entry["no"])
    return first


def evidence_index(record: ApplicationRecord) -> EvidenceIndex | None:
    """Which file proves which indicator."""
    entries = in_order(record)
    if not entries:
        return None
    places = bound_under(entries)
    return EvidenceIndex(
        applicant=record.name,
        rows=tuple(
            EvidenceRow(
                mark=entry["no"],
                indicator=heading(record, entry["indicator"]),
                title=name_of(entry) + elsewhere(entry, entries, places),
                source=record.content["region"]["name"],
                dated=dated(record.files[entry["sha256"]]),
                pages=entry["pages"],
            )
            for entry in entries
        ),
    )


def name_of(entry: dict) -> str:
    """The proof that the standard names; else what the applicant calls it."""
    return entry.get("proof") or entry["proves"]


def elsewhere(entry: dict, entries: list[dict], places: dict[str, str]) -> str:
    """Where a file lies that is bound in under another number; where it lies, for what else it is handed in."""
    place = places[entry["sha256"]]
    if place != entry["no"]:
        return f"（同{place}）"
    others = [one["no"] for one in entries if one["sha256"] == entry["sha256"] and one["no"] != place]
    return f"（同时用于{'、'.join(others)}）" if others else ""


def heading(record: ApplicationRecord, code: str) -> str:
    """V-RJ-03 户厕“一户一档”."""
    items = (*record.spec.indicators, *record.spec.bonus, *record.spec.penalties)
    name = next((item.name for item in items if item.code == code), "")
    return f"{code} {name}"


def dated(file: EvidenceFile) -> str:
    """When it was taken; else when it was handed in."""
    return cn_date(localtime(file.taken_at or file.uploaded_at))


def proofs(record: ApplicationRecord) -> Iterator[Attachment | Reference]:
    """The files, each once; under the other indicators that they prove the contents refer to their page."""
    entries = in_order(record)
    places = bound_under(entries)
    for code, group in groupby(entries, key=itemgetter("indicator")):
        indicator, mine = heading(record, code), list(group)
        for entry in mine:
            if places[entry["sha256"]] == entry["no"]:
                yield attachment(record, entry, entry["no"], name_of(entry), indicator=indicator)
        for entry in mine:
            place = places[entry["sha256"]]
            if place != entry["no"]:
                yield Reference(mark=entry["no"], title=f"{name_of(entry)}（见{place}）", to=place, indicator=indicator)


def procedure_files(record: ApplicationRecord) -> Iterator[Attachment]:
    """Minutes, resolutions, sign-in sheets, photographs of the notice."""
    yield from marked(record, PROCEDURE_MARK, [one for one in record.content["photos"] if one["kind"] not in PICTURES])


def pictures(record: ApplicationRecord) -> Iterator[Attachment]:
    """Maps, before and after."""
    yield from marked(record, PICTURE_MARK, [one for one in record.content["photos"] if one["kind"] in PICTURES])


def marked(record: ApplicationRecord, mark: str, entries: list[dict]) -> Iterator[Attachment]:
    """CX-1, CX-2 …"""
    for number, entry in enumerate(entries, 1):
        title = entry["caption"] or SitePhoto.Kind(entry["kind"]).label
        yield attachment(record, entry, f"{mark}-{number}", title)


def attachment(record: ApplicationRecord, entry: dict, mark: str, title: str, *, indicator: str = "") -> Attachment:
    """A frozen file, with the clean copy that is bound in."""
    file = record.files[entry["sha256"]]
    return Attachment(
        mark=mark,
        title=title,
        name=entry["name"],
        size=entry["size"],
        sha256=entry["sha256"],
        clean_sha256=file.clean_sha256,
        media_type=entry["media_type"],
        pages=entry["pages"],
        source=record.name,
        taken_at=localtime(file.taken_at) if file.taken_at else None,
        indicator=indicator,
    )
