"""The moments of the demonstration's finished rounds; working hours of working days."""

from dataclasses import dataclass
from datetime import date, datetime

from workflows.engine.calendar import COUNTY_TIME


@dataclass(frozen=True)
class Moments:
    """When what happens, in a round that is over."""

    prepared: datetime
    opens_on: date
    intake_ends: datetime
    filled: datetime
    reviewed: datetime
    corrected: datetime
    signed: datetime
    accepted: datetime
    scored: datetime
    locked: datetime
    listed: datetime
    published: datetime
    objected: datetime
    closed: datetime
    deliberated: datetime
    named: datetime


def moment(year: int, month: int, day: int, hour: int = 9) -> datetime:
    """County time."""
    return datetime(year, month, day, hour, tzinfo=COUNTY_TIME)


AUTUMN = Moments(
    prepared=moment(2026, 8, 24),
    opens_on=date(2026, 8, 31),
    intake_ends=moment(2026, 9, 25, 18),
    filled=moment(2026, 9, 17),
    reviewed=moment(2026, 9, 21),
    corrected=moment(2026, 9, 23),
    signed=moment(2026, 9, 24),
    accepted=moment(2026, 9, 28),
    scored=moment(2026, 10, 13),
    locked=moment(2026, 10, 20),
    listed=moment(2026, 10, 22),
    published=moment(2026, 10, 23),
    objected=moment(2026, 10, 26, 10),
    closed=moment(2026, 10, 30),
    deliberated=moment(2026, 11, 4),
    named=moment(2026, 11, 6),
)
