"""What a pack is made of, as plain values: whoever knows the application fills this in."""

from dataclasses import dataclass, field
from datetime import date, datetime

from documents.papers.base import Paper


@dataclass(frozen=True, kw_only=True)
class Sheet:
    """A generated paper in a pack. ``title`` makes it an entry of the contents; empty: the section's title is enough."""

    paper: Paper
    title: str = ""


@dataclass(frozen=True, kw_only=True)
class Attachment:
    """An uploaded file in a pack: a picture or PDF is bound in, anything else is a sheet saying where the original lies."""

    #: 佐证编号, for example V-RJ-03-2; stamped on every page of a PDF.
    mark: str
    title: str
    #: Name, size and hash of the original as uploaded: they go into the file list.
    name: str
    size: int
    sha256: str
    #: Hash of the clean copy in ``documents.storage``, which is what is bound in.
    clean_sha256: str
    media_type: str
    pages: int
    #: Who supplied it, and when it was taken or made.
    source: str = ""
    taken_at: datetime | None = None
    #: Indicator it belongs to, for the contents: V-RJ-03 卫生户厕普及.
    indicator: str = ""


@dataclass(frozen=True, kw_only=True)
class Reference:
    """An uploaded file that is bound in already, under another number: a line of the contents with that file's page."""

    mark: str
    title: str
    #: The mark under which the file is bound in, earlier in the same section.
    to: str
    indicator: str = ""


@dataclass(frozen=True, kw_only=True)
class Issued:
    """A document issued before: its stored pages, bound in as they were issued, never made anew."""

    title: str
    #: Hash of its file in ``documents.storage``.
    sha256: str


Part = Sheet | Attachment | Reference | Issued


@dataclass(frozen=True, kw_only=True)
class Section:
    """One numbered entry of the contents, in the fixed order of the procedure."""

    title: str
    parts: tuple[Part, ...] = field(default=())


@dataclass(frozen=True, kw_only=True)
class PackSpec:
    """All that a pack is made of. Sections without parts are left out and the rest are numbered 一、二、…"""

    county: str  # six digits: where its files are stored
    title: str  # 石岭镇侯家崾村申报材料汇编
    subtitle: str  # 2024年度第1批 县级乡村振兴示范村
    applicant: str
    app_no: str
    compiled_by: str  # 禾塬县乡村振兴示范创建领导小组办公室
    compiled_on: date
    volume: str = ""  # 第3册（共24册）
    classification: str = "内部资料"
    sections: tuple[Section, ...]
    #: Titles of what a draft does not have yet; the contents say so.
    pending: tuple[str, ...] = ()
