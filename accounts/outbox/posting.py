"""The only writer of messages (站内信), and of what is to be delivered besides."""

from collections.abc import Iterable, Mapping

from django.db import transaction

from accounts import clock
from accounts.enums import Channel
from accounts.models import Contact, Delivery, Letter, Message, Proxy, User
from accounts.outbox import ways
from accounts.outbox.jobs import wake
from accounts.outbox.timing import suitable

#: Rows written at once.
BATCH = 500


def with_deputies(users: Iterable[User]) -> dict[int, User]:
    """Everybody once; who is away has it read by the deputy too."""
    people = {user.pk: user for user in users}
    for proxy in Proxy.objects.current().filter(principal__in=people).select_related("deputy"):
        people.setdefault(proxy.deputy_id, proxy.deputy)
    return people


def post(
    people: Mapping[int, User],
    *,
    subject: str,
    body: str = "",
    url: str = "",
    letter: Letter | None = None,
    bodies: Mapping[int, str] | None = None,
    outside: bool = True,
) -> list[Message]:
    """One message to each; by the channels each has chosen, what is due there.

    :param bodies: texts of one's own, by person.
    :param outside: ``False`` for a message about a channel that does not work.
    """
    own = bodies or {}
    messages = Message.objects.bulk_create(
        [
            Message(user=user, subject=subject, body=own.get(user.pk) or body, url=url, letter=letter)
            for user in people.values()
        ],
        batch_size=BATCH,
    )
    if outside:
        queue(messages)
    return messages


def queue(messages: list[Message]) -> list[Delivery]:
    """What leaves the house, in the same transaction; a worker is woken when it is over."""
    chosen = Contact.objects.filter(
        user__in={message.user_id for message in messages}, channel__in=list(ways.personal_ways()), active=True
    )
    channels: dict[int, list[str]] = {}
    for user, channel in chosen.values_list("user", "channel") if ways.personal_ways() else ():
        channels.setdefault(user, []).append(channel)
    return keep(
        Delivery(
            key=f"message:{message.pk}:{channel}",
            county=message.user.county,
            channel=channel,
            message=message,
            due_at=suitable(channel, clock.now()),
        )
        for message in messages
        for channel in sorted(channels.get(message.user_id, ()))
    )


def queue_for_groups(letter: Letter) -> list[Delivery]:
    """A letter to many, said once in each of the county's work groups."""
    return keep(
        Delivery(
            key=f"letter:{letter.pk}:robot:{name}",
            county=letter.county,
            channel=Channel.ROBOT,
            letter=letter,
            robot=name,
            due_at=suitable(Channel.ROBOT, clock.now()),
        )
        for name in sorted(ways.robots_of(letter.county))
    )


def keep(deliveries: Iterable[Delivery]) -> list[Delivery]:
    rows = Delivery.objects.bulk_create(deliveries, batch_size=BATCH)
    if rows:
        transaction.on_commit(wake, robust=True)
    return rows
