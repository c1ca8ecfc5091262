"""Each delivery once, whatever happens to the other side or to the worker."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from accounts import clock
from accounts.enums import Channel
from accounts.models import Contact, Delivery
from accounts.notify import mark_read, notify
from accounts.outbox import delivering
from accounts.outbox.jobs import wake_when_due
from accounts.outbox.outcomes import Sent
from tests.factories.accounts import ContactFactory
from tests.world import STORY_BEGINS

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("by_day")]
S = Delivery.State
SECRETS = {"account": "ap", "secret": "top-secret", "sign": "Qm", "template": "县委/"}


@pytest.fixture
def office(gateway, outbox):
    """Short messages go to the gateway of this machine."""
    gateway.answers = [(200, {"rspcod": "success", "msgGroup": "77", "success": True})]
    outbox(sms={"kind": "mas", "url": gateway.url, **SECRETS})
    return gateway


def told() -> Delivery:
    """One person is told something that should go out by short message."""
    notify([ContactFactory(address="13900001111").user], subject="到期提醒：1件", body="侯家崾村的材料")
    return Delivery.objects.get()


def after(**span):
    return clock.at(STORY_BEGINS + timedelta(**span))


def test_a_message_is_sent_once(office):
    delivery = told()

    assert [delivering.run(), delivering.run()] == [1, 0]

    delivery.refresh_from_db()
    assert (delivery.state, delivery.attempts, delivery.reference) == (S.SENT, 1, "77")
    assert len(office.calls) == 1


def test_the_text_itself_stays_in_the_house(office):
    told()

    delivering.run()

    text = delivering.ways.words_outside("到期提醒：1件")
    assert "侯家崾村" not in text
    assert len(office.calls) == 1


def test_one_message_has_one_delivery_a_channel(office):
    delivery = told()

    with pytest.raises(IntegrityError), transaction.atomic():
        Delivery.objects.create(key=delivery.key, channel=Channel.SMS, message=delivery.message)


def test_a_busy_gateway_is_asked_again_later_and_later(office):
    delivery = told()
    office.answers = [(503, {})]
    waited = []

    while (delivery := Delivery.objects.get()).state == S.WAITING:
        with clock.at(delivery.due_at):
            delivering.run()
        waited.append(Delivery.objects.get().due_at - delivery.due_at)

    assert delivery.state == S.FAILED
    assert delivery.attempts == len(office.calls) == len(delivering.PAUSES) + 1
    assert [round(pause.total_seconds() / 60) for pause in waited[:5]] == [1, 5, 15, 60, 120]
    assert delivery.problem == "对方暂时不接收（503）"


def test_what_is_refused_is_not_tried_again(office):
    told()
    office.answers = [(200, {"rspcod": "InvalidMessage", "success": False})]

    delivering.run()
    with after(days=1):
        delivering.run()

    delivery = Delivery.objects.get()
    assert (delivery.state, delivery.unclear, len(office.calls)) == (S.FAILED, False, 1)


def test_what_may_have_been_sent_is_not_sent_again_by_a_machine(office):
    told()
    office.answers = [(504, {})]

    delivering.run()
    with after(days=1):
        wake_when_due()
        delivering.run()

    delivery = Delivery.objects.get()
    assert (delivery.state, delivery.unclear, len(office.calls)) == (S.FAILED, True, 1)


def test_a_worker_that_died_while_sending_leaves_a_question_for_a_person(office):
    told()
    claimed = delivering.claim()

    with after(minutes=2):
        assert delivering.recover() == 0
    with after(minutes=4):
        assert delivering.recover() == 1
        delivering.run()

    claimed.refresh_from_db()
    assert (claimed.state, claimed.unclear, claimed.problem) == (S.FAILED, True, delivering.LOST)
    assert office.calls == []


def test_where_a_copy_is_thrown_away_a_dead_worker_is_made_up_for(outbox):
    told()
    delivering.claim()

    with after(minutes=4):
        assert (delivering.recover(), delivering.run()) == (1, 1)

    delivery = Delivery.objects.get()
    assert (delivery.state, delivery.attempts) == (S.SENT, 2)


def test_who_comes_back_after_the_lease_settles_nothing(outbox):
    told()
    first = delivering.claim()
    with after(minutes=4):
        delivering.recover()
        second = delivering.claim()

        assert not delivering.settle(first, Sent("first"))
        assert delivering.settle(second, Sent("second"))

    assert Delivery.objects.get().reference == "second"


def test_a_claimed_delivery_is_nobody_elses(office):
    told()

    assert delivering.claim() is not None
    assert delivering.claim() is None


@pytest.mark.parametrize("change", ["read inside", "switched off", "account closed", "old news"])
def test_what_nobody_waits_for_is_not_sent(office, change):
    message = told().message
    if change == "read inside":
        mark_read(message.user)
    elif change == "switched off":
        Contact.objects.update(active=False)
    elif change == "account closed":
        type(message.user).objects.filter(pk=message.user_id).update(is_active=False)
    with after(days=3) if change == "old news" else after(minutes=1):
        delivering.run()

    assert (Delivery.objects.get().state, office.calls) == (S.DROPPED, [])


def test_a_fault_of_our_own_is_no_second_message(outbox, caplog):
    outbox(sms={"kind": "mas", "url": "http://127.0.0.1:1/", "account": "ap"})
    told()

    delivering.run()

    delivery = Delivery.objects.get()
    assert (delivery.state, delivery.problem) == (S.FAILED, "程序出错（KeyError），可能已送出")


@pytest.mark.parametrize("answer", [(200, {"rspcod": "success", "success": True}), (503, {}), (403, {}), (504, {})])
def test_logs_name_neither_address_nor_secret(office, caplog, answer):
    told()
    office.answers = [answer]

    with caplog.at_level("DEBUG"):
        delivering.run()

    assert "13900001111" not in caplog.text
    assert "top-secret" not in caplog.text
    assert "13900001111" not in str(list(Delivery.objects.values()))
