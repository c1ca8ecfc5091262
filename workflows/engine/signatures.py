"""How a name stands on a paper: ``贺秋实（代梁望穗）`` where a deputy signed on somebody's post (代理)."""

from datetime import datetime, timedelta

from .actions import Action
from .models import Case, Event
from .rights import capacity

#: As long as the fields are that keep a name.
LONGEST = 60
#: A signature and its entry in the history are written in one transaction.
SAME_MOMENT = timedelta(minutes=1)


def signing_name(user, action: Action, case: Case, organisation=None) -> str:
    """The name under which somebody signs now; kept with what is signed, for a proxy ends."""
    acting = capacity(user, action, case, organisation.pk if organisation else None)
    return written(user.display_name, acting.on_behalf_of)


def signed_as(case: Case, action: Action, user, at: datetime | None) -> str:
    """The name under which somebody did something at a moment; as the history has it, or as it stands now."""
    if at is not None:
        near = (at - SAME_MOMENT, at + SAME_MOMENT)
        entry = Event.objects.filter(process_id=case.process_id, action=action, actor=user, at__range=near).last()
        if entry:
            return written(entry.actor_name, entry.on_behalf_of)
    return signing_name(user, action, case)


def written(name: str, on_behalf_of: str) -> str:
    """``X`` or ``X（代Y）``."""
    return f"{name}（代{on_behalf_of}）"[:LONGEST] if on_behalf_of else name
