"""HTML to PDF. The only module that knows WeasyPrint, and the only one that may: it reaches no network and no file.

What makes it safe and repeatable: fonts come from ``documents/fonts`` alone (a private fontconfig, set before Pango
loads), addresses other than ``data:`` and ``asset:<sha256>`` are refused, every warning is an error, and the same HTML
gives the same bytes.
"""

import gc
import hashlib
import json
import logging
import os
import re
import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from html import escape
from io import BytesIO
from pathlib import Path
from threading import RLock
from typing import Any

import pikepdf
from django.conf import settings

from documents import justification, storage

HERE = Path(__file__).resolve().parent
FONTS = HERE / "fonts"
#: Style sheets by style, in the order they apply.
STYLES = {
    "official": ["official.css"],
    "form": ["form.css"],
    "pack": ["form.css", "pack.css"],
    "preview": ["form.css", "preview.css"],
}
#: Page numbers are a sheet of their own: in a pack they are stamped when it is bound.
NUMBERS = {
    "official": "official-numbers.css",
    "form": "form-numbers.css",
    "pack": "form-numbers.css",
    "preview": "form-numbers.css",
}
ASSET = re.compile(r"asset:([0-9a-f]{64})")
FONTS_CONF = """<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">
<fontconfig><dir>{fonts}</dir><cachedir>{cache}</cachedir><config><rescan><int>0</int></rescan></config></fontconfig>
"""
#: White space is kept: it has glyphs, too.
GLYPH_PAGE = (
    "<style>@page{size:A4;margin:10mm}p{margin:0;white-space:pre-wrap;overflow-wrap:anywhere;"
    "font-kerning:none;font-variant-ligatures:none}</style>"
)
Assets = Callable[[str], bytes]
#: Family and weight.
Face = tuple[str, int]

_one_at_a_time = RLock()


class RenderingError(Exception):
    """The page cannot be made as asked; the messages say what is missing."""


@dataclass(frozen=True)
class _Engine:
    weasyprint: Any
    font_class: Any
    font_config: Any
    sheets: dict[str, list]
    numbers: dict[str, Any]


def render(html: str, *, style: str = "form", strict: bool = True, assets: Assets | None = None) -> bytes:
    """A complete PDF. ``assets`` answers the bytes of ``asset:<sha256>``; ``strict`` turns every warning into an error."""
    with _one_at_a_time, _quiet_collector(), _warnings(strict):
        return _write(_engine(), html, style=style, assets=assets)


def render_section(html: str, *, style: str = "form", assets: Assets | None = None) -> bytes:
    """A part of a pack: no page numbers, and only the names of its fonts, which ``documents.binding`` embeds once."""
    engine = _engine()
    with _one_at_a_time, _quiet_collector(), _warnings(strict=True), _fonts_left_out(engine.font_class):
        return _write(engine, html, style=style, assets=assets, whole=False)


def render_glyphs(characters: Mapping[Face, str]) -> bytes:
    """A PDF that embeds these characters of these faces: the fonts of a whole pack, subset once."""
    engine = _engine()
    lines = "".join(
        f"<p style=\"font:{weight} 9pt '{family}'\">{escape(text)}</p>"
        for (family, weight), text in sorted(characters.items())
    )
    with _one_at_a_time, _quiet_collector(), _warnings(strict=True):
        source = engine.weasyprint.HTML(
            string=f'<html lang="zh-CN">{GLYPH_PAGE}{lines}', url_fetcher=_fetcher(engine, None)
        )
        return source.write_pdf(font_config=engine.font_config, pdf_identifier=b"glyphs")


def warm() -> None:
    """Load everything before a server or a pool of workers forks, so that the children share it."""
    render("<p>禾</p><h1>禾</h1><h2>禾</h2><h3>禾</h3>")
    gc.collect()
    gc.freeze()


def count_pages(pdf: bytes) -> int:
    with pikepdf.open(BytesIO(pdf)) as document:
        return len(document.pages)


@cache
def fingerprint() -> str:
    """Changes whenever our styles, our fonts or WeasyPrint change: cached sections made before are then made anew."""
    digest = hashlib.sha256(_engine().weasyprint.__version__.encode())
    for file in sorted([*FONTS.glob("*.[ot]tf"), *(HERE / "styles").glob("*.css"), Path(__file__)]):
        digest.update(file.name.encode() + hashlib.sha256(file.read_bytes()).digest())
    return digest.hexdigest()


