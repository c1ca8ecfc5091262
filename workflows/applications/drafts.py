"""A draft as its applicant sees it: what is done, what is missing, where to go on."""

from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from functools import cached_property

from django.urls import reverse

from workflows.rounds.models import Kind
from workflows.standards.results import Result, Scored

from .completeness import Advice, Gap, advice, missing
from .content import self_evaluation
from .models import Application
from .questions import Computed, computed_of
from .returning import Point, Return, due_at, return_of
from .wording import words_for

#: Icons of the five models (五大样板), in the order of the plan.
DIMENSION_ICONS = ("leaf", "road", "trees", "heart-handshake", "users-group")


@dataclass(frozen=True)
class Unit:
    """One thing to fill in: the cover, an indicator, a statement, the procedure."""

    section: str
    place: str
    name: str
    url: str
    gaps: tuple[Gap, ...] = ()

    @property
    def done(self) -> bool:
        return not self.gaps

    @property
    def target(self) -> str:
        """The address of the first field that is missing."""
        return f"{self.url}#{anchor(self.gaps[0])}" if self.gaps else self.url


@dataclass(frozen=True)
class Part:
    """One line of the task list: a section, or one of the five models."""

    name: str
    icon: str
    units: list[Unit] = field(default_factory=list)
    note: str = ""
    points: Decimal | None = None

    @property
    def total(self) -> int:
        return len(self.units)

    @property
    def done(self) -> int:
        return sum(unit.done for unit in self.units)

    @property
    def complete(self) -> bool:
        return self.done == self.total

    @property
    def url(self) -> str:
        """Where to go on: the first unit that is open, else the first."""
        return next((unit.target for unit in self.units if not unit.done), self.units[0].url)


def anchor(gap: Gap) -> str:
    """The id of the place on the page."""
    return gap.field if gap.field in {"answer", "evidence", "photos"} else f"id_{gap.field}"


@dataclass(frozen=True)
class Draft:
    """An application with its self-evaluation and what is missing, read once."""

    application: Application
    result: Result
    gaps: list[Gap]
    returned: Return | None = None

    @cached_property
    def scored(self) -> dict[str, Scored]:
        """The self-evaluation by indicator."""
        return {row.code: row for row in self.result.indicators}

    @cached_property
    def units(self) -> list[Unit]:
        """Everything to fill in, in the order of the form."""
        return [unit for part in self.parts for unit in part.units]

    @cached_property
    def advice(self) -> list[Advice]:
        """Named proofs that are worth adding; the application can be handed in without them."""
        named = {point.indicator for point in self.points}
        return [one for one in advice(self.application, self.result) if not named or one.place in named]

    @property
    def data(self) -> dict[str, Decimal | None]:
        """Figures by data item."""
        return {row.item: row.value for row in self.application.data_values.all()}

    @property
    def last_year(self) -> dict[str, Decimal | None]:
        """Last year's figures (上年值) by data item."""
        return {row.item: row.previous for row in self.application.data_values.all()}

    def answer(self, code: str) -> dict:
        """What was answered by hand to an indicator; empty where nothing was."""
        found = next((row for row in self.application.answers.all() if row.indicator == code), None)
        return {} if found is None else {name: getattr(found, name) for name in ("checked", "level", "findings")}

    def computed(self, code: str) -> Computed:
        """What the system works out of the answers to an indicator."""
        spec = self.application.spec
        return computed_of(
            spec,
            spec.indicator_by_code[code],
            self.scored[code],
            self.data,
            before=self.last_year,
            answer=self.answer(code),
        )

    @property
    def points(self) -> tuple[Point, ...]:
        """What the last return asks to be corrected."""
        return self.returned.points if self.returned else ()

    @property
    def next_point(self) -> Point | None:
        """The first point of the return that nobody has touched yet."""
        return next((point for point in self.points if not point.touched), None)

    @property
    def done(self) -> int:
        return sum(unit.done for unit in self.units)

    @property
    def total(self) -> int:
        return len(self.units)

    @cached_property
    def open_units(self) -> list[Unit]:
        """What is missing, one entry a thing to fill in."""
        return [unit for unit in self.units if not unit.done]

    @property
    def left(self) -> int:
        return len(self.open_units)

    @property
    def lacking_evidence(self) -> int:
        """How many things lack a photograph or paper."""
        return sum(any(gap.is_evidence for gap in unit.gaps) for unit in self.open_units)

    @property
    def only_waits(self) -> bool:
        """Is there nothing left but to wait for a notice to end?"""
        return bool(self.gaps) and all(gap.waits for gap in self.gaps)

    @property
    def due_at(self) -> datetime:
        return due_at(self.application, self.returned)

    @cached_property
    def parts(self) -> list[Part]:
        """The task list: cover, the five models, statements, procedure."""
        return [self.cover, *self.dimensions, self.statements, *([self.procedure] if self.has_procedure else [])]

    @property
    def has_procedure(self) -> bool:
        return self.application.round.kind != Kind.COUNTY

    @cached_property
    def cover(self) -> Part:
        return Part("封面和基本情况", "id-badge-2", [self.unit("cover", "", "封面和基本情况", "applications:cover")])

    @cached_property
    def dimensions(self) -> list[Part]:
        """The five models with their indicators."""
        spec = self.application.spec
        return [
            Part(
                f"{number}. {dimension.name}",
                DIMENSION_ICONS[(number - 1) % len(DIMENSION_ICONS)],
                [
                    self.unit("indicator", one.code, f"{one.code} {one.name}", "applications:indicator", one.code)
                    for one in spec.indicators_of_dimension[dimension.code]
                ],
                points=dimension.points,
            )
            for number, dimension in enumerate(spec.dimensions, start=1)
        ]

    @cached_property
    def statements(self) -> Part:
        units = [
            self.unit("statements", one.code, f"创建情况 {one.name}", "applications:statements")
            for one in self.application.spec.dimensions
        ]
        return Part("创建情况", "writing", units, note="每个方面写一段，不超过800字")

    @cached_property
    def procedure(self) -> Part:
        title = words_for(self.application.round.kind).title
        return Part(
            title, "users", [self.unit("procedure", "", title, "applications:procedure")], note="会议、决议、公示"
        )

    def unit(self, section: str, place: str, name: str, route: str, *args: str) -> Unit:
        """A thing to fill in, with its gaps."""
        gaps = tuple(gap for gap in self.gaps if (gap.section, gap.place) == (section, place))
        return Unit(section, place, name, reverse(route, args=[self.application.pk, *args]), gaps)


def read_draft(application: Application) -> Draft:
    """Read a draft; the application should come ``with_content``."""
    result = self_evaluation(application)
    return Draft(application, result, missing(application, result), return_of(application))
