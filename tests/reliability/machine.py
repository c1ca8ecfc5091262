"""People of a tiny county as a state machine: what they may try, and what must hold after everything they try."""

from collections import Counter
from datetime import timedelta
from random import Random

from django.db import transaction
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    rule,
)

from accounts import clock
from accounts.enums import Post
from accounts.models import Appointment, User
from tests import stories, world
from workflows.applications.services.filling import save_draft
from workflows.applications.services.submitting import recall
from workflows.applications.states import CLOSED, EDITABLE, MOVES
from workflows.engine.deadlines import fire_due
from workflows.engine.errors import Refusal
from workflows.engine.models import Deadline, Event, WorkItem
from workflows.engine.nodes import Step
from workflows.engine.steps import open_tasks, perform
from workflows.flows.agreement import disagreements
from workflows.publicity.models import Objection
from workflows.publicity.services import raise_objection, settle_objection
from workflows.rounds.models import Round
from workflows.rounds.states import ENDED, ROUND_MOVES

from .colleagues import BETWEEN_COLLEAGUES, Colleagues
from .entries import ENTRIES, often
from .racing import footprint

#: Two applicants and their incomes, far enough apart that no lots need be drawn.
VILLAGES = {"甲一村": "55", "乙一村": "15"}
#: Tables whose rows are a person's word: never fewer, never changed.
KEPT = (
    "submissions", "opinions", "scores", "score_sheets", "countersignatures", "veto_answers", "commitments",
    "applicability_rulings",
)  # fmt: skip

#: What may happen next, the usual things more often.
HAPPENINGS = [
    *["somebody_does_a_step"] * 12,
    *["time_passes"] * 2,
    "somebody_presses_an_old_button",
    "somebody_types",
    "the_secretary_takes_it_back",
    "somebody_objects",
    *["the_office_settles"] * 3,
    "somebody_is_replaced",
    "somebody_stands_aside",
    *BETWEEN_COLLEAGUES,
    "a_village_gives_up",
]


