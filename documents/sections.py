"""Rendered sections, kept by the hash of what they say: an unchanged section is never rendered again."""

import hashlib
import json
import multiprocessing
import tempfile
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

import pikepdf
from django.conf import settings

from documents import rendering


@dataclass(frozen=True)
class Source:
    """HTML of one section, with its style and the county whose stored pictures it may show."""

    html: str
    style: str
    county: str

    @property
    def key(self) -> str:
        parts = [rendering.fingerprint(), self.style, self.county, self.html]
        return hashlib.sha256(json.dumps(parts).encode()).hexdigest()


def cache_folder(name: str) -> Path:
    return Path(settings.VAR_DIR) / "cache" / name


def keep(path: Path, content: bytes) -> None:
    """Complete or absent: written beside its place and renamed."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile(dir=path.parent, delete=False) as incoming:
        incoming.write(content)
    Path(incoming.name).replace(path)


def pdf_of(source: Source) -> bytes:
    """From the cache, or rendered now. A file that a power cut left damaged is rendered again."""
    path = _path(source.key)
    if _is_sound(path):
        return path.read_bytes()
    pdf = rendering.render_section(source.html, style=source.style, assets=rendering.county_assets(source.county))
    keep(path, pdf)
    return pdf


def prepare(sources: Iterable[Source], *, workers: int, done: Callable[[], None]) -> None:
    """Render what the cache lacks, in forked workers; ``done`` is called after each section."""
    missing = [source for source in dict.fromkeys(sources) if not _path(source.key).exists()]
    if workers < 2 or len(missing) < 2:
        for source in missing:
            pdf_of(source)
            done()
        return
    rendering.warm()
    with multiprocessing.get_context("fork").Pool(workers) as pool:
        for _ in pool.imap_unordered(_render, sorted(missing, key=lambda source: -len(source.html))):
            done()


def missing(sources: Iterable[Source]) -> int:
    return sum(not _path(source.key).exists() for source in dict.fromkeys(sources))


def _render(source: Source) -> None:
    pdf_of(source)


def _path(key: str) -> Path:
    return cache_folder("sections") / key[:2] / f"{key}.pdf"


def _is_sound(path: Path) -> bool:
    try:
        with pikepdf.open(path):
            return True
    except (OSError, pikepdf.PdfError):
        return False
