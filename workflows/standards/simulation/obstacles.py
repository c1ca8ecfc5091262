"""Which condition of a grade stops an applicant: the same tests as ``grading``, by kind instead of in sentences."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from workflows.standards.decimals import HUNDRED
from workflows.standards.results import Summary
from workflows.standards.simulation.running import Tried
from workflows.standards.simulation.stats import percent
from workflows.standards.spec import Grade, Spec


@dataclass(frozen=True, slots=True)
class Obstacle:
    kind: str  # veto, condition, unknown, total, dimension, satisfaction
    words: str


@dataclass(frozen=True, slots=True)
class Stopped:
    """How many one condition stops, and how many of them by nothing else."""

    obstacle: Obstacle
    count: int
    alone: int


@dataclass(frozen=True, slots=True)
class GradeTrial:
    level: str
    name: str
    reached: int
    count: int
    stopped: tuple[Stopped, ...]

    @property
    def share(self) -> Decimal:
        return percent(self.reached, self.count)


def grade_trials(spec: Spec, rows: Sequence[Tried]) -> tuple[GradeTrial, ...]:
    return tuple(_grade_trial(spec, grade, rows) for grade in spec.grades)


def _grade_trial(spec: Spec, grade: Grade, rows: Sequence[Tried]) -> GradeTrial:
    found = [tuple(obstacles(spec, grade, row.summary)) for row in rows]
    counted = Counter(one for each in found for one in each)
    alone = Counter(each[0] for each in found if len(each) == 1)
    stopped = tuple(Stopped(one, count, alone[one]) for one, count in counted.most_common())
    return GradeTrial(grade.level, grade.name, sum(not each for each in found), len(rows), stopped)


def obstacles(spec: Spec, grade: Grade, summary: Summary) -> Iterator[Obstacle]:
    """None where the grade is reached."""
    names = {one.code: one.name for one in spec.veto}
    for code in summary.veto:
        yield Obstacle("veto", f"一票否决：{names[code]}")
    for one in summary.requirements:
        if one.met is False:
            yield Obstacle("condition", f"基本条件：{one.words}")
    if summary.total is None:
        yield Obstacle("unknown", "数据不全，总分算不出")
    elif summary.total < grade.total_gte:
        yield Obstacle("total", f"总分不到{_text(grade.total_gte)}分")
    yield from _dimensions(grade, summary)
    if grade.satisfaction_gte is not None:
        if summary.satisfaction is None:
            yield Obstacle("satisfaction", "没有群众满意度")
        elif summary.satisfaction < grade.satisfaction_gte:
            yield Obstacle("satisfaction", f"群众满意度不到{_text(grade.satisfaction_gte)}%")


def _dimensions(grade: Grade, summary: Summary) -> Iterator[Obstacle]:
    least = grade.each_dimension_gte_pct
    for one in summary.dimensions if least is not None else ():
        if one.score is not None and least is not None and one.score * HUNDRED < least * one.points:
            yield Obstacle("dimension", f"{one.name}得分率不到{_text(least)}%")


def _text(amount: Decimal) -> str:
    return f"{amount.normalize():f}"
