"""Two records of one truth, compared: a case's legal state, and the nodes at which its flow stands.

``manage.py check_agreement`` runs it over everything; the tests run it after every step of every story.
"""

from collections.abc import Iterator

from workflows.applications.models import Application
from workflows.applications.states import CLOSED, State
from workflows.engine.models import Case, WorkItem
from workflows.engine.nodes import Step
from workflows.engine.steps import open_tasks
from workflows.rounds.models import Round
from workflows.rounds.states import ENDED as ROUND_ENDED
from workflows.rounds.states import RoundState

#: Where an application in this state may stand; every open node is among them, and at least one is open.
APPLICATION_NODES: dict[str, frozenset[str]] = {
    State.DRAFT: frozenset({"fill_in", "supply_data", "data_in"}),
    State.READY: frozenset({"submit"}),
    State.SUBMITTED: frozenset({"review_at_township"}),
    State.TOWN_RETURNED: frozenset({"fill_in"}),
    State.TOWN_RETURN_ASKED: frozenset({"approve_return"}),
    State.TOWN_REVIEWED: frozenset({"sign_at_township"}),
    State.TOWN_RECOMMENDED: frozenset({"accept_at_county"}),
    State.COUNTY_RETURNED: frozenset({"fill_in"}),
    State.COUNTY_RETURN_ASKED: frozenset({"approve_return"}),
    State.SCORING: frozenset(
        {
            "score", "sign_scores", "scores_in", "countersign", "countersigned", "joint_check", "joint_checked",
            "county_scored", "answer_objections", "sign_answers", "answers_in", "countersign_again",
            "countersigned_again", "await_lock",
        }
    ),
    State.SCORE_LOCKED: frozenset({"await_list"}),
    State.PROPOSED: frozenset({"await_notice"}),
    State.PUBLICITY: frozenset({"await_notice"}),
    State.DELIBERATING: frozenset({"await_decision", "sign_at_county"}),
    State.APPROVED: frozenset({"await_result"}),
    State.REPORTED: frozenset({"await_result"}),
}  # fmt: skip
ROUND_NODES: dict[str, frozenset[str]] = {
    RoundState.DRAFT: frozenset({"open_round"}),
    RoundState.OPEN: frozenset({"intake"}),
    RoundState.REVIEWING: frozenset({"lock_scores", "report_upward"}),
    RoundState.LOCKED: frozenset({"propose_list"}),
    RoundState.RANKED: frozenset({"approve_list"}),
    RoundState.PROPOSED: frozenset({"publish_notice"}),
    RoundState.PUBLICITY: frozenset({"notice", "close_notice"}),
    RoundState.NOTICE_CLOSED: frozenset({"deliberate"}),
    RoundState.APPROVED: frozenset({"designate", "report_upward"}),
    RoundState.REPORTED: frozenset({"record_result"}),
}
ENDED = CLOSED | ROUND_ENDED


def disagreements(case: Case) -> Iterator[str]:
    """What is wrong between a case's state, its open tasks and its inbox rows; nothing when they agree."""
    tasks = list(open_tasks(case))
    stands = stands_at(task for task in tasks if not is_beside(task.flow_task))
    allowed = (APPLICATION_NODES if isinstance(case, Application) else ROUND_NODES).get(case.state, frozenset())
    allowed |= case.process.flow_class.also_at.get(case.state, frozenset())
    if case.state in ENDED and tasks:
        yield f"{case}：状态为“{case.get_state_display()}”，流程却还停在 {sorted(stands_at(tasks))}"
    if case.state not in ENDED and (not stands or stands - allowed):
        yield f"{case}：状态为“{case.get_state_display()}”，流程停在 {sorted(stands)}，应在 {sorted(allowed)}"
    human = {task.pk for task in tasks if isinstance(task.flow_task, Step)}
    listed = set(WorkItem.objects.open().filter(process_id=case.process_id).values_list("pk", flat=True))
    if human != listed:
        yield f"{case}：待办与流程不一致，缺 {sorted(human - listed)}，多 {sorted(listed - human)}"


def is_beside(node) -> bool:
    """Opened beside the way of the case: it says nothing about where the case stands."""
    return isinstance(node, Step) and node.beside


def stands_at(tasks) -> set[str]:
    """Names of the nodes of these tasks."""
    return {task.flow_task.name for task in tasks}


def all_disagreements() -> Iterator[str]:
    """Over every round and application."""
    for model in (Round, Application):
        for case in model.objects.exclude(process=None).select_related("process").iterator(chunk_size=500):
            yield from disagreements(case)
