"""What did not go out (未送达): told to the system administrator once a day, who mends the cause and tries again or drops it."""

from datetime import timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Count

from accounts import audit, clock
from accounts.enums import Post
from accounts.models import Appointment, Delivery, Message, User
from accounts.outbox.jobs import wake
from accounts.outbox.posting import post, with_deputies

S = Delivery.State
SUBJECT = "有提醒没有送出"


def report() -> int:
    """A message inside to the administrators of each county that has new failures; how many counties."""
    new = Delivery.objects.failed().filter(reported=False)
    counties = list(new.order_by().values_list("county", flat=True).distinct())
    return sum(report_to(county) for county in counties)


@transaction.atomic
def report_to(county: str) -> bool:
    """Once a day; a conditional update elects one of several machines."""
    admins = Appointment.objects.current().filter(post=Post.SYSTEM_ADMIN, county=county).people()
    people = with_deputies(admins.select_for_update())
    since = clock.now() - timedelta(hours=20)
    if Message.objects.filter(user__in=people, subject=SUBJECT, at__gt=since).exists():
        return False
    new = Delivery.objects.failed().filter(county=county, reported=False)
    counted = list(new.order_by("channel").values_list("channel").annotate(number=Count("pk")))
    if not new.update(reported=True) or not people:
        return False
    labels = dict(Delivery._meta.get_field("channel").flatchoices)
    lines = "，".join(f"{labels[channel]}{number}条" for channel, number in counted)
    body = f"{lines}没有送出，收件人在站内仍能看到。请查明原因，改好后再发，或者不再发。"
    post(people, subject=SUBJECT, body=body, url="/outbox/failures/", outside=False)
    return True


@transaction.atomic
def try_again(*, delivery: Delivery, by: User) -> None:
    """From the beginning; the fresh days count from now."""
    delivery = failed(delivery)
    now = clock.now()
    delivery.state, delivery.due_at, delivery.made_at, delivery.attempts = S.WAITING, now, now, 0
    delivery.unclear = delivery.reported = False
    delivery.settled_at = None
    delivery.save(update_fields=["state", "due_at", "made_at", "attempts", "unclear", "reported", "settled_at"])
    audit.record(actor=by, verb="再发提醒", subject=delivery)
    transaction.on_commit(wake, robust=True)


@transaction.atomic
def drop(*, delivery: Delivery, by: User) -> None:
    """It is not sent any more."""
    delivery = failed(delivery)
    delivery.state, delivery.settled_at = S.DROPPED, clock.now()
    delivery.save(update_fields=["state", "settled_at"])
    audit.record(actor=by, verb="不再发提醒", subject=delivery)


def failed(delivery: Delivery) -> Delivery:
    """Locked; still on the list."""
    delivery = Delivery.objects.select_for_update().get(pk=delivery.pk)
    if delivery.state != S.FAILED:
        raise ValidationError("这条提醒已经处理过，不用再办。")
    return delivery
