"""From a pack's spec to pages: which parts are rendered, which are bound in, and what the contents say about them."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import groupby
from pathlib import Path

import pikepdf
from django.utils import timezone

from documents import binding, sections, storage
from documents.binding import About, Bookmark, Leaf
from documents.pack_spec import Attachment, Issued, PackSpec, Part, Reference, Section, Sheet
from documents.papers.base import Paper
from documents.papers.contents import Contents, Entry
from documents.papers.cover import Cover
from documents.papers.file_list import FileList, FileRow, GeneratedRow
from documents.papers.original_sheet import OriginalSheet
from documents.papers.photo_sheet import Photo, PhotoSheet
from documents.sections import Source
from documents.typography import full_width
from documents.wording import cn_moment, cn_number

PHOTOS_ON_A_PAGE = 2


@dataclass(frozen=True)
class Line:
    """A line of the contents, ``offset`` pages behind the first page of its unit.

    :param mark: the number of the evidence that lies there.
    :param to: the number of the evidence on whose page it is to be found instead.
    """

    level: int
    title: str
    offset: int = 0
    mark: str = ""
    to: str = ""


@dataclass(frozen=True)
class Unit:
    """What is rendered or bound in as one piece. ``generated`` is the title under which the file list names it."""

    source: Source | Path
    lines: tuple[Line, ...]
    mark: str = ""
    generated: str = ""
    digest: str = ""

    @property
    def content(self) -> list:
        identity = self.source.key if isinstance(self.source, Source) else self.source.name
        return [identity, self.mark, [[line.level, line.title, line.offset, line.to] for line in self.lines]]

    def open(self) -> Leaf:
        if isinstance(self.source, Path):
            return Leaf(self.source, self.mark)
        return Leaf(sections.pdf_of(self.source))


@dataclass(frozen=True)
class Plan:
    """Everything that can be known before a page exists."""

    spec: PackSpec
    units: tuple[Unit, ...]
    attachments: tuple[Attachment, ...]
    last: str  # number of the file list's section

    @classmethod
    def of(cls, spec: PackSpec) -> "Plan":
        filled = [section for section in spec.sections if section.parts]
        units = [unit for number, section in enumerate(filled, 1) for unit in _units(spec, number, section)]
        parts = [part for section in filled for part in section.parts]
        attachments = tuple(part for part in parts if isinstance(part, Attachment))
        return cls(spec, tuple(units), attachments, cn_number(len(filled) + 1))

    @property
    def sources(self) -> list[Source]:
        return [unit.source for unit in self.units if isinstance(unit.source, Source)]

    @cached_property
    def content(self) -> list:
        """All that decides the bytes of the pack."""
        values = [str(getattr(self.spec, name)) for name in _COVER_FIELDS]
        files = [[file.name, file.size, file.sha256, file.pages] for file in self.attachments]
        return [self.spec.county, values, files, [unit.content for unit in self.units], self.spec.pending]

    def lay_out(self) -> "Layout":
        """Open every part, and make the file list, whose page numbers need theirs."""
        leaves = [unit.open() for unit in self.units]
        files = self._section(self._file_list(leaves))
        units = (*self.units, Unit(files, (Line(1, f"{self.last}、文件清单"),)))
        leaves.append(units[-1].open())
        return Layout(self, leaves, tuple(_entries(units, leaves)))

    def _file_list(self, leaves: list[Leaf]) -> FileList:
        generated = (
            GeneratedRow(unit.generated, leaf.pages, unit.digest)
            for unit, leaf in zip(self.units, leaves, strict=True)
            if unit.generated
        )
        files = (
            FileRow(file.mark, file.name, file.pages, file.size, file.sha256, file.clean_sha256)
            for file in self.attachments
        )
        return FileList(
            volume_title=self.spec.title,
            compiled_on=self.spec.compiled_on,
            generated=tuple(generated),
            files=tuple(files),
        )

    def _section(self, paper: Paper) -> Source:
        return Source(paper.html(), paper.style, self.spec.county)

    def cover(self) -> Source:
        values = {name: getattr(self.spec, name) for name in _COVER_FIELDS if name != "title"}
        return self._section(Cover(volume_title=self.spec.title, **values))

    def contents(self, entries: tuple[Entry, ...]) -> Source:
        return self._section(Contents(entries=entries, pending=self.spec.pending))


_COVER_FIELDS = ("title", "subtitle", "applicant", "app_no", "compiled_by", "compiled_on", "volume", "classification")


@dataclass(frozen=True)
class Layout:
    """The parts in their order, and the page of each."""

    plan: Plan
    leaves: list[Leaf]
    entries: tuple[Entry, ...]

    def bind(self) -> pikepdf.Pdf:
        spec = self.plan.spec
        return binding.bind(
            cover=Leaf(sections.pdf_of(self.plan.cover())),
            contents=Leaf(sections.pdf_of(self.plan.contents(self.entries))),
            body=self.leaves,
            bookmarks=[Bookmark(entry.level, entry.title, entry.page) for entry in self.entries],
            about=About(spec.title, spec.compiled_by, spec.subtitle, spec.compiled_on),
        )


def _entries(units: Iterable[Unit], leaves: Iterable[Leaf]) -> Iterator[Entry]:
    """Every line with its page; a reference has the page of what it refers to, which was bound in before it."""
    page = 1
    pages: dict[str, int] = {}
    for unit, leaf in zip(units, leaves, strict=True):
        for line in unit.lines:
            if line.mark:
                pages[line.mark] = page + line.offset
            yield Entry(line.level, full_width(line.title), pages[line.to] if line.to else page + line.offset)
        page += leaf.pages


def _units(spec: PackSpec, number: int, section: Section) -> list[Unit]:
    """The section's parts; its own line goes before the first of them, an indicator's before its first file."""
    heads: tuple[Line, ...] = (Line(1, f"{cn_number(number)}、{section.title}"),)
    indicator = ""
    units: list[Unit] = []
    for (kind, of_indicator), run in groupby(section.parts, key=_run_key):
        is_new = of_indicator and of_indicator != indicator
        indicator = of_indicator
        if kind == "reference":
            units[-1] = _with_references(units[-1], list(run), of_indicator if is_new else "")
            continue
        if is_new:
            heads = (*heads, Line(2, of_indicator))
        for unit in _RUNS[kind](spec, section, list(run)):
            units.append(replace(unit, lines=(*heads, *unit.lines)))
            heads = ()
    return units


def _with_references(unit: Unit, run: list[Part], indicator: str) -> Unit:
    """The unit before, with the lines of files that are bound in further up: they take no page of their own."""
    references = [part for part in run if isinstance(part, Reference)]
    lines = [Line(3 if one.indicator else 2, f"{one.mark} {one.title}", to=one.to) for one in references]
    heads = [Line(2, indicator, to=references[0].to)] if indicator else []
    return replace(unit, lines=(*unit.lines, *heads, *lines))


def _run_key(part: Part) -> tuple[str, str]:
    """Neighbours of one kind and one indicator are laid out together: photographs share pages."""
    if isinstance(part, Sheet | Issued):
        return ("sheet" if isinstance(part, Sheet) else "issued"), ""
    if isinstance(part, Reference):
        return "reference", part.indicator
    if part.media_type.startswith("image/"):
        return "photo", part.indicator
    return ("pdf" if part.media_type == "application/pdf" else "original"), part.indicator


def _sheets(spec: PackSpec, section: Section, run: list[Sheet]) -> Iterator[Unit]:
    for sheet in run:
        lines = (Line(2, sheet.title),) if sheet.title else ()
        source = Source(sheet.paper.html(), sheet.paper.style, spec.county)
        yield Unit(source, lines, generated=sheet.title or section.title, digest=sheet.paper.digest())


def _issued(spec: PackSpec, section: Section, run: list[Issued]) -> Iterator[Unit]:
    for document in run:
        path = storage.path_of(spec.county, document.sha256)
        yield Unit(path, (Line(2, document.title),), generated=document.title, digest=document.sha256)


def _photos(spec: PackSpec, section: Section, run: list[Attachment]) -> Iterator[Unit]:
    photos = tuple(
        Photo(f"asset:{file.clean_sha256}", file.mark, file.title, file.source, cn_moment(file.taken_at))
        for file in run
    )
    lines = tuple(replace(_line(file), offset=index // PHOTOS_ON_A_PAGE) for index, file in enumerate(run))
    paper = PhotoSheet(photos=photos)
    yield Unit(Source(paper.html(), paper.style, spec.county), lines)


def _pdfs(spec: PackSpec, section: Section, run: list[Attachment]) -> Iterator[Unit]:
    for file in run:
        yield Unit(storage.path_of(spec.county, file.clean_sha256), (_line(file),), mark=file.mark)


def _originals(spec: PackSpec, section: Section, run: list[Attachment]) -> Iterator[Unit]:
    for file in run:
        paper = OriginalSheet(
            mark=file.mark,
            name=file.name,
            subject=file.title,
            source=file.source,
            kilobytes=-(-file.size // 1024),
            sha256=file.sha256,
        )
        yield Unit(Source(paper.html(), paper.style, spec.county), (_line(file),))


def _taken(file: Attachment) -> str:
    return cn_moment(timezone.localtime(file.taken_at)) if file.taken_at else ""


def _line(file: Attachment) -> Line:
    return Line(3 if file.indicator else 2, f"{file.mark} {file.title}", mark=file.mark)


_RUNS: dict[str, Callable[[PackSpec, Section, list], Iterator[Unit]]] = {
    "sheet": _sheets,
    "issued": _issued,
    "photo": _photos,
    "pdf": _pdfs,
    "original": _originals,
}
