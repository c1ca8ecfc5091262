"""The people of the fictional county: everybody a round needs, each with an account and a post.

Names are put together at random from a fixed seed; nobody is meant.
"""

from dataclasses import dataclass
from datetime import date
from random import Random

from django.contrib.auth.hashers import make_password

from accounts.appointments import appoint
from accounts.enums import Post, RegionLevel
from accounts.models import Appointment, Organisation, Region, User

PASSWORD = "Heyuan-Demo-2026"  # noqa: S105 - a demonstration's password, printed at the end of the run
SINCE = date(2024, 1, 1)
SURNAMES = "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜"
GIVEN = "建平秀英志远海燕文博晓梅永强玉兰国栋春华立新桂芳长河雪琴东升改玲宏伟麦香"


@dataclass(frozen=True)
class Seat:
    """One post to fill: how its holder signs in, and where."""

    username: str
    post: Post
    place: str
    department: str = ""


def county_seats(county: str) -> list[Seat]:
    """The office, the leaders, the readers and the three separated administrators."""
    whole = f"{county}000000"
    return [
        Seat("bangongshi", Post.OFFICE_OPERATOR, whole),
        Seat("zhuren", Post.OFFICE_DIRECTOR, whole),
        Seat("xianlingdao", Post.COUNTY_LEADER, whole),
        Seat("shenji", Post.AUDITOR, whole),
        Seat("shengping", Post.PROVINCE_REVIEWER, f"{county[:2]}0000000000"),
        Seat("xitong", Post.SYSTEM_ADMIN, whole),
        Seat("anquan", Post.SECURITY_ADMIN, whole),
        Seat("shenjiguan", Post.AUDIT_ADMIN, whole),
    ]


def department_seats(county: str) -> list[Seat]:
    """A scorer, a head and a respondent in each department."""
    seats = []
    for row in Organisation.objects.filter(county=county).order_by("pk"):
        code = row.code.lower()
        seats += [
            Seat(f"{code}-pf", Post.DEPT_SCORER, f"{county}000000", row.code),
            Seat(f"{code}-fz", Post.DEPT_LEADER, f"{county}000000", row.code),
            Seat(f"{code}-ls", Post.VETO_RESPONDENT, f"{county}000000", row.code),
        ]
    return seats


def township_seats(county: str) -> list[Seat]:
    """A reviewer and a leader in each township: ``zhen001-sh``, ``zhen001-ld``."""
    towns = Region.objects.within(f"{county}000000").at(RegionLevel.TOWNSHIP).active()
    return [
        Seat(f"zhen{town.code[6:9]}-{suffix}", post, town.code)
        for town in towns.order_by("code")
        for suffix, post in (("sh", Post.TOWN_REVIEWER), ("ld", Post.TOWN_LEADER))
    ]


def village_seats(villages: list[Region]) -> list[Seat]:
    """A clerk and a secretary in each village: ``cun102204-tb``, ``cun102204-sj``."""
    return [
        Seat(f"cun{village.code[6:]}-{suffix}", post, village.code)
        for village in villages
        for suffix, post in (("tb", Post.VILLAGE_CLERK), ("sj", Post.VILLAGE_SECRETARY))
    ]


def hire(county: str, seats: list[Seat]) -> None:
    """Open an account and give a post for every seat that is still empty."""
    known = set(User.objects.values_list("username", flat=True))
    departments = {row.code: row for row in Organisation.objects.filter(county=county)}
    regions = Region.objects.in_bulk({seat.place for seat in seats})
    hashed = make_password(PASSWORD)
    for seat in seats:
        if seat.username in known:
            continue
        user = User.objects.create(
            username=seat.username,
            display_name=name_of(seat.username),
            password=hashed,
            county=county,
            phone=phone_of(seat.username),
        )
        appoint(
            user=user,
            post=seat.post,
            region=regions[seat.place],
            organisation=departments.get(seat.department),
            since=SINCE,
        )


def name_of(username: str) -> str:
    """A name that belongs to this account, the same at every run."""
    rng = Random(username)  # noqa: S311 - not a secret
    start = rng.randrange(0, len(GIVEN), 2)
    return rng.choice(SURNAMES) + GIVEN[start : start + 2]


def phone_of(username: str) -> str:
    """An office's landline that belongs to this account; 0900 is no area code."""
    return f"0900-555{Random(f'{username} phone').randrange(10_000):04d}"  # noqa: S311 - not a secret


def signs_in(post: Post, place: str, department: str = "") -> User:
    """Who holds this post there."""
    held = Appointment.objects.current().filter(post=post, region_id=place)
    if department:
        held = held.filter(organisation__code=department)
    return held.select_related("user").order_by("pk")[0].user
