"""提醒方式: a person's own choice of channels. The audit log names the channel, never the address."""

from django.db import transaction

from accounts import audit, clock
from accounts.enums import Channel
from accounts.models import Contact, User


@transaction.atomic
def choose(*, user: User, channel: Channel, address: str, active: bool) -> None:
    """Without an address nothing is kept."""
    known = Contact.objects.filter(user=user, channel=channel).first()
    before = (known.address, known.active) if known else ("", False)
    after = (address, active and bool(address))
    if before == after:
        return
    if address:
        Contact.objects.update_or_create(
            user=user,
            channel=channel,
            defaults={"address": address, "active": active, "changed_at": clock.now()},
        )
    elif known:
        known.delete()
    words = "开" if after[1] else "关"
    audit.record(actor=user, verb="修改提醒方式", county=user.county, detail={"渠道": channel.label, "接收": words})


def masked(contact: Contact) -> str:
    """Enough to know one's own address by."""
    if contact.channel == Channel.SMS:
        return f"{contact.address[:3]}****{contact.address[-4:]}"
    name, _, host = contact.address.partition("@")
    return f"{name[:1]}***@{host}"


@transaction.atomic
def choose_all(*, user: User, choices: dict[Channel, tuple[str, bool]]) -> None:
    """All that was asked on one page."""
    for channel, (address, active) in choices.items():
        choose(user=user, channel=channel, address=address, active=active)
