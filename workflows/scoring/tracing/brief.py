"""One sentence on one line: 93%：得2分，差2个百分点可多得1分；还缺水质检测报告. For screens and for paper; asks no database."""

from collections.abc import Mapping
from decimal import Decimal

from workflows.applications.content import facts_of
from workflows.applications.proofs import proofs_of
from workflows.review.reading import Line
from workflows.standards.decimals import plain
from workflows.standards.explaining import earns
from workflows.standards.formula import Formula
from workflows.standards.methods import Ratio, Step
from workflows.standards.spec import Indicator, Spec

from .gaining import gain

Data = Mapping[str, Decimal]


def data_of(content: Mapping) -> dict[str, Decimal]:
    """What formulas ask for: facts of the applicant and the submitted items, as far as they are there."""
    facts = {code: Decimal(int(holds)) for code, holds in facts_of(content["region"]).items()}
    items = {code: Decimal(row["value"]) for code, row in content["data"].items() if row["value"] is not None}
    return {**facts, **items}


def target_of(spec: Spec, indicator: Indicator, data: Data) -> Decimal | None:
    """What the indicator's rule measures against; ``None`` where it measures against nothing, or it is not known."""
    if not isinstance(indicator.how, Step | Ratio):
        return None
    target = indicator.how.target
    if not isinstance(target, Formula):
        return target
    try:
        value = target.evaluate(data)
    except ArithmeticError:
        return None
    return None if value is None else spec.rounding.value(value)


def is_special(indicator: Indicator, data: Data) -> bool:
    """Did a case decide that the rule names apart?"""
    return any(case.when.evaluate(data) for case in indicator.special)


def gain_of(spec: Spec, line: Line, content: Mapping) -> str:
    """What would earn more than the data earn; empty where nothing would, or where no method was asked."""
    data = data_of(content)
    if not line.applicable or line.self_score is None or is_special(line.indicator, data):
        return ""
    target = target_of(spec, line.indicator, data)
    return gain(line.indicator, value=line.value, score=line.self_score, target=target, answer=line.answer)


def explained(spec: Spec, line: Line, content: Mapping, *, full: str = "") -> str:
    """The sentence; without full points it says what is short of them, and always which named proof is missing.

    :param full: what to say of a line with full points.
    """
    missing = proofs_of(content, line.indicator).words
    parts = [said_of_score(line, gain_of(spec, line, content), full), missing]
    return "；".join(part for part in parts if part)


def said_of_score(line: Line, more: str, full: str) -> str:
    """What was reached, what it earns, how far the next step is."""
    if not line.applicable or line.self_score is None:
        return line.explanation
    if line.self_score >= line.indicator.points:
        return full
    if not more or line.value is None or not line.indicator.unit:
        return f"{line.explanation}；{more}" if more and more not in line.explanation else line.explanation
    return f"{plain(line.value)}{line.indicator.unit}：{earns(line.self_score)}，{more}"


def explained_given(line: Line, score: Decimal | None, suggested: Decimal | None, reason: str) -> str:
    """Where a department gave something else than the applicant's own: what, by what, and why.

    :param suggested: what the rule said to the department, with its ledger's figures where it keeps one.
    """
    if score is None or score == line.self_score:
        return ""
    words = f"部门评{plain(score)}分（{said_of_rule(line, score, suggested)}）"
    return f"{words}：{reason}" if reason else words


def said_of_rule(line: Line, score: Decimal, suggested: Decimal | None) -> str:
    """What the rule would give, on the ledger's figures or on the applicant's."""
    if suggested is not None and score == suggested:
        own = "未计分" if line.self_score is None else f"{plain(line.self_score)}分"
        return f"按部门数据核定，自评{own}"
    rule = line.self_score if suggested is None else suggested
    return "按细则未计分" if rule is None else f"按细则{plain(rule)}分"
