"""What every paper is: plain values, a template, a style. Nothing of the database, nothing of a procedure."""

import hashlib
from dataclasses import dataclass
from datetime import date
from typing import ClassVar, Self, TypeVar

from django.template.loader import render_to_string

from documents import typography


@dataclass(frozen=True, kw_only=True)
class Paper:
    """One kind of official paper. Subclasses add fields, ``title`` and ``sample``; ``@register`` makes them known."""

    kind: ClassVar[str]
    #: 文种, as an office calls it.
    label: ClassVar[str]
    #: Style sheet: "official" is GB/T 9704, "form" is tables and opinions, "pack" is what binds a volume.
    style: ClassVar[str] = "form"

    @property
    def template(self) -> str:
        return f"documents/{self.kind}.html"

    @property
    def title(self) -> str:
        return self.label

    @property
    def dated(self) -> date | None:
        """The date the paper bears; it becomes the PDF's date, so that the same paper is always the same bytes."""
        return None

    def html(self) -> str:
        return typography.full_width_html(render_to_string(self.template, {"paper": self}))

    def digest(self) -> str:
        """SHA-256 of what the paper says (before it has a number)."""
        return hashlib.sha256(self.html().encode()).hexdigest()

    @classmethod
    def sample(cls) -> Self:
        """A filled-in example from the fictional 禾塬县, for previews, tests and documentation."""
        raise NotImplementedError


@dataclass(frozen=True, kw_only=True)
class NumberedPaper(Paper):
    """A paper with a 文号. ``documents.issuing`` fills in ``number``; until then it prints as a draft's blank."""

    #: 机关代字, for example 禾农领办发; ends in 函 for letters.
    issuer_code: str
    #: 成文日期; its year is the number's year.
    issued_on: date
    #: Filled in by ``documents.issuing``.
    number: str = ""

    @property
    def dated(self) -> date:
        return self.issued_on

    @property
    def series(self) -> str:
        """Whose numbers it goes on with; kinds that share a 机关代字 must share them, for a number is given once."""
        return self.kind

    @property
    def shown_number(self) -> str:
        return self.number or f"{self.issuer_code}〔{self.issued_on.year}〕　号"


registry: dict[str, type[Paper]] = {}
PaperClass = TypeVar("PaperClass", bound=type[Paper])


def register(paper: PaperClass) -> PaperClass:
    """Class decorator: the kind can be previewed, and the tests render its sample."""
    if paper.kind in registry:
        raise ValueError(f"two papers of kind {paper.kind}")
    registry[paper.kind] = paper
    return paper
