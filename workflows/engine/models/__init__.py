"""What every case has in common: its state, its process, its to-do rows, its history, its deadlines."""

from .calendar import CalendarDay, CalendarYear
from .cases import Case
from .consultations import Consultation, Voice
from .copies import Copy
from .history import Event
from .stand_ins import StandIn, StandInQuerySet
from .timers import Deadline
from .work import WorkItem, WorkItemQuerySet

__all__ = [
    "CalendarDay",
    "CalendarYear",
    "Case",
    "Consultation",
    "Copy",
    "Deadline",
    "Event",
    "StandIn",
    "StandInQuerySet",
    "Voice",
    "WorkItem",
    "WorkItemQuerySet",
]
