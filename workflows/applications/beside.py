"""What was opened beside the way of applications and has to be done before a round goes on."""

from collections.abc import Iterator

from workflows.engine.errors import Incomplete
from workflows.engine.models import WorkItem
from workflows.rounds.models import Round

#: Steps that the flows open beside whatever else is under way.
BESIDE = ("recheck", "sign_commitment")


def waiting_beside(round_: Round) -> Iterator[str]:
    """One sentence a piece of work."""
    processes = round_.applications.values("process")
    items = WorkItem.objects.open().filter(process__in=processes, node__in=BESIDE)
    for item in items.select_related("place").order_by("region_code", "pk"):
        yield f"{item.title}：{item.step_title}（{item.place}）。"


def require_nothing_beside(round_: Round) -> None:
    """A list is not decided over what is still being looked into."""
    if waiting := tuple(waiting_beside(round_)):
        raise Incomplete("还有复核或重签承诺没有办完，请先办理。", waiting)
