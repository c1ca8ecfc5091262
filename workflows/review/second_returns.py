"""第二次退回补正: what the township or the county office asks for, the office's director approves or refuses.

Only with the approval does the return take effect, and the applicant's days begin. A refusal leads back to whoever
asked, who then decides on what is there.
"""

from django.db import transaction

from workflows.applications.models import Application
from workflows.applications.states import State
from workflows.engine.actions import Action
from workflows.engine.errors import Incomplete
from workflows.engine.transition import move

from .models import Decision, Opinion, Stage
from .services import for_the_history, give_opinion

#: State while the director decides → the state after yes, the state after no.
WAYS = {
    State.TOWN_RETURN_ASKED: (State.TOWN_RETURNED, State.SUBMITTED),
    State.COUNTY_RETURN_ASKED: (State.COUNTY_RETURNED, State.TOWN_RECOMMENDED),
}


@transaction.atomic
def decide_return(*, case: Application, by, decision: str, opinion: str) -> None:
    """The director's step: the return takes effect with the points as they were asked, or does not.

    :param decision: ``approve_return`` or ``refuse_return``.
    """
    if decision not in (Decision.APPROVE_RETURN, Decision.REFUSE_RETURN):
        raise Incomplete("请选择“同意”或“不同意”。")
    asked = request_of(case)
    agreed, refused = WAYS[State(case.state)]
    give_opinion(case, stage=Stage.OFFICE_DIRECTOR, decision=decision, text=opinion, by=by)
    if decision == Decision.REFUSE_RETURN:
        move(case, to=refused, by=by, action=Action.APPROVE_RETURN, because=opinion, data={"decision": decision})
        return
    take_effect(case, asked, to=agreed, by=by, opinion=opinion)


def take_effect(case: Application, asked: Opinion, *, to: str, by, opinion: str) -> None:
    """The return as it was asked for, under the name of whoever asked; the days begin now."""
    verdicts = verdicts_of(asked)
    given = give_opinion(
        case,
        stage=Stage(asked.stage),
        decision=Decision.RETURN,
        text=asked.text,
        by=asked.by,
        by_name=asked.by_name,
        verdicts=verdicts,
    )
    data = for_the_history(given, verdicts) | {"asked_by": asked.by_name}
    because = f"{asked.text}（经{by.display_name}批准第二次退回：{opinion.strip()}）"
    move(case, to=to, by=by, action=Action.APPROVE_RETURN, because=because, data=data)


def request_of(case: Application) -> Opinion:
    """What the director is asked to approve."""
    return case.opinions.filter(decision=Decision.ASK_RETURN).select_related("by").latest("pk")


def verdicts_of(opinion: Opinion) -> dict[str, dict]:
    """Its verdicts, as a service takes them."""
    return {
        row.indicator: {
            "passes": row.passes,
            "score": row.score,
            "problem": row.problem,
            "cause": row.cause,
            "pointer": row.pointer,
        }
        for row in opinion.verdicts.all()
    }
