"""Formulas and conditions: known items, stated inputs, a rule for zero denominators, examples that come out right."""

from collections.abc import Iterator
from decimal import localcontext

from workflows.standards.answers import Answers
from workflows.standards.decimals import CONTEXT, plain
from workflows.standards.formula import Condition, Formula
from workflows.standards.lint.finding import Finding, error, hint, warning
from workflows.standards.methods import Ratio, Step
from workflows.standards.scoring import score_indicator
from workflows.standards.spec import Indicator, Spec


def formulas(spec: Spec) -> Iterator[Finding]:
    yield from unknown_items(spec)
    for one in spec.indicators:
        yield from _inputs(one)
        yield from _zero(one)
        yield from _examples(spec, one)
    for requirement in spec.eligibility:
        place = f"基本条件 {requirement.code}"
        if requirement.expr is None and requirement.check == "auto":
            yield hint(place, "标为自动核对，但没有写“expr”，由人工核对")


def unknown_items(spec: Spec) -> Iterator[Finding]:
    """Names in a formula that no form asks for and no fact answers."""
    for one in spec.indicators:
        for key, formula in _parts(one):
            yield from _unknown(spec, f"指标 {one.code}", key, formula)
    for requirement in spec.eligibility:
        if requirement.expr is not None:
            yield from _unknown(spec, f"基本条件 {requirement.code}", "expr", requirement.expr)


def _parts(one: Indicator) -> Iterator[tuple[str, Formula | Condition]]:
    if one.formula is not None:
        yield "formula", one.formula
    if one.applicable_if is not None:
        yield "applicable_if", one.applicable_if
    for special in one.special:
        yield "special", special.when
    if isinstance(one.how, Step | Ratio) and isinstance(one.how.target, Formula):
        yield "target", one.how.target


def _unknown(spec: Spec, place: str, key: str, formula: Formula | Condition) -> Iterator[Finding]:
    for name in formula.names:
        if name not in spec.words:
            yield error(place, f"“{key}”用到的“{name}”不是数据项", "请在数据项里补上，或者改正公式里的编号")


def _inputs(one: Indicator) -> Iterator[Finding]:
    if one.formula is not None and set(one.inputs) != set(one.formula.names):
        yield warning(
            f"指标 {one.code}", f"“inputs”与公式不一致，公式用到的是{'、'.join(one.formula.names)}", "请按公式改"
        )


def _zero(one: Indicator) -> Iterator[Finding]:
    place = f"指标 {one.code}"
    if one.formula is not None and one.formula.divides and not one.zero_denominator:
        yield warning(
            place, "没有写分母为零怎么办（zero_denominator）", "请写na（不适用）、full（满分）或zero（不得分）"
        )
    if one.zero_denominator == "special" and not one.special:
        yield error(place, "分母为零按特殊情形计，但没有写“special”", "请写明特殊情形和得分")


def _examples(spec: Spec, one: Indicator) -> Iterator[Finding]:
    """The examples of the rule, tried on the rule."""
    for example in one.examples if one.formula is not None else ():
        with localcontext(CONTEXT):
            got = score_indicator(spec, one, Answers(values={one.code: example.value}), {}).score
        if got is not None and got != example.score:
            yield error(
                f"指标 {one.code}",
                f"例子说{plain(example.value)}{one.unit}得{plain(example.score)}分，按规则算得{plain(got)}分",
                "请核对是例子还是规则写错",
            )
