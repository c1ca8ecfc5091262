"""A standard (评定标准) once read: what is asked, how it scores, who answers for it. Immutable, no database."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from functools import cached_property

from workflows.standards.decimals import rounded
from workflows.standards.formula import Condition, Formula, flags
from workflows.standards.lookback import Lookback
from workflows.standards.methods import How

OBJECTS = {"village": "村", "township": "镇（街道）", "county": "县"}

# Facts of the applicant itself that a condition may ask for; they come from the region, nobody fills them in.
OBJECT_FACTS = {
    "is_key_support": "乡村振兴重点帮扶村",
    "is_relieved": "脱贫村",
    "is_resettlement": "易地搬迁安置社区",
    "is_community": "涉农社区",
    "is_street": "街道",
    "on_belt": "在示范带上",
}

SATISFACTION = "群众满意度"
YES_OR_NO = "是/否"
LEVELS = ("county", "city", "province", "national")


@dataclass(frozen=True, slots=True)
class Rounding:
    value_decimals: int = 2
    score_decimals: int = 2
    mode: str = ROUND_HALF_UP

    def value(self, amount: Decimal) -> Decimal:
        return rounded(amount, self.value_decimals, self.mode)

    def score(self, amount: Decimal) -> Decimal:
        return rounded(amount, self.score_decimals, self.mode)


@dataclass(frozen=True, slots=True)
class Dimension:
    code: str
    name: str
    points: Decimal


@dataclass(frozen=True, slots=True)
class Grade:
    """等次: thresholds on the total, on every dimension (percent of its points) and on satisfaction."""

    level: str
    name: str
    total_gte: Decimal
    each_dimension_gte_pct: Decimal | None
    satisfaction_gte: Decimal | None
    basis: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Requirement:
    """基本条件. Without an expression a person checks it. `level`: asked only of those who apply for that level."""

    code: str
    words: str
    check: str
    expr: Condition | None
    level: str
    basis: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DataItem:
    code: str
    name: str
    unit: str
    source: str
    period: str
    same_as: str | None = None  # code in the version before; "": a new question; None: the same code, if it was there


@dataclass(frozen=True, slots=True)
class Special:
    """A case the rule names apart: when it holds, this score and no other."""

    when: Condition
    score: Decimal


@dataclass(frozen=True, slots=True)
class Example:
    value: Decimal
    score: Decimal


@dataclass(frozen=True, slots=True)
class Indicator:
    code: str
    name: str
    dimension: str
    points: Decimal
    kind: str
    method: str
    how: How
    key_task: str
    measure: str
    lead: str
    coop: tuple[str, ...]
    evidence: tuple[str, ...]
    verify: tuple[str, ...]
    basis: tuple[str, ...]
    unit: str
    formula: Formula | None
    inputs: tuple[str, ...]
    zero_denominator: str  # na, full, zero, special; "" where the file says nothing
    special: tuple[Special, ...]
    applicable_if: Condition | None
    note: str
    rule: str
    examples: tuple[Example, ...]
    same_as: str | None = None  # as of a data item


@dataclass(frozen=True, slots=True)
class BonusLevel:
    words: str
    score: Decimal


@dataclass(frozen=True, slots=True)
class Bonus:
    code: str
    name: str
    max: Decimal
    pick: str  # highest, sum
    levels: tuple[BonusLevel, ...]
    rule: str
    lead: str
    evidence: tuple[str, ...]
    basis: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PenaltyItem:
    words: str
    per: str
    minus: Decimal


@dataclass(frozen=True, slots=True)
class Penalty:
    code: str
    name: str
    max_deduct: Decimal | None
    items: tuple[PenaltyItem, ...]
    rule: str
    lead: str
    basis: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Veto:
    code: str
    name: str
    words: str
    lookback: Lookback
    lead: str
    evidence: tuple[str, ...]
    effect: str
    basis: tuple[str, ...]


@dataclass(frozen=True)
class Spec:
    version: int
    code: str
    name: str
    object: str
    full_score: Decimal
    source: str
    rounding: Rounding
    na_rule: str
    bonus_cap: Decimal | None
    penalty_cap: Decimal | None
    verify_methods: tuple[tuple[str, str], ...]
    dimensions: tuple[Dimension, ...]
    grades: tuple[Grade, ...]
    eligibility: tuple[Requirement, ...]
    data_items: tuple[DataItem, ...]
    indicators: tuple[Indicator, ...]
    bonus: tuple[Bonus, ...]
    penalties: tuple[Penalty, ...]
    veto: tuple[Veto, ...]
    facts: tuple[tuple[str, str], ...] = ()  # facts of the applicant beyond OBJECT_FACTS

    @cached_property
    def dimension_by_code(self) -> dict[str, Dimension]:
        return {dimension.code: dimension for dimension in self.dimensions}

    @cached_property
    def indicator_by_code(self) -> dict[str, Indicator]:
        return {indicator.code: indicator for indicator in self.indicators}

    @cached_property
    def item_by_code(self) -> dict[str, DataItem]:
        return {item.code: item for item in self.data_items}

    @cached_property
    def indicators_of_dimension(self) -> dict[str, tuple[Indicator, ...]]:
        return {
            dimension.code: tuple(one for one in self.indicators if one.dimension == dimension.code)
            for dimension in self.dimensions
        }

    @cached_property
    def satisfaction_indicator(self) -> Indicator | None:
        """Where a grade asks for satisfaction and nobody states it, this indicator's value is it."""
        return next((one for one in self.indicators if one.name == SATISFACTION and one.formula), None)

    @cached_property
    def yes_or_no(self) -> frozenset[str]:
        """Data items that are a question."""
        return frozenset(one.code for one in self.data_items if one.unit == YES_OR_NO)

    @cached_property
    def flags(self) -> frozenset[str]:
        """Names that a condition asks without comparing; a number there means "more than none"."""
        return frozenset(name for condition in self.conditions for name in flags(condition.tree))

    @property
    def conditions(self) -> Iterator[Condition]:
        for one in self.indicators:
            if one.applicable_if is not None:
                yield one.applicable_if
            yield from (special.when for special in one.special)
        yield from (one.expr for one in self.eligibility if one.expr is not None)

    @cached_property
    def levels_applied_for(self) -> tuple[str, ...]:
        """What an application may ask for: the county's and the province's level, and those the standard names."""
        named = (*(one.level for one in self.grades), *(one.level for one in self.eligibility))
        return tuple(dict.fromkeys((*LEVELS, *(level for level in named if level))))

    @cached_property
    def fact_words(self) -> dict[str, str]:
        return OBJECT_FACTS | dict(self.facts)

    @cached_property
    def words(self) -> dict[str, str]:
        """What to call a name that stands in a formula."""
        return self.fact_words | {item.code: item.name for item in self.data_items}

    def word(self, code: str) -> str:
        return self.words.get(code, code)
