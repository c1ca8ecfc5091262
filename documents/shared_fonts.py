"""The fonts of a pack: sections carry only their names (``rendering.render_section``); one subset of each is embedded here.

WeasyPrint numbers glyphs as the whole font does, so the same character has the same number in every section and one
subset serves them all. That it really does is checked, glyph by glyph.
"""

import json
import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from io import BytesIO

import pikepdf
from pikepdf import Dictionary, Name, Pdf

from documents import rendering

SONG = ("Noto Serif CJK SC", 400)
SONG_NAME = re.compile(r"\+Noto-Serif-CJK-SC$")
#: Page numbers need these; what else is stamped is told to ``embed``.
NUMBERS = "— 0123456789IVX"
MAPPING = re.compile(rb"<([0-9a-f]{4})> <([0-9a-f]+)>")


class MissingGlyphError(Exception):
    """A section uses a glyph that the shared subset does not hold."""


@dataclass
class _Use:
    """Where one font is named, and which of its glyphs stand on pages."""

    face: rendering.Face
    places: list[tuple[Dictionary, str]] = field(default_factory=list)
    glyphs: dict[int, str] = field(default_factory=dict)


@dataclass(frozen=True)
class StampFont:
    """Song, for what is written onto finished pages."""

    reference: pikepdf.Object
    glyphs: dict[str, int]
    widths: dict[int, float]

    def encode(self, text: str) -> tuple[str, float]:
        """Glyph numbers in hexadecimal and the width of a line of size 1."""
        numbers = [self.glyphs[letter] for letter in text]
        return "".join(f"{number:04x}" for number in numbers), sum(self.widths[number] for number in numbers) / 1000


def embed(volume: Pdf, pages: Iterable[pikepdf.Page], stamped: str = "") -> StampFont:
    """Give every font named in the pages its glyphs. Answers the font to stamp ``stamped`` and page numbers with."""
    uses = _collect(pages)
    wanted: dict[rendering.Face, set[str]] = defaultdict(set)
    for use in uses.values():
        wanted[use.face].update(use.glyphs.values())
    wanted[SONG].update(NUMBERS + stamped)
    texts = {face: "".join(sorted(letters)) for face, letters in wanted.items()}
    with pikepdf.open(BytesIO(rendering.render_glyphs(texts))) as subset:
        fonts = {name: volume.copy_foreign(font) for name, font in _fonts_of(subset).items()}
    for name, use in uses.items():
        if not use.glyphs.keys() <= _glyphs(fonts[name]).keys():
            raise MissingGlyphError(name)
        for dictionary, key in use.places:
            dictionary[key] = fonts[name]
    song = next(font for name, font in fonts.items() if SONG_NAME.search(name))
    return StampFont(song, {text: number for number, text in _glyphs(song).items()}, _widths(song))


def _collect(pages: Iterable[pikepdf.Page]) -> dict[str, _Use]:
    """Fonts by name. Pages of a section share one dictionary of fonts; it is looked at once."""
    uses: dict[str, _Use] = {}
    seen = set()
    for page in pages:
        dictionary = page.obj.Resources.get("/Font")
        if dictionary is None or dictionary.objgen in seen:
            continue
        seen.add(dictionary.objgen)
        for key, font in dictionary.items():
            use = uses.setdefault(str(font.BaseFont), _Use(_face(font)))
            use.places.append((dictionary, key))
            use.glyphs.update(_glyphs(font))
    return uses


def _face(font: pikepdf.Object) -> rendering.Face:
    """What ``render_section`` wrote in place of the outlines, behind four magic bytes."""
    descriptor = font.DescendantFonts[0].FontDescriptor
    file = descriptor.get("/FontFile3", descriptor.get("/FontFile2"))
    family, weight = json.loads(file.read_bytes()[4:])
    return family, weight


def _fonts_of(pdf: Pdf) -> dict[str, pikepdf.Object]:
    return {str(font.BaseFont): font for font in pdf.pages[0].obj.Resources.Font.values()}


def _glyphs(font: pikepdf.Object) -> dict[int, str]:
    _, _, mappings = font.ToUnicode.read_bytes().partition(b"endcodespacerange")
    pairs = MAPPING.findall(mappings)
    return {int(number, 16): bytes.fromhex(text.decode()).decode("utf-16-be") for number, text in pairs}


def _widths(font: pikepdf.Object) -> dict[int, float]:
    """``/W`` lists a first glyph number and the widths from there on, again and again."""
    widths: dict[int, float] = {}
    entries = list(font.DescendantFonts[0].W)
    for first, run in zip(entries[::2], entries[1::2], strict=True):
        widths |= {int(first) + offset: float(width) for offset, width in enumerate(run)}
    return widths


def name_in(page: pikepdf.Page, font: StampFont) -> None:
    """Make the stamp font known to a page as ``/Stamp``, without touching resources it shares with others."""
    resources = page.obj.get("/Resources", Dictionary())
    fonts = Dictionary(dict(resources.get("/Font", Dictionary()).items()))
    fonts[Name.Stamp] = font.reference
    own = Dictionary(dict(resources.items()))
    own[Name.Font] = fonts
    page.obj.Resources = own
