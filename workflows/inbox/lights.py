"""The light beside a deadline: red from the day it is due, amber for the last three working days, green before."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from accounts import clock
from workflows.engine.calendar import add_working_days, end_of

#: Working days within which something is due soon (即将到期); today is not one of them.
SOON_DAYS = 3


@dataclass(frozen=True)
class Light:
    """A colour, and the word that says the same."""

    tone: str
    word: str


LATE, TODAY = Light("red", "已超期"), Light("red", "今天到期")
SOON, FINE, OPEN_ENDED = Light("amber", "即将到期"), Light("green", "期限内"), Light("grey", "不限时")


@dataclass(frozen=True)
class Lights:
    """The moments at which the light changes, as they lie now."""

    now: datetime
    today_ends: datetime
    soon_ends: datetime

    def of(self, due_at: datetime | None) -> Light:
        if due_at is None:
            return OPEN_ENDED
        if due_at < self.now:
            return LATE
        if due_at <= self.today_ends:
            return TODAY
        return SOON if due_at <= self.soon_ends else FINE


def lights() -> Lights:
    """Today's. One reading of the calendar."""
    today = clock.today()
    soon = add_working_days(today + timedelta(days=1), SOON_DAYS, count_first_day=True)
    return Lights(clock.now(), end_of(today), soon.closes_at)
