"""Every screen of the draft begins here: is the application in sight, and may it be written now?"""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404

from accounts.enums import Post
from accounts.models import Appointment
from workflows.engine.models import WorkItem
from workflows.engine.rights import require
from workflows.rounds.models import Kind

from ..deadlines import time_left
from ..drafts import Draft, read_draft
from ..helping import helping_of, may_write, was_helped
from ..models import Application

#: Who helps with filling in: the post above the applicant.
HELPERS = {Kind.VILLAGE: Post.TOWN_REVIEWER, Kind.TOWNSHIP: Post.OFFICE_OPERATOR, Kind.COUNTY: Post.OFFICE_DIRECTOR}


def seen_application(request: HttpRequest, pk: int) -> Application:
    """The application with its content; out of sight is 404."""
    return get_object_or_404(Application.objects.visible_to(request.user).with_content(), pk=pk)


class DraftMixin:
    """A view of a draft that its applicant may write; anybody else is refused with the reason."""

    application: Application

    def dispatch(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        self.application = seen_application(request, kwargs["pk"])
        require(may_write(request.user, self.application))
        return super().dispatch(request, *args, **kwargs)

    def reread(self) -> None:
        """Read the draft anew, after it was written."""
        self.application = seen_application(self.request, self.application.pk)


def frame_of(draft: Draft, user) -> dict:
    """What every page of the draft shows around its own part."""
    return {
        "draft": draft,
        "application": draft.application,
        "task": open_task(draft.application, user),
        "helper": helper_of(draft.application),
        "left": time_left(draft.due_at),
        **help_around(draft.application, user),
    }


def help_around(application: Application, user) -> dict:
    """Who fills in for whom, on every page of the draft."""
    helping = helping_of(application)
    place = application.township.pk
    fills_for = any(held.post == Post.TOWN_REVIEWER and held.region_id == place for held in user.current_appointments)
    is_helper = fills_for and application.round.kind == Kind.VILLAGE
    return {"helping": helping, "is_helper": is_helper, "was_helped": bool(helping) or was_helped(application)}


def open_task(application: Application, user) -> WorkItem | None:
    """The person's own open step of this application: hand over, or submit."""
    return WorkItem.objects.waiting_for(user).filter(process_id=application.process_id).first()


def helper_of(application: Application):
    """Who can be asked how to fill it in."""
    post = HELPERS[Kind(application.round.kind)]
    held = Appointment.objects.holding(post, region_code=application.region_id).select_related("user", "region")
    first = held.first()
    return first and {"name": first.user.display_name, "phone": first.user.phone, "place": first.place}


__all__ = ["DraftMixin", "frame_of", "open_task", "read_draft", "seen_application"]
