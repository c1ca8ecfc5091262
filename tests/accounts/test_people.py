import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from accounts import people
from accounts.enums import Post
from tests.factories.accounts import AppointmentFactory, CountyFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def county():
    return CountyFactory()


@pytest.fixture
def keeper(county):
    return UserFactory(holding=(Post.SYSTEM_ADMIN, county))


def test_an_account_opens_with_a_password_to_be_changed(county, keeper):
    user, password = people.open_account(username="lijg", display_name="李建国", county=county.county, by=keeper)

    assert user.check_password(password)
    assert user.initial_password
    assert len(password) == 12


def test_a_name_is_given_once(county, keeper):
    people.open_account(username="lijg", display_name="李建国", county=county.county, by=keeper)

    with pytest.raises(ValidationError):
        people.open_account(username="lijg", display_name="李建军", county=county.county, by=keeper)


@pytest.mark.parametrize("post", [Post.SECURITY_ADMIN, Post.AUDIT_ADMIN, Post.OFFICE_DIRECTOR])
def test_only_the_system_administrator_opens_accounts(county, post):
    with pytest.raises(PermissionDenied, match="系统管理员"):
        people.open_account(
            username="x", display_name="某", county=county.county, by=UserFactory(holding=(post, county))
        )


@pytest.mark.parametrize("elsewhere", ["610524", ""])
def test_nobody_reaches_beyond_the_own_county(keeper, elsewhere):
    with pytest.raises(PermissionDenied):
        people.reset_password(user=UserFactory(county=elsewhere), by=keeper)


def test_a_new_password_replaces_the_old(county, keeper):
    user = UserFactory(county=county.county, password="Old-secret-77")

    password = people.reset_password(user=user, by=keeper)

    user.refresh_from_db()
    assert user.check_password(password)
    assert user.initial_password


def test_an_account_closes_after_the_last_post(county, keeper):
    idle = UserFactory(county=county.county)
    busy = AppointmentFactory(user__county=county.county).user

    people.close_account(user=idle, by=keeper)

    assert not idle.is_active
    with pytest.raises(ValidationError, match="请安全管理员先办理免职"):
        people.close_account(user=busy, by=keeper)
