"""Who answers for a line of the standard, and with which proofs?"""

from collections.abc import Collection, Iterator, Sequence

from workflows.standards.duties import cooperating, leads, once, respondents
from workflows.standards.lint.finding import Finding, error, warning
from workflows.standards.spec import Bonus, Indicator, Penalty, Spec, Veto

MOST_NAMED = 5


def owners(spec: Spec, departments: Collection[str] | None) -> Iterator[Finding]:
    """`departments`: the short names the county has; None leaves that question out."""
    for one in spec.indicators:
        yield from _indicator(one)
    extras: tuple[Bonus | Penalty | Veto, ...] = (*spec.bonus, *spec.penalties, *spec.veto)
    for row in extras:
        if not row.lead:
            yield error(row.code, f"{row.name}没有牵头部门", "请写明由哪个部门负责")
    for bonus in spec.bonus:
        if not bonus.evidence:
            yield warning(f"加分项 {bonus.code}", f"{bonus.name}没有列出佐证材料", "请写明凭什么加分")
    for veto in spec.veto:
        if not veto.lookback.known:
            words = f"看不懂追溯期“{veto.lookback.words}”，凡报告的情形都算数"
            yield warning(f"否决情形 {veto.code}", words, "请写成“近3年”“申报年度及上年度”这样的说法")
    if departments is not None:
        yield from _strangers(spec, departments)


def _indicator(one: Indicator) -> Iterator[Finding]:
    place = f"指标 {one.code}"
    if not one.lead:
        yield error(place, f"{one.name}没有牵头部门", "请写明由哪个部门评分")
    if not one.evidence:
        yield warning(place, f"{one.name}没有列出佐证材料", "请逐件写出材料名称，申报人才知道要交什么")
    if one.lead in one.coop:
        yield warning(place, f"{one.lead}既是牵头部门又是配合部门", "请从配合部门里去掉")
    if not one.rule:
        yield warning(place, f"{one.name}没有写评分细则", "请写一句话，说明怎样得分")


def _strangers(spec: Spec, departments: Collection[str]) -> Iterator[Finding]:
    for name in once((*leads(spec), *cooperating(spec), *respondents(spec))):
        if name not in departments:
            words = f"“{name}”不在本县部门名单里，用到它的有{named(lines_of(spec, name))}"
            yield warning("部门", words, "请改正名称，或在批次启动前登记这个部门")


def lines_of(spec: Spec, name: str) -> tuple[str, ...]:
    """Codes of everything in the standard that names the department."""
    lines: tuple[Indicator | Bonus | Penalty | Veto, ...] = (*spec.indicators, *spec.bonus, *spec.penalties, *spec.veto)
    return tuple(one.code for one in lines if name == one.lead or name in getattr(one, "coop", ()))


def named(codes: Sequence[str]) -> str:
    return "、".join(codes[:MOST_NAMED]) + (f"等{len(codes)}项" if len(codes) > MOST_NAMED else "")
