"""Which files of a submission are used elsewhere: read for one person, who learns no more than he may see."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from math import asin, cos, radians, sin, sqrt

from django.db.models import Q
from django.urls import reverse

from documents.lookalikes import Match, matches_of
from documents.models import EvidenceFile
from workflows.applications.models import Application, EvidenceLink, SitePhoto
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


def questions_of(application: Application, content: dict, user) -> Questions:
    """Every file of a frozen content that is met again elsewhere, as far as the person may know: ten queries at most."""
    entries = [*content["evidence"], *content["photos"]]
    hashes = {entry["sha256"] for entry in entries}
    files = list(
        EvidenceFile.objects.filter(county=application.county, sha256__in=hashes).select_related("uploaded_by")
    )
    places = places_of(content, files)
    matches = matches_of(files)
    uses = uses_of({match.file.pk for found in matches.values() for match in found})
    seen = visible(uses, user)
    found = []
    for file in files:
        mine = own_picture(file, application, places, uses)
        found += within(mine, matches[file.pk], places, uses)
        found += beyond(mine, matches[file.pk], uses, seen)
    answered = with_answers(application, found, user)
    return Questions(tuple(answered), by_place(answered, content))


def places_of(content: dict, files: Iterable[EvidenceFile]) -> dict[int, list[str]]:
    """Where each file stands in the application: indicators, kinds of procedure material."""
    number = {file.sha256: file.pk for file in files}
    places: dict[int, list[str]] = defaultdict(list)
    for entry in content["evidence"]:
        if entry["sha256"] in number:
            note(places[number[entry["sha256"]]], entry["indicator"])
    for entry in content["photos"]:
        if entry["sha256"] in number:
            note(places[number[entry["sha256"]]], SitePhoto.Kind(entry["kind"]).label)
    return places


def note(places: list[str], place: str) -> None:
    if place not in places:
        places.append(place)


@dataclass
class Use:
    """A file in an application: since when, and for what."""

    application: Application
    added_at: datetime
    places: list[str] = field(default_factory=list)


Uses = Mapping[int, Mapping[int, Use]]


def uses_of(files: set[int]) -> Uses:
    """file → application → where it stands there."""
    uses: dict[int, dict[int, Use]] = defaultdict(dict)
    links, photos = (model.objects.filter(file__in=files) for model in (EvidenceLink, SitePhoto))
    for row in (*with_applicant(links), *with_applicant(photos)):
        place = row.indicator if isinstance(row, EvidenceLink) else row.get_kind_display()
        use = uses[row.file_id].setdefault(row.application_id, Use(row.application, row.added_at))
        use.added_at = min(use.added_at, row.added_at)
        note(use.places, place)
    return uses


def own_picture(file: EvidenceFile, application: Application, places: Mapping[int, list[str]], uses: Uses) -> Picture:
    """A file where the application itself has it, since it was bound there."""
    use = uses.get(file.pk, {}).get(application.pk)
    return Picture(file, application, tuple(places[file.pk]), use.added_at if use else file.uploaded_at)


def with_applicant(rows):
    return rows.select_related("application__region__parent", "application__round")


def visible(uses: Uses, user) -> set[int]:
    """The other applications that the person may see: only of these anything is told."""
    others = {pk for found in uses.values() for pk in found}
    return set(Application.objects.visible_to(user).filter(pk__in=others).values_list("pk", flat=True))


def within(mine: Picture, matches: list[Match], places: Mapping[int, list[str]], uses: Uses) -> list[Question]:
    """Two files of the same application that show the same for different things. One file for several is no question."""
    return [
        Question(mine, own_picture(match.file, mine.application, places, uses), match.is_exact, match.turned)
        for match in matches
        if match.file.pk > mine.file.pk and set(places.get(match.file.pk, mine.places)) != set(mine.places)
    ]


def beyond(mine: Picture, matches: list[Match], uses: Uses, seen: set[int]) -> list[Question]:
    """Other applications that use the file or one like it, one question each; those out of sight are one together."""
    found: dict[int, Question] = {}
    hidden: list[Question] = []
    for match in matches:
        for pk, use in uses.get(match.file.pk, {}).items():
            if pk == mine.application.pk:
                continue
            if pk not in seen:
                hidden.append(Question(mine, None, match.is_exact, match.turned, elsewhere(mine.application, use)))
            elif pk not in found:
                other = Picture(match.file, use.application, tuple(use.places), use.added_at)
                found[pk] = Question(mine, other, match.is_exact, match.turned)
    return [*found.values(), *hidden[:1]]


def elsewhere(application: Application, use: Use) -> str:
    """Whom one may not see is told by no more than this."""
    same_township = use.application.region_id[:9] == application.region_id[:9]
    return "另一件尚未受理的申报" if same_township else "其他镇（街道）一件申报"


def with_answers(application: Application, questions: list[Question], user) -> list[Question]:
    """The questions with what was said about them; a department's word is told within the department."""
    own = {held.organisation_id for held in user.current_appointments if held.organisation_id}
    said: dict[str, list[LikenessAnswer]] = defaultdict(list)
    heard = Q(organisation=None) | Q(organisation__in=own)
    for answer in LikenessAnswer.objects.filter(heard, application=application).select_related("organisation"):
        said[key_of(answer)].append(answer)
    return [replace(question, answers=tuple(said.get(question.key, ()))) for question in questions]


def key_of(answer: LikenessAnswer) -> str:
    """The question that was answered."""
    if answer.other_application_id is None:
        return f"{answer.file_id}-{HIDDEN}"
    return f"{answer.file_id}-{answer.other_application_id}-{answer.other_file_id}"


def by_place(questions: Iterable[Question], content: dict) -> dict[str, list[Question]]:
    """Questions by the indicators under which they are asked; "" for procedure material."""
    codes = {entry["indicator"] for entry in content["evidence"]}
    grouped: dict[str, list[Question]] = defaultdict(list)
    for question in questions:
        pictures = [question.mine, *([question.other] if question.other else [])]
        own = [one for one in pictures if one.application.pk == question.mine.application.pk]
        places = dict.fromkeys(place if place in codes else "" for one in own for place in one.places)
        for place in places:
            grouped[place].append(question)
    return grouped
