"""等次: can they be reached, and is the higher one the harder?"""

from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise

from workflows.standards.decimals import HUNDRED, ZERO, plain
from workflows.standards.lint.finding import Finding, error, hint, warning
from workflows.standards.lint.points import highest
from workflows.standards.methods import Bands
from workflows.standards.spec import Grade, Spec


def grades(spec: Spec) -> Iterator[Finding]:
    most = most_in_total(spec)
    for grade in spec.grades:
        yield from _reachable(spec, grade, most)
        yield from _satisfaction(spec, grade)
    yield from _ladder(spec)


def most_in_total(spec: Spec) -> Decimal:
    """What a perfect applicant gets: all that the indicators can give, and the bonus up to its cap."""
    base = sum((most_of(spec, one.code) for one in spec.dimensions), ZERO)
    bonus = sum((one.max for one in spec.bonus), ZERO)
    return base + (bonus if spec.bonus_cap is None else min(bonus, spec.bonus_cap))


def most_of(spec: Spec, dimension: str) -> Decimal:
    rows = spec.indicators_of_dimension[dimension]
    return sum((min(one.points, highest(one) or one.points) for one in rows), ZERO)


def _reachable(spec: Spec, grade: Grade, most: Decimal) -> Iterator[Finding]:
    place, share = f"等次 {grade.level}", grade.each_dimension_gte_pct or ZERO
    if grade.total_gte > most:
        yield error(place, f"总分要求{plain(grade.total_gte)}分，最高只有{plain(most)}分", "请降低要求，否则谁也达不到")
    if share > HUNDRED or (grade.satisfaction_gte or ZERO) > HUNDRED:
        yield error(place, "得分率、满意度要求不能超过100%", "请写0到100之间的数")
        return
    for one in spec.dimensions:
        can = most_of(spec, one.code)
        if can * HUNDRED < share * one.points:
            words = f"{one.name}得分率要求{plain(share)}%，它的指标最高只能得{plain(can)}分（{plain(one.points)}分中）"
            yield error(place, words, "请核对该维度指标的最高得分")


def _satisfaction(spec: Spec, grade: Grade) -> Iterator[Finding]:
    if grade.satisfaction_gte is None:
        return
    asked = spec.satisfaction_indicator
    if asked is None:
        yield hint(f"等次 {grade.level}", "要求群众满意度，但没有名为“群众满意度”的指标，满意度须另行填报")
    elif isinstance(asked.how, Bands) and not asked.how.reached(grade.satisfaction_gte):
        words = f"群众满意度{plain(grade.satisfaction_gte)}%就达到本等次，但在指标{asked.code}里还不得分"
        yield warning(f"等次 {grade.level}", words, "请核对两处的界限")


def _ladder(spec: Spec) -> Iterator[Finding]:
    """Of two grades, the one with the higher total is nowhere the easier."""
    for lower, higher in pairwise(sorted(spec.grades, key=lambda one: one.total_gte)):
        easier = [
            words
            for words, name in (("各维度得分率", "each_dimension_gte_pct"), ("群众满意度", "satisfaction_gte"))
            if (getattr(higher, name) or ZERO) < (getattr(lower, name) or ZERO)
        ]
        if easier:
            words = f"总分要求比“{lower.name}”高，{'、'.join(easier)}要求反而低"
            yield warning(f"等次 {higher.level}", words, "请核对两个等次的要求")
