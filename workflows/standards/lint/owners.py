"""Who answers for a line of the standard, and with which proofs?"""

from collections.abc import Collection, Iterator

from workflows.standards.duties import cooperating, leads, once, respondents
from workflows.standards.lint.finding import Finding, error, warning
from workflows.standards.spec import Bonus, Indicator, Penalty, Spec, Veto


def owners(spec: Spec, departments: Collection[str] | None) -> Iterator[Finding]:
    """`departments`: the short names the county has; None leaves that question out."""
    for one in spec.indicators:
        yield from _indicator(one)
    extras: tuple[Bonus | Penalty | Veto, ...] = (*spec.bonus, *spec.penalties, *spec.veto)
    for row in extras:
        if not row.lead:
            yield error(row.code, f"{row.name}没有牵头部门")
    for veto in spec.veto:
        if not veto.lookback.known:
            yield warning(f"否决情形 {veto.code}", f"看不懂追溯期“{veto.lookback.words}”，凡报告的情形都算数")
    if departments is not None:
        yield from _strangers(spec, departments)


def _indicator(one: Indicator) -> Iterator[Finding]:
    place = f"指标 {one.code}"
    if not one.lead:
        yield error(place, f"{one.name}没有牵头部门")
    if not one.evidence:
        yield warning(place, f"{one.name}没有列出佐证材料")
    if one.lead in one.coop:
        yield warning(place, f"{one.lead}既是牵头部门又是配合部门")
    if not one.rule:
        yield warning(place, f"{one.name}没有写评分细则")


def _strangers(spec: Spec, departments: Collection[str]) -> Iterator[Finding]:
    for name in once((*leads(spec), *cooperating(spec), *respondents(spec))):
        if name not in departments:
            yield warning("部门", f"“{name}”不在本县部门名单里，批次启动前请先登记")
