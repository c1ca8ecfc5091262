"""Recusals as heads and the office read them: each post that is to be filled, by whom it is, who could."""

from collections import defaultdict
from dataclasses import dataclass, field

from accounts.enums import Post
from accounts.models import Appointment, User
from workflows.engine.actions import Action
from workflows.engine.rights import may

from .models import Recusal, Substitution
from .rules import DECLARING
from .services.substitutes import DEPARTMENT_POSTS

OFFICE = (Post.OFFICE_OPERATOR, Post.OFFICE_DIRECTOR)


@dataclass(frozen=True)
class Place:
    """A post of a recused person in a department."""

    held: Appointment
    substitute: Substitution | None
    candidates: list[Appointment] = field(default_factory=list)

    @property
    def post(self) -> str:
        return Post(self.held.post).label


@dataclass(frozen=True)
class Entry:
    """A recusal with the posts to fill."""

    recusal: Recusal
    places: list[Place]
    may_withdraw: bool

    @property
    def ended(self):
        return getattr(self.recusal, "withdrawal", None)


def entries_of(recusals: list[Recusal], user: User) -> list[Entry]:
    """Read for all of them at once; a person's other recusals make him no candidate."""
    people = {one.user_id for one in recusals}
    posts: dict[int, list[Appointment]] = defaultdict(list)
    held = Appointment.objects.current().filter(user__in=people, post__in=DECLARING).exclude(organisation=None)
    for one in held.select_related("organisation").order_by("pk"):
        posts[one.user_id].append(one)
    named = {
        (one.recusal_id, one.organisation_id, one.post): one
        for one in Substitution.objects.in_force().filter(recusal__in=recusals)
    }
    others = people_of_departments(recusals, user)
    aside = set(Recusal.objects.in_force().values_list("user_id", "region_id"))
    return [
        Entry(
            one,
            [
                Place(
                    post,
                    named.get((one.pk, post.organisation_id, post.post)),
                    could_step_in(one, post, others, aside, user),
                )
                for post in posts[one.user_id]
            ],
            may_withdraw=bool(may(user, Action.WITHDRAW_RECUSAL, one)),
        )
        for one in recusals
    ]


def people_of_departments(recusals: list[Recusal], user: User) -> list[Appointment]:
    """Everybody in the departments of the counties concerned."""
    counties = {one.county for one in recusals}
    held = Appointment.objects.current().filter(county__in=counties, post__in=DEPARTMENT_POSTS)
    return list(held.select_related("user", "organisation").order_by("organisation", "pk"))


def could_step_in(recusal: Recusal, post: Appointment, others, aside: set, user: User) -> list[Appointment]:
    """As ``services.substitutes.candidates`` decides it; each person once. Nobody where it is not the user's to name."""
    office = any(held.post in OFFICE for held in user.current_appointments)
    leads = {held.organisation_id for held in user.current_appointments if held.post == Post.DEPT_LEADER}
    if not office and post.organisation_id not in leads:
        return []
    found: dict[int, Appointment] = {}
    places = (recusal.region_id, f"{recusal.region_id[:9]}000")
    for one in others:
        free = one.user_id != recusal.user_id and not any((one.user_id, place) in aside for place in places)
        if free and (one.organisation_id == post.organisation_id or office):
            found.setdefault(one.user_id, one)
    return sorted(found.values(), key=lambda one: one.organisation_id != post.organisation_id)
