"""A tiny county that acts: two townships, four villages, a handful of departments, one round.

``act(case, node, **data)`` does a step as the person whose inbox it is in, through the real flow and services.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from zoneinfo import ZoneInfo

from accounts.appointments import appoint
from accounts.enums import OrganisationKind, Post, RegionLevel
from accounts.models import Appointment, Organisation, Region, User
from workflows.applications.models import Application, SitePhoto
from workflows.applications.services.evidence import bind, bind_photo
from workflows.applications.services.filling import save_draft
from workflows.engine.models import WorkItem
from workflows.engine.steps import perform
from workflows.flows.agreement import disagreements
from workflows.flows.starting import begin_application, begin_round
from workflows.rounds.models import Kind, Level, Round
from workflows.rounds.services import prepare_round
from workflows.scoring.models import Recusal, RecusalDeclaration
from workflows.scoring.rules import DECLARING
from workflows.scoring.services.sheets import Given, sheet
from workflows.standards.services import load_standard, publish

from .counting import within_budget
from .pictures import taken_in

COUNTY = "619921"
STANDARD = (Path(__file__).parent / "data" / "standard_small.yaml").read_text(encoding="utf-8")
#: The same small standard for each kind of applicant.
STANDARDS = {
    kind: STANDARD.replace("code: STD-V-TEST", f"code: STD-{kind[0].upper()}-TEST").replace(
        "object: village", f"object: {kind}"
    )
    for kind in Kind.values
}
DEPARTMENTS = ("农业农村局", "宣传部", "政法委", "财政局", "公安局", "纪委监委")
OPENS, ENDS = date(2026, 3, 2), datetime(2026, 3, 31, 18, 0)
#: Since when everybody has their post.
LONG_AGO = date(2020, 1, 1)
#: A Monday in the intake; acceptance tests tell their stories from here on.
STORY_BEGINS = datetime(2026, 3, 16, 9, 0)


@dataclass
class County:
    """The people and places of the tiny county, by name."""

    regions: dict[str, Region] = field(default_factory=dict)
    departments: dict[str, Organisation] = field(default_factory=dict)
    people: dict[str, User] = field(default_factory=dict)

    def holder(self, item: WorkItem) -> User:
        """Who does this piece of work: the first who holds its post today and does not stand aside."""
        held = Appointment.objects.current().filter(
            post=item.post, region_id=item.place_id, organisation_id=item.organisation_id
        )
        held = held.exclude(user__in=Recusal.objects.in_force().of_applicant(item.region_code).values("user"))
        return held.select_related("user").order_by("pk").first().user


def build_county() -> County:
    """Load the places and give everybody a post."""
    county = County()
    places = [
        ("省", "610000000000", RegionLevel.PROVINCE, None),
        ("市", "619900000000", RegionLevel.CITY, "省"),
        ("禾塬县", "619921000000", RegionLevel.COUNTY, "市"),
        ("甲镇", "619921101000", RegionLevel.TOWNSHIP, "禾塬县"),
        ("乙镇", "619921102000", RegionLevel.TOWNSHIP, "禾塬县"),
        ("甲一村", "619921101201", RegionLevel.VILLAGE, "甲镇"),
        ("甲二村", "619921101202", RegionLevel.VILLAGE, "甲镇"),
        ("乙一村", "619921102201", RegionLevel.VILLAGE, "乙镇"),
        ("乙二村", "619921102202", RegionLevel.VILLAGE, "乙镇"),
    ]
    for name, code, level, parent in places:
        county.regions[name] = Region.objects.create(
            code=code,
            name=name,
            level=level,
            parent=county.regions.get(parent),
            county=COUNTY if level >= RegionLevel.COUNTY else "",
            kind={RegionLevel.TOWNSHIP: "镇", RegionLevel.VILLAGE: "村委会"}.get(level, ""),
        )
    for number, name in enumerate(DEPARTMENTS):
        county.departments[name] = Organisation.objects.create(
            county=COUNTY,
            code=f"D{number}",
            name=name,
            full_name=f"禾塬县{name}",
            kind=OrganisationKind.GOVERNMENT,
            region=county.regions["禾塬县"],
        )
    staff(county)
    return county


def staff(county: County) -> None:
    """Everybody that a round needs, written at once: most tests begin with this. ``appoint`` has tests of its own."""
    seats = list(seats_of_a_round())
    first = User.objects.count() + 1
    people = User.objects.bulk_create(
        User(username=f"u{number:03d}", display_name=name, password="!")
        for number, (name, *_) in enumerate(seats, start=first)
    )
    Appointment.objects.bulk_create(
        Appointment(
            user=user,
            county=county.regions[place].county,
            post=post,
            region=county.regions[place],
            organisation=county.departments.get(department),
            since=LONG_AGO,
        )
        for user, (_, post, place, department) in zip(people, seats, strict=True)
    )
    county.people |= {user.display_name: user for user in people}


def seats_of_a_round() -> Iterator[tuple[str, Post, str, str]]:
    """Name, post, place and department of everybody."""
    for place in ("甲一村", "甲二村", "乙一村", "乙二村"):
        yield f"{place}填报员", Post.VILLAGE_CLERK, place, ""
        yield f"{place}书记", Post.VILLAGE_SECRETARY, place, ""
    for place in ("甲镇", "乙镇"):
        yield f"{place}审核员", Post.TOWN_REVIEWER, place, ""
        yield f"{place}镇长", Post.TOWN_LEADER, place, ""
    for name in DEPARTMENTS:
        yield f"{name}评分员", Post.DEPT_SCORER, "禾塬县", name
        yield f"{name}负责人", Post.DEPT_LEADER, "禾塬县", name
        yield f"{name}联审员", Post.VETO_RESPONDENT, "禾塬县", name
    yield "经办人", Post.OFFICE_OPERATOR, "禾塬县", ""
    yield "主任", Post.OFFICE_DIRECTOR, "禾塬县", ""
    yield "县领导", Post.COUNTY_LEADER, "禾塬县", ""
    yield "省评审", Post.PROVINCE_REVIEWER, "省", ""
    yield "审计员", Post.AUDITOR, "禾塬县", ""
    yield "系统管理员", Post.SYSTEM_ADMIN, "禾塬县", ""
    yield "安全管理员", Post.SECURITY_ADMIN, "禾塬县", ""
    yield "审计管理员", Post.AUDIT_ADMIN, "禾塬县", ""


def hire(county: County, name: str, post: Post, place: str, department: str | None = None) -> User:
    """One person with one post, on it since long ago."""
    user = User.objects.create(username=f"u{User.objects.count() + 1:03d}", display_name=name, password="!")
    appoint(
        user=user,
        post=post,
        region=county.regions[place],
        organisation=county.departments.get(department) if department else None,
        since=LONG_AGO,
    )
    county.people[name] = user
    for round_ in Round.objects.all() if post in DECLARING else ():
        declare_nothing(round_)
    return user


def village_round(county: County, **changes) -> Round:
    """An opened round of 县级示范村 with the small standard."""
    return round_of(county, Kind.VILLAGE, **changes)


def round_of(county: County, kind: Kind, *, text: str = "", **changes) -> Round:
    """An opened round of any kind.

    :param text: another standard than the small one.
    """
    standard, _ = load_standard(county=COUNTY, text=text or STANDARDS[kind])
    if standard.is_draft:
        publish(standard=standard)
        standard.refresh_from_db()
    fields = {
        "county": COUNTY,
        "year": 2026,
        "number": 1,
        "level": Level.COUNTY,
        "kind": kind,
        "standard": standard,
        "approval_basis": "测试批准〔2026〕1号",
        "plan_number": "禾发〔2026〕1号",
        "places": 2,
        "opens_on": OPENS,
        "intake_ends_at": ENDS.replace(tzinfo=county_time()),
        **changes,
    }
    round_ = prepare_round(**fields)
    begin_round(round_=round_, by=county.people["经办人"])
    act(county, round_, "open_round")
    declare_nothing(round_)
    return fresh(round_)


def declare_nothing(round_: Round) -> None:
    """Everybody in the departments has said that they stand aside from nobody; who comes later declares first."""
    held = Appointment.objects.current().filter(post__in=DECLARING)
    silent = held.people().exclude(pk__in=RecusalDeclaration.objects.filter(round=round_).values("user"))
    RecusalDeclaration.objects.bulk_create(
        RecusalDeclaration(round=round_, user=user, by_name=user.display_name) for user in silent
    )


def county_time():
    """Asia/Shanghai."""
    return ZoneInfo("Asia/Shanghai")


def fresh(case):
    """The case as the database has it now."""
    return type(case).objects.get(pk=case.pk)


def work(case, node: str) -> list[WorkItem]:
    """Open pieces of work of a case at a node."""
    items = WorkItem.objects.open().filter(process_id=case.process_id, node=node)
    return list(items.select_related("task", "organisation").order_by("pk"))


def act(county: County, case, node: str, **data):
    """Do every open piece of work of a case at a node, as its holder; returns the case as it is then.

    ``data`` may hold a callable: it is called with the piece of work. Each asks less than a step may.
    """
    items = work(case, node)
    assert items, (
        f"nothing to do at {node}: {[item.node for item in WorkItem.objects.open().filter(process_id=case.process_id)]}"
    )
    for item in items:
        given = {key: value(item) if callable(value) else value for key, value in data.items()}
        holder = county.holder(item)
        with within_budget(node, case):
            perform(item.task, by=holder, **given)
        assert list(disagreements(fresh(case))) == []
    return fresh(case)


def fill(
    county: County, application: Application, *, income: str = "30", toilets: str = "95", findings: int = 0
) -> None:
    """Fill in everything that the small standard asks for."""
    clerk = clerk_of(county, application.region)
    save_draft(
        application=application,
        by=clerk,
        changes={
            "cover": {"leader_name": "李测试", "contact_phone": "0913-5550000"},
            "data": {
                "hh_res": (Decimal(100), Decimal(98), ""),
                "coll_income": (Decimal(income), Decimal(20), ""),
                "toilet_ok": (Decimal(toilets), Decimal(80), ""),
                "sat_valid": (Decimal(50), None, ""),
                "sat_ok": (Decimal(48), None, ""),
            },
            "answers": answers_to(application.spec, findings),
            "statements": dict.fromkeys(("CY", "RJ", "ZL"), "做法、数据、问题。"),
            "procedure": {
                "branch_met_on": date(2026, 3, 3),
                "branch_due": 9,
                "branch_present": 8,
                "branch_agreed": 8,
                "committees_met_on": date(2026, 3, 3),
                "assembly_met_on": date(2026, 3, 4),
                "assembly_due": 30,
                "assembly_present": 25,
                "assembly_agreed": 25,
                "resolution": "同意申报县级乡村振兴示范村。",
                "notice_from": date(2026, 3, 5),
                "notice_to": date(2026, 3, 12),
                "notice_place": "村务公开栏",
            },
        },
    )
    proof = taken_in(application.number, county=COUNTY, by=clerk)
    for indicator in application.spec.indicators:
        bind(application=application, by=clerk, indicator=indicator.code, file=proof, proves="照片")
    shown = taken_in(f"{application.number} 公示", county=COUNTY, by=clerk)
    bind_photo(application=application, by=clerk, kind=SitePhoto.Kind.NOTICE, file=shown)


def clerk_of(county: County, region: Region) -> User:
    """Who fills in for this village, township or county."""
    names = {RegionLevel.VILLAGE: f"{region.name}填报员", RegionLevel.TOWNSHIP: f"{region.name}审核员"}
    return county.people[names.get(region.level, "经办人")]


def answers_to(spec, findings: int) -> dict[str, dict]:
    """Everything on the checklists is there; so many findings under each deduction."""
    return {
        indicator.code: {"checked": [1, 2, 3]}
        if indicator.method == "checklist"
        else {"findings": {f"{indicator.code}.1": findings}}
        for indicator in spec.indicators
        if indicator.method in {"checklist", "deduct_from_points"}
    }


def apply(county: County, round_: Round, place: str, **answers) -> Application:
    """The application of a village (or a township), begun and filled in."""
    region = county.regions[place]
    application = begin_application(round_=round_, region=region, by=clerk_of(county, region))
    fill(county, application, **answers)
    return fresh(application)


def hand_in(county: County, application: Application) -> Application:
    """The clerk finishes, the secretary submits."""
    act(county, application, "fill_in")
    return act(county, application, "submit", decision="submit")


SITE_CHECK = {"on": "2026-03-16", "people": ["张核查", "王核查"], "households": 10, "findings": ""}


def recommend(county: County, application: Application) -> Application:
    """The township reviews and signs."""
    act(county, application, "review_at_township", decision="recommend", opinion="属实，推荐。", site_check=SITE_CHECK)
    return act(county, application, "sign_at_township", decision="recommend", opinion="同意推荐。")


def accept(county: County, application: Application) -> Application:
    """The office accepts."""
    return act(
        county,
        application,
        "accept_at_county",
        decision="accept",
        opinion="材料齐全，受理。",
        conditions={"TJ-01": True},
        exceptions={"TJ-02": "年报尚未发布，先行受理"},
    )


def by_the_rule(application: Application):
    """Scores exactly as the rule suggests."""

    def given(item: WorkItem) -> dict[str, Given]:
        return {
            row.indicator.code: Given(score=row.suggested, applicable=row.applicable)
            for row in sheet(application, item.organisation)
        }

    return given


def score(county: County, application: Application) -> Application:
    """Departments score and sign, cooperate and answer the joint check."""
    act(county, application, "score", given=by_the_rule(application))
    act(county, application, "sign_scores", decision="sign")
    act(county, application, "countersign", agrees=True)
    return act(county, application, "joint_check")


def to_the_lock(county: County, round_: Round, village: str, **answers) -> Application:
    """A village's application from nothing to fully scored."""
    application = hand_in(county, apply(county, round_, village, **answers))
    return score(county, accept(county, recommend(county, application)))
