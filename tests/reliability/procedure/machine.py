"""Random people do random things, permitted and forbidden; after each the database and the model are compared."""

import copy
from collections import Counter
from datetime import timedelta
from random import Random

from django.db import connection, transaction
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule

from .checks import (
    Watch,
    begin_counting,
    inbox_is_as_told,
    nothing_lost_or_doubled,
    stands_where_it_should,
    two_records_agree,
    waits_on_somebody,
)
from .doing_colleagues import Colleagues
from .doing_helping import Helpers
from .doing_office import Office
from .doing_steps import Steps
from .doing_ways import Ways
from .stage import Stage

#: What may happen next, the usual things more often.
HAPPENINGS = [
    *["somebody_does_a_step"] * 24,
    *["time_passes"] * 3,
    *["a_round_is_moved_on"] * 3,
    *["somebody_opens_a_step"] * 2,
    *["somebody_types"] * 3,
    *["somebody_is_helped"] * 2,
    *["the_secretary_looks_through"] * 2,
    *["the_village_takes_it_back"] * 2,
    *["somebody_takes_a_step_back"] * 3,
    "somebody_presses_an_old_button",
    *["the_office_sends_it_back_midway"] * 2,
    "the_director_stops",
    *["the_director_resumes"] * 2,
    "a_village_gives_up",
    "somebody_is_disqualified",
    "a_village_has_a_new_leader",
    "somebody_objects",
    "the_office_settles",
    *["somebody_passes_work_on"] * 2,
    "somebody_takes_work_back",
    "somebody_asks_others",
    *["somebody_gives_an_opinion"] * 2,
    "somebody_stops_asking",
    "somebody_shows_a_case",
    "somebody_reads_a_copy",
    "somebody_goes_away",
    "somebody_comes_back",
    *["somebody_is_replaced"] * 2,
    "somebody_urges",
    "the_director_gives_more_time",
    *["somebody_stands_aside"] * 2,
    "the_director_ends_a_recusal",
    "a_department_is_merged",
]
#: Every other time a step instead: they would end most stories early.
RARE = frozenset(
    {
        "a_village_gives_up",
        "somebody_is_disqualified",
        "the_director_stops",
        "a_department_is_merged",
        "the_office_settles",
    }
)


#: Nothing happens at the same moment as what was before it.
BETWEEN = timedelta(seconds=20)
#: After so many actions somebody's desk is read as the desk reads it; the rows behind it after each.
DESKS = 5


class Procedure(Steps, Ways, Helpers, Colleagues, Office, RuleBasedStateMachine):
    """One story. ``built`` is built once; each story is taken back."""

    built: Stage
    reached: set[str] = set()
    nodes: set[str] = set()
    compared: Counter = Counter()
    stuck: list[str] = []

    def __init__(self):
        super().__init__()
        self.savepoint = transaction.atomic()
        self.savepoint.__enter__()
        self.stage = copy.deepcopy(self.built)
        self.model = self.stage.model
        self.sheets: dict = {}
        self.escalated = 0

    def teardown(self):
        transaction.set_rollback(True)
        self.savepoint.__exit__(None, None, None)

    @initialize(story=st.integers(0, 2**32 - 1))
    def the_story_begins(self, story: int):
        self.story, self.happened = story, 0
        begin_counting(self.model)
        everything = Watch()
        stands_where_it_should(self.model, self.stage)
        nothing_lost_or_doubled(self.model, everything)

    @rule(what=st.sampled_from(HAPPENINGS), chance=st.integers(0, 2**32 - 1))
    def something_happens(self, what: str, chance: int):
        self.happened += 1
        self.model.now += BETWEEN
        self.chance = Random(f"{self.story} {self.happened} {chance}")
        if what in RARE and self.draw([True, False]):
            what = "somebody_does_a_step"
        before = self.standing()
        watch = Watch()
        with connection.execute_wrapper(watch):
            self.try_in_turn(what, "somebody_does_a_step", "time_passes")
        self.look(before, watch)

    def try_in_turn(self, *happenings: str) -> None:
        """The first for which there is an occasion: who finds nothing to do has done nothing."""
        for what in happenings:
            before = self.actions
            getattr(self, what)()
            if self.actions > before:
                return

    @property
    def actions(self) -> int:
        return self.done.total() + self.refused.total()

    def standing(self) -> dict:
        return {
            case.key: (case.state, tuple(case.open), getattr(case, "waits", "")) for case in self.model.cases.values()
        }

    def look(self, before: dict, watch: Watch) -> None:
        """What must hold after every action."""
        if watch.tables:
            stands_where_it_should(self.model, self.stage)
            nothing_lost_or_doubled(self.model, watch)
        after = self.standing()
        changed = [self.model.cases[key] for key in after if after[key] != before[key]]
        two_records_agree(changed)
        assert waits_on_somebody(self.model) == []
        if self.happened % DESKS == 0:
            who = self.anybody()
            inbox_is_as_told(self.model, who, self.stage.users[who])
        for case in changed:
            self.reached.add(case.state)
        self.nodes |= {work.node for _, work in self.model.works()}
        self.compared["all"] += 1
