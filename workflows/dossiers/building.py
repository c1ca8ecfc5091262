"""Building dossiers: what did not change is kept; the rest is read, built side by side, stored by hash and put on disk."""

import hashlib
import shutil
from collections.abc import Callable, Sequence
from pathlib import Path

from documents import packs, storage
from documents.papers.volume_list import VolumeRow
from workflows.applications.models import Application
from workflows.engine.errors import NotNow
from workflows.rounds.models import Round

from .county_sections import county_spec
from .models import Dossier
from .reading import read_application, read_county, read_round
from .sections import spec_of
from .stamps import stamps_of
from .township_requests import issue_township_requests
from .volumes import LIST_FILE, Volume, county_volume, volume_of, volumes_of
from .wording import DRAFT

#: Called after every volume: its title, volumes done, volumes in all.
Progress = Callable[[str, int, int], None]
WORKERS = 2
NOT_YET = "这件申报还没有到县级（或者没有推荐到县），暂不能编制材料汇编。"
NOTHING_YET = "本批次还没有推荐到县的申报，暂不能编制材料汇编。"


def build_application(application: Application, *, out: Path) -> Path:
    """Build one application's dossier (or keep it, when nothing changed) and put it into a folder."""
    volume = volume_of(application)
    if volume is None:
        raise NotNow(NOT_YET)
    dossier = build_volumes([volume])[0]
    return put(dossier, out)


def build_round(round_: Round, *, out: Path, by=None, progress: Progress | None = None) -> list[Path]:
    """Build every dossier of a round, in order of rank, and the county's own behind them; with a list of their hashes.

    :returns: the files, built or kept.
    """
    dossiers = round_dossiers(round_, by=by, progress=progress)
    remove_old(out, {one.file_name for one in dossiers})
    paths = [put(one, out) for one in dossiers]
    write_list(out, dossiers)
    return paths


def round_dossiers(round_: Round, *, by=None, progress: Progress | None = None) -> list[Dossier]:
    """Dossiers of a whole round as they stand now."""
    volumes = volumes_of(round_)
    county = county_volume(round_)
    total = len(volumes) + (county is not None)
    tell = progress or (lambda title, done, of: None)
    dossiers = build_volumes(volumes, by=by, progress=lambda title, done, _: tell(title, done, total))
    if county:
        dossiers.append(build_county(county, dossiers, by=by))
        tell(county.title, total, total)
    return dossiers


def build_volumes(
    volumes: Sequence[Volume], *, by=None, progress: Progress | None = None, steps: packs.Progress | None = None
) -> list[Dossier]:
    """Applications' volumes of one round, in the order given.

    :param steps: told of the steps inside the only volume that is built.
    """
    if not volumes:
        return []
    round_ = volumes[0].round
    stamps = stamps_of(round_)
    kept = {volume: found for volume in volumes if (found := unchanged(volume, stamp_of(volume, stamps)))}
    changed = [volume for volume in volumes if volume not in kept]
    tell = progress or (lambda title, done, of: None)
    for done, volume in enumerate(kept, 1):
        tell(f"{volume.title}：没有变化", done, len(volumes))
    if changed:
        shared = read_round(round_)
        records = [read_application(volume.application, shared) for volume in changed]
        specs = [spec_of(record, volume=volume.label) for record, volume in zip(records, changed, strict=True)]
        told = lambda title, done, _: tell(title, len(kept) + done, len(volumes))  # noqa: E731
        for volume, spec, pack in zip(changed, specs, build_packs(specs, told, steps), strict=True):
            kept[volume] = keep(volume, spec, pack, stamp_of(volume, stamps), by)
    return [kept[volume] for volume in volumes]


def build_packs(specs: list[packs.PackSpec], progress: Progress, steps: packs.Progress | None) -> list[packs.Pack]:
    """Several side by side; a single one tells its own steps."""
    if len(specs) == 1 and steps:
        return [packs.build(specs[0], progress=steps)]
    return packs.build_many(specs, workers=WORKERS, progress=progress)


def build_county(volume: Volume, dossiers: Sequence[Dossier], *, by=None) -> Dossier:
    """The county's own volume, which vouches for the others by their hashes."""
    rows = [VolumeRow(number, one.file_name, one.pages, one.size, one.sha256) for number, one in enumerate(dossiers, 1)]
    stamp = hashlib.sha256(repr([stamps_of(volume.round)[None], rows]).encode()).hexdigest()
    if kept := unchanged(volume, stamp):
        return kept
    record = read_county(read_round(volume.round))
    spec = county_spec(record, township_requests=issue_township_requests(record), volumes=rows)
    return keep(volume, spec, packs.build(spec, workers=WORKERS), stamp, by)


def stamp_of(volume: Volume, stamps: dict[int | None, str]) -> str:
    """The application's rows, and its place in the round."""
    return hashlib.sha256(f"{stamps[volume.application.pk]} {volume.label} {volume.file_name}".encode()).hexdigest()


def unchanged(volume: Volume, stamp: str) -> Dossier | None:
    """The newest dossier of this volume, if it was made from the same rows and its file is there."""
    newest = Dossier.objects.filter(subject_key=volume.subject_key).order_by("-pk").first()
    if newest and newest.stamp == stamp and storage.exists(newest.county, newest.sha256):
        return newest
    return None


def keep(volume: Volume, spec: packs.PackSpec, pack: packs.Pack, stamp: str, by) -> Dossier:
    """Store the file by its hash and write down what it is."""
    with pack.path.open("rb") as stream:
        sha256, size = storage.store(spec.county, stream)
    return Dossier.objects.create(
        county=spec.county,
        round=volume.round,
        application=volume.application,
        subject_key=volume.subject_key,
        title=spec.title,
        file_name=volume.file_name,
        stamp=stamp,
        sha256=sha256,
        size=size,
        pages=pack.pages,
        draft=spec.classification == DRAFT,
        built_by=by,
    )


# --- on disk --------------------------------------------------------------------------------------------------


def put(dossier: Dossier, out: Path) -> Path:
    """The dossier in a folder under its Chinese name; a file that is already right is left alone."""
    out.mkdir(parents=True, exist_ok=True)
    path = out / dossier.file_name
    if not is_copy(path, dossier):
        unfinished = path.with_name(f".{dossier.sha256}.part")
        with dossier.open() as source, unfinished.open("wb") as target:
            shutil.copyfileobj(source, target)
        unfinished.replace(path)
    return path


def is_copy(path: Path, dossier: Dossier) -> bool:
    """Are the bytes there the dossier's?"""
    if not path.is_file() or path.stat().st_size != dossier.size:
        return False
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest() == dossier.sha256


def remove_old(out: Path, names: set[str]) -> None:
    """Files of an earlier building whose place in the order has changed; nothing that we did not write."""
    if not (out / LIST_FILE).is_file():
        return
    for line in (out / LIST_FILE).read_text("utf-8").splitlines():
        _, _, name = line.partition("  ")
        if name.endswith(".pdf") and "/" not in name and name not in names:
            (out / name).unlink(missing_ok=True)


def write_list(out: Path, dossiers: Sequence[Dossier]) -> None:
    """``清单.txt``: a line a file, as ``sha256sum --check`` reads it."""
    text = "".join(f"{one.sha256}  {one.file_name}\n" for one in dossiers)
    out.mkdir(parents=True, exist_ok=True)
    path = out / LIST_FILE
    if not path.is_file() or path.read_text("utf-8") != text:
        path.write_text(text, "utf-8")
