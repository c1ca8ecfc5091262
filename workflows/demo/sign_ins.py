"""Which accounts are worth signing in with: one a post, preferring those with work to do."""

from accounts.enums import Post
from accounts.models import Appointment
from workflows.engine.models import WorkItem
from workflows.rounds.models import Round

from .cast import PASSWORD
from .county import COUNTY


def for_sign_in_page() -> dict:
    """What the sign-in page of a demonstration shows; nothing where the demonstration was not loaded."""
    return (
        {"demo_accounts": accounts(), "demo_password": PASSWORD} if Round.objects.filter(county=COUNTY).exists() else {}
    )


def accounts() -> list[dict[str, str]]:
    """One account a post, for a table."""
    return [
        {
            "username": held.user.username,
            "name": held.user.display_name,
            "post": held.get_post_display(),
            "place": held.place,
        }
        for held in chosen()
    ]


def sign_ins() -> list[tuple[str, str]]:
    """``(username, who)``, one a post, in the order of the procedure."""
    return [
        (held.user.username, f"{held.place} {held.get_post_display()} {held.user.display_name}") for held in chosen()
    ]


def chosen() -> list[Appointment]:
    """The busiest holder of each post."""
    best = []
    for post in Post:
        open_work = WorkItem.objects.open().filter(county=COUNTY, post=post).order_by("due_at", "pk").first()
        held = Appointment.objects.current().filter(post=post).select_related("user", "region__parent", "organisation")
        if open_work:
            held = held.filter(region_id=open_work.place_id, organisation_id=open_work.organisation_id)
        best += list(held.order_by("pk")[:1])
    return best
