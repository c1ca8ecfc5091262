"""Several workers on one outbox: nothing twice, nothing left."""

import threading
from collections import Counter

import pytest
from django.db import connections

from accounts import clock
from accounts.models import Delivery
from accounts.notify import notify
from accounts.outbox import delivering
from tests.factories.accounts import ContactFactory
from tests.world import STORY_BEGINS

WORKERS, MESSAGES = 4, 40


def work(failures: list[BaseException], together: threading.Barrier) -> None:
    try:
        together.wait(timeout=10)
        with clock.at(STORY_BEGINS):
            delivering.run()
    except BaseException as error:
        failures.append(error)
    finally:
        connections.close_all()


@pytest.mark.django_db(transaction=True)
def test_four_workers_send_each_message_once(gateway, outbox):
    outbox(sms={"kind": "mas", "url": gateway.url, "account": "a", "secret": "s", "sign": "q", "template": "e/"})
    gateway.answers = [(200, {"rspcod": "success", "success": True})]
    people = [ContactFactory(address=f"139{number:08d}").user for number in range(MESSAGES)]
    outbox_is_quiet = {**delivering.ways.settings.OUTBOX, "bulk": MESSAGES}
    delivering.ways.settings.OUTBOX = outbox_is_quiet
    with clock.at(STORY_BEGINS.replace(hour=3)):
        notify(people, subject="到期提醒")
    failures: list[BaseException] = []
    together = threading.Barrier(WORKERS)

    threads = [threading.Thread(target=work, args=(failures, together)) for _ in range(WORKERS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert failures == []
    assert Counter(Delivery.objects.values_list("state", flat=True)) == {Delivery.State.SENT: MESSAGES}
    assert len({call.body for call in gateway.calls}) == len(gateway.calls) == MESSAGES
