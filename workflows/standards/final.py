"""summarise(spec, scores, answers): the county's sums from final scores, which may depart from the rule."""

from collections.abc import Collection, Mapping
from dataclasses import replace
from decimal import Decimal, localcontext

from workflows.standards.answers import Answers, AnswersError
from workflows.standards.decimals import CONTEXT, plain
from workflows.standards.fitting import check
from workflows.standards.results import Scored, Summary
from workflows.standards.scoring import score_indicators
from workflows.standards.spec import Spec
from workflows.standards.summary import sum_up


def summarise(
    spec: Spec, scores: Mapping[str, Decimal | None], answers: Answers, *, applies: Collection[str] = ()
) -> Summary:
    """What applies is decided by the answers, what it earns by `scores`; no score there means none yet.

    `applies`: lines that the county found applicable although the rule says otherwise.
    """
    check(spec, answers)
    for code, given in scores.items():
        _check(spec, code, given)
    with localcontext(CONTEXT):
        final = [
            _final(spec, one, scores.get(one.code), one.code in applies) for one in score_indicators(spec, answers)
        ]
        return sum_up(spec, final, answers)


def _check(spec: Spec, code: str, given: Decimal | None) -> None:
    indicator = spec.indicator_by_code.get(code)
    if indicator is None:
        raise AnswersError(f"得分 {code}：标准里没有这个指标")
    if given is not None and not 0 <= given <= indicator.points:
        raise AnswersError(f"得分 {code}：应当在0到{plain(indicator.points)}分之间，现在是{given}")


def _final(spec: Spec, one: Scored, given: Decimal | None, applies: bool) -> Scored:
    if not one.applicable and not applies:
        return one
    if not one.applicable:
        one = replace(one, applicable=True, explanation="经县里认定适用")
    if given is None:
        return replace(one, score=None, explanation="还没有评分", missing=("评分",))
    return replace(one, score=spec.rounding.score(given), missing=())
