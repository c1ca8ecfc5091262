"""汇编: one PDF from papers and uploaded files, with cover, contents, page numbers, bookmarks and a file list.

A pack is described by plain values (``PackSpec``) and built without the database. Sections are rendered independently
and kept by content hash (``documents.sections``); the same spec gives the same bytes, and an unchanged pack is not
built again.
"""

import hashlib
import json
import multiprocessing
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from functools import cache
from pathlib import Path

import pikepdf

from documents import binding, rendering, sections
from documents.pack_layout import Plan
from documents.pack_spec import Attachment, Issued, PackSpec, Reference, Section, Sheet
from documents.papers.contents import Entry

__all__ = ["Attachment", "Entry", "Issued", "Pack", "PackSpec", "Reference", "Section", "Sheet", "build", "build_many"]

HERE = Path(__file__).resolve().parent


@dataclass(frozen=True)
class Pack:
    """A built pack: a file under ``VAR_DIR/cache/packs``, to be kept in ``documents.storage`` by whoever needs it."""

    path: Path
    sha256: str
    pages: int  # of the file, cover and contents included
    contents: tuple[Entry, ...]


#: Called after every step: what was done, steps done, steps in all.
Progress = Callable[[str, int, int], None]


def build(spec: PackSpec, *, workers: int = 1, progress: Progress | None = None) -> Pack:
    """Build one pack, or answer it at once if it was built before. ``workers`` render its sections side by side."""
    tell = progress or _silent
    plan = Plan.of(spec)
    key = hashlib.sha256(json.dumps([_fingerprint(), plan.content]).encode()).hexdigest()
    known = _known(key)
    if known:
        tell("没有变化，沿用已生成的汇编", 1, 1)
        return known
    total = sections.missing(plan.sources) + 2
    steps = iter(range(1, total + 1))
    sections.prepare(plan.sources, workers=workers, done=lambda: tell("正在排版各部分", next(steps), total))
    layout = plan.lay_out()
    tell("正在编目录、装订", next(steps), total)
    pack = _keep(key, layout.bind(), layout.entries)
    tell("已生成", next(steps), total)
    return pack


def build_many(specs: Sequence[PackSpec], *, workers: int = 2, progress: Progress | None = None) -> list[Pack]:
    """Build several packs side by side in forked workers, which touch no database. Answers in the order of the specs."""
    tell = progress or _silent
    built: dict[int, Pack] = {}
    if workers < 2 or len(specs) < 2:
        for index, spec in enumerate(specs):
            built[index] = build(spec)
            tell(spec.title, len(built), len(specs))
        return list(built.values())
    rendering.warm()
    with multiprocessing.get_context("fork").Pool(min(workers, len(specs))) as pool:
        for index, pack in pool.imap_unordered(_build_one, enumerate(specs)):
            built[index] = pack
            tell(specs[index].title, len(built), len(specs))
    return [built[index] for index in range(len(specs))]


def _build_one(numbered: tuple[int, PackSpec]) -> tuple[int, Pack]:
    index, spec = numbered
    return index, build(spec)


def _silent(label: str, done: int, total: int) -> None:
    pass


def _keep(key: str, volume: pikepdf.Pdf, entries: tuple[Entry, ...]) -> Pack:
    """The file first, then the note that it is there."""
    path, note = _places(key)
    path.parent.mkdir(parents=True, exist_ok=True)
    unfinished = path.with_suffix(".part")
    binding.save(volume, unfinished)
    sha256 = _sha256(unfinished)
    unfinished.replace(path)
    pack = Pack(path, sha256, len(volume.pages), entries)
    told = {"sha256": sha256, "pages": pack.pages, "contents": [asdict(entry) for entry in entries]}
    sections.keep(note, json.dumps(told, ensure_ascii=False).encode())
    return pack


def _known(key: str) -> Pack | None:
    path, note = _places(key)
    try:
        told = json.loads(note.read_text("utf-8"))
        if _sha256(path) != told["sha256"]:
            return None
    except (OSError, ValueError):
        return None
    return Pack(path, told["sha256"], told["pages"], tuple(Entry(**entry) for entry in told["contents"]))


def _places(key: str) -> tuple[Path, Path]:
    folder = sections.cache_folder("packs")
    return folder / f"{key}.pdf", folder / f"{key}.json"


def _sha256(path: Path) -> str:
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


@cache
def _fingerprint() -> str:
    """Changes when the way packs are laid out and bound changes."""
    digest = hashlib.sha256(rendering.fingerprint().encode())
    for name in ("binding.py", "pack_layout.py", "shared_fonts.py"):
        digest.update((HERE / name).read_bytes())
    return digest.hexdigest()
