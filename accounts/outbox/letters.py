"""群发消息: drawn up by one person (or by the procedure), looked at and sent by another.

Nothing goes to many people at a slip of the hand: the second person sees the words, the number and the list, and sends
exactly what was seen.
"""

from collections.abc import Iterable, Mapping
from datetime import datetime

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction

from accounts import audit, clock
from accounts.models import Addressee, Letter, User
from accounts.outbox.posting import BATCH, post, queue_for_groups, with_deputies

S = Letter.State


@transaction.atomic
def draft(
    *,
    county: str,
    subject: str,
    audience: str,
    people: Iterable[User],
    by: User | None,
    body: str = "",
    url: str = "",
    to_groups: bool = False,
    good_until: datetime | None = None,
    bodies: Mapping[int, str] | None = None,
) -> Letter:
    """Into the outbox; nobody is told yet.

    :param by: ``None`` when the procedure itself drew it up.
    :param good_until: afterwards it makes no sense any more and cannot be sent.
    :param bodies: texts of one's own, by person.
    :raises ValidationError: there is nobody to tell.
    """
    own = bodies or {}
    listed = {user.pk: user for user in people}
    if not listed:
        raise ValidationError("名单是空的，没有可以发给的人，请重新选择。")
    letter = Letter.objects.create(
        county=county,
        subject=subject[:120],
        body=body,
        url=url,
        audience=audience[:200],
        to_groups=to_groups,
        drafted_by=by,
        good_until=good_until,
    )
    Addressee.objects.bulk_create(
        [Addressee(letter=letter, user_id=user, body=own.get(user, "")) for user in listed], batch_size=BATCH
    )
    audit.record(actor=by, verb="起草群发消息", subject=letter, detail={"人数": len(listed), "发给": letter.audience})
    return letter


@transaction.atomic
def revise(*, letter: Letter, subject: str, body: str, to_groups: bool, by: User) -> Letter:
    """Other words; whoever wrote them last is the author, and somebody else looks at them."""
    letter = still_open(letter)
    letter.subject, letter.body, letter.to_groups, letter.drafted_by = subject, body, to_groups, by
    letter.save(update_fields=["subject", "body", "to_groups", "drafted_by"])
    audit.record(actor=by, verb="修改群发消息", subject=letter)
    return letter


@transaction.atomic
def release(*, letter: Letter, by: User, seen: str) -> int:
    """Send it; to how many.

    :param seen: fingerprint of what was looked at.
    :raises PermissionDenied: it is one's own.
    :raises ValidationError: why not, and what to do.
    """
    letter = still_open(letter)
    if letter.drafted_by_id == by.pk:
        raise PermissionDenied("群发消息须由起草人以外的人复核后发出，请同事打开这一页发出。")
    if seen != letter.fingerprint():
        raise ValidationError("内容或名单刚刚有变动，请再看一遍后发出。")
    rows = list(letter.addressees.filter(user__is_active=True).select_related("user"))
    bodies = {row.user_id: row.body for row in rows}
    people = with_deputies(row.user for row in rows)
    post(people, subject=letter.subject, body=letter.body, url=letter.url, letter=letter, bodies=bodies)
    if letter.to_groups:
        queue_for_groups(letter)
    decide(letter, S.SENT, by)
    audit.record(actor=by, verb="发出群发消息", subject=letter, detail={"人数": len(people)})
    return len(people)


@transaction.atomic
def discard(*, letter: Letter, by: User) -> None:
    """It is not sent; the draft stays to be read."""
    letter = still_open(letter)
    decide(letter, S.DISCARDED, by)
    audit.record(actor=by, verb="撤下群发消息", subject=letter)


def decide(letter: Letter, state: Letter.State, by: User) -> None:
    letter.state, letter.decided_by, letter.decided_at = state, by, clock.now()
    letter.save(update_fields=["state", "decided_by", "decided_at"])


def still_open(letter: Letter) -> Letter:
    """Locked; neither sent nor dropped, nor too late."""
    letter = Letter.objects.select_for_update().get(pk=letter.pk)
    if letter.state != S.DRAFT:
        raise ValidationError(f"这条消息{letter.get_state_display()}，不用再办。")
    if letter.is_stale:
        raise ValidationError("这条消息已过时，不能再发，请重新起草。")
    return letter
