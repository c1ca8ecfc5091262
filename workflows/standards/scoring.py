"""score(spec, answers): every indicator by its rule, then the sums. Pure: same input, same output, byte for byte."""

from collections.abc import Iterable, Mapping
from decimal import Decimal, localcontext

from workflows.standards import explaining, methods
from workflows.standards.answers import Answers, AnswersError
from workflows.standards.decimals import CONTEXT, LARGEST, ZERO, settled
from workflows.standards.fitting import check
from workflows.standards.formula import Formula, NegativeDenominator, ZeroDenominator
from workflows.standards.methods import BY_VALUE, Bands, Checklist, Deduct, Levels, Linear, Ratio, Step
from workflows.standards.results import Result, Scored
from workflows.standards.spec import Indicator, Spec
from workflows.standards.summary import sum_up

Data = Mapping[str, Decimal]

BY_HAND = {Checklist: "逐项核对结果", Levels: "评定等次", Deduct: "核查扣分情况"}


def score(spec: Spec, answers: Answers) -> Result:
    """Scores by the rules of the standard; AnswersError where the answers do not fit it."""
    check(spec, answers)
    with localcontext(CONTEXT):
        scored = score_indicators(spec, answers)
        return Result(scored, sum_up(spec, scored, answers))


def score_indicators(spec: Spec, answers: Answers) -> tuple[Scored, ...]:
    data = known(answers)
    return tuple(score_indicator(spec, one, answers, data) for one in spec.indicators)


def known(answers: Answers) -> Data:
    """What a formula may ask for: data items, and behind them facts of the applicant."""
    return {**answers.facts, **answers.data}


def score_indicator(spec: Spec, one: Indicator, answers: Answers, data: Data) -> Scored:
    """Does it apply? Is it a special case? Then the method. A value given by hand vouches for data that are not there."""
    given = answers.values.get(one.code)
    if one.code in answers.not_applicable:
        return _not_applicable(one, "经核定不适用")
    if one.applicable_if is not None:
        applies = one.applicable_if.evaluate(data)
        if applies is False:
            return _not_applicable(one, f"条件“{one.applicable_if.wording(spec.word)}”不成立，不适用")
        if applies is None and given is None:
            return _missing(one, _names(spec, one.applicable_if.missing(data)))
    for special in one.special:
        holds = special.when.evaluate(data)
        if holds:
            return Scored(
                one.code,
                _display(spec, one, given, data),
                spec.rounding.score(special.score),
                one.points,
                True,
                explaining.by_special(spec, special),
            )
        if holds is None and given is None:
            return _missing(one, _names(spec, special.when.missing(data)))
    if isinstance(one.how, BY_VALUE):
        return _score_by_value(spec, one, answers, data)
    return _score_by_hand(spec, one, answers)


def _score_by_value(spec: Spec, one: Indicator, answers: Answers, data: Data) -> Scored:
    try:
        value = _value(spec, one, answers.values.get(one.code), data)
        target = _target(spec, one, answers, data)
        got = None if value is None else _earned(one, value, target)
    except ZeroDenominator:
        return _zero_denominator(spec, one)
    except NegativeDenominator:
        return _open(one, "分母为负数，请核对数据或人工核定")
    if value is None:
        return _missing(one, _names(spec, one.formula.missing(data) if one.formula else ()))
    if got is None:
        return _missing(one, _names(spec, _target_missing(one, data)), value)
    got = spec.rounding.score(got)
    return Scored(one.code, value, got, one.points, True, explaining.by_value(one, value, target, got))


def _earned(one: Indicator, value: Decimal, target: Decimal | None) -> Decimal | None:
    """None: a target is needed and not known."""
    match one.how:
        case Bands():
            return methods.by_bands(one.how, one.points, value)
        case Linear():
            return methods.by_line(one.how, one.points, value)
        case Step() if target is not None:
            return methods.by_steps(one.how, one.points, value, target)
        case Ratio() if target is not None:
            if target <= 0:
                raise ZeroDenominator
            return methods.by_ratio(one.how, one.points, value, target)
    return None


