"""Which part of a standard is whose. Departments are named in short, as the plan names them; order is the standard's."""

from collections.abc import Iterable

from workflows.standards.spec import Bonus, Indicator, Penalty, Spec, Veto


def leads(spec: Spec) -> tuple[str, ...]:
    """Lead departments (牵头部门): whoever scores an indicator, a bonus or a penalty item."""
    lines: tuple[Indicator | Bonus | Penalty, ...] = (*spec.indicators, *spec.bonus, *spec.penalties)
    return once(item.lead for item in lines)


def cooperating(spec: Spec) -> tuple[str, ...]:
    """Cooperating departments (配合部门) of any indicator."""
    return once(name for item in spec.indicators for name in item.coop)


def respondents(spec: Spec) -> tuple[str, ...]:
    """Departments that answer the joint veto check (联审)."""
    return once(item.lead for item in spec.veto)


def sources(spec: Spec) -> tuple[str, ...]:
    """Where the data items come from; a township among them fills in its own."""
    return once(item.source for item in spec.data_items)


def indicators_of(spec: Spec, department: str) -> tuple[Indicator, ...]:
    """What the department scores."""
    return tuple(one for one in spec.indicators if one.lead == department)


def bonuses_of(spec: Spec, department: str) -> tuple[Bonus, ...]:
    return tuple(one for one in spec.bonus if one.lead == department)


def penalties_of(spec: Spec, department: str) -> tuple[Penalty, ...]:
    return tuple(one for one in spec.penalties if one.lead == department)


def vetoes_of(spec: Spec, department: str) -> tuple[Veto, ...]:
    """What the department answers in the veto check."""
    return tuple(one for one in spec.veto if one.lead == department)


def cooperations_of(spec: Spec, department: str) -> tuple[Indicator, ...]:
    """Indicators of others that the department countersigns."""
    return tuple(one for one in spec.indicators if department in one.coop)


def countersigners_of(spec: Spec, lead: str) -> tuple[str, ...]:
    """Who countersigns the sheet of a lead department."""
    return once(name for one in indicators_of(spec, lead) for name in one.coop)


def once(names: Iterable[str]) -> tuple[str, ...]:
    """Each name once, in the order of its first mention."""
    return tuple(dict.fromkeys(name for name in names if name))
