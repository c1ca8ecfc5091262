"""Who publishes a notice, settles objections, and sees who complained."""

from accounts.enums import Post
from workflows.applications.states import DISQUALIFIABLE
from workflows.engine.actions import Action
from workflows.engine.rights import Rule, declare, the_county
from workflows.rounds.states import RoundState

declare(
    {
        Action.PUBLISH_NOTICE: Rule(who=(Post.OFFICE_OPERATOR,), where=the_county, when={RoundState.PROPOSED}),
        Action.CLOSE_NOTICE: Rule(who=(Post.OFFICE_OPERATOR,), where=the_county, when={RoundState.PUBLICITY}),
        Action.SETTLE_OBJECTION: Rule(
            who=(Post.OFFICE_OPERATOR, Post.OFFICE_DIRECTOR), where=the_county, when={RoundState.PUBLICITY}
        ),
        # At any state of an application; asked of the round where an upheld objection takes away somebody's place.
        Action.DISQUALIFY: Rule(
            who=(Post.OFFICE_DIRECTOR,), where=the_county, when=DISQUALIFIABLE | {RoundState.PUBLICITY}
        ),
        # The complainant's identity: two posts, no state; every look is audited.
        Action.SEE_COMPLAINANT: Rule(who=(Post.OFFICE_OPERATOR, Post.OFFICE_DIRECTOR), where=the_county),
    }
)
