"""A PDF without anything that acts: scripts, actions, launches, links out, embedded files, forms (their values stay).

The whole object graph is walked, not only the usual places. Keys that act are deleted wherever they stand, annotations
are flattened into the page or dropped, and only what the pages still need is copied into the new file.
"""

from collections.abc import Iterator
from pathlib import Path

import pikepdf
from pikepdf import Array, Dictionary, Name, Pdf

MAX_PAGES = 500
MAX_CONTENT = 64 << 20
MAX_PIXELS = 120_000_000
#: Keys that act, or carry something that does, wherever they stand.
ACTING_KEYS = {
    *("/AA", "/OpenAction", "/JS", "/JavaScript", "/Launch", "/EF", "/EmbeddedFiles", "/XFA", "/Collection"),
    *("/RichMediaContent", "/RichMediaSettings", "/Metadata", "/PieceInfo"),
}
#: Kinds of action dictionary; ``/A`` alone may also be the name of a font or picture.
ACTIONS = {
    *("/JavaScript", "/Launch", "/SubmitForm", "/ImportData", "/ResetForm", "/GoToR", "/GoToE", "/URI", "/Rendition"),
    *("/Movie", "/Sound", "/Hide", "/Named", "/SetOCGState", "/GoTo3DView", "/RichMediaExecute"),
}
#: Annotations whose picture belongs to what was written on the page; the others only act.
DRAWN = {
    *("/Widget", "/FreeText", "/Highlight", "/Ink", "/Stamp", "/Square", "/Circle", "/Line", "/Polygon", "/PolyLine"),
    *("/Underline", "/StrikeOut"),
}


class Refusal(Exception):
    """The file cannot be accepted; the message is shown to the uploader."""


def clean_copy(source: Path, target: Path) -> int:
    """Write the clean copy and answer its number of pages."""
    with _open(source) as pdf:
        _check(pdf)
        _flatten(pdf)
        for holder in _holders(pdf):
            for key in _acting_keys(holder):
                del holder[key]
        with Pdf.new() as clean:
            clean.pages.extend(pdf.pages)
            clean.remove_unreferenced_resources()
            clean.save(target, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate)
            pages = len(clean.pages)
    _prove(target)
    return pages


def _open(source: Path) -> Pdf:
    try:
        return pikepdf.open(source, suppress_warnings=True)
    except pikepdf.PasswordError as error:
        raise Refusal("PDF加了打开密码。请去掉密码（用原软件另存，或“打印为PDF”）后再上传。") from error
    except pikepdf.PdfError as error:
        raise Refusal("PDF已损坏，打不开。请用原软件重新导出，或重新扫描后再上传。") from error


def _check(pdf: Pdf) -> None:
    """Refuse what is damaged or would take the reader's machine with it."""
    try:
        pages = list(pdf.pages)
    except (pikepdf.PdfError, TypeError, ValueError, RecursionError) as error:
        raise Refusal("PDF的页面结构已损坏。请重新导出或重新扫描后再上传。") from error
    if not pages:
        raise Refusal("PDF里没有页面。请检查后重新上传。")
    if len(pages) > MAX_PAGES:
        raise Refusal(f"PDF有{len(pages)}页，超过{MAX_PAGES}页。请拆分成几个文件上传。")
    if any(_is_lost(page) for page in pages):
        raise Refusal("PDF没有传完整，有的页面已丢失。请重新上传；仍不行的，重新导出或扫描。")
    if sum(_content_size(page) for page in pages) > MAX_CONTENT:
        raise Refusal("PDF页面内容异常庞大。请“打印为PDF”或重新扫描后再上传。")
    for holder in _holders(pdf):
        if holder.get("/Subtype") == Name.Image and _pixels(holder) > MAX_PIXELS:
            raise Refusal("PDF里的图片尺寸过大。请用300dpi以内重新扫描后再上传。")


def _is_lost(page: pikepdf.Page) -> bool:
    """qpdf "recovers" a truncated file with blank pages: a page whose content is gone is a refusal, not a page."""
    contents = page.obj.get("/Contents")
    if contents is None:
        return "/Annots" not in page.obj
    return not isinstance(contents, pikepdf.Stream | Array)


def _content_size(page: pikepdf.Page) -> int:
    contents = page.obj.get("/Contents", Array())
    streams = [contents] if isinstance(contents, pikepdf.Stream) else list(contents)
    try:
        return sum(len(stream.read_bytes()) for stream in streams)
    except (pikepdf.PdfError, AttributeError) as error:
        raise Refusal("PDF的页面内容已损坏。请重新导出或重新扫描后再上传。") from error


def _pixels(image: pikepdf.Object) -> int:
    return int(image.get("/Width", 0)) * int(image.get("/Height", 0))


def _flatten(pdf: Pdf) -> None:
    """Draw filled-in form fields and notes into the page; drop annotations that only act."""
    for page in pdf.pages:
        if "/Annots" in page.obj:
            page.obj.Annots = Array([note for note in page.obj.Annots if _is_drawn(note)])
    try:
        if "/AcroForm" in pdf.Root:
            pdf.generate_appearance_streams()
        pdf.flatten_annotations("all")
    except (pikepdf.PdfError, TypeError, ValueError):
        pass  # a form too broken to draw: its fields go
    for page in pdf.pages:
        if "/Annots" in page.obj:
            del page.obj.Annots
    if "/AcroForm" in pdf.Root:
        del pdf.Root.AcroForm


def _is_drawn(note: pikepdf.Object) -> bool:
    return isinstance(note, Dictionary) and str(note.get("/Subtype", "")) in DRAWN


def _acting_keys(holder: pikepdf.Object) -> list[str]:
    return [key for key, value in holder.items() if key in ACTING_KEYS or _is_action(value)]


def _is_action(value: pikepdf.Object) -> bool:
    return isinstance(value, Dictionary) and str(value.get("/S", "")) in ACTIONS


def _holders(pdf: Pdf) -> Iterator[pikepdf.Object]:
    """Every dictionary and stream of the file, those nested in others included."""
    for indirect in pdf.objects:
        yield from _nested(indirect, depth=0)


def _nested(value: pikepdf.Object, depth: int) -> Iterator[pikepdf.Object]:
    if depth > 100:
        raise Refusal("PDF内部结构异常。请“打印为PDF”后再上传。")
    if isinstance(value, Dictionary | pikepdf.Stream):
        yield value
        children = [child for _, child in value.items()]
    elif isinstance(value, Array):
        children = list(value)
    else:
        return
    for child in children:
        if isinstance(child, pikepdf.Object) and not child.is_indirect:
            yield from _nested(child, depth + 1)


def _prove(target: Path) -> None:
    """Open what was written and look once more: a copy that still acts must never be kept."""
    with pikepdf.open(target) as clean:
        left = any(_acting_keys(holder) for holder in _holders(clean))
    if left:
        raise Refusal("PDF里有不能去除的动作。请“打印为PDF”后再上传。")