@cache
def _engine() -> _Engine:
    """Load WeasyPrint under our own fontconfig; Pango reads the environment once, so this is the first thing to do."""
    os.environ["FONTCONFIG_FILE"] = str(_write_fonts_conf(Path(settings.VAR_DIR) / "cache"))
    import weasyprint
    from weasyprint.formatting_structure import boxes
    from weasyprint.layout import inline
    from weasyprint.pdf.fonts import Font
    from weasyprint.text.fonts import FontConfiguration

    justification.install(inline, boxes)
    font_config = FontConfiguration()

    def sheet(name: str):
        return weasyprint.CSS(string=(HERE / "styles" / name).read_text("utf-8"), font_config=font_config)

    sheets = {style: [sheet(name) for name in ["faces.css", *names]] for style, names in STYLES.items()}
    return _Engine(weasyprint, Font, font_config, sheets, {style: sheet(name) for style, name in NUMBERS.items()})


def _write_fonts_conf(folder: Path) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    text = FONTS_CONF.format(fonts=escape(str(FONTS)), cache=escape(str(folder / "fontconfig")))
    place = folder / "fonts.conf"
    if not place.exists() or place.read_text("utf-8") != text:
        with tempfile.NamedTemporaryFile("w", encoding="utf-8", dir=folder, delete=False) as incoming:
            incoming.write(text)
        Path(incoming.name).replace(place)
    return place


def _write(engine: _Engine, html: str, *, style: str, assets: Assets | None, whole: bool = True) -> bytes:
    """A part of a pack has no page numbers, and is compressed once, when it is bound."""
    sheets = [*engine.sheets[style], *([engine.numbers[style]] if whole else [])]
    source = engine.weasyprint.HTML(string=html, url_fetcher=_fetcher(engine, assets))
    document = source.render(font_config=engine.font_config, stylesheets=sheets)
    identifier = hashlib.sha256(html.encode()).digest()[:16]
    return document.write_pdf(pdf_identifier=identifier, uncompressed_pdf=not whole)


def _fetcher(engine: _Engine, assets: Assets | None):
    """Answers ``data:`` addresses and the caller's assets by their hash; anything else is refused."""

    class OwnAssetsOnly(engine.weasyprint.URLFetcher):  # type: ignore[name-defined]
        def fetch(self, url, headers=None):
            wanted = ASSET.fullmatch(url)
            if wanted and assets:
                content = assets(wanted[1])
                return engine.weasyprint.urls.URLFetcherResponse(url, content, {"Content-Type": "image/jpeg"})
            return super().fetch(url, headers)

    return OwnAssetsOnly(allowed_protocols={"data"}, allow_redirects=False)


@contextmanager
def _quiet_collector() -> Iterator[None]:
    """Layout makes millions of objects that die together; collecting among them costs a third of the time."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


class _Collector(logging.Handler):
    def __init__(self):
        super().__init__(logging.WARNING)
        self.messages: list[str] = []

    def emit(self, record):
        self.messages.append(record.getMessage())


@contextmanager
def _warnings(strict: bool) -> Iterator[None]:
    """WeasyPrint only logs a missing glyph or picture; an official paper must not go out without it."""
    logger, collector = logging.getLogger("weasyprint"), _Collector()
    logger.addHandler(collector)
    propagated, logger.propagate = logger.propagate, not strict
    try:
        yield
    finally:
        logger.removeHandler(collector)
        logger.propagate = propagated
    if strict and collector.messages:
        raise RenderingError("；".join(dict.fromkeys(collector.messages)))


@contextmanager
def _fonts_left_out(font_class) -> Iterator[None]:
    """Write each font's family and weight instead of its outlines: twenty sections would subset the same five faces
    twenty times. Glyph numbers are kept, so one subset made at the end serves all sections."""

    def leave_out(font, to_unicode, hinting):
        magic = b"OTTO" if "CFF " in font.tables else b"\0\1\0\0"
        font.file_content = magic + json.dumps([font.family, int(font.weight)]).encode()

    subset = font_class.clean
    font_class.clean = leave_out
    try:
        yield
    finally:
        font_class.clean = subset


def county_assets(county: str) -> Assets:
    """The county's stored files as assets."""
    return lambda sha256: storage.read(county, sha256)
