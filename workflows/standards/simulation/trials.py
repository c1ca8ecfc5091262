"""What a trial shows: how totals and dimensions spread, who reaches which grade, what each indicator does, ties at the cut."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal, localcontext

from workflows.standards.decimals import CONTEXT
from workflows.standards.simulation.items import ItemTrial, item_trials
from workflows.standards.simulation.obstacles import GradeTrial, grade_trials
from workflows.standards.simulation.running import Run, Tried
from workflows.standards.simulation.stats import Distribution, distribution
from workflows.standards.spec import Dimension, Spec


@dataclass(frozen=True, slots=True)
class DimensionTrial:
    code: str
    name: str
    points: Decimal
    spread: Distribution | None


@dataclass(frozen=True, slots=True)
class Cut:
    """The line below the last of `places`: at what total it runs, and who has this very total on either side of it."""

    places: int
    total: Decimal
    above: tuple[str, ...]
    below: tuple[str, ...]

    @property
    def tied(self) -> int:
        """How many share the total across the line; 0 where it separates clearly."""
        return len(self.above) + len(self.below) if self.below else 0


@dataclass(frozen=True, slots=True)
class Trial:
    spec: Spec
    count: int
    open: int  # applicants whose total cannot be computed
    vetoed: int
    totals: Distribution | None
    dimensions: tuple[DimensionTrial, ...]
    grades: tuple[GradeTrial, ...]
    items: tuple[ItemTrial, ...]
    cut: Cut | None

    @property
    def doubtful(self) -> tuple[ItemTrial, ...]:
        """Indicators that do not tell applicants apart."""
        return tuple(one for one in self.items if one.tone in ("amber", "red"))


def summarise_trial(run: Run, *, places: int) -> Trial:
    """
    :param places: the quota for which ties are looked for.
    """
    with localcontext(CONTEXT):
        rows = run.rows
        known = [row.summary.total for row in rows if row.summary.total is not None]
        return Trial(
            spec=run.spec,
            count=len(rows),
            open=len(rows) - len(known),
            vetoed=sum(row.summary.vetoed for row in rows),
            totals=distribution(known, full=run.spec.full_score),
            dimensions=tuple(_dimension(one, place, rows) for place, one in enumerate(run.spec.dimensions)),
            grades=grade_trials(run.spec, rows),
            items=item_trials(run.spec, rows),
            cut=cut_of(rows, places),
        )


def _dimension(one: Dimension, place: int, rows: Sequence[Tried]) -> DimensionTrial:
    scores = [row.summary.dimensions[place].score for row in rows]
    known = [score for score in scores if score is not None]
    return DimensionTrial(one.code, one.name, one.points, distribution(known, full=one.points, bins=10))


def cut_of(rows: Sequence[Tried], places: int) -> Cut | None:
    """None where there is a place for everybody. The vetoed and those without a total do not compete."""
    ordered = in_order(rows)
    if not 0 < places < len(ordered):
        return None
    total = ordered[places - 1].summary.total
    level = [(place, row) for place, row in enumerate(ordered) if row.summary.total == total]
    return Cut(
        places=places,
        total=total or Decimal(0),
        above=tuple(row.sample.key for place, row in level if place < places),
        below=tuple(row.sample.key for place, row in level if place >= places),
    )


def in_order(rows: Sequence[Tried]) -> list[Tried]:
    """Who competes, the best first; equals by their key."""
    counted = [row for row in rows if row.summary.total is not None and not row.summary.vetoed]
    return sorted(counted, key=lambda row: (-(row.summary.total or 0), row.sample.key))
