"""The fictional 禾塬县: its places, departments, standards and people, and who applies where."""

from io import StringIO
from pathlib import Path
from random import Random

from django.core.management import call_command

from accounts.enums import RegionLevel
from accounts.models import Region
from workflows.standards.models import Standard
from workflows.standards.services import load_standard, publish
from workflows.standards.source import read_text

from . import cast
from .finished_rounds import Bid

COUNTY = "619921"
DATA = Path(__file__).parent / "data"
KINDS = ("village", "township", "county")
#: What the script does with some of the applicants of the village round, by their place in the list.
FATES = {3: "returned", 7: "vetoed", 11: "not_recommended", 14: "returned", 22: "lapsed"}


def load_county() -> list[str]:
    """Places, departments, standards, the calendar and people; what each loader says."""
    said = StringIO()
    call_command("load_calendar", stdout=said)
    call_command("load_regions", DATA / "regions.yaml", stdout=said)
    call_command("load_departments", DATA / "departments.yaml", county=COUNTY, stdout=said)
    standards = [load_own_standard(kind) for kind in KINDS]
    staff()
    return [*said.getvalue().splitlines(), *standards]


def load_own_standard(kind: str) -> str:
    """One of the three standards, in the county's own name; what became of it."""
    text = read_text(DATA / f"standard_{kind}.yaml").replace("○○县", "禾塬县")
    standard, outcome = load_standard(county=COUNTY, text=text)
    if standard.is_draft:
        publish(standard=standard)
    return f"{outcome}：{standard}，指标 {len(standard.spec.indicators)} 个"


def staff() -> None:
    """Everybody with a post in the demonstration's rounds."""
    villages = [bid.region for bid in (*village_bids(), *running_bids())]
    cast.hire(
        COUNTY,
        [
            *cast.county_seats(COUNTY),
            *cast.department_seats(COUNTY),
            *cast.township_seats(COUNTY),
            *cast.village_seats(villages),
        ],
    )


def standard_of(kind: str) -> Standard:
    """The county's published standard for this kind of applicant."""
    return Standard.objects.published().filter(county=COUNTY, object=kind).latest("version")


def villages_with(title: str) -> list[Region]:
    """Active villages that hold a title (or none) now, in the order of their codes."""
    villages = Region.objects.within(f"{COUNTY}000000").at(RegionLevel.VILLAGE).active().select_related("parent")
    return [
        row for row in villages.order_by("code") if row.kind == "村委会" and (row.profile.get("level") or "") == title
    ]


def village_bids() -> list[Bid]:
    """Twenty-four villages without a title: three from each of eight townships."""
    rng = Random(2026)  # noqa: S311 - a script, not a secret
    by_town: dict[str, list[Region]] = {}
    for village in villages_with(""):
        if "撤并计划" not in (village.profile.get("tags") or []):
            by_town.setdefault(village.parent_id, []).append(village)
    towns = [villages for villages in by_town.values() if len(villages) >= 3][:8]
    chosen = [village for villages in towns for village in rng.sample(villages, 3)]
    return [
        Bid(village, quality=rng.uniform(0.5, 0.97), fate=FATES.get(place, "")) for place, village in enumerate(chosen)
    ]


def township_bids() -> list[Bid]:
    """Three townships without a title."""
    towns = Region.objects.within(f"{COUNTY}000000").at(RegionLevel.TOWNSHIP).active().order_by("code")
    plain = [town for town in towns if not town.profile.get("level") and town.kind == "镇"][:3]
    return [Bid(town, quality) for town, quality in zip(plain, (0.93, 0.82, 0.66), strict=True)]


def running_bids() -> list[Bid]:
    """Eleven villages that hold the county's title and now seek the province's."""
    rng = Random(2027)  # noqa: S311 - a script, not a secret
    return [Bid(village, rng.uniform(0.75, 1.0)) for village in villages_with("县级示范村")[:11]]
