import pytest

from accounts.models import Message
from accounts.notify import mark_read, notify
from tests.factories.accounts import MessageFactory, UserFactory

pytestmark = pytest.mark.django_db


def test_everybody_is_told_once():
    first, second = UserFactory(), UserFactory()

    notify([first, second, first], subject="请补正", body="缺一份材料", url="/x/")

    assert sorted(Message.objects.values_list("user", "subject", "url")) == [
        (first.pk, "请补正", "/x/"),
        (second.pk, "请补正", "/x/"),
    ]


def test_reading_one_message_leaves_the_others():
    user = UserFactory()
    first, second = MessageFactory(user=user), MessageFactory(user=user)

    assert mark_read(user, first) == 1

    assert list(Message.objects.of(user).unread()) == [second]


def test_reading_all_leaves_other_people_alone():
    mine, other = MessageFactory(), MessageFactory()

    mark_read(mine.user)

    assert list(Message.objects.unread()) == [other]


def test_nobody_reads_another_persons_message():
    mine, other = MessageFactory(), MessageFactory()

    assert mark_read(mine.user, other) == 0
