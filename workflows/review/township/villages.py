"""Everything the township's desk knows of each village, read for all of them with the same few questions."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from workflows.applications.content import answers_from
from workflows.applications.models import Application, Submission
from workflows.applications.proofs import tick_off
from workflows.applications.states import CLOSED, State
from workflows.engine.models import WorkItem
from workflows.standards.results import Result
from workflows.standards.scoring import score

from ..anomalies import Anomaly, Kind, Subject, anomalies_of
from ..likeness.asking import Questions
from ..likeness.questions import questions_of_many
from ..models import Decision, IndicatorVerdict, Opinion, SiteCheck, Stage
from ..reading import changed_indicators
from .scope import Scope

#: Steps of the township.
NODES = ("review_at_township", "sign_at_township")


@dataclass(frozen=True)
class Village:
    """One application as the township's desk sees it; without a submission only its state is told."""

    application: Application
    submission: Submission | None = None
    content: dict = field(default_factory=dict)
    result: Result | None = None
    changes: int = 0
    anomalies: tuple[Anomaly, ...] = ()
    questions: Questions = field(default_factory=Questions)
    proofs: Mapping[str, tuple[int, int]] = field(default_factory=dict)
    opinion: Opinion | None = None
    check: SiteCheck | None = None
    item: WorkItem | None = None
    was_returned: bool = False
    uses_a_place: bool = False

    @property
    def name(self) -> str:
        return self.application.region.short_name

    @property
    def total(self) -> Decimal | None:
        """Of the self-evaluation."""
        return self.result.summary.total if self.result else None

    @property
    def verdicts(self) -> dict[str, IndicatorVerdict]:
        """The township's words on the submission in force."""
        return {row.indicator: row for row in self.opinion.verdicts.all()} if self.opinion else {}

    @property
    def town_total(self) -> Decimal | None:
        """The sum of the township's own scores."""
        given = [row.score for row in self.verdicts.values() if row.score is not None]
        return sum(given, Decimal(0)) if given else None

    @property
    def visited_on(self) -> date | None:
        """实地核查: the last visit on record, else the one that the opinion in force tells of."""
        told = self.opinion.site_check.get("on") if self.opinion else None
        return self.check.on if self.check else date.fromisoformat(told) if told else None

    @property
    def material(self) -> tuple[int, int]:
        """Named proofs that are there, and that are asked for."""
        done = sum(one for one, _ in self.proofs.values())
        return done, sum(asked for _, asked in self.proofs.values())

    @property
    def is_complete(self) -> bool:
        done, asked = self.material
        return done == asked

    @property
    def weight(self) -> int:
        """The graver and the more numerous, the earlier in the list."""
        return sum(one.weight for one in self.anomalies)

    @property
    def waits(self) -> bool:
        """Is it the township's turn?"""
        return self.application.state in {State.SUBMITTED, State.TOWN_REVIEWED}


@dataclass(frozen=True)
class Books:
    """What was read of all villages together: application → its part."""

    submissions: dict[int, list[Submission]]
    contents: dict[int, dict]
    results: dict[int, Result]
    anomalies: dict[int, list[Anomaly]]
    questions: dict[int, Questions]
    opinions: dict[int, list[Opinion]]
    checks: dict[int, SiteCheck]
    items: dict[int, WorkItem]
    recommended: frozenset[int]


def villages_of(scope: Scope, user) -> list[Village]:
    """Every application of the township in the round, those with the most to look at first."""
    rows = Application.objects.within(scope.township).filter(round=scope.round)
    applications = list(rows.select_related("region__parent").order_by("region"))
    for one in applications:
        one.round = scope.round
    books = read_books(scope, applications, user)
    spec = scope.round.standard.spec
    found = [village_of(spec, one, books) for one in applications]
    return sorted(
        found, key=lambda one: (not one.waits, one.submission is None, -one.weight, one.application.region_id)
    )


def read_books(scope: Scope, applications: list[Application], user) -> Books:
    """About twenty queries, however many villages there are."""
    spec, level = scope.round.standard.spec, scope.round.level
    submissions = submissions_of(applications)
    contents = {pk: rows[-1].snapshot.content for pk, rows in submissions.items()}
    results = {pk: score(spec, answers_from(content, level=level)) for pk, content in contents.items()}
    handed_in = [one for one in applications if one.pk in contents]
    return Books(
        submissions,
        contents,
        results,
        anomalies_of(spec, [subject_of(one, contents[one.pk], results[one.pk]) for one in handed_in]),
        questions_of_many([(one, contents[one.pk]) for one in handed_in], user),
        opinions_of(applications),
        checks_of(applications),
        items_of(applications, user),
        recommended_of(applications),
    )


