"""Brings the plan's departments, key tasks, measures and targets into the database; a second time without effect."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import Any

from django.db import models, transaction

from accounts import audit, codes
from accounts.departments.reading import departments_in, goals_in, read, targets_in
from accounts.enums import RegionLevel
from accounts.models import KeyTask, Measure, Organisation, Region, TaskTarget
from accounts.refusals import BadFile, Problem

PARTNERS = (("leads", "lead"), ("coops", "coop"))


@dataclass
class DepartmentReport:
    """Of each kind of row: how many were added, changed and left as they were."""

    county: str
    added: Counter[str] = field(default_factory=Counter)
    updated: Counter[str] = field(default_factory=Counter)
    unchanged: Counter[str] = field(default_factory=Counter)
    unlisted: list[str] = field(default_factory=list)

    def lines(self) -> Iterator[str]:
        yield f"{self.county}："
        for model in (Organisation, KeyTask, Measure, TaskTarget):
            name = str(model._meta.verbose_name)
            numbers = (self.added[name], self.updated[name], self.unchanged[name])
            yield "{} {} 个：新增 {}，更新 {}，未变化 {}。".format(name, sum(numbers), *numbers)
        if self.unlisted:
            yield f"系统中有、文件中没有（未改动）：{'、'.join(self.unlisted)}。"
            yield "  如机构改革已并入其他部门，请用 manage.py merge_department 登记。"


@transaction.atomic
def load(path: Path, *, county: str = "") -> DepartmentReport:
    document, region = read(path), county_region(county)
    report = DepartmentReport(county=region.name)
    loader = _Loader(region, report)
    organisations = {entry["name"]: loader.organisation(entry) for entry in departments_in(document)}
    for entry in document["tasks"]:
        loader.task(entry, organisations)
    for target in goals_in(document):
        loader.target(target, measure=None, implied=False)
    known = Organisation.objects.filter(county=region.county).current()
    report.unlisted = [organisation.name for organisation in known.exclude(name__in=organisations)]
    if report.added or report.updated:
        audit.record(actor=None, verb="导入部门和重点任务", subject=region, detail={"文件": path.name})
    return report


def county_region(code: str = "") -> Region:
    """The county named, or the only one there is."""
    counties = Region.objects.select_related("parent").at(RegionLevel.COUNTY)
    found = list(counties.filter(pk=codes.widen(code)) if code else counties[:2])
    if len(found) != 1:
        reason = f"没有代码为 {code} 的县" if code else "不止一个县" if found else "还没有县"
        hint = "请加 --county 县代码。" if found else "请先导入行政区划（manage.py load_regions）。"
        raise BadFile([Problem("--county", 0, f"{reason}，{hint}")])
    return found[0]


class _Loader:
    """Writes one county's rows and counts what changed."""

    def __init__(self, region: Region, report: DepartmentReport):
        self.region, self.report, self.county = region, report, region.county

    def organisation(self, entry: dict[str, Any]) -> Organisation:
        return self._put(
            Organisation,
            {"county": self.county, "code": entry["code"]},
            name=entry["name"],
            full_name=in_county(entry["full_name"], self.region),
            kind=entry["kind"],
            duty=entry.get("duty", ""),
            region=self.region,
        )

    def task(self, entry: dict[str, Any], organisations: dict[str, Organisation]) -> None:
        task = self._put(
            KeyTask,
            {"county": self.county, "code": entry["id"]},
            {key: {organisations[name] for name in entry.get(word) or []} for key, word in PARTNERS},
            number=entry["no"],
            title=entry["title"],
            all_townships=bool(entry.get("all_townships")),
        )
        for item in entry.get("measures") or []:
            measure = self._put(
                Measure,
                {"task": task, "code": item["id"]},
                label=item["label"],
                title=item["title"],
                text="\n".join(item["lines"]),
            )
            for target, implied in targets_in(item):
                self.target(target, measure=measure, implied=implied)

    def target(self, entry: dict[str, Any], *, measure: Measure | None, implied: bool) -> None:
        """A number the file leaves open (null) does not erase one the county has filled in."""
        value, upper = entry.get("value"), None
        if isinstance(value, list):
            value, upper = value
        numbers: dict[str, Any] = {
            key: Decimal(str(n)) for key, n in (("value", value), ("upper", upper)) if n is not None
        }
        self._put(
            TaskTarget,
            {"county": self.county, "code": entry["code"]},
            measure=measure,
            name=entry["name"],
            op=entry.get("op", "="),
            unit=entry.get("unit", ""),
            plan_words=entry.get("plan_words", ""),
            implied=implied,
            **numbers,
        )

    def _put(
        self, model: type[models.Model], key: dict[str, Any], related: dict[str, set] | None = None, **values
    ) -> Any:
        row, created = model._default_manager.get_or_create(**key, defaults=values)
        changed = {name for name, value in values.items() if getattr(row, name) != value}
        for name in changed:
            setattr(row, name, values[name])
        if changed:
            row.save(update_fields=changed)
        for name, others in (related or {}).items():
            if set(getattr(row, name).all()) != others:
                getattr(row, name).set(others)
                changed.add(name)
        counts = self.report.added if created else self.report.updated if changed else self.report.unchanged
        counts[str(model._meta.verbose_name)] += 1
        return row


def in_county(full_name: str, region: Region) -> str:
    """○○县 is the county, ○○ alone its name without 县; a branch (市生态环境局○○分局) also gets its city's name."""
    filled = full_name.replace("○○县", region.name).replace("○○", region.name[:-1])
    city = region.parent
    if filled.startswith("市") and filled.endswith("分局") and city and city.level == RegionLevel.CITY:
        return filled if city.is_provisional else city.name + filled[1:]
    return filled
