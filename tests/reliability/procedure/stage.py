"""The same county in the database: built once, with the model that says how it begins."""

from dataclasses import dataclass, field
from datetime import timedelta

from accounts import clock
from accounts.models import Appointment
from tests import stories, world
from tests.reliability.crowd import double
from workflows.applications.models import Application as ApplicationRow
from workflows.engine.deadlines import fire_due
from workflows.engine.models import Event, WorkItem

from .cases import Act, Application, Round, Work
from .model import Model
from .people import Held, People
from .scoring import Scoring

#: Incomes far enough apart that no lots decide.
INCOMES = {"甲一村": "55", "甲二村": "40", "乙一村": "15", "乙二村": "25"}
LEADER = "李测试"
#: In the story's own days.
INTAKE = timedelta(days=14)


@dataclass
class Stage:
    """Who is who: names of the model → rows."""

    county: world.County
    model: Model
    users: dict[str, int] = field(default_factory=dict)
    orgs: dict[str, int] = field(default_factory=dict)

    @property
    def org_names(self) -> dict[int, str]:
        return {pk: name for name, pk in self.orgs.items()}


def build(*, at_work: bool) -> Stage:
    """Four villages with their forms, one place for 甲镇; or some with the departments and others before the public."""
    county = world.build_county()
    for held in list(Appointment.objects.select_related("user", "region", "organisation")):
        if held.post in {"dept_scorer", "dept_leader", "town_reviewer", "office_operator", "village_clerk"}:
            double(held)
    people = People({name: region.code for name, region in county.regions.items()})
    stage = Stage(county, Model("禾塬县", people, world.STORY_BEGINS))
    stage.orgs = {name: row.pk for name, row in county.departments.items()}
    if at_work:
        begin_the_work(stage)
    else:
        round_ = begin_round(stage, number=1, quotas={county.regions["甲镇"].pk: 1})
        for name in INCOMES:
            begin_application(stage, round_, name)
    find_people(stage)
    stage.model.now = max(stage.model.now, world.STORY_BEGINS)
    return stage


def begin_the_work(stage: Stage) -> None:
    """One round before the public, another with the departments."""
    shown = begin_round(stage, number=1, intake=timedelta(days=1))
    for name in ("甲一村", "乙一村"):
        to_the_departments(stage, begin_application(stage, shown, name))
        world.score(stage.county, row_of(stage.model.cases[f"1 {name}"]))
    stage.model.now += timedelta(days=2)
    with clock.at(stage.model.now):
        fire_due()
        stories.play(stage.county, type_of_round().objects.get(pk=shown.pk), stories.steps_to_the_notice())
        tell_what_is_shown(stage, shown)
        working = begin_round(stage, number=2)
        for name in ("甲一村", "甲二村"):
            case = begin_application(stage, working, name)
            to_the_departments(stage, case)
            case.scoring = Scoring(stage.model.heir)
            case.open.clear()
            case.state = "draft"
            stage.model.begin_scoring(case)
            case.state = "scoring"


def type_of_round():
    from workflows.rounds.models import Round as Row

    return Row


def begin_round(stage: Stage, *, number: int, intake: timedelta = INTAKE, quotas: dict | None = None) -> Round:
    """An open round."""
    ends = stage.model.now + intake
    with clock.at(stage.model.now):
        row = world.village_round(
            stage.county,
            number=number,
            places=2,
            quotas=quotas or {},
            intake_ends_at=ends.replace(tzinfo=world.county_time()),
        )
    round_ = Round(f"round {number}", "open", intake_ends=ends, pk=row.pk, process=row.process_id)
    round_.quotas = {row.township.name: row.number for row in row.quotas.select_related("township")}
    stage.model.cases[round_.key] = round_
    return round_


def begin_application(stage: Stage, round_: Round, name: str) -> Application:
    """A draft, filled in."""
    with clock.at(stage.model.now):
        row = world.apply(stage.county, type_of_round().objects.get(pk=round_.pk), name, income=INCOMES[name])
    case = Application(
        f"{round_.key.split()[1]} {name}", "draft", pk=row.pk, process=row.process_id, place=name,
        township=row.region.parent.name, round=round_, number=row.number, leader=LEADER,
    )  # fmt: skip
    case.open.append(Work("fill_in", ("village_clerk", name, None)))
    stage.model.cases[case.key] = case
    return case


def row_of(case: Application) -> ApplicationRow:
    return ApplicationRow.objects.get(pk=case.pk)


def to_the_departments(stage: Stage, case: Application) -> None:
    """Handed in, recommended, accepted."""
    with clock.at(stage.model.now):
        world.accept(stage.county, world.recommend(stage.county, world.hand_in(stage.county, row_of(case))))
    case.submissions, case.recommended, case.signer = 1, True, f"{case.place}书记"
    case.handed_in = [dict(case.typed)]
    case.reviewer = f"{case.township}审核员"


def tell_what_is_shown(stage: Stage, round_: Round) -> None:
    """The round that is before the public, as it begins."""
    row = type_of_round().objects.get(pk=round_.pk)
    round_.state, round_.rankings, round_.notices = row.state, 1, 1
    round_.notice_ends = row.notices.get().ends_at.astimezone(world.county_time()).replace(tzinfo=None)
    keys = {case.pk: case.key for case in stage.model.applications(round_)}
    round_.ranked = {keys[one.application_id]: one.proposed for one in row.rankings.get().rows.all()}
    round_.ranked_by = "经办人"
    round_.shown = [key for key, proposed in round_.ranked.items() if proposed]
    for key, proposed in round_.ranked.items():
        case = stage.model.cases[key]
        case.state, case.waits = ("publicity", "await_notice") if proposed else ("not_selected", "")
        case.open.clear()


def find_people(stage: Stage) -> None:
    """Everybody's posts, and what everybody has done so far."""
    names = stage.org_names
    for held in Appointment.objects.select_related("user", "region").order_by("pk"):
        stage.users[held.user.display_name] = held.user_id
        one = Held(held.user.display_name, held.post, held.region.name, names.get(held.organisation_id), pk=held.pk)
        stage.model.people.held.append(one)
    by_process = {case.process: case for case in stage.model.cases.values()}
    for event in Event.objects.exclude(actor=None).order_by("pk"):
        by_process[event.process_id].acts.append(Act(event.actor_name, event.post, event.on_behalf_of))
    for item in WorkItem.objects.open().order_by("pk"):
        case = by_process[item.process_id]
        [work] = [one for one in case.open if (one.node, one.org) == (item.node, names.get(item.organisation_id))]
        work.pk = item.pk