class County(Colleagues, RuleBasedStateMachine):
    """Two villages, one round, forty people. ``world`` is built once; each run is taken back."""

    built: world.County
    counted: Counter = Counter()
    reached: set[str] = set()

    def __init__(self):
        super().__init__()
        self.savepoint = transaction.atomic()
        self.savepoint.__enter__()
        self.now = world.STORY_BEGINS
        everybody = User.objects.in_bulk([user.pk for user in self.built.people.values()])
        people = {name: everybody[user.pk] for name, user in self.built.people.items()}
        self.county = world.County(self.built.regions, self.built.departments, people)
        self.kept: dict[str, set] = {}

    def teardown(self):
        transaction.set_rollback(True)
        self.savepoint.__exit__(None, None, None)

    @initialize(seed=st.integers(0, 2**32), begun=st.sampled_from(["draft", "accepted", "scored", "published"]))
    def the_story_begins(self, seed: int, begun: str):
        """At different points, or few would ever come to an end. One seed: a failing story shrinks to its beginning."""
        self.chance = Random(seed)
        self.a_round_begins(begun)

    def a_round_begins(self, begun: str):
        """Two villages apply, and are already so far."""
        ends = self.now.replace(tzinfo=world.county_time()) + timedelta(days=14)
        with clock.at(self.now):
            self.round = world.village_round(
                self.county, number=Round.objects.count() + 1, places=1, intake_ends_at=ends
            )
            self.cases = [
                world.apply(self.county, self.round, name, income=income) for name, income in VILLAGES.items()
            ]
            for case in self.cases if begun != "draft" else []:
                world.accept(self.county, world.recommend(self.county, world.hand_in(self.county, case)))
            for case in self.cases if begun in {"scored", "published"} else []:
                world.score(self.county, world.fresh(case))
        if begun == "published":
            self.now += timedelta(days=15)
            with clock.at(self.now):
                fire_due()
                stories.play(self.county, self.round, stories.steps_to_the_notice())

    # --- what people do ---------------------------------------------------------------------------------------

    def attempt(self, what, *concerned) -> None:
        """Do it; who is refused has changed nothing."""
        before = [footprint(world.fresh(case)) for case in (self.round, *self.cases)]
        try:
            with clock.at(self.now):
                what()
            self.counted["done"] += 1
        except Refusal:
            self.counted["refused"] += 1
            assert [footprint(world.fresh(case)) for case in (self.round, *self.cases)] == before

    def person(self, name: str) -> User:
        """As a request finds them: with the posts of today."""
        return User.objects.get(pk=self.county.people[name].pk)

    def holder(self, item: WorkItem) -> User:
        with clock.at(self.now):
            return item.colleague or self.county.holder(item)

    def somebody(self, item: WorkItem) -> User:
        """Mostly whoever has it in the inbox, sometimes anybody."""
        if self.chance.choice(often(False, True)):
            return self.person(self.chance.choice(sorted(self.county.people)))
        return self.holder(item)

    def may(self, by: User, item: WorkItem) -> bool:
        """Whose step it is, or whose deputy's; a secretary may also fill in."""
        posts = {item.post, Post.VILLAGE_SECRETARY} if item.node == "fill_in" else {item.post}
        held = Appointment.objects.current(self.now.date()).exercised_by(by, self.now.date())
        return held.filter(post__in=posts, region=item.place_id, organisation=item.organisation_id).exists()

    @rule()
    def something_happens(self):
        """Mostly the next step."""
        if self.round.state in ENDED:
            self.a_round_begins("scored")
        getattr(self, self.chance.choice(HAPPENINGS))()
        self.round = world.fresh(self.round)

    def somebody_does_a_step(self):
        items = list(WorkItem.objects.open().select_related("task__process", "organisation").order_by("pk"))
        if not items:
            self.time_passes()
            return
        item = self.chance.choice(items)
        by = self.somebody(item)
        with clock.at(self.now):
            entered = ENTRIES[item.node](self.chance.choice, item)

        def do():
            perform(item.task, by=by, **entered)
            assert self.may(by, item), f"{by} did {item.node}"

        self.attempt(do)

    def somebody_presses_an_old_button(self):
        """A task that was done or cancelled long ago, by the one who could have done it."""
        items = list(WorkItem.objects.exclude(state=WorkItem.State.OPEN).select_related("task").order_by("pk"))
        if not items:
            return
        item = self.chance.choice(items)

        def do():
            perform(item.task, by=self.holder(item))
            raise AssertionError(f"{item} was done twice")

        self.attempt(do)

    def somebody_types(self):
        village, stranger = self.chance.randrange(2), self.chance.choice(often(False, True))
        case = world.fresh(self.cases[village])
        by = self.person("乙二村填报员" if stranger else f"{list(VILLAGES)[village]}填报员")
        editable = case.state in EDITABLE

        def do():
            save_draft(application=case, by=by, changes={"cover": {"leader_name": f"负责人{self.now:%d%H%M}"}})
            assert editable
            assert not stranger

        self.attempt(do)

    def the_secretary_takes_it_back(self):
        village = self.chance.randrange(2)
        case, by = self.cases[village], self.person(f"{list(VILLAGES)[village]}书记")
        self.attempt(lambda: recall(application=world.fresh(case), by=by, reason="有一处笔误"))

    def somebody_objects(self):
        notice = self.round.notices.last()
        if notice is None:
            return
        application = self.chance.choice(list(notice.applications.order_by("pk")))
        self.attempt(lambda: raise_objection(notice=notice, application=application, matter="台账不实。"))

    def the_office_settles(self):
        objections = list(Objection.objects.filter(notice__round=self.round).order_by("pk"))
        if not objections:
            return
        finding = self.chance.choice(Objection.Finding.values)
        objection = self.chance.choice(objections)
        by = self.person(self.chance.choice(["主任", "经办人", "县领导"]))
        entered = {"finding": finding, "findings_of_fact": "已核查。", "disposal": "责令整改。"}
        self.attempt(lambda: settle_objection(objection=objection, by=by, **entered))

    def time_passes(self):
        self.now += timedelta(days=self.chance.choice([1, 3, 9]), hours=1)
        with clock.at(self.now):
            fire_due()

    # --- what must hold ---------------------------------------------------------------------------------------

    @invariant()
    def two_records_agree(self):
        for case in self.all_cases():
            self.reached.add(case.state)
            assert list(disagreements(case)) == []

    @invariant()
    def nothing_is_lost(self):
        for case in getattr(self, "cases", ()):
            for name in KEPT:
                rows = set(getattr(case, name).values_list(*fields_of(getattr(case, name).model)))
                assert rows >= self.kept.get(f"{case.pk} {name}", set())
                self.kept[f"{case.pk} {name}"] = rows

    @invariant()
    def the_history_has_no_gap(self):
        for case, moves in zip(self.all_cases(), (ROUND_MOVES, MOVES, MOVES), strict=False):
            stands = None
            for before, after in (
                Event.objects.filter(process_id=case.process_id).order_by("pk").values_list("before", "after")
            ):
                assert stands in (None, before)
                assert after == before or after in moves[before]
                stands = after
            assert stands == case.state

    @invariant()
    def every_open_case_waits_on_somebody(self):
        cases = self.all_cases()
        for case in cases:
            for task in open_tasks(case):
                if isinstance(task.flow_task, Step):
                    assert self.holders(task.work), f"{case} waits on nobody at {task.work}"
        for case in cases[1:]:
            assert case.state in CLOSED or cases[0].state not in ENDED, f"{case} was left behind by its round"
        if cases and cases[0].state not in ENDED:
            human = WorkItem.objects.open().filter(process_id__in=[case.process_id for case in cases]).exists()
            assert human or Deadline.objects.filter(fired_at=None, cancelled_at=None).exists()

    def holders(self, item: WorkItem) -> bool:
        """Does anybody hold the post today, and find the work in the inbox?"""
        held = Appointment.objects.current(self.now.date())
        held = held.filter(post=item.post, region=item.place_id, organisation=item.organisation_id)
        with clock.at(self.now):
            return any(
                WorkItem.objects.waiting_for(one.user).filter(pk=item.pk).exists()
                for one in held.select_related("user")
            )

    def all_cases(self) -> list:
        """The round and its applications as they are now."""
        return [world.fresh(case) for case in (self.round, *self.cases)] if hasattr(self, "cases") else []


def fields_of(model) -> list[str]:
    """All columns: an insert-only row never changes in any of them."""
    return [field.attname for field in model._meta.concrete_fields if field.get_internal_type() != "JSONField"]
