"""Puts the rows of a list into one tree: everything must lie in something that is known."""

from collections.abc import Mapping

from accounts import codes
from accounts.enums import RegionLevel
from accounts.models import Region
from accounts.regions.reading import fault_of
from accounts.regions.rows import RegionList, Row

#: Statistical code segments: which kind of township or village a number means.
TOWNSHIP_KINDS = ((100, "街道"), (200, "镇"), (400, "乡"), (1000, "其他"))
VILLAGE_KINDS = ((200, "居委会"), (400, "村委会"))


def parent_of(code: str) -> str | None:
    above = codes.line_of(code)[1:]
    return above[0] if above else None


def level_in(code: str, undivided: set[str]) -> RegionLevel:
    """A city without counties (东莞, 中山, 儋州) governs townships itself, so it counts as a county."""
    level = codes.level_of(code)
    return RegionLevel.COUNTY if level == RegionLevel.CITY and code[:4] in undivided else level


def undivided_cities(found: RegionList) -> set[str]:
    return {code[:4] for code in found.rows if code[4:6] == "00" and code[6:] != "000000"}


def kind_of(code: str, name: str) -> str:
    level = codes.level_of(code)
    if level == RegionLevel.TOWNSHIP:
        return next(kind for limit, kind in TOWNSHIP_KINDS if int(code[6:9]) < limit)
    if level != RegionLevel.VILLAGE:
        return ""
    by_name = "居委会" if name.endswith(("居委会", "居民委员会", "社区")) else "村委会"
    return next((kind for limit, kind in VILLAGE_KINDS if int(code[9:]) < limit), by_name)


def complete(found: RegionList, names: Mapping[str, str]) -> None:
    """Adds the missing regions above the list; notes every row that lies in an unknown township or points nowhere."""
    known = set(Region.objects.filter(level__lt=RegionLevel.VILLAGE).values_list("code", flat=True))
    _add_names(found, names)
    for row in list(found.rows.values()):
        _require_line(row.code, row, found, known)
        _require_relations(row, found, known)
    for belt in found.belts:
        lost = [code for code in belt.villages if not _known(code, found)]
        if lost:
            found.refuse(belt.source, belt.line, f"{belt.name}中的村 {'、'.join(lost)} 不在名单中。")


def _add_names(found: RegionList, names: Mapping[str, str]) -> None:
    found.files.append("--name")
    for digits, name in names.items():
        row = Row(codes.widen(digits), name.strip(), len(found.files) - 1, 0)
        if fault := fault_of(row._replace(code=digits)):
            found.refuse(row.source, row.line, fault)
        elif codes.level_of(row.code) > RegionLevel.COUNTY:
            found.refuse(
                row.source, row.line, f"{digits} 不是省、市、县；镇村更名请用 manage.py change_region rename。"
            )
        else:
            found.add(row)


def _require_line(code: str, row: Row, found: RegionList, known: set[str]) -> None:
    for above in codes.line_of(code)[1:]:
        if above in found.rows or above in known:
            return
        if codes.level_of(above) == RegionLevel.TOWNSHIP:
            found.refuse(row.source, row.line, f"“{row.name}”所属的镇（街道） {above} 不在名单中，也未导入过。")
            return
        found.rows[above] = Row(above, codes.provisional_name(above), row.source, row.line)


def _require_relations(row: Row, found: RegionList, known: set[str]) -> None:
    facts = row.facts
    if not facts:
        return
    if facts.merged_into and (facts.merged_into == row.code or not _known(facts.merged_into, found)):
        found.refuse(row.source, row.line, f"“{row.name}”并入的 {facts.merged_into} 不在名单中，或就是它自己。")
    former = facts.former_code
    if former and (len(former) != 12 or not former.isdigit() or former == row.code):
        found.refuse(row.source, row.line, f"“{row.name}”的原代码“{former}”有误，应为原来的 12 位代码。")
    elif former and not _known(former, found):
        _require_line(former, row, found, known)


def _known(code: str, found: RegionList) -> bool:
    return code in found.rows or Region.objects.filter(pk=code).exists()
