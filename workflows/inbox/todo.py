"""待办 as it is shown: what waits by kind and by urgency, and each piece of work with the words its row needs."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace

from django.db.models import Count, Q, QuerySet

from accounts.enums import Post
from workflows.applications.models import Application, Submission
from workflows.engine.models import WorkItem
from workflows.engine.paging import ordering
from workflows.review.reading import changed_indicators, submitted_total
from workflows.review.services import RECOMMENDED
from workflows.rounds.states import RoundState

from .days_held import Waiting, waiting_of
from .lights import Light, Lights
from .lists import RETURNED

#: What the button of a row says, where 办理 would say too little.
VERBS = {
    "fill_in": "填报",
    "submit": "审定",
    "review_at_township": "审核",
    "sign_at_township": "签发",
    "accept_at_county": "受理",
    "score": "评分",
    "sign_scores": "审签",
    "countersign": "会签",
    "joint_check": "答复",
}
#: Steps that offices do for all applicants at once, and the address of that page.
BATCHES = {
    "review_at_township": "review:township",
    "sign_at_township": "review:own_pack",
    "sign_scores": "scoring:sign_batch",
    "countersign": "scoring:countersign_batch",
    "joint_check": "scoring:joint_check_batch",
}
BATCH_WORDS = {"review_at_township": "本镇核对表", "sign_at_township": "排序和整包签发"}
#: As many pieces of work as are counted by kind; a list that long is worked off from its top anyway.
COUNTED = 1000
#: Whoever reads a submission wants to see on the list how it was handed in.
READERS = frozenset({"review_at_township", "sign_at_township", "accept_at_county"})
RUNNING = (RoundState.OPEN, RoundState.REVIEWING)
#: Posts that look after the applications of a whole place.
OVERSEERS = frozenset({Post.TOWN_REVIEWER, Post.TOWN_LEADER, Post.OFFICE_OPERATOR, Post.OFFICE_DIRECTOR})


@dataclass(frozen=True)
class Kind:
    """Work of one kind: a chip above the list."""

    node: str
    title: str
    count: int

    @property
    def verb(self) -> str:
        return VERBS.get(self.node, "办理")

    @property
    def batch_words(self) -> str:
        """What its button says: a township's villages lie side by side, and nobody passes them unseen."""
        return BATCH_WORDS.get(self.node, f"批量{self.verb}")

    @property
    def batch(self) -> str:
        """Name of the address at which several are done at once; empty where each is done by itself."""
        return BATCHES.get(self.node, "") if self.count > 1 else ""


@dataclass(frozen=True)
class Summary:
    """What waits, in figures: the boxes and chips above the list."""

    kinds: list[Kind]
    total: str
    late: int
    urgent: int
    soon: int


@dataclass(frozen=True)
class Row:
    """One piece of work and what its row tells."""

    item: WorkItem
    application: Application | None = None
    submission: int = 0
    changes: int = 0
    total: object = None
    light: Light | None = None
    waiting: Waiting | None = None

    @property
    def name(self) -> str:
        """Whose it is: the applicant, or the round."""
        return self.application.region.full_name if self.application else self.item.title

    @property
    def note(self) -> str:
        """Of which round."""
        return self.item.title.rpartition(" · ")[2] if self.application else ""

    @property
    def verb(self) -> str:
        return VERBS.get(self.item.node, "办理")


def summary_of(items: QuerySet, lights: Lights) -> Summary:
    """What waits, by kind of step and by urgency: one question, the most urgent first, cut at ``COUNTED``."""
    most_urgent = items.order_by(ordering("due_at"))
    found = list(most_urgent.values_list("node", "step_title", "due_at")[: COUNTED + 1])
    counted = found[:COUNTED]
    kinds = Counter((node, title) for node, title, _ in counted)
    due = [due_at for _, _, due_at in counted if due_at is not None]
    return Summary(
        kinds=[
            Kind(node, title, count)
            for (node, title), count in sorted(kinds.items(), key=lambda one: (-one[1], one[0]))
        ],
        total=f"{COUNTED}+" if len(found) > COUNTED else str(len(found)),
        late=sum(due_at < lights.now for due_at in due),
        urgent=sum(due_at <= lights.today_ends for due_at in due),
        soon=sum(due_at <= lights.soon_ends for due_at in due),
    )


def rows_of(items: Iterable[WorkItem], lights: Lights | None = None, *, done: bool = False) -> list[Row]:
    """Rows with their applicants and lights; for whoever is to read a submission also which one it is and its sum."""
    items = list(items)
    found = Application.objects.filter(process__in=[item.process_id for item in items])
    by_process = {row.process_id: row for row in found.select_related("region__parent", "round__standard")}
    waiting = {} if done else waiting_of(items)
    rows = [
        Row(
            item,
            by_process.get(item.process_id),
            light=lights.of(item.due_at) if lights else None,
            waiting=waiting.get(item.pk),
        )
        for item in items
    ]
    read = [row.application for row in rows if row.application and row.item.node in READERS and not done]
    handed_in = submissions_of(read)
    return [with_submission(row, handed_in.get(row.application.pk, [])) if row.application else row for row in rows]


def submissions_of(applications: list[Application]) -> dict[int, list]:
    """Submissions with their frozen content, by application: one query."""
    if not applications:
        return {}
    grouped: dict[int, list] = {application.pk: [] for application in applications}
    handed_in = Submission.objects.filter(application__in=applications).select_related("snapshot")
    for submission in handed_in.order_by("number"):
        grouped[submission.application_id].append(submission)
    return grouped


def with_submission(row: Row, submissions: list) -> Row:
    """Which submission it is, how many indicators changed since the one before, and the self-score."""
    if not submissions:
        return row
    content = submissions[-1].snapshot.content
    before = submissions[-2].snapshot.content if len(submissions) > 1 else None
    return replace(
        row,
        submission=submissions[-1].number,
        changes=len(changed_indicators(row.application.spec, content, before)),
        total=submitted_total(row.application, content),
    )


def progress_of(user) -> dict | None:
    """For townships and the office: how far the applications of the running rounds have come; one query."""
    held = next((one for one in user.current_appointments if one.post in OVERSEERS), None)
    if held is None:
        return None
    counted = (
        Application.objects.within(held.region)
        .filter(round__state__in=RUNNING)
        .aggregate(
            total=Count("pk"),
            returned=Count("pk", filter=Q(state__in=RETURNED)),
            sent=Count("pk", filter=Q(state__in=RECOMMENDED)),
        )
    )
    return {**counted, "note": f"/ {counted['total']} 件已送县"}
