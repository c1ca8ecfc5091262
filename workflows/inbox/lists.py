"""Every list of the desk as a question to the database; here and nowhere else.

Each begins with an index of one person's own rows, or of the places that the person looks after, and is read a page
at a time (``engine.paging``). A count stops at 99: nobody counts further, and the database does not either.
"""

from datetime import timedelta

from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.http import HttpRequest

from accounts.enums import Post
from workflows.applications.models import Application
from workflows.applications.models.application import READS_BELOW, READS_OWN
from workflows.applications.states import State
from workflows.engine.models import Consultation, Copy, Event, Voice, WorkItem
from workflows.scoring.rules import without_recused

#: A badge says 99+ rather than count them all.
MOST = 99
#: With the applicant for correction.
RETURNED = (State.TOWN_RETURNED, State.COUNTY_RETURNED)
#: A department's own way back: whoever signs returns the sheet to whoever wrote it.
SIGNED, WRITTEN = ("sign_scores", "sign_answers"), ("score", "answer_objections")
#: Read by themselves, and only where there are any: joined, a province's eight hundred are read for one page.
DEPARTMENT = "organisation"
#: One transaction closes the signature and opens the sheet again.
ONE_MOMENT = timedelta(seconds=5)


def todo(user) -> QuerySet[WorkItem]:
    """待办: what waits for this person."""
    waiting = without_recused(WorkItem.objects.waiting_for(user), user)
    return waiting.select_related("handed_to__user").prefetch_related(DEPARTMENT)


def todo_of(request: HttpRequest) -> QuerySet[WorkItem]:
    """待办 of whoever asks, put together once a request: for the list and for the badge in the frame around it."""
    if not hasattr(request, "todo"):
        request.todo = todo(request.user)
    return request.todo


def done(user) -> QuerySet[WorkItem]:
    """已办: what this person has done."""
    return WorkItem.objects.done_by(user).prefetch_related(DEPARTMENT)


def begun(user) -> QuerySet[Event]:
    """我发起: the beginnings of the cases that this person began."""
    return Event.objects.begun_by(user)


def returned(user) -> QuerySet[Application]:
    """退回中: what lies with an applicant for correction, of the places that this person looks after."""
    places = Q(pk__in=[])
    for held in user.current_appointments:
        if held.post in READS_OWN:
            places |= Q(region_id=held.region_id)
        elif held.post in READS_BELOW:
            low, high = held.region.code_range
            places |= Q(region_id__gte=low, region_id__lt=high)
    return Application.objects.filter(places, state__in=RETURNED).select_related("region__parent", "round")


def sent_back(user) -> QuerySet[WorkItem]:
    """退回中 of a department: sheets that its head returned and that are being written anew."""
    departments = Q(pk__in=[])
    for held in user.current_appointments:
        if held.organisation_id:
            departments |= Q(post=Post.DEPT_SCORER, place_id=held.region_id, organisation_id=held.organisation_id)
    signature = WorkItem.objects.filter(
        process_id=OuterRef("process_id"),
        organisation_id=OuterRef("organisation_id"),
        node__in=SIGNED,
        state=WorkItem.State.DONE,
        done_at__range=(OuterRef("opened_at") - ONE_MOMENT, OuterRef("opened_at")),
    )
    sheets = WorkItem.objects.open().filter(departments, node__in=WRITTEN)
    return sheets.filter(Exists(signature)).prefetch_related(DEPARTMENT)


def copies(user) -> QuerySet[Copy]:
    """抄送."""
    return Copy.objects.of(user).select_related("by")


def questions_for(user) -> QuerySet[Voice]:
    """征求意见: what colleagues ask this person."""
    return Voice.objects.waiting_for(user).select_related("consultation__work", "consultation__asked_by")


def questions_of(user) -> QuerySet[Consultation]:
    """What this person asked colleagues, while the work it belongs to is open."""
    asked = Consultation.objects.filter(asked_by=user, work__state=WorkItem.State.OPEN)
    return asked.select_related("work").prefetch_related("voices__person").order_by(F("pk").desc())


def looks_after_a_department(user) -> bool:
    return any(held.organisation_id for held in user.current_appointments)


def counts_for(user) -> dict[str, str]:
    """What stands on the tabs; of 待办 the frame of every page knows it already."""
    back = sent_back(user) if looks_after_a_department(user) else returned(user)
    return {
        "done": counted(done(user)),
        "begun": counted(begun(user)),
        "returned": counted(back),
        "copies": counted(Copy.objects.of(user).unread()),
    }


def counted(rows: QuerySet) -> str:
    """``99+`` for more than that, nothing for none."""
    number = rows.order_by()[: MOST + 1].count()
    return "" if not number else f"{MOST}+" if number > MOST else str(number)
