"""Caps that agree: of a level with its item, of an item with the total, of a fault with the indicator."""

from collections.abc import Iterator
from decimal import Decimal

from workflows.standards.decimals import ZERO, plain
from workflows.standards.lint.finding import Finding, error, hint, warning
from workflows.standards.methods import Deduct
from workflows.standards.spec import Bonus, Indicator, Penalty, Spec


def caps(spec: Spec) -> Iterator[Finding]:
    for bonus in spec.bonus:
        yield from _bonus(spec, bonus)
    for penalty in spec.penalties:
        yield from _penalty(spec, penalty)
    for one in spec.indicators:
        yield from _faults(one)
    for words, key, cap, rows in (
        ("加分项", "bonus_cap", spec.bonus_cap, spec.bonus),
        ("倒扣项", "penalty_cap", spec.penalty_cap, spec.penalties),
    ):
        if rows and cap is None:
            yield hint("标准", f"有{words}，但没有写总上限（{key}）")


def _bonus(spec: Spec, bonus: Bonus) -> Iterator[Finding]:
    place = f"加分项 {bonus.code}"
    scores = [level.score for level in bonus.levels]
    most = max(scores) if bonus.pick == "highest" else sum(scores, ZERO)
    if max(scores) > bonus.max:
        words = f"有一档加{plain(max(scores))}分，本项上限只有{plain(bonus.max)}分"
        yield warning(place, words, "请改这一档的加分或本项上限")
    elif most < bonus.max:
        yield warning(place, f"各档最多加{plain(most)}分，到不了上限{plain(bonus.max)}分", "请改各档的加分或本项上限")
    yield from _beyond(place, "加分", bonus.max, spec.bonus_cap)


def _penalty(spec: Spec, penalty: Penalty) -> Iterator[Finding]:
    place = f"倒扣项 {penalty.code}"
    most = max(item.minus for item in penalty.items)
    if penalty.max_deduct is not None and most > penalty.max_deduct:
        words = f"一次就扣{plain(most)}分，本项上限只有{plain(penalty.max_deduct)}分"
        yield warning(place, words, "请改每次的扣分或本项上限")
    if penalty.max_deduct is not None:
        yield from _beyond(place, "倒扣", penalty.max_deduct, spec.penalty_cap)


def _beyond(place: str, words: str, most: Decimal, cap: Decimal | None) -> Iterator[Finding]:
    if cap is not None and most > cap:
        yield warning(place, f"本项上限{plain(most)}分超过了{words}总上限{plain(cap)}分", "请改本项上限或总上限")


def _faults(one: Indicator) -> Iterator[Finding]:
    if not isinstance(one.how, Deduct):
        return
    for item in one.how.items:
        place = f"指标 {one.code}"
        if item.max is not None and item.max < item.minus:
            words = f"“{item.words}”每次扣{plain(item.minus)}分，最多却只扣{plain(item.max)}分"
            yield error(place, words, "请改每次的扣分或最多扣分")
        if item.max is not None and item.max > one.points:
            words = f"“{item.words}”最多扣{plain(item.max)}分，指标只有{plain(one.points)}分"
            yield warning(place, words, "请改最多扣分，或不写（扣完为止）")
