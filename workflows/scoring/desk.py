"""The desk of a department: what its posts have to do in each round, and how far the department has come."""

from collections import defaultdict
from dataclasses import dataclass, field

from django.db.models import Count

from workflows.applications.models import Application
from workflows.engine.models import WorkItem
from workflows.rounds.models import Round
from workflows.rounds.states import RoundState

from .rules import without_recused

#: The department's steps in their order: which address does several at once.
NODES = {
    "score": "",
    "sign_scores": "scoring:sign_batch",
    "countersign": "scoring:countersign_batch",
    "answer_objections": "",
    "sign_answers": "",
    "countersign_again": "",
    "joint_check": "scoring:joint_check_batch",
}
#: Posts see the steps that are theirs.
TITLES = {
    "score": "评分",
    "sign_scores": "审签",
    "countersign": "会签",
    "answer_objections": "答复异议",
    "sign_answers": "审签答复",
    "countersign_again": "重新会签",
    "joint_check": "联审答复",
}
RUNNING = (RoundState.OPEN, RoundState.REVIEWING)
#: As many rows as a page shows; the batch pages show the rest.
MOST = 300


@dataclass(frozen=True)
class Task:
    """One piece of work on the desk."""

    item: WorkItem
    application: Application
    given_back: bool = False

    @property
    def township(self) -> str:
        return self.application.township.full_name


@dataclass
class Pile:
    """All work of one step of one department in one round."""

    node: str
    done: int = 0
    tasks: list[Task] = field(default_factory=list)

    @property
    def title(self) -> str:
        return TITLES[self.node]

    @property
    def total(self) -> int:
        return self.done + len(self.tasks)

    @property
    def batch(self) -> str:
        return NODES[self.node] if len(self.tasks) > 1 else ""

    @property
    def townships(self) -> list[tuple[str, list[Task]]]:
        """Work by township, in the order of the list."""
        grouped: dict[str, list[Task]] = defaultdict(list)
        for task in self.tasks:
            grouped[task.township].append(task)
        return list(grouped.items())


@dataclass
class Share:
    """A department's share in one round."""

    organisation: object
    round: Round
    piles: dict[str, Pile] = field(default_factory=dict)

    @property
    def work(self) -> list[Pile]:
        """Piles with something in them or behind them, in the order of the procedure."""
        return [self.piles[node] for node in NODES if node in self.piles and self.piles[node].total]

    @property
    def waiting(self) -> int:
        return sum(len(pile.tasks) for pile in self.work)

    def pile(self, node: str) -> Pile:
        return self.piles.setdefault(node, Pile(node))


def shares_of(user) -> list[Share]:
    """What waits on the person's desk, by department and round, with the department's progress."""
    items = open_work(user)
    applications = by_process(items)
    returned = given_back(items)
    shares: dict[tuple, Share] = {}
    for item in items:
        application = applications.get(item.process_id)
        if application is None:
            continue
        key = (item.organisation_id, application.round_id)
        share = shares.setdefault(key, Share(item.organisation, application.round))
        task = Task(item, application, given_back=(item.process_id, item.organisation_id) in returned)
        share.pile(item.node).tasks.append(task)
    count_done(user, shares)
    return sorted(shares.values(), key=lambda share: (share.organisation.pk, -share.round.pk))


def open_work(user, node: str = "") -> list[WorkItem]:
    """The person's open work in scoring, township by township."""
    nodes = [node] if node else list(NODES)
    items = without_recused(WorkItem.objects.waiting_for(user).filter(node__in=nodes), user)
    return list(items.select_related("organisation", "task").order_by("organisation", "region_code", "pk")[:MOST])


def by_process(items: list[WorkItem], *more: str) -> dict[int, Application]:
    """The applications behind pieces of work: one query.

    :param more: further relations to read with them.
    """
    found = Application.objects.filter(process__in={item.process_id for item in items})
    return {row.process_id: row for row in found.select_related("region__parent", "round__standard", *more)}


def given_back(items: list[WorkItem]) -> set[tuple[int, int]]:
    """Sheets that the head has given back to the scorer: it waits for a score although one was given before."""
    waiting = [item.process_id for item in items if item.node == "score"]
    if not waiting:
        return set()
    done = WorkItem.objects.filter(process__in=waiting, node="sign_scores", state=WorkItem.State.DONE)
    return set(done.values_list("process_id", "organisation_id"))


def count_done(user, shares: dict[tuple, Share]) -> None:
    """How many applicants each step of the departments has behind it: one query for all of them."""
    held = {(one.organisation_id, one.post) for one in user.current_appointments if one.organisation_id}
    departments = {organisation for organisation, _ in held}
    if not departments:
        return
    posts = {post for _, post in held}
    finished = WorkItem.objects.filter(
        state=WorkItem.State.DONE,
        organisation__in=departments,
        post__in=posts,
        node__in=NODES,
        process__application__round__state__in=RUNNING,
    )
    counted = finished.values_list("organisation", "process__application__round", "post", "node").annotate(
        Count("process", distinct=True)
    )
    missing = set()
    for organisation, round_, post, node, count in counted:
        if (organisation, post) not in held:
            continue
        if (organisation, round_) in shares:
            pile = shares[organisation, round_].pile(node)
            pile.done = max(0, count - sum(task.given_back for task in pile.tasks))
        else:
            missing.add((organisation, round_, node, count))
    add_finished(user, shares, missing)


def add_finished(user, shares: dict[tuple, Share], missing: set[tuple]) -> None:
    """Rounds in which the department has nothing left to do, so that the desk still says so."""
    if not missing:
        return
    rounds = Round.objects.in_bulk({round_ for _, round_, _, _ in missing})
    departments = {one.organisation_id: one.organisation for one in user.current_appointments if one.organisation_id}
    for organisation, round_, node, count in missing:
        share = shares.setdefault((organisation, round_), Share(departments[organisation], rounds[round_]))
        share.pile(node).done = count
