"""After every action: the database says what the model says. Only what the action has written is read.

Which tables those are is seen at the door of the database itself, so that nothing escapes for not being expected.
"""

import re
from collections import Counter

from django.db.models import Count
from viewflow.workflow.models import Task

from accounts import clock
from accounts.models import User
from workflows.applications.models import Application as ApplicationRow
from workflows.applications.models import Commitment, Helping, LeaderChange, SectionCheck, Submission
from workflows.designation.models import Honour, Meeting
from workflows.engine.models import Consultation, Copy, Event, Voice, WorkItem
from workflows.engine.steps import OPEN
from workflows.flows.agreement import disagreements
from workflows.publicity.models import Notice, NoticeResult, Objection
from workflows.ranking.models import Ranking, RankRow
from workflows.review.models import Opinion
from workflows.rounds.models import Round as RoundRow
from workflows.scoring.models import (
    Countersignature,
    DepartmentScore,
    FinalScore,
    ObjectionAnswer,
    ScoreSheet,
    VetoAnswer,
)

from .cases import Application, Round
from .model import Model
from .stage import Stage
from .ways import LISTED

#: What people said, wrote and signed: the rows of each case are counted. Name → model, the way to its case.
KEPT = {
    "submissions": (Submission, "application"),
    "commitments": (Commitment, "application"),
    "opinions": (Opinion, "application"),
    "scores": (DepartmentScore, "application"),
    "score_sheets": (ScoreSheet, "application"),
    "countersignatures": (Countersignature, "application"),
    "answers_to_objections": (ObjectionAnswer, "countersignature__application"),
    "veto_answers": (VetoAnswer, "application"),
    "leader_changes": (LeaderChange, "application"),
    "helpings": (Helping, "application"),
    "section_checks": (SectionCheck, "application"),
    "final_score": (FinalScore, "application"),
    "rank_rows": (RankRow, "application"),
    "honour": (Honour, "application"),
    "rankings": (Ranking, "round"),
    "notices": (Notice, "round"),
    "results": (NoticeResult, "notice__round"),
    "meetings": (Meeting, "round"),
    "objections": (Objection, "notice__round"),
    "events": (Event, "process"),
    "copies": (Copy, "process"),
    "consultations": (Consultation, "work__process"),
    "voices": (Voice, "consultation__work__process"),
}
TABLES = {model._meta.db_table: name for name, (model, _) in KEPT.items()}
#: Said once: not even a later word changes them.
NEVER_CHANGED = frozenset(
    model._meta.db_table
    for model in (
        Submission, Commitment, Opinion, DepartmentScore, ScoreSheet, Countersignature, ObjectionAnswer, VetoAnswer,
        LeaderChange, SectionCheck, FinalScore, Honour, Meeting, Event,
    )
)  # fmt: skip
WRITES = re.compile(r'\s*(INSERT INTO|UPDATE|DELETE FROM)\s+"?(\w+)"?')
MOVING = {ApplicationRow._meta.db_table, RoundRow._meta.db_table, "viewflow_task", WorkItem._meta.db_table}


class Watch:
    """Stands at the door of the database: which tables were written, and whether a word was changed."""

    def __init__(self):
        self.tables: set[str] = set()
        self.tampered: list[str] = []

    def __call__(self, execute, sql, params, many, context):
        if found := WRITES.match(sql):
            self.tables.add(found[2])
            watched = TABLES if found[1] == "DELETE FROM" else NEVER_CHANGED
            if found[1] != "INSERT INTO" and found[2] in watched:
                self.tampered.append(sql)
        return execute(sql, params, many, context)


def count_kept(name: str) -> dict[int, int]:
    """Rows of each case."""
    model, path = KEPT[name]
    return dict(model._base_manager.order_by().values_list(path).annotate(Count("pk")))


def belongs(name: str, case) -> bool:
    """Do rows of this kind belong to applications, rounds or both?"""
    path = KEPT[name][1]
    return path.endswith("process") or path.endswith("application") == isinstance(case, Application)


def key_of(name: str, case) -> int:
    return case.process if KEPT[name][1].endswith("process") else case.pk


