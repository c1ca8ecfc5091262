"""Which villages may be passed together: only those of which there is nothing to say. Nobody is ever returned in bulk."""

from workflows.applications.states import State

from .villages import Village

#: A visit is made by two people at least.
VISITORS = 2


def obstacles(village: Village) -> tuple[str, ...]:
    """Why a village must be looked at by itself; empty where nothing speaks against passing it with others."""
    if village.application.state != State.SUBMITTED or village.item is None:
        return ("不在您待审核的申报里",)
    found = []
    if village.was_returned or village.submission.number > 1:
        found.append("不是首次送审")
    if village.anomalies:
        found.append(f"有{len(village.anomalies)}处疑点")
    if not village.is_complete:
        done, asked = village.material
        found.append(f"佐证不全（{done}/{asked}）")
    if unscored := [row.code for row in village.result.indicators if row.applicable and row.score is None]:
        found.append(f"{len(unscored)}项没有得分")
    if any(row.asked and row.met is False for row in village.result.summary.requirements):
        found.append("有基本条件按数据不符合")
    return (*found, *(about_the_visit(village)))


def about_the_visit(village: Village) -> list[str]:
    """Every village is visited before it is recommended."""
    if village.check is None or len(village.check.people) < VISITORS:
        return ["没有实地核查记录"]
    return ["实地核查发现问题"] if village.check.findings.all() else []
