"""Who deliberates, names, reports upward and records the result."""

from accounts.enums import Post
from workflows.applications.states import State
from workflows.engine.actions import Action
from workflows.engine.rights import Rule, declare, the_county
from workflows.rounds.states import RoundState


def nothing_is_decided(user, round_) -> str:
    """Only what the county has decided on goes up."""
    decided = round_.applications.filter(state=State.APPROVED).exists()
    return "" if decided else "还没有经县领导签发或会议审定的申报，不能报送。请先办完审定。"


declare(
    {
        # Only the county's Party committee and government may name (创建示范活动管理办法).
        Action.DELIBERATE: Rule(who=(Post.COUNTY_LEADER,), where=the_county, when={RoundState.NOTICE_CLOSED}),
        Action.DESIGNATE: Rule(who=(Post.COUNTY_LEADER,), where=the_county, when={RoundState.APPROVED}),
        Action.REPORT_UPWARD: Rule(
            who=(Post.OFFICE_DIRECTOR,),
            where=the_county,
            when={RoundState.APPROVED, RoundState.REVIEWING},  # the latter: the county's own application
            unless=(nothing_is_decided,),
        ),
        Action.RECORD_RESULT: Rule(who=(Post.OFFICE_OPERATOR,), where=the_county, when={RoundState.REPORTED}),
        Action.BUILD_PACK: Rule(who=(Post.OFFICE_OPERATOR, Post.OFFICE_DIRECTOR), where=the_county),
    }
)
