"""等次: reached only when every threshold is shown to be reached, no veto stands and no basic condition is unmet."""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from workflows.standards.decimals import HUNDRED, ZERO, plain, rounded
from workflows.standards.results import DimensionScore, GradeResult, RequirementResult
from workflows.standards.spec import Grade, Spec


def grades(
    spec: Spec,
    *,
    dimensions: Sequence[DimensionScore],
    total: Decimal | None,
    requirements: Sequence[RequirementResult],
    veto: Sequence[str],
    satisfaction: Decimal | None,
) -> tuple[GradeResult, ...]:
    common = [*_vetoed(spec, veto), *_unmet(requirements)]
    return tuple(_grade(one, common, dimensions, total, satisfaction) for one in spec.grades)


def _grade(
    grade: Grade,
    common: list[str],
    dimensions: Sequence[DimensionScore],
    total: Decimal | None,
    satisfaction: Decimal | None,
) -> GradeResult:
    reasons = [
        *common,
        *_short_total(grade, total),
        *_short_dimensions(grade, dimensions),
        *_short_satisfaction(grade, satisfaction),
    ]
    return GradeResult(grade.level, grade.name, not reasons, tuple(reasons))


def _vetoed(spec: Spec, veto: Sequence[str]) -> Iterator[str]:
    names = {one.code: one.name for one in spec.veto}
    for code in veto:
        yield f"触发一票否决：{code}{names[code]}"


def _unmet(requirements: Sequence[RequirementResult]) -> Iterator[str]:
    """A condition still to be checked does not stand in the way; one found unmet does."""
    for one in requirements:
        if one.met is False:
            yield f"不符合基本条件：{one.code}{one.words}"


def _short_total(grade: Grade, total: Decimal | None) -> Iterator[str]:
    if total is None:
        yield "总分暂不能算出"
    elif total < grade.total_gte:
        yield f"总分{plain(total)}分，差{plain(grade.total_gte - total)}分到{plain(grade.total_gte)}分"


def _short_dimensions(grade: Grade, dimensions: Sequence[DimensionScore]) -> Iterator[str]:
    least = grade.each_dimension_gte_pct
    for one in dimensions if least is not None else ():
        if one.score is not None and one.score * HUNDRED < (least or ZERO) * one.points:
            share = rounded(one.score / one.points * HUNDRED, 2)
            yield f"{one.name}得分率{plain(share)}%，未到{plain(least or ZERO)}%"


def _short_satisfaction(grade: Grade, satisfaction: Decimal | None) -> Iterator[str]:
    least = grade.satisfaction_gte
    if least is None:
        return
    if satisfaction is None:
        yield "没有群众满意度"
    elif satisfaction < least:
        yield f"群众满意度{plain(satisfaction)}%，未到{plain(least)}%"
