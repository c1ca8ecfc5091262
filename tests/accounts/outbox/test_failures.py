from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError

from accounts import clock
from accounts.enums import Post
from accounts.models import Delivery, Message
from accounts.notify import notify
from accounts.outbox import delivering, failures
from tests.factories.accounts import ContactFactory, CountyFactory, UserFactory
from tests.world import STORY_BEGINS

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("outbox", "by_day")]
S = Delivery.State


@pytest.fixture
def county():
    return CountyFactory()


@pytest.fixture
def keeper(county):
    return UserFactory(county=county.county, holding=(Post.SYSTEM_ADMIN, county))


@pytest.fixture
def fail(county):
    """A short message to somebody of the county that did not go out."""

    def make() -> Delivery:
        reader = UserFactory(county=county.county)
        ContactFactory(user=reader)
        [message] = notify([reader], subject="到期提醒")
        Delivery.objects.filter(message=message).update(state=S.FAILED, problem="号码不存在", attempts=8)
        return message.deliveries.get()

    return make


def told(keeper) -> list[str]:
    return list(Message.objects.of(keeper).order_by("pk").values_list("body", flat=True))


def test_the_administrator_hears_of_failures_once(keeper, fail):
    fail(), fail()

    assert [failures.report(), failures.report()] == [1, 0]

    assert told(keeper) == ["短信2条没有送出，收件人在站内仍能看到。请查明原因，改好后再发，或者不再发。"]


def test_a_bad_day_is_one_message(keeper, fail):
    fail()
    failures.report()
    fail()

    assert failures.report() == 0
    with clock.at(STORY_BEGINS + timedelta(days=1)):
        assert failures.report() == 1
    assert len(told(keeper)) == 2


def test_the_message_about_failures_stays_inside(keeper, fail):
    ContactFactory(user=keeper)
    fail()

    failures.report()

    assert not Delivery.objects.filter(message__user=keeper).exists()


def test_another_county_hears_nothing(fail):
    elsewhere = CountyFactory()
    stranger = UserFactory(county=elsewhere.county, holding=(Post.SYSTEM_ADMIN, elsewhere))
    fail()

    failures.report()

    assert told(stranger) == []


def test_tried_again_it_goes_out(keeper, fail):
    delivery = fail()

    with clock.at(STORY_BEGINS + timedelta(days=5)):
        failures.try_again(delivery=delivery, by=keeper)
        delivering.run()

    delivery.refresh_from_db()
    assert (delivery.state, delivery.attempts) == (S.SENT, 1)


def test_dropped_it_is_off_the_list(keeper, fail):
    delivery = fail()

    failures.drop(delivery=delivery, by=keeper)

    with pytest.raises(ValidationError):
        failures.try_again(delivery=delivery, by=keeper)
    assert not Delivery.objects.failed().exists()
