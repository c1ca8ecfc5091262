"""Who stops an application and takes it up again, and who sends it back while departments score."""

from accounts.enums import Post
from workflows.applications.rules import acted_for_the_applicant
from workflows.applications.states import CLOSED, State
from workflows.engine.actions import Action
from workflows.engine.rights import Rule, declare, the_county

declare(
    {
        Action.TERMINATE: Rule(who=(Post.OFFICE_DIRECTOR,), where=the_county, when=frozenset(State) - CLOSED),
        Action.RESUME: Rule(who=(Post.OFFICE_DIRECTOR,), where=the_county, when={State.TERMINATED}),
        Action.RETURN_MIDWAY: Rule(
            who=(Post.OFFICE_OPERATOR,), where=the_county, when={State.SCORING}, unless=(acted_for_the_applicant,)
        ),
    }
)
