"""What 公文 in GB/T 9704 layout have in common: the red mark, who signs, whom it addresses, what is enclosed."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from documents import typography
from documents.papers.base import NumberedPaper, Paper
from documents.papers.parts import Contact
from documents.wording import cn_date, width_in_characters

#: Longest mark, 文件 included, for the sizes 1 to 4 of ``official.css``; longer ones take size 5.
MARK_SIZES = (8, 11, 14, 18)


@dataclass(frozen=True)
class Mark:
    """发文机关标志: one organ, or several one under the other."""

    organs: tuple[str, ...]

    @property
    def size(self) -> int:
        longest = max(map(len, self.organs)) + 2
        return 1 + sum(longest > limit for limit in MARK_SIZES)


@dataclass(frozen=True)
class Signature:
    """The issuing organs over the date, which stands four characters from the right (GB/T 9704 7.3.5)."""

    organs: tuple[str, ...]
    dated: date | None
    sealed: bool = True

    @property
    def shift(self) -> int:
        """Characters from the right edge for the block of both: a longer organ overhangs its date on either side."""
        overhang = (len(self.organs[0]) - width_in_characters(cn_date(self.dated))) / 2
        return max(0, round(4 - max(0, overhang)))


@dataclass(frozen=True)
class Imprint:
    """版记: copies to (without the full stop), printing organ, date of printing."""

    printer: str
    printed_on: date
    copies: str = ""


@dataclass(frozen=True, kw_only=True)
class OfficialText(Paper):
    """GB/T 9704 text without a red head: notices, results, excerpts."""

    style = "official"

    #: 署名: the organs whose seals it bears.
    organs: tuple[str, ...]
    #: 成文日期.
    issued_on: date

    approvers: tuple[str, ...] = ()
    addressee: str = ""
    contact: Contact | None = None
    number_under_title: ClassVar[bool] = False

    @property
    def dated(self) -> date:
        return self.issued_on

    @property
    def mark(self) -> Mark | None:
        """红头; none here."""
        return None

    @property
    def imprint(self) -> Imprint | None:
        """版记; none here."""
        return None

    @property
    def title_lines(self) -> tuple[str, ...]:
        return typography.title_lines(self.title)

    @property
    def signature(self) -> Signature:
        return Signature(self.organs, self.issued_on)

    @property
    def enclosures(self) -> tuple[str, ...]:
        return ()

    @property
    def list_title(self) -> tuple[str, ...]:
        """Title of the first enclosure."""
        return typography.title_lines(self.enclosures[0])


@dataclass(frozen=True, kw_only=True)
class OfficialLetterhead(OfficialText, NumberedPaper):
    """GB/T 9704 公文 with red mark, 文号 and imprint. ``approvers`` (签发人) only on papers that go upward."""

    #: 抄送, without the full stop.
    copies: str = ""
    #: 印发机关; by default the first organ's office.
    printer: str = ""

    @property
    def mark(self) -> Mark:
        return Mark(self.organs)

    @property
    def title_lines(self) -> tuple[str, ...]:
        """The organs on lines of their own, then the subject."""
        return (*self.organs, *typography.title_lines(self.subject_line))

    @property
    def subject_line(self) -> str:
        """关于……的请示: the title without its organs."""
        raise NotImplementedError

    @property
    def title(self) -> str:
        return " ".join(self.organs) + self.subject_line

    @property
    def imprint(self) -> Imprint:
        own_office = self.organs[0] if self.organs[0].endswith("办公室") else f"{self.organs[0]}办公室"
        return Imprint(self.printer or own_office, self.issued_on, self.copies)
