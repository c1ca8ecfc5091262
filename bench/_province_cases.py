"""What a province's villages have in hand: 25,000 applications with 750,000 tasks, written in bulk (PostgreSQL).

The rows are those that the flow and its inbox would have left. The tasks carry the permission that django-viewflow's
own lists ask for, too.
"""

import json
from collections.abc import Iterator
from datetime import timedelta
from hashlib import sha256
from itertools import count, cycle, islice

from _province import DEPARTMENTS, VILLAGES, County, copy_in, multiply
from django.contrib.contenttypes.models import ContentType
from django.db import connection
from viewflow.workflow.models import Process, Task
from viewflow.workflow.status import PROCESS, STATUS
from viewflow.workflow.token import Token

from accounts import clock
from accounts.enums import Post
from accounts.models import Region
from tests import generated, world
from workflows.applications.models import Application, Snapshot, Submission
from workflows.applications.states import State
from workflows.engine.actions import Action
from workflows.engine.models import Copy, Event, WorkItem
from workflows.flows.village import VillageFlowV1
from workflows.rounds.models import Kind, Level, Round
from workflows.rounds.states import RoundState
from workflows.standards.models import Standard
from workflows.standards.services import load_standard, publish

TASKS = 30
#: Node → the post that finds it in the inbox.
NODES = {
    "fill_in": Post.VILLAGE_CLERK,
    "submit": Post.VILLAGE_SECRETARY,
    "review_at_township": Post.TOWN_REVIEWER,
    "sign_at_township": Post.TOWN_LEADER,
    "accept_at_county": Post.OFFICE_OPERATOR,
    "score": Post.DEPT_SCORER,
    "sign_scores": Post.DEPT_LEADER,
    "countersign": Post.DEPT_LEADER,
    "joint_check": Post.VETO_RESPONDENT,
}
#: Of 25 applications: in this state so many, waiting at these nodes.
STAGES: list[tuple[State, tuple[str, ...]]] = [
    *[(State.DRAFT, ("fill_in",))] * 3,
    (State.READY, ("submit",)),
    *[(State.TOWN_RETURNED, ("fill_in",))] * 1,
    *[(State.SUBMITTED, ("review_at_township",))] * 4,
    *[(State.TOWN_REVIEWED, ("sign_at_township",))] * 2,
    *[(State.TOWN_RECOMMENDED, ("accept_at_county",))] * 4,
    *[(State.SCORING, ("score", "score", "sign_scores", "joint_check", "joint_check"))] * 6,
    *[(State.SCORING, ("countersign", "countersign", "joint_check"))] * 4,
]
#: Every fifth task that is done was a gateway's.
GATEWAY = 5


#: Steps that a department does.
BY_DEPARTMENTS = frozenset({"score", "sign_scores", "countersign", "joint_check"})
Pieces = Iterator[tuple[Task, WorkItem | None]]


def cases(counties: list[County]) -> None:
    """One round a county with an application of every village, each with thirty tasks."""
    standard, _ = load_standard(county="", text=generated.STANDARD)
    publish(standard=standard)
    rounds = {county.code: round_of(county, standard, n) for n, county in enumerate(counties, start=1)}
    copy_in(Round, rounds.values())
    drafts = [
        draft(number, rounds[county.code], village, *STAGES[n % len(STAGES)])
        for number, (county, n, village) in enumerate(
            ((county, n, village) for county in counties for n, village in enumerate(county.villages)), start=1
        )
    ]
    snapshots = snapshots_of(rounds[counties[0].code], counties[0])
    copy_in(Process, (process_of(case) for case, _ in drafts))
    copy_in(Snapshot, snapshots)
    copy_in(Application, (case for case, _ in drafts))
    copy_in(Submission, submissions_of(drafts, snapshots, counties))
    write_tasks(counties, drafts)
    copy_in(Event, history_of(drafts, counties))
    copy_in(Copy, copies_of(drafts, counties))
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")


