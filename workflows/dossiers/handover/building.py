"""Puts the volumes, the figures, the index and the checker into one archive; the same data give the same bytes."""

import json
import tempfile
import zipfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from documents import storage
from documents.proving.manifest import LIST, VERIFIER, Listed, manifest_of
from workflows.rounds.models import Round

from ..building import Progress, round_dossiers
from ..models import Dossier
from ..reading import applications_of, read_application, read_round
from .figures import figures_of
from .index import Bound, contents_of, index_page
from .tables import workbook_of

VOLUMES = "汇编"
DATA = {"data/figures.json": "全部数据和得分（JSON）", "data/figures.xlsx": "全部数据和得分（Excel）"}
#: Every file of the archive bears the same moment, so that its bytes depend on nothing but its contents.
MOMENT = (2025, 1, 1, 0, 0, 0)


@dataclass(frozen=True)
class Handover:
    """A finished archive in a folder of the caller's."""

    path: Path
    root: str
    files: int
    pages: int


def build_handover(round_: Round, *, into: Path, by=None, progress: Progress | None = None) -> Handover:
    """Build what changed of the volumes, then the archive around them.

    :param into: an existing folder; the archive is named after the round.
    """
    dossiers = round_dossiers(round_, by=by, progress=progress)
    with tempfile.TemporaryDirectory() as folder:
        files = [*volumes_in(dossiers), *written(round_, dossiers, Path(folder))]
        listed = manifest_of(
            files,
            title=f"{round_.title}电子报送包",
            round=round_.code,
            standard=round_.standard.content_id,
            built_at=max(one.built_at for one in dossiers).isoformat(),
        )
        path = into / f"{round_.code}.zip"
        pack(path, round_.code, files, listed)
    return Handover(path, listed["root"], len(files), sum(one.pages for one in dossiers))


def volumes_in(dossiers: Iterable[Dossier]) -> list[Listed]:
    """The bound volumes under their Chinese names, where they are stored."""
    return [
        Listed(f"{VOLUMES}/{one.file_name}", storage.path_of(one.county, one.sha256), one.title) for one in dossiers
    ]


def written(round_: Round, dossiers: Sequence[Dossier], folder: Path) -> list[Listed]:
    """The files that exist only here: figures, workbook, index, checker."""
    shared = read_round(round_)
    figures = figures_of(shared, [read_application(one, shared) for one in applications_of(round_)])
    volumes = [bound(one) for one in dossiers]
    contents = {
        "data/figures.json": json.dumps(figures, ensure_ascii=False, indent=1, sort_keys=True).encode(),
        "data/figures.xlsx": workbook_of(figures),
        "index.html": index_page(figures, volumes, DATA).encode(),
        "verify.py": VERIFIER.read_bytes(),
    }
    words = {**DATA, "index.html": "目录页", "verify.py": "核验程序"}
    return [keep(folder, path, content, words[path]) for path, content in contents.items()]


def bound(dossier: Dossier) -> Bound:
    """A volume with its contents."""
    path = storage.path_of(dossier.county, dossier.sha256)
    return Bound(f"{VOLUMES}/{dossier.file_name}", dossier.title, dossier.pages, contents_of(path))


def keep(folder: Path, path: str, content: bytes, title: str) -> Listed:
    """Lay a file into the folder."""
    place = folder / path.replace("/", "_")
    place.write_bytes(content)
    return Listed(path, place, title)


def pack(path: Path, top: str, files: Iterable[Listed], listed: dict) -> None:
    """Write the archive; complete or not at all. Volumes are compressed already and are only stored."""
    unfinished = path.with_suffix(".part")
    with zipfile.ZipFile(unfinished, "w") as archive:
        for file in sorted(files, key=lambda one: one.path):
            how = zipfile.ZIP_STORED if file.path.endswith(".pdf") else zipfile.ZIP_DEFLATED
            with file.source.open("rb") as source, archive.open(entry(f"{top}/{file.path}", how), "w") as target:
                while piece := source.read(1 << 20):
                    target.write(piece)
        text = json.dumps(listed, ensure_ascii=False, indent=1).encode()
        archive.writestr(entry(f"{top}/{LIST}", zipfile.ZIP_DEFLATED), text)
    unfinished.replace(path)


def entry(name: str, how: int) -> zipfile.ZipInfo:
    """A file's place in the archive."""
    info = zipfile.ZipInfo(name, MOMENT)
    info.compress_type, info.external_attr = how, 0o644 << 16
    return info
