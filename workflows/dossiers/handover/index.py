"""The page that opens from a USB stick: who, which rank, which file, on which page. No script, nothing from outside."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

import pikepdf
from django.template.loader import render_to_string

#: Levels of a volume's contents that the page shows: chapters, papers and proofs.
DEEPEST = 2


@dataclass(frozen=True)
class Stop:
    """A line of a volume's contents."""

    title: str
    page: int
    level: int


@dataclass(frozen=True)
class Bound:
    """A volume as the page shows it."""

    path: str
    title: str
    pages: int
    stops: tuple[Stop, ...]

    @property
    def href(self) -> str:
        return quote(self.path)


def index_page(figures: dict, volumes: Sequence[Bound], data: Mapping[str, str]) -> str:
    """The whole page.

    :param data: path → what it is.
    """
    by_title = {one.title: one for one in volumes}
    rows = [
        {**one, "volume": by_title.get(f"{one['region']['full_name']}申报材料汇编")} for one in figures["applications"]
    ]
    return render_to_string(
        "dossiers/handover/index.html",
        {"round": figures["round"], "standard": figures["standard"], "rows": rows, "volumes": volumes, "data": data},
    )


def contents_of(path: Path) -> tuple[Stop, ...]:
    """Bookmarks of a bound volume with the pages to which they lead."""
    with pikepdf.open(path) as pdf:
        numbers = {page.objgen: number for number, page in enumerate(pdf.pages, 1)}
        with pdf.open_outline() as outline:
            return tuple(walked(outline.root, numbers, 0))


def walked(items, numbers: Mapping, level: int):
    """Bookmarks from the top, with their depth."""
    for item in items:
        page = item.destination[0].objgen if item.destination is not None else None
        if page in numbers:
            yield Stop(str(item.title), numbers[page], level)
        if level + 1 < DEEPEST:
            yield from walked(item.children, numbers, level + 1)
