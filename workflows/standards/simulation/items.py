"""Does an indicator tell the good from the poor? Its mean, spread, ends and how it goes with all the others."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from workflows.standards.decimals import HUNDRED, ZERO, rounded
from workflows.standards.simulation.running import Tried
from workflows.standards.simulation.stats import correlation, mean, percent, spread
from workflows.standards.spec import Indicator, Spec

#: From what share on nearly all are said to be at one end; below what spread (percent of the points) all are alike.
NEARLY_ALL, ALIKE = 90, 8
#: Item-total correlation: below the first it runs against the others, below the second it has little to do with them.
AGAINST, APART = Decimal("-0.1"), Decimal("0.1")
FEW = 5


@dataclass(frozen=True, slots=True)
class ItemTrial:
    """Shares in percent. `discrimination`: correlation with the share of points earned in all other indicators."""

    code: str
    name: str
    dimension: str
    points: Decimal
    scored: int
    missing: int
    not_applicable: int
    mean: Decimal | None
    spread: Decimal | None
    full: Decimal
    zero: Decimal
    discrimination: Decimal | None
    verdict: str
    tone: str


def item_trials(spec: Spec, rows: Sequence[Tried]) -> tuple[ItemTrial, ...]:
    whole = [_earned(row) for row in rows]
    return tuple(_item_trial(one, place, rows, whole) for place, one in enumerate(spec.indicators))


def _earned(row: Tried) -> tuple[Decimal, Decimal]:
    """Points earned and points there were, of what was scored."""
    scored = [one for one in row.result.indicators if one.score is not None]
    return sum((one.score or ZERO for one in scored), ZERO), sum((one.points for one in scored), ZERO)


def _item_trial(
    one: Indicator, place: int, rows: Sequence[Tried], whole: Sequence[tuple[Decimal, Decimal]]
) -> ItemTrial:
    own = [row.result.indicators[place] for row in rows]
    shares = [HUNDRED * each.score / one.points for each in own if each.score is not None and one.points]
    rests = [
        (got - each.score) / (points - each.points)
        for each, (got, points) in zip(own, whole, strict=True)
        if each.score is not None and points > each.points
    ]
    full = percent(sum(share == HUNDRED for share in shares), len(shares))
    zero = percent(sum(not share for share in shares), len(shares))
    apart = rounded(spread(shares), 1) if shares else None
    goes_with = correlation(shares, rests) if len(rests) == len(shares) else None
    verdict, tone = next(_verdicts(len(shares), full, zero, apart or ZERO, goes_with))
    return ItemTrial(
        code=one.code,
        name=one.name,
        dimension=one.dimension,
        points=one.points,
        scored=len(shares),
        missing=sum(each.applicable and each.score is None for each in own),
        not_applicable=sum(not each.applicable for each in own),
        mean=rounded(mean(shares), 1) if shares else None,
        spread=apart,
        full=full,
        zero=zero,
        discrimination=goes_with,
        verdict=verdict,
        tone=tone,
    )


def _verdicts(
    scored: int, full: Decimal, zero: Decimal, apart: Decimal, goes_with: Decimal | None
) -> Iterator[tuple[str, str]]:
    """The first that holds."""
    if scored < FEW:
        yield "有得分的太少，看不出来", "grey"
    if full >= NEARLY_ALL:
        yield "几乎都得满分，拉不开差距", "amber"
    if zero >= NEARLY_ALL:
        yield "几乎都不得分，要求可能过高", "amber"
    if apart < ALIKE:
        yield "得分都差不多，拉不开差距", "amber"
    if goes_with is not None and goes_with < AGAINST:
        yield "整体好的反而得分低，请核对档次方向", "red"
    if goes_with is not None and goes_with < APART:
        yield "与整体水平关系不大，请想想还要不要它", "amber"
    yield "能拉开差距", "green"
