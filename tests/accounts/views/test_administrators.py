"""The desks of the three separated administrators."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.enums import Post
from accounts.models import Appointment, User
from tests.factories.accounts import (
    AppointmentFactory,
    CountyFactory,
    OrganisationFactory,
    TownshipFactory,
    UserFactory,
    VillageFactory,
)

pytestmark = pytest.mark.django_db
DESKS = {
    Post.SECURITY_ADMIN: ["/appointments/", "/appointments/new/"],
    Post.SYSTEM_ADMIN: ["/people/", "/people/new/"],
    Post.AUDIT_ADMIN: ["/audit/"],
    Post.AUDITOR: ["/audit/"],
    Post.OFFICE_DIRECTOR: [],
}


@pytest.fixture
def county():
    return CountyFactory(name="禾塬县")


@pytest.fixture
def as_(client, county):
    """Sign in as the holder of a post in the county."""

    def sign_in(post):
        user = UserFactory(holding=(post, county), county=county.county)
        client.force_login(user)
        return user

    return sign_in


@pytest.mark.parametrize("post", DESKS)
def test_each_desk_opens_to_its_own_post_only(client, as_, post):
    as_(post)

    opened = [
        url for url in sorted({url for urls in DESKS.values() for url in urls}) if client.get(url).status_code == 200
    ]

    assert opened == sorted(DESKS[post])


def test_a_village_clerk_is_appointed_by_name(client, as_, county):
    as_(Post.SECURITY_ADMIN)
    village = VillageFactory(name="侯家崾村", parent=TownshipFactory(name="石岭镇", parent=county))
    UserFactory(username="lijg", county=county.county)

    form = {"user": "lijg", "post": "village_clerk", "region": "石岭镇侯家崾村", "since": "2026-01-01"}
    response = client.post("/appointments/new/", form)

    assert response["Location"] == "/appointments/"
    assert Appointment.objects.get(post=Post.VILLAGE_CLERK).region == village


def test_a_scorer_is_appointed_to_a_department(client, as_, county):
    as_(Post.SECURITY_ADMIN)
    department = OrganisationFactory(region=county)
    form = {"user": UserFactory().username, "post": "dept_scorer", "region": county.code, "since": "2026-01-01"}

    refused = client.post("/appointments/new/", form)
    client.post("/appointments/new/", form | {"organisation": department.pk})

    assert refused.context["form"].errors["organisation"] == ["“部门评分员”须选择所在单位。"]
    assert Appointment.objects.get(post=Post.DEPT_SCORER).organisation == department


@pytest.mark.parametrize(
    ("changed", "field", "reason"),
    [
        ({"user": "nobody"}, "user", "没有这个账号"),
        ({"region": "无名村"}, "region", "没有这个区划"),
        ({"region": "李家庄村"}, "region", "有同名的区划，请写上镇名"),
        ({"post": "town_leader"}, "__all__", "设在镇（街道）一级"),
        ({"since": ""}, "since", ""),
    ],
)
def test_a_mistyped_appointment_is_explained(client, as_, county, changed, field, reason):
    as_(Post.SECURITY_ADMIN)
    for town in ("石岭镇", "北塬镇"):
        VillageFactory(name="李家庄村", parent=TownshipFactory(name=town, parent=county))
    form = {"user": UserFactory().username, "post": "village_clerk", "region": "北塬镇李家庄村", "since": "2026-01-01"}

    response = client.post("/appointments/new/", form | changed)

    assert reason in "".join(response.context["form"].errors[field])


def test_a_village_of_another_county_is_out_of_reach(client, as_):
    as_(Post.SECURITY_ADMIN)
    form = {
        "user": UserFactory().username,
        "post": "village_clerk",
        "region": VillageFactory().code,
        "since": "2026-01-01",
    }

    assert client.post("/appointments/new/", form).context["form"].has_error("region")


def test_a_dismissal_takes_a_day_and_a_second_look(client, as_, county):
    as_(Post.SECURITY_ADMIN)
    held = AppointmentFactory(region=VillageFactory(parent__parent=county))

    assert held.place in client.get(f"/appointments/{held.pk}/dismiss/").content.decode()
    client.post(f"/appointments/{held.pk}/dismiss/", {"on": "2026-01-01"})
    again = client.post(f"/appointments/{held.pk}/dismiss/", {"on": "2026-01-01"})

    held.refresh_from_db()
    assert held.until.isoformat() == "2026-01-01"
    assert "无需重复办理" in again.content.decode()


def test_appointments_elsewhere_are_not_there(client, as_):
    as_(Post.SECURITY_ADMIN)

    assert client.get(f"/appointments/{AppointmentFactory().pk}/dismiss/").status_code == 404


def test_appointments_are_found_by_person_place_and_post(client, as_, county):
    as_(Post.SECURITY_ADMIN)
    township = TownshipFactory(name="石岭镇", parent=county)
    clerk = AppointmentFactory(region=VillageFactory(name="侯家崾村", parent=township), user__display_name="李建国")
    reviewer = AppointmentFactory(post=Post.TOWN_REVIEWER, region=township)

    def found(query):
        return {
            row for row in client.get(f"/appointments/?{query}").context["page"].rows if row.post != Post.SECURITY_ADMIN
        }

    assert found("") == {clerk, reviewer}
    assert found("q=李建国") == {clerk}
    assert found("q=石岭") == {clerk, reviewer}
    assert found("post=town_reviewer") == {reviewer}
    assert found("ended") == set()


def test_a_longer_list_of_appointments_costs_no_more_queries(client, as_, county):
    as_(Post.SECURITY_ADMIN)

    def cost(number):
        for _ in range(number):
            AppointmentFactory(region=VillageFactory(parent__parent=county))
        with CaptureQueriesContext(connection) as queries:
            client.get("/appointments/")
        return len(queries)

    assert cost(1) == cost(3)


def test_an_account_opens_with_a_password_shown_once(client, as_, county):
    as_(Post.SYSTEM_ADMIN)

    page = client.post("/people/new/", {"username": "lijg", "display_name": "李建国"}).content.decode()

    user = User.objects.get(username="lijg")
    password = page.split("<dt>初始密码</dt>")[1].split(">", 1)[1].split("<")[0].strip()
    assert (user.county, user.initial_password) == (county.county, True)
    assert user.check_password(password)
    assert client.post("/people/new/", {"username": "lijg", "display_name": "李"}).context["form"].has_error("username")


def test_a_password_is_reset_and_an_account_closed(client, as_, county):
    as_(Post.SYSTEM_ADMIN)
    user = UserFactory(county=county.county)

    assert "初始密码" in client.post(f"/people/{user.pk}/password/").content.decode()
    client.post(f"/people/{user.pk}/close/")

    user.refresh_from_db()
    assert (user.initial_password, user.is_active) == (True, False)


def test_who_holds_a_post_is_not_closed_out(client, as_, county):
    as_(Post.SYSTEM_ADMIN)
    user = UserFactory(county=county.county, holding=(Post.OFFICE_DIRECTOR, county))

    page = client.post(f"/people/{user.pk}/close/", follow=True).content.decode()

    user.refresh_from_db()
    assert user.is_active
    assert "请安全管理员先办理免职" in page


def test_people_of_another_county_are_not_there(client, as_):
    as_(Post.SYSTEM_ADMIN)

    assert client.post(f"/people/{UserFactory(county='610524').pk}/password/").status_code == 404


def test_the_log_shows_what_happened_in_the_county(client, as_, county):
    AppointmentFactory(region=VillageFactory(name="侯家崾村", parent__parent=county), user__display_name="李建国")
    AppointmentFactory(user__display_name="王强")
    as_(Post.AUDIT_ADMIN)

    page = client.get("/audit/?q=侯家崾村").content.decode()

    assert "人员：李建国" in page
    assert "王强" not in client.get("/audit/").content.decode()