def write_tasks(counties: list[County], drafts) -> None:
    """The first county's by hand, the others' as its copies: all are numbered alike."""
    pieces = list(tasks_of(counties[0], drafts[:VILLAGES]))
    copy_in(Task, (task for task, _ in pieces))
    copy_in(WorkItem, (work for _, work in pieces if work))
    people = len(counties[0].holders)
    task, process = f"+ other.n * {VILLAGES * TASKS}", f"+ other.n * {VILLAGES}"
    organisation = f"+ other.n * {DEPARTMENTS}"
    multiply(
        Task,
        counties,
        {
            "id": f"id {task}",
            "process_id": f"process_id {process}",
            "owner_id": f"owner_id + other.n * {people}",
            "owner_permission_obj_pk": "CASE WHEN length(owner_permission_obj_pk) = 12"
            " THEN other.code || substr(owner_permission_obj_pk, 7)"
            f" ELSE (owner_permission_obj_pk::int {organisation})::text END",
            "data": "CASE WHEN data ? 'organisation'"
            f" THEN jsonb_build_object('organisation', (data->>'organisation')::int {organisation}) ELSE data END",
        },
    )
    multiply(
        WorkItem,
        counties,
        {
            "task_id": f"task_id {task}",
            "process_id": f"process_id {process}",
            "county": "other.code",
            "region_code": "other.code || substr(region_code, 7)",
            "place_id": "other.code || substr(place_id, 7)",
            "organisation_id": f"organisation_id {organisation}",
            "done_by_id": f"done_by_id + other.n * {people}",
        },
    )


def round_of(county: County, standard: Standard, number: int) -> Round:
    return Round(
        pk=number,
        county=county.code,
        code=f"SF-{county.code}-2026",
        year=2026,
        level=Level.COUNTY,
        kind=Kind.VILLAGE,
        standard=standard,
        state=RoundState.REVIEWING,
        approval_basis="测试批准〔2026〕1号",
        plan_number="某发〔2026〕1号",
        places=20,
        opens_on=world.OPENS,
        intake_ends_at=world.ENDS.replace(tzinfo=world.county_time()),
    )


def draft(number: int, round_: Round, village: Region, state: State, nodes) -> tuple[Application, tuple[str, ...]]:
    case = Application(
        pk=number,
        county=round_.county,
        process_id=number,
        round=round_,
        region=village,
        number=f"SFC-2026-{village.code}",
        leader_name="李测试",
        state=state,
        created_at=clock.now() - timedelta(days=20),
    )
    return case, nodes


def process_of(case: Application) -> Process:
    kind = ContentType.objects.get_for_model(Application)
    fields = {"artifact_content_type": kind, "artifact_object_id": case.pk, "created": case.created_at}
    return Process(pk=case.pk, flow_class=VillageFlowV1, status=PROCESS.NEW, **fields)


def snapshots_of(round_: Round, county: County) -> list[Snapshot]:
    """As long as real ones; every application has one of these 250."""
    samples = generated.generate(round_.standard.spec, seed=1, count=VILLAGES)
    contents = (
        generated.content_of(round_, village, one.answers, n)
        for n, (village, one) in enumerate(zip(county.villages, samples, strict=True))
    )
    bodies = (json.dumps(content, ensure_ascii=False, sort_keys=True) for content in contents)
    return [Snapshot(sha256=sha256(body.encode()).hexdigest(), county=county.code, body=body) for body in bodies]


def submissions_of(drafts, snapshots: list[Snapshot], counties: list[County]) -> Iterator[Submission]:
    secretaries = {place: user for county in counties for (post, place), user in county.holders.items()
                   if post == Post.VILLAGE_SECRETARY}  # fmt: skip
    handed_in = (case for case, _ in drafts if case.state not in {State.DRAFT, State.READY})
    numbers = count(1)
    for case, snapshot in zip(handed_in, cycle(snapshots), strict=False):
        by = secretaries[case.region_id]
        yield Submission(pk=next(numbers), application=case, number=1, snapshot=snapshot, by=by)


def history_of(drafts, counties: list[County]) -> Iterator[Event]:
    """Who began each application (我发起), and who sent it back where it lies with its village (退回中)."""
    numbers = count(1)
    for county, case in with_counties(drafts, counties):
        began = {"action": Action.START_APPLICATION, "before": State.DRAFT, "after": State.DRAFT}
        yield entry(next(numbers), case, county, Post.VILLAGE_CLERK, case.region_id, **began)
        if case.state == State.TOWN_RETURNED:
            back = {"action": Action.REVIEW_AT_TOWNSHIP, "before": State.SUBMITTED, "after": case.state}
            yield entry(next(numbers), case, county, Post.TOWN_REVIEWER, case.region.parent_id, **back)


