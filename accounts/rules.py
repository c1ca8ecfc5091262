"""Who among the administrators may do what. The county's business has a table of its own, ``workflows.engine.rights``."""

from django.core.exceptions import PermissionDenied

from accounts.enums import Post
from accounts.models import Appointment, User


def held_post(user: User, *posts: Post) -> Appointment:
    """The appointment that lets somebody in; without one the door stays shut."""
    for appointment in user.current_appointments:
        if appointment.post in posts:
            return appointment
    raise PermissionDenied(f"只有{'、'.join(post.label for post in posts)}可以办理。")


def require_administrator(by: User | None, post: Post, code: str) -> None:
    """Of the place with that code (empty: above the counties). ``None`` is the command line, for the machine's keeper."""
    if by is None:
        return
    held = [appointment for appointment in by.current_appointments if appointment.post == post]
    if any(appointment.covers(code) if code else not appointment.county for appointment in held):
        return
    raise PermissionDenied(f"只有当地的{post.label}可以办理。")
