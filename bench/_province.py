"""A province: 100 counties, 25,000 villages and whoever holds a post there, written in bulk (PostgreSQL).

Beside their appointments people have what django-viewflow's own lists ask for: guardian's permission on each place or
department at which they hold a post.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from itertools import count

from django.contrib.auth.models import Permission
from django.contrib.contenttypes.models import ContentType
from django.db import connection, models
from guardian.models import UserObjectPermission

from accounts.enums import OrganisationKind, Post, RegionLevel
from accounts.models import Appointment, Organisation, Region, User
from tests import generated

COUNTIES, TOWNSHIPS, VILLAGES = 100, 13, 250
DEPARTMENTS = 8
PLACES = {
    Post.VILLAGE_CLERK: RegionLevel.VILLAGE,
    Post.VILLAGE_SECRETARY: RegionLevel.VILLAGE,
    Post.TOWN_REVIEWER: RegionLevel.TOWNSHIP,
    Post.TOWN_LEADER: RegionLevel.TOWNSHIP,
    Post.OFFICE_OPERATOR: RegionLevel.COUNTY,
    Post.OFFICE_DIRECTOR: RegionLevel.COUNTY,
    Post.COUNTY_LEADER: RegionLevel.COUNTY,
}
OF_DEPARTMENTS = (Post.DEPT_SCORER, Post.DEPT_LEADER, Post.VETO_RESPONDENT)


def copy_in(model: type[models.Model], rows: Iterable[models.Model]) -> None:
    """Write rows by COPY: minutes less than by INSERT, and whatever columns the model has."""
    rows = list(rows)  # whatever they ask the database for is asked before the connection is busy
    fields = model._meta.concrete_fields
    names = ", ".join(f'"{one.column}"' for one in fields)
    statement = f'COPY "{model._meta.db_table}" ({names}) FROM STDIN'
    with connection.cursor() as cursor, cursor.copy(statement) as copy:
        for row in rows:
            copy.write_row([one.get_db_prep_save(one.pre_save(row, True), connection) for one in fields])
    if isinstance(model._meta.pk, models.AutoField):
        with connection.cursor() as cursor:
            cursor.execute(
                f"SELECT setval(pg_get_serial_sequence('{model._meta.db_table}', 'id'), max(id)) "
                f'FROM "{model._meta.db_table}"'
            )


def multiply(model: type[models.Model], counties: list["County"], changes: dict[str, str]) -> None:
    """The first county's rows once more for each of the others, within the database.

    :param changes: column → what it becomes, in SQL that may name ``other.n`` and ``other.code``.
    """
    columns = [one.column for one in model._meta.concrete_fields]
    names = ", ".join(f'"{column}"' for column in columns)
    chosen = ", ".join(changes.get(column, f'"{column}"') for column in columns)
    others = ", ".join(f"({n}, '{county.code}')" for n, county in enumerate(counties) if n)
    with connection.cursor() as cursor:
        cursor.execute(
            f'INSERT INTO "{model._meta.db_table}" ({names}) '
            f'SELECT {chosen} FROM "{model._meta.db_table}", (VALUES {others}) AS other(n, code)'
        )


@dataclass
class County:
    """One of the hundred: its places, departments, and who holds which post where."""

    code: str
    region: Region
    townships: list[Region] = field(default_factory=list)
    villages: list[Region] = field(default_factory=list)
    departments: list[Organisation] = field(default_factory=list)
    holders: dict[tuple[Post, str], User] = field(default_factory=dict)


def build_province() -> list[County]:
    """Places, departments and people."""
    counties = places()
    departments(counties)
    people(counties)
    return counties


def places() -> list[County]:
    province = Region(code="610000000000", name="某省", level=RegionLevel.PROVINCE)
    rows, counties = [province], []
    for city in range(1, 11):
        above = Region(code=f"61{city:02d}00000000", name=f"{city}号市", level=RegionLevel.CITY, parent=province)
        rows.append(above)
        for number in range(21, 21 + COUNTIES // 10):
            counties.append(county_of(above, f"61{city:02d}{number}"))
            rows += [counties[-1].region, *counties[-1].townships, *counties[-1].villages]
    copy_in(Region, rows)
    return counties


def county_of(city: Region, code: str) -> County:
    region = Region(code=f"{code}000000", name=f"{code}县", level=RegionLevel.COUNTY, parent=city, county=code)
    county = County(code, region)
    for n, name in enumerate(generated.TOWNSHIPS[:TOWNSHIPS], start=101):
        fields = {"name": f"{name}镇", "level": RegionLevel.TOWNSHIP, "county": code, "kind": "镇"}
        county.townships.append(Region(code=f"{code}{n}000", parent=region, **fields))
    for n in range(VILLAGES):
        town = county.townships[n % TOWNSHIPS]
        fields = {"level": RegionLevel.VILLAGE, "county": code, "kind": "村委会"}
        name = f"{town.name[0]}字{n // TOWNSHIPS + 1}号村"
        county.villages.append(Region(code=f"{town.code[:9]}{200 + n // TOWNSHIPS}", name=name, parent=town, **fields))
    return county


def departments(counties: list[County]) -> None:
    numbers = count(1)
    for county in counties:
        county.departments = [
            Organisation(
                pk=next(numbers),
                county=county.code,
                code=f"D{n}",
                name=f"第{n + 1}局",
                full_name=f"{county.region.name}第{n + 1}局",
                kind=OrganisationKind.GOVERNMENT,
                region=county.region,
            )
            for n in range(DEPARTMENTS)
        ]
    copy_in(Organisation, (one for county in counties for one in county.departments))


def people(counties: list[County]) -> None:
    """One holder of every post, appointed with us and permitted with guardian."""
    numbers, held = count(1), []
    for county in counties:
        for post, place, organisation in posts_of(county):
            number = next(numbers)
            user = User(
                pk=number, username=f"u{number}", display_name=f"用户{number}", password="!", county=county.code
            )
            county.holders[post, organisation.pk if organisation else place.pk] = user
            fields = {"user": user, "county": county.code, "post": post, "since": date(2020, 1, 1)}
            held.append(Appointment(pk=number, region=place, organisation=organisation, **fields))
    copy_in(User, (one.user for one in held))
    copy_in(Appointment, held)
    permit(held)


def posts_of(county: County) -> Iterator[tuple[Post, Region, Organisation | None]]:
    below = {
        RegionLevel.VILLAGE: county.villages,
        RegionLevel.TOWNSHIP: county.townships,
        RegionLevel.COUNTY: [county.region],
    }
    for post, level in PLACES.items():
        yield from ((post, place, None) for place in below[level])
    for post in OF_DEPARTMENTS:
        yield from ((post, county.region, one) for one in county.departments)


def permit(held: list[Appointment]) -> None:
    """django-viewflow asks for a permission on an object: the post, on the region or the department."""
    types = {model: ContentType.objects.get_for_model(model) for model in (Region, Organisation)}
    permissions = {
        (post, model): Permission.objects.create(codename=post, name=post.label, content_type=types[model])
        for post, model in [*((post, Region) for post in PLACES), *((post, Organisation) for post in OF_DEPARTMENTS)]
    }
    numbers = count(1)
    copy_in(
        UserObjectPermission,
        (
            UserObjectPermission(
                pk=next(numbers),
                user=one.user,
                permission=permissions[one.post, type(one.organisation or one.region)],
                content_type=types[type(one.organisation or one.region)],
                object_pk=str(one.organisation_id or one.region_id),
            )
            for one in held
        ),
    )
