"""What a list says about the past of its villages: former names, former codes, mergers."""

from datetime import date

from django.core.exceptions import ValidationError

from accounts import codes
from accounts.enums import RegionChangeKind
from accounts.models import Region, RegionChange
from accounts.refusals import BadFile, Problem
from accounts.regions import changes, tree
from accounts.regions.report import LoadReport
from accounts.regions.rows import Facts, RegionList, Row


def apply(found: RegionList, report: LoadReport, on: date) -> None:
    """Oldest merger first, so that a chain of mergers finds each link still in use. What is recorded already is left."""
    told = [(row, row.facts) for row in found.rows.values() if row.facts]
    for row, facts in sorted(told, key=lambda pair: pair[1].merged_on or on):
        try:
            _apply(row, facts, report, on)
        except ValidationError as refusal:
            problem = Problem(found.files[row.source], row.line, "".join(refusal.messages))
            raise BadFile([problem]) from refusal


def _apply(row: Row, facts: Facts, report: LoadReport, on: date) -> None:
    if facts.former_name:
        _remember_name(row, facts, report, on)
    if facts.former_code:
        _remember_code(row, facts, report, on)
    if facts.merged_into:
        _merge(row, facts, report, on)


def _remember_name(row: Row, facts: Facts, report: LoadReport, on: date) -> None:
    region = Region.objects.get(pk=row.code)
    known = {change.before.get("name") for change in region.changes.filter(kind=RegionChangeKind.RENAMED)}
    if facts.former_name in known:
        return
    RegionChange.objects.create(
        region=region,
        county=region.county,
        kind=RegionChangeKind.RENAMED,
        on=facts.renamed_on or on,
        before={"name": facts.former_name},
        after={"name": region.name},
    )
    report.renamed.append(f"{facts.former_name} → {region.full_name}")


def _remember_code(row: Row, facts: Facts, report: LoadReport, on: date) -> None:
    region = Region.objects.select_related("parent").get(pk=row.code)
    former, _ = Region.objects.get_or_create(
        pk=facts.former_code,
        defaults={
            "name": row.name,
            "level": region.level,
            "parent_id": tree.parent_of(facts.former_code),
            "county": codes.county_of(facts.former_code),
            "kind": region.kind,
        },
    )
    if former.is_active:
        changes.succeed(region=former, moved=region, on=facts.moved_on or on)
        report.moved.append(f"{former.code} → {region.code} {region.full_name}")


def _merge(row: Row, facts: Facts, report: LoadReport, on: date) -> None:
    region = Region.objects.select_related("parent").get(pk=row.code)
    if region.is_active:
        into = Region.objects.select_related("parent").get(pk=facts.merged_into)
        changes.merge(region=region, into=into, on=facts.merged_on or on)
        report.merged.append(f"{region.full_name} → {into.full_name}")
