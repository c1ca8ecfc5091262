"""公告 of a round: drawn up when it is opened, sent when a colleague of the office has looked at it."""

from django.template.loader import render_to_string

from accounts.outbox import audiences
from accounts.outbox.letters import draft

from .models import Kind, Round

#: Who hears that a round has begun.
AUDIENCES: dict[str, tuple[str, ...]] = {
    Kind.VILLAGE: ("villages", "townships"),
    Kind.TOWNSHIP: ("townships",),
    Kind.COUNTY: ("departments",),
}


def announce(round_: Round, *, by) -> None:
    """Into the outbox; good until nobody can apply any more."""
    groups = AUDIENCES[round_.kind]
    people = list(audiences.people_of(round_.county, groups))
    if not people:
        return
    draft(
        county=round_.county,
        subject=f"公告：{round_.title}开始申报",
        body=render_to_string("messages/round_opened.txt", {"round": round_}).strip(),
        url=round_.get_absolute_url(),
        audience=audiences.words_for(groups),
        people=people,
        good_until=round_.intake_ends_at,
        by=by,
    )
