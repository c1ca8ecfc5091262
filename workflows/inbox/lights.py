"""The light beside a deadline: red from the day it is due, amber for the last three working days, green before."""

from dataclasses import dataclass
from datetime import datetime

from accounts import clock
from workflows.engine.calendar import end_of
from workflows.engine.due import SOON_DAYS, working_ahead


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


def lights(request) -> Lights:
    """Today's. One reading of the calendar, which the deadlines of the page share."""
    soon = sorted(working_ahead(request))[SOON_DAYS - 1]
    return Lights(clock.now(), end_of(clock.today()), end_of(soon))
