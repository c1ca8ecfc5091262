"""A question about two files, and the two pictures in it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from math import asin, cos, radians, sin, sqrt

from django.urls import reverse

from documents.models import EvidenceFile
from workflows.applications.models import Application
from workflows.applications.shelves import in_short

from ..models import LikenessAnswer

#: The key of a question about applications that the person may not see.
HIDDEN = "x"
EARTH_RADIUS = 6_371_000


@dataclass(frozen=True)
class Picture:
    """One of the two: what it is, where it stands, when and where it was taken."""

    file: EvidenceFile
    application: Application
    places: tuple[str, ...]
    added_at: datetime

    @property
    def where(self) -> str:
        return in_short(self.places)

    @property
    def url(self) -> str:
        return reverse("applications:file", args=[self.application.pk, self.file.pk])

    @property
    def thumb(self) -> str:
        """A small picture; of a document there is none."""
        return reverse("applications:thumbnail", args=[self.application.pk, self.file.pk]) if self.file.is_image else ""


@dataclass(frozen=True)
class Question:
    """A file of the application and one other application (or another indicator of it) in which it is met again.

    :param other: ``None`` where the person may not see it: then only that there is one is told.
    """

    mine: Picture
    other: Picture | None
    is_exact: bool
    turned: bool = False
    elsewhere: str = ""
    answers: tuple[LikenessAnswer, ...] = ()

    @property
    def key(self) -> str:
        if self.other is None:
            return f"{self.mine.file.pk}-{HIDDEN}"
        return f"{self.mine.file.pk}-{self.other.application.pk}-{self.other.file.pk}"

    @property
    def answer(self) -> LikenessAnswer | None:
        """The latest word."""
        return self.answers[-1] if self.answers else None

    @property
    def kind(self) -> str:
        return "照片" if self.mine.file.is_image else "文件"

    @property
    def how(self) -> str:
        if self.is_exact:
            return "完全相同"
        return "转动或镜像后几乎相同" if self.turned else "几乎相同"

    @property
    def sentence(self) -> str:
        """这张照片与青寨村 V-RJ-02 的照片几乎相同（2025年度）."""
        this = "这张照片" if self.mine.file.is_image else "这份文件"
        if self.other is None:
            return f"{this}与{self.elsewhere}的{self.kind}{self.how}。对方材料您无权查看，可报县领导小组办公室核实。"
        return f"{this}与{self.whose} {self.other.where} 的{self.kind}{self.how}（{self.year}年度）"

    @property
    def whose(self) -> str:
        """The other applicant, as the reviewer calls it."""
        mine, other = self.mine.application, self.other.application
        if other.pk == mine.pk:
            return "本申报"
        if other.region_id == mine.region_id:
            return f"{other.region.short_name}以前申报的"
        return other.region.full_name

    @property
    def year(self) -> int:
        return self.other.application.round.year

    @property
    def apart(self) -> str:
        """How far apart they were taken, where both cameras say where they were."""
        places = [(one.file.latitude, one.file.longitude) for one in (self.mine, self.other) if one]
        if len(places) < 2 or None in places[0] or None in places[1]:
            return ""
        metres = metres_between(*places)
        return (
            f"两张照片的拍摄地点相距约{metres / 1000:.1f}公里" if metres >= 1000 else "两张照片在同一处拍摄（1公里内）"
        )


@dataclass(frozen=True)
class Questions:
    """All questions of one submission."""

    all: tuple[Question, ...] = ()
    by_place: Mapping[str, list[Question]] = field(default_factory=dict)

    def at(self, place: str) -> list[Question]:
        """Those of an indicator (by its code)."""
        return self.by_place.get(place, [])

    @property
    def of_procedure(self) -> list[Question]:
        """Those of procedure material."""
        return self.at("")

    @property
    def open(self) -> int:
        """How many nobody has answered."""
        return sum(question.answer is None for question in self.all)


def metres_between(one: tuple, other: tuple) -> float:
    """Along the earth's surface."""
    (lat1, lon1), (lat2, lon2) = ([radians(float(degrees)) for degrees in place] for place in (one, other))
    half = sin((lat2 - lat1) / 2) ** 2 + cos(lat1) * cos(lat2) * sin((lon2 - lon1) / 2) ** 2
    return 2 * EARTH_RADIUS * asin(sqrt(half))
