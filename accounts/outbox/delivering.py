"""Sending, each delivery once: claimed under a lease, tried, settled by whoever still holds the lease.

A worker that is gone leaves an expired lease. Where the other side throws a copy away, the delivery goes back into the
line; elsewhere nobody knows whether it was sent, and a person decides. Nothing here names an address in a log.
"""

import logging
import time
from datetime import timedelta

from django.db import connection, transaction
from django.db.models import F

from accounts import clock
from accounts.enums import Channel
from accounts.models import Contact, Delivery
from accounts.outbox import ways
from accounts.outbox.outcomes import Later, Outcome, Parcel, Refused, Sent, Unclear
from accounts.outbox.timing import suitable

log = logging.getLogger("shifan.outbox")

#: Longer than any call can take.
LEASE = timedelta(minutes=3)
#: Before the second attempt, the third, …; after the last there is no other.
PAUSES = [timedelta(minutes=minutes) for minutes in (1, 5, 15, 60, 120, 240, 480)]
#: Afterwards it is old news.
FRESH = timedelta(days=2)
#: One call of the worker gives others a turn after so many seconds.
SHIFT = 120
S = Delivery.State
LOST = "发送时程序中断，可能已送出，请核对后决定是否再发"


def run() -> int:
    """Everything that is due, until none is left or the shift is over."""
    until, done = time.monotonic() + SHIFT, 0
    while time.monotonic() < until and (delivery := claim()):
        settle(delivery, attempt(delivery))
        done += 1
    return done


@transaction.atomic
def claim() -> Delivery | None:
    """The next one that is due, for this worker alone."""
    skip = connection.features.has_select_for_update_skip_locked
    delivery = Delivery.objects.due().select_for_update(skip_locked=skip).first()
    if delivery is None:
        return None
    delivery.state, delivery.leased_until = S.SENDING, clock.now() + LEASE
    delivery.attempts += 1
    delivery.fence += 1
    delivery.save(update_fields=["state", "leased_until", "attempts", "fence"])
    return delivery


def attempt(delivery: Delivery) -> Outcome | None:
    """Outside of any transaction; ``None`` when nobody wants it any more."""
    way = way_of(delivery)
    parcel = parcel_of(delivery) if way else None
    if way is None or parcel is None:
        return None
    try:
        outcome = way.send(parcel)
    except Exception as error:  # its words may hold an address
        log.error("delivery %s: %s", delivery.pk, type(error).__name__)
        outcome = Unclear(f"程序出错（{type(error).__name__}），可能已送出")
    if isinstance(outcome, Unclear) and way.is_repeatable:
        return Later(outcome.reason)
    return outcome


def way_of(delivery: Delivery) -> ways.Way | None:
    if delivery.channel == Channel.ROBOT:
        return ways.robots_of(delivery.county).get(delivery.robot)
    return ways.personal_ways().get(Channel(delivery.channel))


def parcel_of(delivery: Delivery) -> Parcel | None:
    """``None``: read inside meanwhile, switched off, or old news."""
    if clock.now() - delivery.made_at > FRESH:
        return None
    if delivery.letter:
        return Parcel(delivery.key, "", delivery.letter.subject, group_words(delivery))
    message = delivery.message
    if message is None or message.read_at or not message.user.is_active:
        return None
    contact = Contact.objects.filter(user=message.user_id, channel=delivery.channel, active=True).first()
    if contact is None:
        return None
    return Parcel(delivery.key, contact.address, message.subject, ways.words_outside(message.subject))


def group_words(delivery: Delivery) -> str:
    """A letter is meant for many: the group reads it as it is."""
    letter = delivery.letter
    return f"{letter.subject}\n{letter.body}\n{ways.words_outside(letter.subject)}" if letter.body else letter.subject


def settle(delivery: Delivery, outcome: Outcome | None) -> bool:
    """Write down what came of it; ``False`` when the lease was lost meanwhile, and nothing is written."""
    now = clock.now()
    changes: dict = {"leased_until": None, "settled_at": now, "problem": getattr(outcome, "reason", "")[:200]}
    match outcome:
        case None:
            changes["state"] = S.DROPPED
        case Sent(reference):
            changes |= {"state": S.SENT, "reference": reference}
        case Later() if delivery.attempts <= len(PAUSES):
            due = suitable(delivery.channel, now + PAUSES[delivery.attempts - 1])
            changes |= {"state": S.WAITING, "settled_at": None, "due_at": due}
        case Later() | Refused():
            changes["state"] = S.FAILED
        case Unclear():
            changes |= {"state": S.FAILED, "unclear": True}
    mine = Delivery.objects.filter(pk=delivery.pk, state=S.SENDING, fence=delivery.fence)
    if won := bool(mine.update(**changes)):
        log.info("delivery %s by %s: %s", delivery.pk, delivery.channel, type(outcome).__name__)
    return won


def recover() -> int:
    """Take back what a worker has left behind; the one that comes back late has lost its lease."""
    found = 0
    for delivery in Delivery.objects.abandoned():
        way = way_of(delivery)
        left = Delivery.objects.abandoned().filter(pk=delivery.pk, fence=delivery.fence)
        if way and way.is_repeatable and delivery.attempts <= len(PAUSES):
            changes: dict = {"state": S.WAITING, "due_at": clock.now()}
        else:
            changes = {"state": S.FAILED, "unclear": True, "problem": LOST, "settled_at": clock.now()}
        found += left.update(fence=F("fence") + 1, leased_until=None, **changes)
    return found