def begin_counting(model: Model) -> None:
    """What is there when the story begins."""
    for name in KEPT:
        rows = count_kept(name)
        for case in model.cases.values():
            if belongs(name, case):
                case.kept[name] = rows.get(key_of(name, case), 0)


def nothing_lost_or_doubled(model: Model, watch: Watch) -> None:
    """Of each case as many rows as the model has kept."""
    assert watch.tampered == []
    for name in sorted(TABLES[table] for table in watch.tables & TABLES.keys()):
        rows = count_kept(name)
        found = {case.key: rows.get(key_of(name, case), 0) for case in model.cases.values() if belongs(name, case)}
        assert found == {key: model.cases[key].kept[name] for key in found}, name


def stands_where_it_should(model: Model, stage: Stage) -> None:
    """State, open work and waits of every case; a piece of work that stays open stays the same one."""
    states = dict(ApplicationRow.objects.order_by().values_list("process_id", "state"))
    states |= dict(RoundRow.objects.order_by().values_list("process_id", "state"))
    told = {case.process: case.state for case in model.cases.values()}
    assert {pk: states[pk] for pk in told} == told
    take_up_work(model, stage)
    waiting_is_as_told(model)


def take_up_work(model: Model, stage: Stage) -> None:
    """Pair the rows with the model's own pieces of work."""
    names, places = stage.org_names, {code: name for name, code in model.people.codes.items()}
    rows: dict[tuple, list[tuple]] = {}
    items = WorkItem.objects.open().order_by("pk")
    for pk, process, node, post, place, org, handed, read in items.values_list(
        "pk", "process_id", "node", "post", "place_id", "organisation_id", "handed_to_id", "first_read_at"
    ):
        office = (post, places[place], names.get(org))
        rows.setdefault((process, node, office), []).append((pk, handed, read is not None))
    for case, work in model.works():
        found = rows.pop((case.process, work.node, work.office), [])
        assert len(found) == 1, f"{case.key} {work.node} {work.office}: {len(found)} rows"
        [(pk, handed, read)] = found
        assert work.pk in (0, pk), f"{case.key} {work.node}: another row than before"
        work.pk = pk
        assert (handed, read) == (work.handed.pk if work.handed else None, work.read), f"{case.key} {work.node}"
    assert rows == {}, f"work that nobody foretold: {rows}"


def waiting_is_as_told(model: Model) -> None:
    """For which step of its round an application waits."""
    names = ((task.process_id, task.flow_task.name) for task in Task.objects.filter(status__in=OPEN).order_by())
    found = Counter((process, name) for process, name in names if name.startswith("await_"))
    assert found == Counter((case.process, case.waits) for case in model.applications() if case.waits)


def two_records_agree(cases) -> None:
    """The product's own comparison, of what the action has touched."""
    for case in cases:
        row = (ApplicationRow if isinstance(case, Application) else RoundRow).objects.select_related("process")
        assert list(disagreements(row.get(pk=case.pk))) == []


def waits_on_somebody(model: Model) -> list[str]:
    """Open cases that wait on nobody who can act; nothing when all is well."""
    stuck = []
    for case in model.cases.values():
        lonely = (work for work in case.open if not model.holders(work, case))
        stuck += [f"{case.key} {work.node} {work.office}" for work in lonely]
        if isinstance(case, Round) and case.state in LISTED and not model.on_the_list(case):
            stuck.append(f"{case.key}: nobody is left to publish or to name")
        if not model.over(case) and not case.open and not waits_on_something(case, model):
            stuck.append(f"{case.key} {case.state}")
    return stuck


def waits_on_something(case, model: Model) -> bool:
    """A date, or a round that goes on."""
    if isinstance(case, Application):
        return bool(case.waits) and not model.over(case.round)
    return case.state in {"open", "publicity"}


def inbox_is_as_told(model: Model, who: str, pk: int) -> None:
    """One person's desk: exactly what the model would put there."""
    with clock.at(model.now):
        listed = set(WorkItem.objects.waiting_for(User.objects.get(pk=pk)).values_list("pk", flat=True))
    assert listed == model.inbox(who), who
