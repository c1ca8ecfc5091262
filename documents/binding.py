"""Join sections and uploaded PDFs into one volume: frame, number, stamp, bookmark, save. Pure PDF work, no layout."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from io import BytesIO
from pathlib import Path

import pikepdf
from pikepdf import Array, Dictionary, Name, OutlineItem, Pdf, Rectangle

from documents import shared_fonts
from documents.shared_fonts import StampFont

MM = 72 / 25.4
A4 = (210 * MM, 297 * MM)
#: Uploaded pages are set into this frame, so that marks and numbers stand on white: left, bottom, right, top in mm.
FRAME = (14, 30, 14, 16)
FRAME_ACROSS = (30, 14, 14, 16)
NUMBER_SIZE = 14
MARK_SIZE = 9
MARK = "佐证 {mark} 第{page}页 共{pages}页"
#: Page numbers: baseline above the lower edge, and distance from the outer edge (GB/T 9704: one character inside).
NUMBER_BASELINE = 21 * MM
ODD_RIGHT, EVEN_LEFT = 179 * MM, 31 * MM
ROMAN = ((10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))


class Leaf:
    """What is bound in one after the other: a section of ours, or an uploaded PDF with the mark stamped on its pages."""

    def __init__(self, source: bytes | Path, mark: str = ""):
        self.pdf = Pdf.open(BytesIO(source) if isinstance(source, bytes) else source)
        self.mark = mark
        self.uploaded = isinstance(source, Path)
        self.pages = len(self.pdf.pages)


@dataclass(frozen=True)
class Bookmark:
    level: int
    title: str
    page: int  # as printed


@dataclass(frozen=True)
class About:
    title: str
    author: str
    subject: str
    created: date


def bind(*, cover: Leaf, contents: Leaf, body: Sequence[Leaf], bookmarks: Sequence[Bookmark], about: About) -> Pdf:
    """The finished volume. Cover and contents take an even number of pages, so that page 1 lies on the right."""
    volume = Pdf.new()
    for leaf in (cover, contents):
        volume.pages.extend(leaf.pdf.pages)
    if (cover.pages + contents.pages) % 2:
        volume.add_blank_page(page_size=A4)
    front = len(volume.pages)
    for leaf in body:
        _append(volume, leaf)
    pages = list(volume.pages)
    own = _own_pages(pages, front, body, cover.pages + contents.pages)
    font = shared_fonts.embed(volume, own, MARK + "".join(leaf.mark for leaf in body))
    for number, page in enumerate(pages[cover.pages : cover.pages + contents.pages], start=1):
        _number(page, number, _roman(number), font)
    for number, page in enumerate(pages[front:], start=1):
        _number(page, number, str(number), font)
    _stamp_marks(pages[front:], body, font)
    _label(volume, cover.pages, front)
    _bookmark(volume, front, bookmarks)
    _describe(volume, about)
    return volume


def save(volume: Pdf, target: Path) -> None:
    """The same content gives the same bytes."""
    volume.save(target, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate)


def _append(volume: Pdf, leaf: Leaf) -> None:
    if not leaf.uploaded:
        volume.pages.extend(leaf.pdf.pages)
        return
    for source in leaf.pdf.pages:
        _append_framed(volume, source)


def _append_framed(volume: Pdf, source: pikepdf.Page) -> None:
    """Any page size and turn becomes A4, upright or across, shrunk into the frame."""
    picture = volume.copy_foreign(source.as_form_xobject())
    _, _, width, height = _box(source)
    across = width > height
    size = A4[::-1] if across else A4
    volume.add_blank_page(page_size=size)
    page = volume.pages[-1]
    left, bottom, right, top = (edge * MM for edge in (FRAME_ACROSS if across else FRAME))
    name = page.add_resource(picture, Name.XObject, Name.Upload)  # a name of our own: pikepdf would draw lots
    frame = Rectangle(left, bottom, size[0] - right, size[1] - top)
    placed = page.calc_form_xobject_placement(picture, name, frame, allow_expand=True)
    page.contents_add(placed)


def _box(page: pikepdf.Page) -> tuple[float, float, float, float]:
    """Left, bottom, width and height as the reader sees them."""
    x0, y0, x1, y1 = (float(value) for value in page.trimbox)
    width, height = abs(x1 - x0), abs(y1 - y0)
    turned = int(page.obj.get("/Rotate", 0)) % 180 == 90
    return (x0, y0, height, width) if turned else (x0, y0, width, height)


def _own_pages(pages: list, front: int, body: Sequence[Leaf], front_made: int) -> list[pikepdf.Page]:
    """Pages of our sections: theirs are the fonts to embed."""
    own, position = pages[:front_made], front
    for leaf in body:
        if not leaf.uploaded:
            own += pages[position : position + leaf.pages]
        position += leaf.pages
    return own


def _number(page: pikepdf.Page, number: int, shown: str, font: StampFont) -> None:
    """— 1 — outside: odd pages right, even pages left. On an A4 page lying across it keeps its upright place, turned,
    so that all numbers of the bound volume stand in one corner (GB/T 9704 7.5); a folded A3 page reads as it lies."""
    codes, width = font.encode(f"— {shown} —")
    width *= NUMBER_SIZE
    _, _, page_width, page_height = _box(page)
    across = page_width > page_height
    folded = across and page_width > A4[1] + MM
    if folded:
        _write(page, font, codes, NUMBER_SIZE, (1, 0, 0, 1, page_width - 31 * MM - width, 13 * MM))
        return
    x = ODD_RIGHT - width if number % 2 else EVEN_LEFT
    if across:
        _write(page, font, codes, NUMBER_SIZE, (0, -1, 1, 0, NUMBER_BASELINE, page_height - x))
    else:
        _write(page, font, codes, NUMBER_SIZE, (1, 0, 0, 1, x, NUMBER_BASELINE))


def _stamp_marks(pages: list[pikepdf.Page], body: Sequence[Leaf], font: StampFont) -> None:
    """佐证 V-RJ-03-2 第3页 共7页, top right of every uploaded page."""
    position = 0
    for leaf in body:
        for index in range(leaf.pages if leaf.mark else 0):
            page = pages[position + index]
            _, _, page_width, page_height = _box(page)
            codes, width = font.encode(MARK.format(mark=leaf.mark, page=index + 1, pages=leaf.pages))
            x = page_width - 14 * MM - width * MARK_SIZE
            _write(page, font, codes, MARK_SIZE, (1, 0, 0, 1, x, page_height - 12 * MM))
        position += leaf.pages


def _write(page: pikepdf.Page, font: StampFont, codes: str, size: int, matrix: tuple[float, ...]) -> None:
    """Text over the finished page; what stands there is wrapped, because WeasyPrint leaves its coordinates turned."""
    shared_fonts.name_in(page, font)
    place = " ".join(f"{value:.2f}" for value in matrix)
    page.contents_add(b"q", prepend=True)
    page.contents_add(f"Q q 0 g BT /Stamp {size} Tf {place} Tm <{codes}> Tj ET Q".encode())


def _label(volume: Pdf, cover_pages: int, front: int) -> None:
    """Viewers show the printed numbers: none on the cover, Roman on the contents, 1 from the first body page."""
    volume.Root.PageLabels = Dictionary(
        Nums=Array(
            [
                0,
                Dictionary(P=pikepdf.String("封面")),
                cover_pages,
                Dictionary(S=Name.R, St=1),
                front,
                Dictionary(S=Name.D, St=1),
            ]
        )
    )


def _bookmark(volume: Pdf, front: int, bookmarks: Sequence[Bookmark]) -> None:
    with volume.open_outline() as outline:
        levels: list[list[OutlineItem]] = [outline.root]
        for bookmark in bookmarks:
            item = OutlineItem(bookmark.title, front + bookmark.page - 1)
            item.is_closed = bookmark.level > 1
            del levels[bookmark.level :]
            levels[-1].append(item)
            levels.append(item.children)


def _describe(volume: Pdf, about: About) -> None:
    volume.docinfo["/Title"] = about.title
    volume.docinfo["/Author"] = about.author
    volume.docinfo["/Subject"] = about.subject
    volume.docinfo["/CreationDate"] = f"D:{about.created:%Y%m%d}"
    volume.Root.Lang = pikepdf.String("zh-CN")
    volume.Root.ViewerPreferences = Dictionary(DisplayDocTitle=True)


def _roman(number: int) -> str:
    written = ""
    for value, letters in ROMAN:
        count, number = divmod(number, value)
        written += letters * count
    return written
