"""Who ranks and who approves the proposed list."""

from accounts.enums import Post
from workflows.engine.actions import Action
from workflows.engine.rights import Rule, declare, the_county
from workflows.rounds.states import RoundState


def made_the_ranking_oneself(user, round_) -> str:
    """Two people, not one."""
    latest = round_.rankings.order_by("-number").first()
    return "排名表由您编制，审定须由另一位同志办理。" if latest and latest.made_by_id == user.pk else ""


declare(
    {
        Action.PROPOSE_LIST: Rule(who=(Post.OFFICE_OPERATOR,), where=the_county, when={RoundState.LOCKED}),
        Action.APPROVE_LIST: Rule(
            who=(Post.OFFICE_DIRECTOR,),
            where=the_county,
            when={RoundState.RANKED},
            unless=(made_the_ranking_oneself,),
        ),
    }
)
