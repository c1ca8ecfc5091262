"""Beside the indicators: bonus, penalties on the total, veto with look-back, basic conditions."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from workflows.standards.answers import Answers, VetoEvent
from workflows.standards.decimals import ZERO, plain
from workflows.standards.results import ExtraResult, RequirementResult
from workflows.standards.spec import Bonus, Penalty, Requirement, Spec, Veto


def bonuses(spec: Spec, answers: Answers) -> tuple[ExtraResult, ...]:
    """A bonus nobody claims is no bonus: absent counts as none."""
    return tuple(_bonus(one, answers.bonus[one.code]) for one in spec.bonus if answers.bonus.get(one.code))


def _bonus(bonus: Bonus, picked: tuple[str, ...]) -> ExtraResult:
    earned = [level for level in bonus.levels if level.words in picked]
    if bonus.pick == "highest":
        earned = [max(earned, key=lambda level: level.score)]
    amount = sum((level.score for level in earned), ZERO)
    words = "、".join(f"{level.words}{plain(level.score)}分" for level in earned)
    return ExtraResult(bonus.code, bonus.name, *_within(bonus.max, amount, words))


def penalties(spec: Spec, answers: Answers) -> tuple[ExtraResult, ...]:
    """A penalty nobody reports is none."""
    return tuple(
        _penalty(one, answers.penalties[one.code])
        for one in spec.penalties
        if any(answers.penalties.get(one.code, {}).values())
    )


def _penalty(penalty: Penalty, counts: Mapping[str, int]) -> ExtraResult:
    found = [(item, counts[item.words]) for item in penalty.items if counts.get(item.words)]
    amount = sum((item.minus * count for item, count in found), ZERO)
    words = "、".join(
        f"{item.words}{count}{item.per.removeprefix('每')}扣{plain(item.minus * count)}分" for item, count in found
    )
    return ExtraResult(penalty.code, penalty.name, *_within(penalty.max_deduct, amount, words))


def _within(most: Decimal | None, amount: Decimal, words: str) -> tuple[Decimal, str]:
    if most is not None and amount > most:
        return most, f"{words}，按上限{plain(most)}分计"
    return amount, words


def vetoes(spec: Spec, answers: Answers, remarks: list[str]) -> tuple[str, ...]:
    """The codes that count, in the standard's order; an event older than the look-back is named and left out."""
    by_code = {one.code: one for one in spec.veto}
    order = {code: n for n, code in enumerate(by_code)}
    counted = set()
    for event in sorted(answers.veto, key=lambda one: (order[one.code], one.on or date.min)):
        if _counts(by_code[event.code], event, answers):
            counted.add(event.code)
        else:
            remarks.append(f"{event.code}：{event.on}的情形超出追溯期（{by_code[event.code].lookback.words}），不计")
    return tuple(one.code for one in spec.veto if one.code in counted)


def _counts(veto: Veto, event: VetoEvent, answers: Answers) -> bool:
    """Without a date, or without a closing date to count from, a reported veto counts."""
    return event.on is None or answers.deadline is None or veto.lookback.covers(event.on, answers.deadline)


def requirements(spec: Spec, answers: Answers) -> tuple[RequirementResult, ...]:
    data = {**answers.facts, **answers.data}
    return tuple(_requirement(spec, one, answers, data) for one in spec.eligibility)


def _requirement(spec: Spec, one: Requirement, answers: Answers, data: Mapping[str, Decimal]) -> RequirementResult:
    if not asked_of(one.level, answers.level):
        return RequirementResult(one.code, one.words, None, False, "本级申报不要求")
    if one.expr is not None:
        met = one.expr.evaluate(data)
        words = one.expr.wording(spec.word)
        if met is None:
            gone = "".join(f"“{spec.word(code)}”" for code in one.expr.missing(data))
            words = f"缺{gone}，不能判定" if gone else f"{words}：分母为零，不能判定"
        return RequirementResult(one.code, one.words, met, True, words)
    met = answers.checked_by_hand.get(one.code)
    return RequirementResult(one.code, one.words, met, True, "待人工核对" if met is None else "人工核对")


def asked_of(level: str, applied_for: str) -> bool:
    """A condition of level "province" is asked of who applies for "province" or "province_recommend"."""
    return not level or applied_for == level or applied_for.startswith(f"{level}_")
