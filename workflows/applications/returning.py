"""What a reviewer sent back, as the applicant's own screens show it: read from the case's history."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Exists, OuterRef, QuerySet

from accounts.enums import Post
from workflows.engine.actions import Action
from workflows.engine.calendar import end_of
from workflows.engine.models import Event

from .fields import Path
from .models import Application
from .questions import items_of
from .states import EDITABLE, State

RETURNED = frozenset({State.TOWN_RETURNED, State.COUNTY_RETURNED})


@dataclass(frozen=True)
class Point:
    """One thing to correct (一次性列明), and whether its indicator was touched since."""

    indicator: str
    problem: str
    touched: bool = False


@dataclass(frozen=True)
class Return:
    """A return for correction: by whom, why, until when."""

    at: datetime
    by_name: str
    post: str
    opinion: str
    points: tuple[Point, ...]
    due_on: date | None

    @property
    def left(self) -> int:
        """How many points nobody has touched yet."""
        return sum(not point.touched for point in self.points)


def return_of(application: Application) -> Return | None:
    """The return that the applicant is answering now; ``None`` where nothing was returned, or it was handed in again."""
    if application.state not in EDITABLE or application.snapshot_id is None:  # what was never handed in came not back
        return None
    event = last_return(application)
    if event is None or not event.data.get("points"):
        return None
    due_on = event.data.get("due_on")
    touched = indicators_touched(application, event.at)
    return Return(
        at=event.at,
        by_name=event.data.get("asked_by") or event.actor_name,
        post=Post(event.post).label if event.post else "",
        opinion=event.opinion,
        points=tuple(
            Point(row["indicator"], row["problem"], row["indicator"] in touched) for row in event.data["points"]
        ),
        due_on=date.fromisoformat(due_on) if due_on else None,
    )


def last_return(application: Application) -> Event | None:
    """The entry of the return that waits for its answer; ``None`` once it was handed in again."""
    returns = Event.objects.filter(process_id=application.process_id, after__in=RETURNED, data__decision="return")
    event = returns.annotate(answered=Exists(handed_in_since(OuterRef("pk"), application))).last()
    return None if event is None or event.answered else event


def handed_in_since(event: OuterRef, application: Application) -> QuerySet:
    """Submissions after the return: after one, a recalled draft starts afresh.

    By the order of the history, not by its times: two entries may bear the same.
    """
    later = Event.objects.filter(process_id=application.process_id, action=Action.SUBMIT, pk__gt=event)
    return later.exclude(after=State.DRAFT)  # the secretary's giving it back to the clerk is no submission


def indicators_touched(application: Application, since: datetime) -> set[str]:
    """Indicators whose answer, figures or proofs were changed after a moment."""
    paths = [Path.read(name) for name in application.marks.filter(at__gt=since).values_list("field", flat=True)]
    items = {path.key for path in paths if path.section == "data"}
    proofs = {link.indicator for link in application.evidence.all() if link.added_at > since}
    return proofs | {path.key for path in paths if path.section == "answers"} | asking_for(application, items)


def asking_for(application: Application, items: Iterable[str]) -> set[str]:
    """Indicators that are computed from any of these data items."""
    wanted = set(items)
    spec = application.spec
    return {one.code for one in spec.indicators if wanted & {item.code for item in items_of(spec, one)}}


def due_at(application: Application, returned: Return | None) -> datetime:
    """Until when it must be handed in: the round's intake, or what the return says."""
    return end_of(returned.due_on) if returned and returned.due_on else application.round.intake_ends_at
