from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from accounts.enums import Channel
from accounts.models import Addressee, Delivery, Letter, Message
from accounts.notify import notify
from accounts.outbox.timing import suitable
from tests.factories.accounts import ContactFactory, UserFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("outbox", "by_day")]
CHINA = ZoneInfo("Asia/Shanghai")


def test_a_message_goes_out_by_the_channels_that_the_person_chose():
    reader, writer = UserFactory(), UserFactory()
    ContactFactory(user=reader, channel=Channel.SMS)
    ContactFactory(user=reader, channel=Channel.EMAIL, address="li@example.cn", active=False)

    messages = notify([reader, writer], subject="请补正")

    mine = next(message for message in messages if message.user == reader)
    assert list(Delivery.objects.values_list("key", "channel", "message")) == [
        (f"message:{mine.pk}:sms", "sms", mine.pk)
    ]


def test_a_channel_that_is_off_takes_nothing(outbox):
    outbox(sms={"kind": "off"})

    notify([ContactFactory().user], subject="请补正")

    assert not Delivery.objects.exists()


def test_without_any_channel_nobody_is_asked_for(outbox, django_assert_num_queries):
    outbox(sms={"kind": "off"}, email={"kind": "off"})
    user = UserFactory()

    with django_assert_num_queries(2):
        notify([user], subject="请补正")


def test_a_message_to_many_waits_for_a_second_look(outbox):
    outbox(bulk=2)
    people = UserFactory.create_batch(3, county="619921")

    assert notify(people, subject="请补正", body="缺材料") == []

    letter = Letter.objects.get()
    assert (letter.county, letter.subject, letter.body, letter.drafted_by) == ("619921", "请补正", "缺材料", None)
    assert Addressee.objects.count() == 3
    assert not Message.objects.exists()


def test_as_many_as_allowed_are_told_at_once(outbox):
    outbox(bulk=3)

    notify(UserFactory.create_batch(3, county="619921"), subject="请补正")

    assert Message.objects.count() == 3


@pytest.mark.parametrize(
    ("channel", "hour", "expected"),
    [
        (Channel.EMAIL, 23, (16, 23)),
        (Channel.SMS, 9, (16, 9)),
        (Channel.SMS, 23, (17, 8)),
        (Channel.SMS, 6, (16, 8)),
        (Channel.ROBOT, 21, (17, 8)),
    ],
)
def test_no_telephone_rings_at_night(channel, hour, expected):
    due = suitable(channel, datetime(2026, 3, 16, hour, tzinfo=CHINA))

    assert (due.day, due.hour) == expected
