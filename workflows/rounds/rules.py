"""Who prepares and opens a round."""

from accounts.enums import Post
from workflows.engine.actions import Action
from workflows.engine.rights import Rule, declare, the_county

from .states import RoundState

declare(
    {
        Action.PREPARE_ROUND: Rule(who=(Post.OFFICE_OPERATOR,), where=the_county, when={RoundState.DRAFT}),
        Action.OPEN_ROUND: Rule(who=(Post.OFFICE_DIRECTOR,), where=the_county, when={RoundState.DRAFT}),
    }
)