def entry(number: int, case: Application, county: County, post: Post, place: str, **moved) -> Event:
    by = county.holders[post, place]
    fields = {"county": case.county, "process_id": case.process_id, "at": case.created_at}
    return Event(pk=number, actor=by, actor_name=by.display_name, post=post, **fields, **moved)


def copies_of(drafts, counties: list[County]) -> Iterator[Copy]:
    """Two of each application, for its township's leader and the county's; every third was read."""
    numbers = count(1)
    for county, case in with_counties(drafts, counties):
        by = county.holders[Post.TOWN_REVIEWER, case.region.parent_id]
        leaders = (Post.TOWN_LEADER, case.region.parent_id), (Post.COUNTY_LEADER, county.region.pk)
        for person in map(county.holders.get, leaders):
            number = next(numbers)
            read_at = case.created_at if number % 3 == 0 else None
            yield Copy(
                pk=number, process_id=case.process_id, title=case.work_title, person=person, by=by,
                at=case.created_at, read_at=read_at,
            )  # fmt: skip


def with_counties(drafts, counties: list[County]) -> Iterator[tuple[County, Application]]:
    by_code = {county.code: county for county in counties}
    return ((by_code[case.county], case) for case, _ in drafts)


def tasks_of(county: County, drafts) -> Pieces:
    """Thirty tasks an application: what is open, and before it what was done."""
    numbers = count(1)
    for n, (case, waiting) in enumerate(drafts):
        done = islice(cycle(NODES), TASKS - len(waiting))
        for place, node in enumerate([*done, *waiting]):
            task = task_of(next(numbers), county, case, node, n + place)
            work = work_of(task, county, case, node)
            if place < TASKS - len(waiting):
                task.status, work.state = STATUS.DONE, WorkItem.State.DONE
                task.finished = work.done_at = task.created + timedelta(days=1)
                work.done_by = task.owner
                if place % GATEWAY == 0:
                    task.flow_task, task.flow_task_type = VillageFlowV1.instance.node("scores_in"), "PARALLEL_GATEWAY"
                    task.owner = task.owner_permission = work = None
            elif task.pk % 10 == 0:
                task.status, task.assigned = STATUS.ASSIGNED, task.created
            else:
                task.owner = None
            yield task, work


def place_of(county: County, case: Application, node: str) -> Region:
    if node in {"fill_in", "submit"}:
        return case.region
    return case.region.parent if node.endswith("township") else county.region


def task_of(number: int, county: County, case: Application, node: str, turn: int) -> Task:
    """As whoever holds the post has it in hand."""
    organisation = county.departments[turn % DEPARTMENTS] if node in BY_DEPARTMENTS else None
    held = organisation or place_of(county, case, node)
    return Task(
        pk=number,
        process_id=case.process_id,
        flow_task=VillageFlowV1.instance.node(node),
        flow_task_type="HUMAN",
        status=STATUS.NEW,
        created=clock.now() - timedelta(days=turn % 20 + 1, minutes=number % 1440),
        token=Token("start"),
        owner=county.holders[NODES[node], held.pk],
        owner_permission=f"accounts.{NODES[node]}",
        owner_permission_content_type=ContentType.objects.get_for_model(held),
        owner_permission_obj_pk=str(held.pk),
        data={"organisation": organisation.pk} if organisation else {},
    )


def work_of(task: Task, county: County, case: Application, node: str) -> WorkItem:
    return WorkItem(
        task=task,
        process_id=case.process_id,
        county=case.county,
        node=node,
        step_title=VillageFlowV1.instance.node(node).task_title,
        title=case.work_title,
        region_code=case.region_id,
        post=NODES[node],
        place=place_of(county, case, node),
        organisation_id=task.data.get("organisation"),
        opened_at=task.created,
        due_at=task.created + timedelta(days=21),
    )
