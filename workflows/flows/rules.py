"""Who stops an application and takes it up again."""

from accounts.enums import Post
from workflows.applications.states import CLOSED, State
from workflows.engine.actions import Action
from workflows.engine.rights import Rule, declare, the_county

declare(
    {
        Action.TERMINATE: Rule(who=(Post.OFFICE_DIRECTOR,), where=the_county, when=frozenset(State) - CLOSED),
        Action.RESUME: Rule(who=(Post.OFFICE_DIRECTOR,), where=the_county, when={State.TERMINATED}),
    }
)
