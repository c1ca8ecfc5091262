from datetime import date

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from accounts import appointments
from accounts.enums import Post, RegionStatus
from accounts.models import Appointment, AuditEntry
from tests.factories.accounts import (
    AppointmentFactory,
    CountyFactory,
    OrganisationFactory,
    TownshipFactory,
    UserFactory,
    VillageFactory,
)

pytestmark = pytest.mark.django_db
START = date(2026, 1, 1)


def appoint(user, post, region, **kwargs):
    return appointments.appoint(user=user, post=post, region=region, **{"since": START, **kwargs})


def test_an_appointment_is_given_and_audited():
    village, user = VillageFactory(), UserFactory(display_name="李建国")

    appointment = appoint(user, Post.VILLAGE_CLERK, village)

    assert user.current_appointments == [appointment]
    assert appointment.county == village.county
    entry = AuditEntry.objects.about(appointment).get()
    assert (entry.verb, entry.county, entry.detail) == (
        "任命",
        village.county,
        {"人员": "李建国", "起": "2026-01-01", "止": None},
    )


@pytest.mark.parametrize(
    ("post", "factory"), [(Post.VILLAGE_CLERK, TownshipFactory), (Post.OFFICE_DIRECTOR, VillageFactory)]
)
def test_a_post_is_held_at_its_own_level(post, factory):
    with pytest.raises(ValidationError, match="一级，不能任职于"):
        appoint(UserFactory(), post, factory())


def test_a_department_post_needs_a_department():
    with pytest.raises(ValidationError, match="“部门评分员”须选择所在单位"):
        appoint(UserFactory(), Post.DEPT_SCORER, CountyFactory())


def test_a_department_of_another_county_is_refused():
    with pytest.raises(ValidationError, match=r"不是.*的单位"):
        appoint(UserFactory(), Post.DEPT_SCORER, CountyFactory(), organisation=OrganisationFactory())


def test_a_department_that_is_gone_is_refused_with_its_successor():
    heir = OrganisationFactory(name="农业农村局")
    gone = OrganisationFactory(name="乡村振兴局", region=heir.region, valid_to=date(2024, 1, 1), successor=heir)

    with pytest.raises(ValidationError, match="乡村振兴局在任职起始日不存在，现由农业农村局承接其职责"):
        appoint(UserFactory(), Post.DEPT_SCORER, gone.region, organisation=gone)

    assert appoint(UserFactory(), Post.DEPT_SCORER, heir.region, organisation=heir)


def test_an_abolished_village_takes_nobody():
    village = VillageFactory(status=RegionStatus.ABOLISHED, valid_to=START)

    with pytest.raises(ValidationError, match="已撤销，请选择现行区划"):
        appoint(UserFactory(), Post.VILLAGE_CLERK, village)


@pytest.mark.parametrize("other", [Post.SECURITY_ADMIN, Post.AUDIT_ADMIN, Post.OFFICE_OPERATOR, Post.AUDITOR])
def test_an_administrator_takes_no_second_post(other):
    county = CountyFactory()
    user = UserFactory(holding=(Post.SYSTEM_ADMIN, county))

    with pytest.raises(ValidationError, match="三个管理员互不兼任，也不兼任业务岗位"):
        appoint(user, other, county)


def test_after_the_dismissal_another_post_may_follow():
    county = CountyFactory()
    held = AppointmentFactory(post=Post.SYSTEM_ADMIN, region=county)
    appointments.dismiss(appointment=held, on=START)

    assert appoint(held.user, Post.SECURITY_ADMIN, county).since == START


def test_village_and_town_posts_of_one_line_may_be_held_together():
    village = VillageFactory()
    user = UserFactory(holding=(Post.VILLAGE_SECRETARY, village))

    appoint(user, Post.TOWN_REVIEWER, village.parent)

    assert len(user.current_appointments) == 2


def test_the_same_post_twice_is_refused_and_elsewhere_allowed():
    held = AppointmentFactory()

    with pytest.raises(ValidationError, match=r"已任.*无需重复任命"):
        appoint(held.user, held.post, held.region)

    assert appoint(held.user, held.post, VillageFactory())


def test_a_term_ends_after_it_begins():
    with pytest.raises(ValidationError, match="离任日须晚于任职起始日"):
        appoint(UserFactory(), Post.VILLAGE_CLERK, VillageFactory(), until=START)


def test_only_the_security_administrator_of_the_place_appoints():
    village = VillageFactory()
    security = UserFactory(holding=(Post.SECURITY_ADMIN, village.parent.parent))

    assert appoint(UserFactory(), Post.VILLAGE_CLERK, village, by=security)
    for stranger in (
        UserFactory(),
        UserFactory(holding=(Post.SYSTEM_ADMIN, village.parent.parent)),
        UserFactory(holding=(Post.SECURITY_ADMIN, CountyFactory())),
    ):
        with pytest.raises(PermissionDenied, match="安全管理员"):
            appoint(UserFactory(), Post.VILLAGE_CLERK, village, by=stranger)


def test_a_dismissal_ends_the_post_on_its_day():
    appointment = AppointmentFactory()

    appointments.dismiss(appointment=appointment, on=START)

    assert appointment.user.current_appointments == []
    assert list(Appointment.objects.current(date(2025, 12, 31))) == [appointment]
    assert list(Appointment.objects.current(START)) == []


def test_a_dismissal_is_not_repeated_nor_backdated():
    appointment = AppointmentFactory(since=START)

    with pytest.raises(ValidationError, match="不能早于任职起始日"):
        appointments.dismiss(appointment=appointment, on=date(2025, 1, 1))

    appointments.dismiss(appointment=appointment, on=START)
    with pytest.raises(ValidationError, match="已于2026年1月1日结束"):
        appointments.dismiss(appointment=appointment, on=START)
