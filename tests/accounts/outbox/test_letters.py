from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction

from accounts import clock
from accounts.models import AuditEntry, Delivery, Letter, Message
from accounts.outbox import delivering, letters
from tests.factories.accounts import ContactFactory, UserFactory
from tests.world import STORY_BEGINS

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("outbox", "by_day")]
COUNTY = "619921"
ROBOT = {"name": "县办群", "county": COUNTY, "kind": "wecom"}


@pytest.fixture
def author():
    return UserFactory()


@pytest.fixture
def second():
    return UserFactory()


@pytest.fixture
def draft(author):
    """``draft(people)`` → a letter of the author's."""

    def make(people, **changes):
        facts = {"county": COUNTY, "subject": "公告", "body": "开始申报", "audience": "各村", "by": author}
        return letters.draft(people=people, **facts | changes)

    return make


def refusal(**asked) -> str:
    with pytest.raises((ValidationError, PermissionDenied)) as refused:
        letters.release(**asked)
    return str(refused.value)


def test_a_draft_tells_nobody(draft):
    draft([UserFactory()])

    assert not Message.objects.exists()


def test_a_second_person_sends_what_was_seen(draft, second):
    people = UserFactory.create_batch(2)
    letter = draft(people)

    number = letters.release(letter=letter, by=second, seen=letter.fingerprint())

    letter.refresh_from_db()
    assert number == 2
    assert (letter.state, letter.decided_by) == (Letter.State.SENT, second)
    assert set(Message.objects.values_list("user", "subject", "body")) == {
        (user.pk, "公告", "开始申报") for user in people
    }


def test_the_author_does_not_send(draft, author):
    letter = draft([UserFactory()])

    assert "起草人以外的人" in refusal(letter=letter, by=author, seen=letter.fingerprint())
    assert not Message.objects.exists()


def test_the_database_knows_the_two_people(draft, author):
    letter = draft([UserFactory()])

    with pytest.raises(IntegrityError), transaction.atomic():
        Letter.objects.filter(pk=letter.pk).update(state=Letter.State.SENT, decided_by=author)


def test_who_changes_the_words_is_the_author(draft, author, second):
    letter = draft([UserFactory()])
    letter = letters.revise(letter=letter, subject="公告", body="改过的", to_groups=False, by=second)

    assert "起草人以外的人" in refusal(letter=letter, by=second, seen=letter.fingerprint())
    assert letters.release(letter=letter, by=author, seen=letter.fingerprint()) == 1


def test_what_changed_since_the_look_is_looked_at_again(draft, author, second):
    letter = draft([UserFactory()])
    seen = letter.fingerprint()
    letters.revise(letter=letter, subject="公告", body="改过的", to_groups=False, by=author)

    assert "请再看一遍" in refusal(letter=letter, by=second, seen=seen)


def test_it_is_sent_once(draft, second):
    letter = draft([UserFactory()])
    seen = letter.fingerprint()
    letters.release(letter=letter, by=second, seen=seen)

    assert "已发出" in refusal(letter=letter, by=second, seen=seen)
    assert Message.objects.count() == 1


def test_an_old_draft_is_not_sent(draft, second):
    letter = draft([UserFactory()], good_until=clock.now() + timedelta(hours=1))

    with clock.at(STORY_BEGINS + timedelta(hours=2)):
        assert "已过时" in refusal(letter=letter, by=second, seen=letter.fingerprint())
        assert list(Letter.objects.waiting()) == []


def test_a_dropped_draft_is_not_sent(draft, second):
    letter = draft([UserFactory()])
    letters.discard(letter=letter, by=second)

    assert "不发" in refusal(letter=letter, by=second, seen=letter.fingerprint())


def test_each_may_be_told_something_else(draft, second):
    first, other = UserFactory.create_batch(2)
    letter = draft([first, other], bodies={first.pk: "您有3件"})

    letters.release(letter=letter, by=second, seen=letter.fingerprint())

    assert dict(Message.objects.values_list("user", "body")) == {first.pk: "您有3件", other.pk: "开始申报"}


def test_a_list_of_nobody_is_refused(draft):
    with pytest.raises(ValidationError):
        draft([])


def test_a_work_group_reads_it_once(draft, second, gateway, outbox):
    outbox(robots=[{**ROBOT, "url": gateway.url}])
    letter = draft([UserFactory()], to_groups=True)

    letters.release(letter=letter, by=second, seen=letter.fingerprint())
    delivering.run()
    delivering.run()

    text = "公告\n开始申报\n乡村振兴示范创建系统：公告。请登录系统查看。"
    assert [call.json["text"]["content"] for call in gateway.calls] == [text]


def test_the_groups_of_other_counties_are_not_told(draft, second, outbox):
    outbox(robots=[{**ROBOT, "county": "619922", "url": "https://example.com/"}])
    letter = draft([UserFactory()], to_groups=True)

    letters.release(letter=letter, by=second, seen=letter.fingerprint())

    assert not Delivery.objects.exists()


def test_channels_of_the_people_are_used(draft, second):
    letter = draft([ContactFactory().user, UserFactory()])

    letters.release(letter=letter, by=second, seen=letter.fingerprint())

    assert Delivery.objects.count() == 1


def test_the_audit_log_knows_both(draft, author, second):
    letter = draft([UserFactory()])
    letters.release(letter=letter, by=second, seen=letter.fingerprint())

    entries = AuditEntry.objects.about(letter).order_by("pk")
    assert list(entries.values_list("verb", "actor")) == [("起草群发消息", author.pk), ("发出群发消息", second.pk)]
