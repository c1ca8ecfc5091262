"""What scoring gives back: every figure with the sentence that explains it."""

from dataclasses import dataclass
from decimal import Decimal

from workflows.standards.decimals import plain


@dataclass(frozen=True, slots=True)
class Scored:
    """One indicator. `score` is None while something is missing; an indicator that does not apply has no score either."""

    code: str
    value: Decimal | None
    score: Decimal | None
    points: Decimal
    applicable: bool
    explanation: str
    missing: tuple[str, ...] = ()  # in words: names of data items, 核对结果, 目标值 …

    def to_json(self) -> dict:
        return {
            "code": self.code,
            "value": text(self.value),
            "score": text(self.score),
            "points": plain(self.points),
            "applicable": self.applicable,
            "explanation": self.explanation,
        }


@dataclass(frozen=True, slots=True)
class DimensionScore:
    """`judged` is what counts after indicators that do not apply are taken out; zero: the dimension does not apply.

    `got` is what its indicators earn so far, before any pro-rating: a running total, never a result.
    """

    code: str
    name: str
    score: Decimal | None
    points: Decimal
    judged: Decimal
    got: Decimal
    explanation: str

    @property
    def applies(self) -> bool:
        return self.judged > 0


@dataclass(frozen=True, slots=True)
class RequirementResult:
    """`met` is None where a person must check, where data are missing, or where the level does not ask for it."""

    code: str
    words: str
    met: bool | None
    asked: bool
    explanation: str


@dataclass(frozen=True, slots=True)
class GradeResult:
    """Reached only when shown: `reasons` says what stands in the way, one sentence a reason."""

    level: str
    name: str
    reached: bool
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ExtraResult:
    """A bonus or penalty that applies."""

    code: str
    name: str
    amount: Decimal
    explanation: str


@dataclass(frozen=True, slots=True)
class Summary:
    dimensions: tuple[DimensionScore, ...]
    base: Decimal | None
    bonus: Decimal
    bonuses: tuple[ExtraResult, ...]
    penalty: Decimal
    penalties: tuple[ExtraResult, ...]
    total: Decimal | None
    requirements: tuple[RequirementResult, ...]
    vetoed: bool
    veto: tuple[str, ...]
    grades: tuple[GradeResult, ...]
    satisfaction: Decimal | None
    missing: tuple[str, ...]  # codes of indicators without a score
    remarks: tuple[str, ...]

    @property
    def eligible(self) -> dict[str, bool | None]:
        return {one.code: one.met for one in self.requirements}

    def reaches(self, level: str) -> bool:
        return any(grade.reached for grade in self.grades if grade.level == level)

    def to_json(self) -> dict:
        return {
            "dimensions": {
                one.code: {"score": text(one.score), "points": plain(one.points)} for one in self.dimensions
            },
            "base": text(self.base),
            "bonus": text(self.bonus),
            "penalty": text(self.penalty),
            "total": text(self.total),
            "eligible": self.eligible,
            "vetoed": self.vetoed,
            "veto": list(self.veto),
            "grades": {grade.level: grade.reached for grade in self.grades},
            "missing": list(self.missing),
            "remarks": list(self.remarks),
        }


@dataclass(frozen=True, slots=True)
class Result:
    indicators: tuple[Scored, ...]
    summary: Summary

    @property
    def scores(self) -> dict[str, Decimal | None]:
        """Indicator code → score, as `summarise` takes it; indicators that do not apply are left out."""
        return {one.code: one.score for one in self.indicators if one.applicable}

    def to_json(self) -> dict:
        return {"indicators": [one.to_json() for one in self.indicators], **self.summary.to_json()}


def text(value: Decimal | None) -> str | None:
    """With the decimals it was rounded to: 3.20."""
    return None if value is None else f"{value:f}"
