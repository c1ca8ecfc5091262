"""Who deliberates, names, reports upward and records the result."""

from accounts.enums import Post
from workflows.engine.actions import Action
from workflows.engine.rights import Rule, declare, the_county
from workflows.rounds.states import RoundState

declare(
    {
        # Only the county's Party committee and government may name (创建示范活动管理办法).
        Action.DELIBERATE: Rule(who=(Post.COUNTY_LEADER,), where=the_county, when={RoundState.NOTICE_CLOSED}),
        Action.DESIGNATE: Rule(who=(Post.COUNTY_LEADER,), where=the_county, when={RoundState.APPROVED}),
        Action.REPORT_UPWARD: Rule(who=(Post.OFFICE_DIRECTOR,), where=the_county, when={RoundState.APPROVED}),
        Action.RECORD_RESULT: Rule(who=(Post.OFFICE_OPERATOR,), where=the_county, when={RoundState.REPORTED}),
        Action.BUILD_PACK: Rule(who=(Post.OFFICE_OPERATOR, Post.OFFICE_DIRECTOR), where=the_county),
    }
)
