"""What a list of the desk is narrowed to: read from an address, written into one, and applied to each kind of row."""

from collections.abc import Mapping
from dataclasses import dataclass, fields

from django.db.models import Q, QuerySet

from accounts import codes
from accounts.models import Region
from workflows.engine.models import WorkItem

from .finding import find
from .lights import Lights

#: Deadlines by which 待办 can be narrowed.
DUE = {"late": "已经超期", "today": "今天到期和已超期", "soon": "三个工作日内到期"}
LONGEST = 60


@dataclass(frozen=True)
class Filter:
    """``q`` words, ``node`` a step, ``due`` one of ``DUE``, ``town`` a township's code, ``unread`` copies only."""

    q: str = ""
    node: str = ""
    due: str = ""
    town: str = ""
    unread: str = ""

    @classmethod
    def read(cls, query: Mapping[str, str]) -> "Filter":
        """From an address; what is unknown or too long is left out."""
        given = {field.name: query.get(field.name, "").strip()[:LONGEST] for field in fields(cls)}
        if given["due"] not in DUE:
            given["due"] = ""
        if not (given["town"].isdecimal() and len(given["town"]) == len(codes.widen(""))):
            given["town"] = ""
        return cls(**given)

    @property
    def query(self) -> dict[str, str]:
        """For an address: what is set."""
        return {field.name: getattr(self, field.name) for field in fields(self) if getattr(self, field.name)}

    def __bool__(self) -> bool:
        return bool(self.query)

    def of_work(self, items: QuerySet[WorkItem], user, lights: Lights) -> QuerySet[WorkItem]:
        """Rows of 待办 and 已办."""
        if self.node:
            items = items.filter(node=self.node)
        if self.due:
            items = items.filter(due_at__lte=self.due_until(lights))
        if self.q:
            items = items.filter(find(self.q, user).about("region_code", "process_id") | Q(title__contains=self.q))
        return self.of_township(items, "region_code")

    def of_cases(self, rows: QuerySet, user, *, region: str, process: str) -> QuerySet:
        """Applications, or what belongs to them; the fields that name their region and process."""
        if self.q:
            rows = rows.filter(find(self.q, user).about(region, process))
        return self.of_township(rows, region)

    def of_township(self, rows: QuerySet, field: str) -> QuerySet:
        if not self.town:
            return rows
        low, high = codes.range_of(self.town)
        return rows.filter(**{f"{field}__gte": low, f"{field}__lt": high})

    def due_until(self, lights: Lights):
        return {"late": lights.now, "today": lights.today_ends, "soon": lights.soon_ends}[self.due]


def in_words(filter_: Filter, step: str = "") -> str:
    """As a person would say it: ``镇（街道）审核，三个工作日内到期，石岭镇，含“侯家”``."""
    town = Region.objects.filter(pk=filter_.town).first() if filter_.town else None
    parts = [
        step if filter_.node else "",
        DUE.get(filter_.due, ""),
        str(town or ""),
        f"含“{filter_.q}”" if filter_.q else "",
        "只看未读" if filter_.unread else "",
    ]
    return "，".join(part for part in parts if part) or "全部"
