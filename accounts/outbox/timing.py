"""When what rings may ring."""

from datetime import datetime, time, timedelta

from django.utils.timezone import localtime

from accounts.enums import Channel

#: Nobody's telephone rings at night.
FIRST_HOUR, LAST_HOUR = time(8), time(21)


def suitable(channel: str, moment: datetime) -> datetime:
    """An e-mail at any time; the rest by day."""
    here = localtime(moment)
    if channel == Channel.EMAIL or FIRST_HOUR <= here.time() < LAST_HOUR:
        return moment
    day = here.date() + timedelta(days=here.time() >= LAST_HOUR)
    return datetime.combine(day, FIRST_HOUR, here.tzinfo)
