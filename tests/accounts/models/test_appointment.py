from datetime import UTC, date, datetime

import pytest
from django.db import IntegrityError

from accounts import clock
from accounts.enums import Post
from accounts.models import Appointment
from tests.factories.accounts import (
    SINCE,
    AppointmentFactory,
    CountyFactory,
    OrganisationFactory,
    UserFactory,
    VillageFactory,
)

pytestmark = pytest.mark.django_db


def test_who_holds_a_post_over_a_village():
    village = VillageFactory()
    clerk = AppointmentFactory(region=village)
    reviewer = AppointmentFactory(post=Post.TOWN_REVIEWER, region=village.parent)
    operator = AppointmentFactory(post=Post.OFFICE_OPERATOR, region=village.parent.parent)
    AppointmentFactory(post=Post.TOWN_REVIEWER, region=VillageFactory().parent)

    def holding(*posts):
        return set(Appointment.objects.holding(posts, region_code=village.code))

    assert set(Appointment.objects.holding(Post.VILLAGE_CLERK, region_code=village.code)) == {clerk}
    assert holding(Post.TOWN_REVIEWER) == {reviewer}
    assert holding(Post.TOWN_REVIEWER, Post.OFFICE_OPERATOR) == {reviewer, operator}
    assert holding(Post.COUNTY_LEADER) == set()


def test_who_holds_a_post_in_a_department():
    department = OrganisationFactory()
    scorer = AppointmentFactory(post=Post.DEPT_SCORER, region=department.region, organisation=department)
    other = OrganisationFactory(region=department.region)
    AppointmentFactory(post=Post.DEPT_SCORER, region=department.region, organisation=other)

    assert list(Appointment.objects.holding(Post.DEPT_SCORER, organisation=department).people()) == [scorer.user]


def test_a_term_is_counted_from_its_first_day_to_the_day_before_its_end():
    term = AppointmentFactory(since=date(2026, 1, 1), until=date(2026, 7, 1))

    held = [
        day for day in (date(2025, 12, 31), date(2026, 1, 1), date(2026, 6, 30), date(2026, 7, 1)) if term.valid_on(day)
    ]

    assert held == [date(2026, 1, 1), date(2026, 6, 30)]
    assert [day for day in held if term in Appointment.objects.current(day)] == held


def test_what_a_township_post_covers():
    village = VillageFactory()
    appointment = AppointmentFactory(post=Post.TOWN_LEADER, region=village.parent)

    covered = {
        code for code in (village.code, village.parent.code, village.parent.parent_id) if appointment.covers(code)
    }

    assert covered == {village.code, village.parent.code}


def test_current_appointments_follow_the_clock():
    term = AppointmentFactory(since=date(2026, 1, 1), until=date(2026, 7, 1))

    with clock.at(datetime(2026, 3, 1, tzinfo=UTC)):
        assert term.user.current_appointments == [term]
    with clock.at(datetime(2026, 8, 1, tzinfo=UTC)):
        assert term.user.current_appointments == []


def test_current_appointments_are_read_once(django_assert_num_queries):
    user = AppointmentFactory().user
    user.forget_appointments()

    with django_assert_num_queries(1):
        places = [held.place for _ in range(3) for held in user.current_appointments]

    assert len(places) == 3


@pytest.mark.parametrize("post", [Post.DEPT_SCORER, Post.DEPT_LEADER, Post.VETO_RESPONDENT])
def test_the_database_wants_a_department_for_a_department_post(post):
    with pytest.raises(IntegrityError, match="department_post_has_an_organisation"):
        Appointment.objects.create(user=UserFactory(), post=post, region=CountyFactory(), since=SINCE)


def test_the_database_allows_one_open_appointment():
    held = AppointmentFactory()

    with pytest.raises(IntegrityError):
        Appointment.objects.create(user=held.user, post=held.post, region=held.region, since=SINCE)


def test_an_appointment_reads_as_its_holder_is_introduced():
    department = OrganisationFactory(name="住建局")
    village = VillageFactory(name="侯家崾村", parent__name="石岭镇")

    leader = AppointmentFactory(post=Post.DEPT_LEADER, region=department.region, organisation=department)

    assert str(leader) == "住建局部门负责人"
    assert str(AppointmentFactory(region=village)) == "石岭镇侯家崾村村级填报员"
