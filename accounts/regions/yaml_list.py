"""A county's own file: townships and villages with their figures, belts, and what became of former villages."""

from collections.abc import Iterator
from datetime import date
from typing import Any, TextIO

from accounts import numbered_yaml
from accounts.regions.rows import BeltRow, Facts, RegionList, Row

#: Keys with a meaning of their own; every other key of an entry is part of its profile.
OWN = {
    "code", "name", "kind", "urban_rural", "township", "status", "city", "province",
    "former_name", "renamed_on", "former_code", "moved_on", "merged_into", "merged_on", "villages", "communities",
}  # fmt: skip


def rows(file: TextIO, found: RegionList) -> Iterator[Row]:
    source = len(found.files) - 1
    try:
        document = numbered_yaml.load(file)
    except numbered_yaml.BadYaml as error:
        found.refuse(source, error.line, str(error))
        return
    if not isinstance(document, dict) or not isinstance(document.get("county"), dict):
        found.refuse(source, 1, "缺少 county（县）一段。")
        return
    for entry in _entries(document):
        try:
            yield _row(entry, source)
        except (ValueError, TypeError, AttributeError):
            found.refuse(source, numbered_yaml.line_of(entry), "日期须写作 2023-09-01，代码须加引号。")
    _belts(document, found)


def _belts(document: dict[str, Any], found: RegionList) -> None:
    county, source = str(document["county"].get("code", ""))[:6], len(found.files) - 1
    for belt in document.get("belts") or []:
        line = numbered_yaml.line_of(belt)
        try:
            villages = [str(code) for code in belt.get("villages") or []]
            found.belts.append(BeltRow(county, belt["code"], belt["name"], villages, source, line))
        except (KeyError, TypeError, AttributeError):
            found.refuse(source, line, "示范带须写明 code、name 和 villages（村代码列表）。")


def _entries(document: dict[str, Any]) -> Iterator[Any]:
    county = document["county"]
    yield from (county[key] for key in ("province", "city") if key in county)
    yield county
    for key in ("townships", "villages", "abolished_villages"):
        yield from document.get(key) or []


def _row(entry: dict[str, Any], source: int) -> Row:
    profile = {key: value for key, value in entry.items() if key not in OWN}
    return Row(
        code=str(entry.get("code", "")).strip(),
        name=str(entry.get("name", "")).strip(),
        source=source,
        line=entry[numbered_yaml.LINE],
        facts=Facts(
            kind=entry.get("kind", ""),
            urban_rural=str(entry.get("urban_rural", "")),
            profile=numbered_yaml.without_lines(profile),
            former_name=entry.get("former_name", ""),
            renamed_on=_date(entry.get("renamed_on")),
            former_code=str(entry.get("former_code", "")),
            moved_on=_date(entry.get("moved_on")),
            merged_into=str(entry.get("merged_into", "")),
            merged_on=_date(entry.get("merged_on")),
        ),
    )


def _date(value: object) -> date | None:
    return value if isinstance(value, date) or value is None else date.fromisoformat(str(value))
