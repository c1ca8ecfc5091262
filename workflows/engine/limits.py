"""The days that are left of a step's limit when a case comes back to it (期间中止): not as many again.

The limit stands still while the case is with the other side, or before whoever must agree to a second return.
"""

from datetime import timedelta

from django.utils.timezone import localtime

from .calendar import working_days_between
from .models import Case, Event, WorkItem


def days_left(case: Case, node: str, action: str, days: int) -> int:
    """Working days from today: those of the limit without those used before the case was last sent back; one at least.

    The day of arrival does not count, as everywhere; so what is sent back on that day has used none.
    """
    moves = Event.objects.filter(process_id=case.process_id, action=action, after__in=case.SENT_BACK)
    last = moves.order_by("pk").values_list("at", flat=True).last()
    if last is None:
        return days
    visits = WorkItem.objects.filter(
        process_id=case.process_id, node=node, state=WorkItem.State.DONE, opened_at__lte=last
    )
    spans = [
        (localtime(begun).date(), localtime(done).date()) for begun, done in visits.values_list("opened_at", "done_at")
    ]
    if not spans:
        return days
    working = working_days_between(min(first for first, _ in spans), max(end for _, end in spans))
    used = sum(first + timedelta(days=1) <= day <= end for first, end in spans for day in working)
    return max(days - used, 1)
