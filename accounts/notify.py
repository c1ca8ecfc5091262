"""站内信: the only writer of messages."""

from collections.abc import Iterable

from accounts.models import Message, User


def notify(users: Iterable[User], *, subject: str, body: str = "", url: str = "") -> list[Message]:
    """One message to each person, once even if named twice."""
    people = {user.pk: user for user in users}
    return Message.objects.bulk_create(
        Message(user=user, subject=subject, body=body, url=url) for user in people.values()
    )
