"""Which files of a submission are used elsewhere: read for one person, who learns no more than he may see."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime

from django.db.models import Q

from documents.lookalikes import Match, matches_of
from documents.models import EvidenceFile
from workflows.applications.models import Application, EvidenceLink, SitePhoto

from ..models import LikenessAnswer
from .asking import HIDDEN, Picture, Question, Questions


def questions_of(application: Application, content: dict, user) -> Questions:
    """Every file of a frozen content that is met again elsewhere, as far as the person may know: ten queries at most."""
    return questions_of_many([(application, content)], user)[application.pk]


def questions_of_many(submitted: list[tuple[Application, dict]], user) -> dict[int, Questions]:
    """The same for many applications of one county: as many queries as for one."""
    files = files_in(submitted)
    matches = matches_of(files.values())
    uses = uses_of({match.file.pk for found in matches.values() for match in found})
    seen = visible(uses, user)
    heard = answers_to([application for application, _ in submitted], user)
    found = {}
    for application, content in submitted:
        own = [files[sha256] for sha256 in dict.fromkeys(hashes_in(content)) if sha256 in files]
        places = places_of(content, own)
        asked: list[Question] = []
        for file in own:
            mine = own_picture(file, application, places, uses)
            asked += within(mine, matches[file.pk], places, uses)
            asked += beyond(mine, matches[file.pk], uses, seen)
        said = heard.get(application.pk, {})
        answered = tuple(replace(question, answers=tuple(said.get(question.key, ()))) for question in asked)
        found[application.pk] = Questions(answered, by_place(answered, content))
    return found


def hashes_in(content: dict) -> list[str]:
    """Hashes of the files that a content names."""
    return [entry["sha256"] for entry in (*content["evidence"], *content["photos"])]


def files_in(submitted: list[tuple[Application, dict]]) -> dict[str, EvidenceFile]:
    """Hash → file, in the order in which they were taken in."""
    hashes = {sha256 for _, content in submitted for sha256 in hashes_in(content)}
    counties = {application.county for application, _ in submitted}
    found = EvidenceFile.objects.filter(county__in=counties, sha256__in=hashes).select_related("uploaded_by")
    return {file.sha256: file for file in found.order_by("pk")}


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


def answers_to(applications: list[Application], user) -> dict[int, dict[str, list[LikenessAnswer]]]:
    """Application → question → what was said about it; a department's word is told within the department."""
    own = {held.organisation_id for held in user.current_appointments if held.organisation_id}
    said: dict[int, dict[str, list[LikenessAnswer]]] = defaultdict(lambda: defaultdict(list))
    heard = Q(organisation=None) | Q(organisation__in=own)
    for answer in LikenessAnswer.objects.filter(heard, application__in=applications).select_related("organisation"):
        said[answer.application_id][key_of(answer)].append(answer)
    return said


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
