"""The ledger's template: the round's applicants with their codes, and a column for each data item that is asked."""

from accounts.models import Organisation
from documents import workbooks
from documents.workbooks import Cell, Table
from workflows.applications.models import Application
from workflows.rounds.models import Round

from ..services.rows import seen_by, work_of
from ..services.sheets import names_of
from .headings import items_for

PLACES = ("区划代码", "乡镇", "村")
LEAD = "只填有台账的栏，没有的留空或者删去整栏；区划代码请不要改。是/否栏填“是”或“否”。填好后回到“部门台账”上传。"
FLAGS = ("是", "否")


def template_of(round_: Round, organisation: Organisation, user) -> bytes:
    """Ready to be filled in."""
    items = items_for(round_.standard.spec, names_of(organisation))
    applications = Application.objects.filter(process__in=list(work_of(round_, organisation)))
    rows: list[tuple[Cell, ...]] = [
        (one.region_id, one.township.short_name, one.region.short_name)
        for one in seen_by(user, organisation, applications).select_related("region__parent").order_by("region")
    ]
    table = Table(
        "台账",
        (*PLACES, *(f"{item.name}（{item.unit}）" for item in items)),
        rows,
        lead=(f"{organisation}台账（{round_.title}）", LEAD),
        widths=(15, 12, 16, *(14 for _ in items)),
        choices={place: FLAGS for place, item in enumerate(items, len(PLACES)) if item.unit == "是/否"},
        frozen=(3, len(PLACES)),
    )
    return workbooks.write([table])
