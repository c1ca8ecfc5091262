"""A county where every post is held by two and eight departments score: enough people to collide."""

from datetime import date

import yaml

from accounts.appointments import appoint
from accounts.enums import OrganisationKind, Post, RegionLevel
from accounts.models import Appointment, Organisation, Region, User
from tests import world

#: With those of the tiny county: eight departments that lead, cooperate and answer the joint check.
MORE_DEPARTMENTS = ("住建局", "生态环境局")
CHECKLIST = "（1）组织健全；（2）制度上墙；（3）定期议事。"
EVERY_DEPARTMENT = (*world.DEPARTMENTS, *MORE_DEPARTMENTS)


class Crowd(world.County):
    """The tiny county, crowded."""

    def holders(self, item) -> list[User]:
        """Everybody who may do this piece of work."""
        held = Appointment.objects.current().filter(
            post=item.post, region_id=item.place_id, organisation_id=item.organisation_id
        )
        return [row.user for row in held.select_related("user").order_by("pk")]


def build_crowd(villages: int = 4) -> Crowd:
    """The tiny county; two more departments, so many villages in 甲镇, and a second holder of every post."""
    tiny = world.build_county()
    crowd = Crowd(tiny.regions, tiny.departments, tiny.people)
    for name in MORE_DEPARTMENTS:
        crowd.departments[name] = Organisation.objects.create(
            county=world.COUNTY,
            code=f"D{len(crowd.departments)}",
            name=name,
            full_name=f"禾塬县{name}",
            kind=OrganisationKind.GOVERNMENT,
            region=crowd.regions["禾塬县"],
        )
        world.hire(crowd, f"{name}评分员", Post.DEPT_SCORER, "禾塬县", name)
        world.hire(crowd, f"{name}负责人", Post.DEPT_LEADER, "禾塬县", name)
        world.hire(crowd, f"{name}联审员", Post.VETO_RESPONDENT, "禾塬县", name)
    for number in range(3, villages + 1):
        add_village(crowd, f"甲{number}村", f"6199211012{number:02d}")
    for held in list(Appointment.objects.select_related("user", "region", "organisation")):
        double(held)
    return crowd


def add_village(crowd: Crowd, name: str, code: str) -> None:
    """One more village of 甲镇 with its clerk and its secretary."""
    crowd.regions[name] = Region.objects.create(
        code=code,
        name=name,
        level=RegionLevel.VILLAGE,
        parent=crowd.regions["甲镇"],
        county=world.COUNTY,
        kind="村委会",
    )
    world.hire(crowd, f"{name}填报员", Post.VILLAGE_CLERK, name)
    world.hire(crowd, f"{name}书记", Post.VILLAGE_SECRETARY, name)


def double(held: Appointment) -> None:
    """A second person on the same post."""
    user = User.objects.create(username=f"{held.user.username}b", display_name=f"{held.user}（副）", password="!")
    appoint(user=user, post=held.post, region=held.region, organisation=held.organisation, since=date(2020, 1, 1))


def wide_standard() -> str:
    """The small standard with eight lead departments, each with one checklist and one veto clause of its own."""
    small = yaml.safe_load(world.STANDARD)
    checklist = next(row for row in small["indicators"] if row["code"] == "ZL-02")
    clause = small["veto"][0]
    shares = [("CY", 10)] * 4 + [("RJ", 20)] * 2 + [("ZL", 10)] * 2
    small["code"] = "STD-V-WIDE"
    small["bonus"][0]["lead"] = small["penalties"][0]["lead"] = EVERY_DEPARTMENT[0]
    small["indicators"] = [
        {
            **checklist,
            "code": f"{dimension}-{number + 1:02d}",
            "name": f"{EVERY_DEPARTMENT[number]}的检查单",
            "dimension": dimension,
            "points": points,
            "lead": EVERY_DEPARTMENT[number],
            "coop": [EVERY_DEPARTMENT[(number + 1) % len(EVERY_DEPARTMENT)]],
            "scale": {"3": points, "2": points / 2, "1": 1},
            "rule": f"3项全部符合得{points}分，符合2项得{points // 2}分，符合1项得1分，其余不得分：{CHECKLIST}",
        }
        for number, (dimension, points) in enumerate(shares)
    ]
    small["veto"] = [
        {**clause, "code": f"FJ-{number + 1:02d}", "name": f"否决情形{number + 1}", "lead": name}
        for number, name in enumerate(EVERY_DEPARTMENT)
    ]
    return yaml.dump(small, Dumper=Plain, allow_unicode=True, sort_keys=False)


class Plain(yaml.SafeDumper):
    """Writes everything out: a standard may not use YAML's references."""

    def ignore_aliases(self, data):
        return True
