"""How long each had it (停留、用时): working days, the calendar read once for a whole history or a whole list.

The day on which something arrives does not count (期间开始之日不计), as in ``engine.clocks``; nor do days on which the case
was stopped.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.utils.timezone import localtime

from accounts import clock
from workflows.engine.actions import Action
from workflows.engine.calendar import working_days_between
from workflows.engine.clocks import Clocks, read_clocks, turns
from workflows.engine.models import Case, Event, WorkItem

#: An entry and the piece of work that it ends are written in one transaction.
SAME_MOMENT = timedelta(seconds=30)
#: After these somebody else has the piece of work that the entry names.
HANDED_ON = frozenset({Action.TRANSFER, Action.TAKE_BACK, Action.MERGE_DEPARTMENT})
#: Of a history, all that says how long open work has waited.
TELLING = HANDED_ON | {Action.TERMINATE, Action.RESUME}


@dataclass(frozen=True)
class Waiting:
    """Since when whoever has a piece of work has had it, and how many working days that is."""

    arrived: datetime
    days: int


def waiting_of(items: Sequence[WorkItem]) -> dict[int, Waiting]:
    """Open work on a list, by its number: two questions however long the list and whosever the cases are."""
    if not items:
        return {}
    histories = defaultdict(list)
    about = Event.objects.filter(process__in=[item.process_id for item in items], action__in=TELLING)
    for event in about.order_by("pk"):
        histories[event.process_id].append(event)
    working = working_days_between(day_of(min(item.opened_at for item in items)), clock.today())
    found = {}
    for item in items:
        held = DaysHeld(None, histories[item.process_id], [item], working)
        found[item.pk] = Waiting(held.arrived(item), held.waiting(item))
    return found


class DaysHeld:
    """Working days of one case's history."""

    def __init__(
        self, case: Case | None, events: Sequence[Event], work: Iterable[WorkItem], working: set[date] | None = None
    ):
        """:param working: the working days of the whole time, where they have been read already."""
        self.case, self.events, self.work = case, events, {item.pk: item for item in work}
        self.working = self.read_calendar() if working is None else working
        self.stopped = list(stops(events))

    def read_calendar(self) -> set[date]:
        """The working days from the first moment to the last."""
        moments = [event.at for event in self.events] + [item.opened_at for item in self.work.values()] + [clock.now()]
        return working_days_between(day_of(min(moments)), day_of(max(moments)))

    def clocks(self) -> Clocks:
        """Both clocks of the case."""
        moves = [(event.at, event.after) for event in self.events]
        return read_clocks(turns(self.case, moves), clock.today(), self.within)

    def within(self, first: date, last: date) -> set[date]:
        return {day for day in self.working if first <= day <= last}

    def between(self, begin: datetime, end: datetime) -> int:
        """Working days after the day of arrival up to the day on which it went on, without those of a stop."""
        first, last = day_of(begin), day_of(end)
        days = {day for day in self.working if first < day <= last}
        return len([day for day in days if not any(begun < day <= ended for begun, ended in self.stopped)])

    def words(self, event: Event) -> str:
        """What an entry says of the time that went before it; empty where it ended nobody's turn."""
        if event.action == Action.RESUME:
            stopped = last(one.at for one in self.before(event) if one.action == Action.TERMINATE)
            return f"停办{counted(self.plain(stopped, event.at))}" if stopped else ""
        begin = self.began(event)
        if begin is None:
            return ""
        return f"{'在手' if event.action in HANDED_ON else '用时'}{counted(self.between(begin, event.at))}"

    def plain(self, begin: datetime, end: datetime) -> int:
        """With the days of a stop."""
        return len([day for day in self.working if day_of(begin) < day <= day_of(end)])

    def began(self, event: Event) -> datetime | None:
        """When what this entry ended had come to whoever made the entry."""
        if event.action == Action.GIVE_OPINION:
            asked = event.data.get("question")
            same = (one for one in self.before(event) if one.action == Action.CONSULT)
            return last(one.at for one in same if asked and one.data.get("question") == asked)
        if event.action in HANDED_ON:
            held = [item for item in map(self.work.get, named(event)) if item]
            return min((self.arrived(item, event) for item in held), default=None)
        item = self.ended_by(event)
        return self.arrived(item, event) if item else None

    def ended_by(self, event: Event) -> WorkItem | None:
        """The piece of work that was done with this entry."""
        done = (item for item in self.work.values() if item.state == WorkItem.State.DONE and item.done_at)
        return next((item for item in done if ended(item, event)), None)

    def arrived(self, item: WorkItem, before: Event | None = None) -> datetime:
        """When it came to whoever has it, or had it before an entry: opened, or handed on since."""
        earlier = self.before(before) if before else self.events
        handed = (one.at for one in earlier if one.action in HANDED_ON and item.pk in named(one))
        return last(handed) or item.opened_at

    def before(self, event: Event) -> list[Event]:
        return [one for one in self.events if one.pk < event.pk]

    def waiting(self, item: WorkItem) -> int:
        """How long whoever has it now has had it."""
        return self.since(self.arrived(item))

    def since(self, begin: datetime) -> int:
        return self.between(begin, clock.now())


def ended(item: WorkItem, event: Event) -> bool:
    """Was it done with this entry?"""
    return item.done_by_id == event.actor_id and abs(item.done_at - event.at) < SAME_MOMENT


def named(event: Event) -> list[int]:
    """Pieces of work that an entry is about."""
    return event.data.get("tasks") or ([event.data["task"]] if "task" in event.data else [])


def stops(events: Iterable[Event]) -> Iterable[tuple[date, date]]:
    """From when to when a case was stopped; the last stop may last."""
    begun = None
    for event in events:
        if event.action == Action.TERMINATE:
            begun = day_of(event.at)
        elif event.action == Action.RESUME and begun:
            yield begun, day_of(event.at)
            begun = None
    if begun:
        yield begun, date.max


def last(moments: Iterable[datetime]) -> datetime | None:
    """The last of those in order."""
    return max(moments, default=None)


def day_of(at: datetime) -> date:
    return localtime(at).date()


def counted(days: int) -> str:
    """`` 3 个工作日``; less than one is said in words."""
    return f" {days} 个工作日" if days else "不到 1 个工作日"
