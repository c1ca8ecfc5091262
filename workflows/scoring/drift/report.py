"""The report as it is shown: rows with names, the two places of each likeness beside each other."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from accounts.models import Organisation
from workflows.rounds.models import Round
from workflows.standards.decimals import plain
from workflows.standards.spec import Spec

from . import differences, likeness, numbers, outliers
from .differences import Difference, Leniency
from .likeness import Alike
from .lines import DEPARTMENT, HANDS, TOWNSHIP, Line, Place
from .numbers import SameRun
from .outliers import Outlier
from .reading import Material, read
from .scope import Scope, scope_of


@dataclass(frozen=True)
class Named:
    """A row with the name of whom it is about."""

    name: str
    row: Difference | Leniency


@dataclass(frozen=True)
class Far:
    """An outlier with what stands behind it."""

    place: Place
    outlier: Outlier
    indicator: str
    scores: tuple[tuple[str, str], ...]
    organisation_id: int

    @property
    def anchor(self) -> str:
        return f"line-{self.outlier.line.code}" if self.outlier.line else "self-evaluation"


@dataclass(frozen=True)
class Side:
    """One of the places that are alike."""

    place: Place
    where: str
    anchor: str
    words: str


@dataclass(frozen=True)
class Likeness:
    """Texts that are alike; the first two side by side, the others named."""

    group: Alike
    sides: tuple[Side, ...]

    @property
    def two(self) -> tuple[Side, ...]:
        """The first, and the first of another applicant."""
        first = self.sides[0]
        return (first, next(side for side in self.sides if side.place != first.place))

    @property
    def others(self) -> tuple[Side, ...]:
        return tuple(side for side in self.sides if side not in self.two)


@dataclass(frozen=True)
class SharedRun:
    """Two applicants with the same figures."""

    first: Place
    second: Place
    figures: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Report:
    """Everything that one person sees of one round."""

    scope: Scope
    applicants: int
    lines: int
    overall: list[Difference]
    townships: list[Named]
    people: list[Named]
    leniencies: list[Named]
    applicants_far: list[Far]
    lines_far: list[Far]
    texts: list[Likeness]
    runs: list[SharedRun]
    texts_in_all: int
    runs_in_all: int

    @property
    def is_empty(self) -> bool:
        return not self.overall and not self.texts and not self.runs


def report_for(user, round_: Round) -> Report:
    """What this person sees; NotYou for whom it is not for."""
    scope = scope_of(user, round_)
    return report_of(round_.standard.spec, read(round_, scope, user), scope)


def report_of(spec: Spec, material: Material, scope: Scope) -> Report:
    lines, places = material.lines, material.places
    names = names_of_people(material)
    texts = likeness.alike(material.texts, places)
    runs = numbers.same_runs(material.figures)
    people = [row for row in differences.by_person(lines) if row.pair[1] in scope.hands]
    lenient = [row for row in differences.leniencies(lines) if row.pair[1] in scope.hands]
    return Report(
        scope=scope,
        applicants=len(places),
        lines=len(lines),
        overall=differences.overall(lines),
        townships=[Named(str(row.key), row) for row in differences.by_township(lines)],
        people=[Named(names.get(row.key, ""), row) for row in people],
        leniencies=[Named(names.get(row.key, ""), row) for row in lenient],
        applicants_far=[far_of(spec, places, one) for one in outliers.far_applicants(lines)],
        lines_far=[far_of(spec, places, one) for one in outliers.far_lines(lines)],
        texts=[likeness_of(places, group) for group in texts[: likeness.MOST_GROUPS]],
        runs=[run_of(spec, places, run) for run in runs[: numbers.MOST]],
        texts_in_all=len(texts),
        runs_in_all=len(runs),
    )


def names_of_people(material: Material) -> Mapping[object, str]:
    """Name with township or department; one query."""
    townships = {line.by[TOWNSHIP]: line.township for line in material.lines if TOWNSHIP in line.by}
    offices = {line.by[DEPARTMENT]: line.organisation_id for line in material.lines if DEPARTMENT in line.by}
    departments = dict(Organisation.objects.filter(pk__in=set(offices.values())).values_list("pk", "name"))
    return {
        key: f"{name}（{townships.get(key) or departments.get(offices.get(key, 0), '')}）"
        for key, name in material.people.items()
    }


def far_of(spec: Spec, places: Mapping[int, Place], one: Outlier) -> Far:
    line = one.line
    indicator = f"{line.code} {spec.indicator_by_code[line.code].name}" if line else ""
    scores = scores_of(line) if line else ()
    return Far(places[one.application_id], one, indicator, scores, line.organisation_id if line else 0)


def scores_of(line: Line) -> tuple[tuple[str, str], ...]:
    """What each hand gave, in words."""
    return tuple((words, shown(line.scores[hand])) for hand, words in HANDS.items() if hand in line.scores)


def shown(score: Decimal | None) -> str:
    return "—" if score is None else plain(score)


def likeness_of(places: Mapping[int, Place], group: Alike) -> Likeness:
    return Likeness(
        group,
        tuple(Side(places[text.application_id], text.where, text.anchor, text.words) for text in group.texts),
    )


def run_of(spec: Spec, places: Mapping[int, Place], run: SameRun) -> SharedRun:
    figures = tuple((spec.word(code), f"{plain(value)}{spec.item_by_code[code].unit}") for code, value in run.figures)
    return SharedRun(places[run.first], places[run.second], figures)
