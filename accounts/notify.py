"""站内信: the only writer of messages."""

from collections.abc import Iterable

from accounts import clock
from accounts.models import Message, Proxy, User


def notify(users: Iterable[User], *, subject: str, body: str = "", url: str = "") -> list[Message]:
    """One message to each person, once even if named twice; who is away has it read by the deputy too."""
    people = {user.pk: user for user in users}
    for proxy in Proxy.objects.current().filter(principal__in=people).select_related("deputy"):
        people.setdefault(proxy.deputy_id, proxy.deputy)
    return Message.objects.bulk_create(
        Message(user=user, subject=subject, body=body, url=url) for user in people.values()
    )


def mark_read(user: User, *messages: Message) -> int:
    """Those given, or all of the person's; a message read once keeps the time it was read first."""
    unread = Message.objects.of(user).unread()
    if messages:
        unread = unread.filter(pk__in=[message.pk for message in messages])
    return unread.update(read_at=clock.now())