def _value(spec: Spec, one: Indicator, given: Decimal | None, data: Data) -> Decimal | None:
    """The indicator's value, rounded before it meets a band."""
    value = given if given is not None else one.formula.evaluate(data) if one.formula else None
    if value is None:
        return None
    if abs(value) >= LARGEST:
        raise AnswersError(f"指标 {one.code}：算出的值太大，请检查数据项的单位")
    return spec.rounding.value(settled(value))


def _display(spec: Spec, one: Indicator, given: Decimal | None, data: Data) -> Decimal | None:
    """The value beside a special case, where there is one."""
    try:
        return _value(spec, one, given, data)
    except (ZeroDenominator, NegativeDenominator):
        return None


def _target(spec: Spec, one: Indicator, answers: Answers, data: Data) -> Decimal | None:
    """The applicant's own target, or the standard's: a figure, or a formula over the applicant's data."""
    if not isinstance(one.how, Step | Ratio):
        return None
    target = answers.targets.get(one.code, one.how.target)
    value = target.evaluate(data) if isinstance(target, Formula) else target
    return None if value is None else spec.rounding.value(settled(value))


def _target_missing(one: Indicator, data: Data) -> tuple[str, ...]:
    target = one.how.target if isinstance(one.how, Step | Ratio) else None
    return target.missing(data) if isinstance(target, Formula) else ()


def _score_by_hand(spec: Spec, one: Indicator, answers: Answers) -> Scored:
    match one.how:
        case Checklist() if one.code in answers.checks:
            met = answers.checks[one.code]
            got = spec.rounding.score(methods.by_checklist(one.how, one.points, met))
            return _by_hand(one, Decimal(len(met)), got, explaining.by_checklist(one.how, met, got))
        case Levels() if level := one.how.named(answers.levels.get(one.code, "")):
            return _by_hand(one, None, spec.rounding.score(level.score), explaining.by_level(level))
        case Deduct() if one.code in answers.findings:
            counts = counted(one.how, answers.findings[one.code])
            got = spec.rounding.score(methods.by_deductions(one.how, one.points, counts))
            return _by_hand(one, Decimal(sum(counts.values())), got, explaining.by_deductions(one.how, counts, got))
    return _missing(one, (BY_HAND[type(one.how)],))


def counted(how: Deduct, counts: Mapping[str, int]) -> dict[str, int]:
    """Findings may be named by code or by words; here by code."""
    return {item.code: counts.get(item.code, counts.get(item.words, 0)) for item in how.items}


def _by_hand(one: Indicator, value: Decimal | None, got: Decimal, explanation: str) -> Scored:
    return Scored(one.code, value, got, one.points, True, explanation)


def _zero_denominator(spec: Spec, one: Indicator) -> Scored:
    match one.zero_denominator:
        case "na":
            return _not_applicable(one, "分母为零，不适用")
        case "full":
            got, words = one.points, "分母为零，按满分计"
        case "zero":
            got, words = ZERO, "分母为零，不得分"
        case _:
            return _open(one, "分母为零，标准没有规定怎么计分，请人工核定")
    return Scored(one.code, None, spec.rounding.score(got), one.points, True, words)


def _open(one: Indicator, words: str) -> Scored:
    """A person must decide; until then there is no score."""
    return Scored(one.code, None, None, one.points, True, words, ("计分规定",))


def _not_applicable(one: Indicator, words: str) -> Scored:
    return Scored(one.code, None, None, one.points, False, f"{words}，所在维度按其余指标折算")


def _missing(one: Indicator, words: tuple[str, ...], value: Decimal | None = None) -> Scored:
    return Scored(one.code, value, None, one.points, True, explaining.missing(words), words)


def _names(spec: Spec, codes: Iterable[str]) -> tuple[str, ...]:
    return tuple(spec.word(code) for code in codes)
