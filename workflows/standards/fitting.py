"""Do the answers belong to this standard? A code it does not know is a mistake, never silently left out."""

from collections.abc import Container, Iterable
from typing import TypeVar

from workflows.standards.answers import Answers, AnswersError
from workflows.standards.decimals import ONE, ZERO, plain, shown
from workflows.standards.methods import Checklist, Deduct, How, Levels
from workflows.standards.spec import Spec

T = TypeVar("T", bound=How)


def check(spec: Spec, answers: Answers) -> None:
    """AnswersError at the first answer the standard has no place for."""
    indicators = spec.indicator_by_code
    _level(spec, answers)
    _known("data", answers.data, spec.item_by_code, "数据项")
    _yes_or_no(spec, answers)
    _facts(spec, answers)
    _known("not_applicable", answers.not_applicable, indicators, "指标")
    _known("veto", (one.code for one in answers.veto), {one.code for one in spec.veto}, "否决情形")
    _known("object.eligible", answers.checked_by_hand, {one.code for one in spec.eligibility}, "基本条件")
    _known("values", answers.values, {one.code for one in spec.indicators if one.formula}, "按数值计分的指标")
    _known(
        "object.targets",
        answers.targets,
        {c for c, one in indicators.items() if hasattr(one.how, "target")},
        "有目标值的指标",
    )
    _checks(spec, answers)
    _levels(spec, answers)
    _findings(spec, answers)
    _extras(spec, answers)


def _known(where: str, codes: Iterable[str], known: Container[str], words: str) -> None:
    for code in codes:
        if code not in known:
            raise AnswersError(f"{where}.{shown(code)}：标准里没有这个{words}")


def _level(spec: Spec, answers: Answers) -> None:
    """A misspelt level would let the conditions of that level go unasked."""
    if answers.level and answers.level not in spec.levels_applied_for:
        raise AnswersError(f"level：没有“{shown(answers.level)}”这一级，只有{'、'.join(spec.levels_applied_for)}")


def _yes_or_no(spec: Spec, answers: Answers) -> None:
    """是 is no number of households, and 5 is no answer to a question of yes or no."""
    for code in sorted(answers.said_yes_or_no - spec.yes_or_no - spec.flags):
        raise AnswersError(f"data.{code}：“{spec.word(code)}”要填数字，不能填是/否")
    for code, value in answers.data.items():
        if code in spec.yes_or_no and value not in (ZERO, ONE):
            raise AnswersError(f"data.{code}：“{spec.word(code)}”要填是/否（1/0），现在是{plain(value)}")


def _facts(spec: Spec, answers: Answers) -> None:
    """What else stands in `object` (a name, an address) is nobody's business here."""
    for code, value in answers.object.items():
        if code in spec.fact_words and value is not None and code not in answers.facts:
            raise AnswersError(f"object.{code}：“{spec.word(code)}”应当是 true、false 或数字，现在是“{shown(value)}”")


def _of_kind(spec: Spec, kind: type[T], code: str, where: str, words: str) -> T:
    indicator = spec.indicator_by_code.get(code)
    if indicator is None or not isinstance(indicator.how, kind):
        raise AnswersError(f"{where}.{shown(code)}：标准里没有这个{words}")
    return indicator.how


def _checks(spec: Spec, answers: Answers) -> None:
    for code, met in answers.checks.items():
        how = _of_kind(spec, Checklist, code, "checks", "逐项核对的指标")
        if extra := met - {item.no for item in how.items}:
            raise AnswersError(f"checks.{code}：没有第{min(extra)}项")


def _levels(spec: Spec, answers: Answers) -> None:
    for code, name in answers.levels.items():
        how = _of_kind(spec, Levels, code, "levels", "分等次的指标")
        if how.named(name) is None:
            raise AnswersError(
                f"levels.{code}：没有“{shown(name)}”这一等，只有{'、'.join(one.level for one in how.levels)}"
            )


def _findings(spec: Spec, answers: Answers) -> None:
    for code, counts in answers.findings.items():
        how = _of_kind(spec, Deduct, code, "findings", "扣分的指标")
        _known(f"findings.{code}", counts, {name for item in how.items for name in (item.code, item.words)}, "扣分项")
        for item in how.items:
            if item.code != item.words and item.code in counts and item.words in counts:
                raise AnswersError(f"findings.{code}：{item.code}写了两次（编号和文字）")


def _extras(spec: Spec, answers: Answers) -> None:
    bonus = {one.code: {level.words for level in one.levels} for one in spec.bonus}
    _known("bonus", answers.bonus, bonus, "加分项")
    for code, words in answers.bonus.items():
        _known(f"bonus.{code}", words, bonus[code], "加分档")
    penalties = {one.code: {item.words for item in one.items} for one in spec.penalties}
    _known("penalties", answers.penalties, penalties, "倒扣项")
    for code, counts in answers.penalties.items():
        _known(f"penalties.{code}", counts, penalties[code], "倒扣内容")
    if answers.satisfaction is not None and not 0 <= answers.satisfaction <= 100:
        raise AnswersError(f"satisfaction：满意度应当在0到100之间，现在是{plain(answers.satisfaction)}")
