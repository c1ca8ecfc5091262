"""What the report is made of, in a handful of queries however many applications there are; no more than the scope allows."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from decimal import Decimal

from django.db.models import Max

from workflows.applications.models import Application, Submission
from workflows.review.models import IndicatorVerdict, Opinion, Stage
from workflows.rounds.models import Round
from workflows.standards.spec import Spec

from ..by_rule import rule_result
from ..models import DepartmentScore
from .lines import DEPARTMENT, SELF, TOWNSHIP, Figures, Line, Place, Text
from .scope import Scope, applications_in


@dataclass
class Material:
    """Everything that was read."""

    places: dict[int, Place] = field(default_factory=dict)
    lines: list[Line] = field(default_factory=list)
    texts: list[Text] = field(default_factory=list)
    figures: list[Figures] = field(default_factory=list)
    #: User → name and, for the township's people, where.
    people: dict[int, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Given:
    """A score somebody gave."""

    score: Decimal | None
    by: int
    organisation_id: int = 0


Scores = dict[tuple[int, str], Given]


def read(round_: Round, scope: Scope, user) -> Material:
    """The round as far as this person sees it."""
    material = Material()
    spec = round_.standard.spec
    applications = list(applications_in(scope, user, round_).select_related("region__parent", "snapshot"))
    in_force = newest_submissions(applications)
    given = {
        TOWNSHIP: townships_scores(in_force, material),
        DEPARTMENT: departments_scores(in_force, scope, material),
    }
    for application in applications:
        application.round = round_
        place = material.places[application.pk] = place_of(application)
        material.lines += lines_of(application, place, given, scope)
        if scope.likeness:
            content = application.snapshot.content
            material.texts += texts_of(spec, application.pk, content)
            material.figures.append(figures_of(spec, application.pk, content))
    return material


def newest_submissions(applications: Iterable[Application]) -> list[int]:
    """The submission in force of each."""
    latest = Submission.objects.filter(application__in=[one.pk for one in applications]).order_by()
    return [row["last"] for row in latest.values("application").annotate(last=Max("pk"))]


def place_of(application: Application) -> Place:
    region = application.region
    names = (region.full_name, region.name, application.township.name, application.leader_name)
    return Place(application.pk, region.full_name, application.township.short_name, names)


def townships_scores(submissions: list[int], material: Material) -> Scores:
    """(application, indicator) → the township's last word on the submission in force."""
    opinions = Opinion.objects.filter(submission__in=submissions, stage=Stage.TOWNSHIP).order_by("pk")
    last = {
        row["submission_id"]: row
        for row in opinions.values("pk", "submission_id", "application_id", "by_id", "by_name")
    }
    by_opinion = {row["pk"]: row for row in last.values()}
    for row in by_opinion.values():
        material.people[row["by_id"]] = row["by_name"]
    verdicts = IndicatorVerdict.objects.filter(opinion__in=list(by_opinion)).values_list(
        "opinion_id", "indicator", "score"
    )
    return {
        (by_opinion[opinion]["application_id"], code): Given(given, by_opinion[opinion]["by_id"])
        for opinion, code, given in verdicts
    }


def departments_scores(submissions: list[int], scope: Scope, material: Material) -> Scores:
    """(application, indicator) → the department's newest score, of departments that the scope shows."""
    if scope.organisations == frozenset():
        return {}
    rows = DepartmentScore.objects.filter(submission__in=submissions)
    if scope.organisations is not None:
        rows = rows.filter(organisation__in=scope.organisations)
    found = {}
    for row in rows.current().values("application_id", "indicator", "score", "by_id", "by_name", "organisation_id"):
        found[row["application_id"], row["indicator"]] = Given(row["score"], row["by_id"], row["organisation_id"])
        material.people[row["by_id"]] = row["by_name"]
    return found


def lines_of(application: Application, place: Place, given: dict[str, Scores], scope: Scope) -> Iterator[Line]:
    """Every indicator with the scores of three hands.

    :param given: the scores of the other two.
    """
    for row in rule_result(application).indicators:
        by_hand = {
            hand: scores[application.pk, row.code]
            for hand, scores in given.items()
            if (application.pk, row.code) in scores
        }
        if scope.own_lines and DEPARTMENT not in by_hand:
            continue
        department = by_hand.get(DEPARTMENT)
        yield Line(
            application_id=application.pk,
            township=place.township,
            code=row.code,
            points=row.points,
            scores={SELF: row.score, **{hand: one.score for hand, one in by_hand.items()}},
            by={hand: one.by for hand, one in by_hand.items()},
            organisation_id=department.organisation_id if department else 0,
        )


def texts_of(spec: Spec, application_id: int, content: dict) -> Iterator[Text]:
    """Statements and remarks, each with where it stands on the page of the application."""
    for code, words in content["statements"].items():
        dimension = spec.dimension_by_code.get(code)
        if words and dimension:
            yield Text(application_id, f"创建情况：{dimension.name}", f"statement-{code}", words)
    for code, answer in content["answers"].items():
        indicator = spec.indicator_by_code.get(code)
        if answer.get("remark") and indicator:
            yield Text(application_id, f"{code} {indicator.name}：自评说明", f"line-{code}", answer["remark"])
    for code, row in content["data"].items():
        item = spec.item_by_code.get(code)
        if row.get("remark") and item:
            yield Text(application_id, f"{item.name}：数据说明", "self-evaluation", row["remark"])


def figures_of(spec: Spec, application_id: int, content: dict) -> Figures:
    """Data items in the standard's order, as they were filled in."""
    data = content["data"]
    values = ((item.code, data.get(item.code, {}).get("value")) for item in spec.data_items)
    return Figures(application_id, tuple((code, Decimal(value)) for code, value in values if value is not None))