def village_of(spec, application: Application, books: Books) -> Village:
    """One of them."""
    pk = application.pk
    if pk not in books.contents:
        return Village(application, uses_a_place=pk in books.recommended)
    submissions, content, opinions = books.submissions[pk], books.contents[pk], books.opinions[pk]
    before = submissions[-2].snapshot.content if len(submissions) > 1 else None
    return Village(
        application,
        submissions[-1],
        content,
        books.results[pk],
        len(changed_indicators(spec, content, before)),
        (*books.anomalies[pk], *photos(books.questions[pk])),
        books.questions[pk],
        proofs_of(spec, content, books.results[pk]),
        in_force(opinions, submissions[-1]),
        books.checks.get(pk),
        books.items.get(application.process_id),
        any(one.decision == Decision.RETURN for one in opinions),
        pk in books.recommended,
    )


def subject_of(application: Application, content: dict, result: Result) -> Subject:
    """A submission as the rules compare it."""
    values = {row.code: row.value for row in result.indicators if row.applicable and row.value is not None}
    return Subject(application.pk, application.region.short_name, content, values)


def photos(questions: Questions) -> list[Anomaly]:
    """Likenesses that nobody has answered yet."""
    return [
        Anomaly(Kind.PHOTO, question.sentence, question.mine.places)
        for question in questions.all
        if question.answer is None
    ]


def proofs_of(spec, content: dict, result: Result) -> dict[str, tuple[int, int]]:
    """Applicable indicator → named proofs that are there, and that are asked for."""
    entries: dict[str, list[dict]] = defaultdict(list)
    for entry in content["evidence"]:
        entries[entry["indicator"]].append(entry)
    applicable = {row.code for row in result.indicators if row.applicable}
    lists = {one.code: tick_off(one, entries[one.code]) for one in spec.indicators if one.code in applicable}
    return {code: (one.done, one.total) for code, one in lists.items() if one.total}


# --- rows -----------------------------------------------------------------------------------------------------


def submissions_of(applications: list[Application]) -> dict[int, list[Submission]]:
    """Application → what it handed in, in order."""
    grouped: dict[int, list[Submission]] = defaultdict(list)
    rows = Submission.objects.filter(application__in=applications).select_related("snapshot")
    for row in rows.order_by("number"):
        grouped[row.application_id].append(row)
    return dict(grouped)


def opinions_of(applications: list[Application]) -> dict[int, list[Opinion]]:
    """Application → the township's opinions, in order, with their verdicts and the answer to them."""
    grouped: dict[int, list[Opinion]] = defaultdict(list)
    rows = Opinion.objects.filter(application__in=applications, stage=Stage.TOWNSHIP)
    for row in rows.select_related("reduction_answer").prefetch_related("verdicts", "reduction_answer__replies"):
        grouped[row.application_id].append(row)
    return grouped


def in_force(opinions: list[Opinion], submission: Submission) -> Opinion | None:
    """The last opinion on this submission."""
    own = [one for one in opinions if one.submission_id == submission.pk]
    return own[-1] if own else None


def checks_of(applications: list[Application]) -> dict[int, SiteCheck]:
    """Application → the last visit."""
    rows = SiteCheck.objects.filter(application__in=applications).prefetch_related("findings")
    return {row.application_id: row for row in rows.order_by("pk")}


def recommended_of(applications: list[Application]) -> frozenset[int]:
    """Those that use a place of the quota: the leader's last word recommends them, and they are still in the round."""
    alive = [one.pk for one in applications if one.state not in CLOSED]
    words = Opinion.objects.filter(application__in=alive, stage=Stage.TOWNSHIP_LEADER).order_by("pk")
    last = dict(words.values_list("application", "decision"))
    return frozenset(pk for pk, decision in last.items() if decision == Decision.RECOMMEND)


def items_of(applications: list[Application], user) -> dict[int, WorkItem]:
    """Process → the person's own open piece of work."""
    processes = [one.process_id for one in applications]
    items = WorkItem.objects.waiting_for(user).filter(process__in=processes, node__in=NODES)
    return {item.process_id: item for item in items.select_related("task")}
