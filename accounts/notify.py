"""站内信: how the rest of the system tells people something."""

from collections.abc import Iterable

from accounts import clock
from accounts.models import Message, User
from accounts.outbox import letters, ways
from accounts.outbox.posting import post, with_deputies


def notify(users: Iterable[User], *, subject: str, body: str = "", url: str = "") -> list[Message]:
    """One message to each person, once even if named twice; who is away has it read by the deputy too.

    A message to very many is not sent: it lies in the outbox until the office has looked at it.
    """
    people = with_deputies(users)
    county = next((user.county for user in people.values() if user.county), "")
    if len(people) > ways.bulk_limit() and county:
        words = f"系统拟发，共{len(people)}人"
        letters.draft(
            county=county, subject=subject, body=body, url=url, audience=words, people=people.values(), by=None
        )
        return []
    return post(people, subject=subject, body=body, url=url)


def mark_read(user: User, *messages: Message) -> int:
    """Those given, or all of the person's; a message read once keeps the time it was read first."""
    unread = Message.objects.of(user).unread()
    if messages:
        unread = unread.filter(pk__in=[message.pk for message in messages])
    return unread.update(read_at=clock.now())
