"""Who reviews at the township, who accepts at the county."""

from accounts.enums import Post
from workflows.applications.rules import acted_for_the_applicant
from workflows.applications.states import State
from workflows.engine.actions import Action
from workflows.engine.rights import Rule, declare, the_applicant, the_county, the_township

from .disqualifying import RECHECKED
from .models import Opinion, Stage


def reviewed_it_oneself(user, application) -> str:
    """Two people, not one: the leader who signs is not the reviewer who checked."""
    latest = Opinion.objects.filter(application=application, stage=Stage.TOWNSHIP).order_by("-id").first()
    return "这件申报由您审核，签发须由另一位领导办理。" if latest and latest.by_id == user.pk else ""


#: Where an application may stand that was sent back while its recheck was open.
RETURNED_MEANWHILE = frozenset(
    {State.COUNTY_RETURNED, State.DRAFT, State.READY, State.TOWN_RECOMMENDED, State.COUNTY_RETURN_ASKED}
)

declare(
    {
        Action.REVIEW_AT_TOWNSHIP: Rule(
            who=(Post.TOWN_REVIEWER,),
            where=the_township,
            when={State.SUBMITTED},
            unless=(acted_for_the_applicant,),
        ),
        Action.ANSWER_REDUCTION: Rule(
            who=(Post.VILLAGE_CLERK, Post.VILLAGE_SECRETARY),
            where=the_applicant,
            when={State.TOWN_REVIEWED},
        ),
        Action.CHECK_ON_SITE: Rule(
            who=(Post.TOWN_REVIEWER, Post.TOWN_LEADER),
            where=the_township,
            when={State.SUBMITTED, State.TOWN_RETURNED, State.TOWN_REVIEWED},
            unless=(acted_for_the_applicant,),
        ),
        Action.SIGN_AT_TOWNSHIP: Rule(
            who=(Post.TOWN_LEADER,),
            where=the_township,
            when={State.TOWN_REVIEWED},
            unless=(acted_for_the_applicant, reviewed_it_oneself),
        ),
        Action.ACCEPT_AT_COUNTY: Rule(
            who=(Post.OFFICE_OPERATOR,),
            where=the_county,
            when={State.TOWN_RECOMMENDED},
            unless=(acted_for_the_applicant,),
        ),
        # A second return is nobody's own to decide (domain rule 退回补正).
        Action.APPROVE_RETURN: Rule(
            who=(Post.OFFICE_DIRECTOR,),
            where=the_county,
            when={State.TOWN_RETURN_ASKED, State.COUNTY_RETURN_ASKED, State.SCORING},
        ),
        # About the case wherever it stands meanwhile: also while it was returned, and when it has come back.
        Action.RECHECK: Rule(who=(Post.OFFICE_OPERATOR,), where=the_county, when=RECHECKED | RETURNED_MEANWHILE),
        Action.SIGN_AT_COUNTY: Rule(
            who=(Post.COUNTY_LEADER,),
            where=the_county,
            when={State.DELIBERATING},
        ),
    }
)
