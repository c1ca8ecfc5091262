"""Who prepares and opens a round, and who reminds those who are late."""

from accounts.enums import Post
from workflows.engine.actions import Action
from workflows.engine.rights import Rule, Verdict, declare, may, the_county

from .models import Round
from .states import ENDED, RoundState

OFFICE = (Post.OFFICE_OPERATOR, Post.OFFICE_DIRECTOR)

declare(
    {
        Action.PREPARE_ROUND: Rule(who=(Post.OFFICE_OPERATOR,), where=the_county, when={RoundState.DRAFT}),
        Action.OPEN_ROUND: Rule(who=(Post.OFFICE_DIRECTOR,), where=the_county, when={RoundState.DRAFT}),
        Action.EXTEND: Rule(who=(Post.OFFICE_DIRECTOR,), where=the_county),
        Action.REMIND: Rule(who=OFFICE, where=the_county, when=frozenset(RoundState) - ENDED - {RoundState.DRAFT}),
    }
)


def may_prepare(user) -> tuple[Verdict, str]:
    """May this person draw up a new round, and in which county? Asked before there is a round to ask about."""
    verdict = Verdict(False, "拟定批次由办公室经办人办理。", 403)
    for held in user.current_appointments:
        verdict = may(user, Action.PREPARE_ROUND, Round(county=held.county))
        if verdict:
            return verdict, held.county
    return verdict, ""
