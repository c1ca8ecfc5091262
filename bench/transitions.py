"""What a step costs: queries and milliseconds of every step of a village and its round, and of every way beside it.

Service and papers included. Of a step that opens or joins branches (受理, 审签, 联审) the queries grow with the departments.
On SQLite; with DATABASE_URL, on a database of its own on that PostgreSQL. Run: .venv/bin/python bench/transitions.py [villages]
"""

import os
import sys
import time
from collections import defaultdict
from collections.abc import Callable
from functools import partial
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
sys.path.insert(0, str(Path(__file__).resolve().parent))
os.environ["DJANGO_SETTINGS_MODULE"] = "config.settings.test"

import django

django.setup()

from _demo import queries_counted
from django.db import connection

from accounts import clock
from accounts.enums import Post
from accounts.models import Appointment
from config.settled import settle
from tests import stories, world
from workflows.engine.consulting import ask, give_opinion
from workflows.engine.deadlines import fire_due
from workflows.engine.models import Voice
from workflows.engine.passing_on import take_back, transfer
from workflows.engine.recalling import recall_step
from workflows.engine.steps import perform
from workflows.flows.stopping import resume, terminate
from workflows.review.disqualifying import disqualify

#: Applications of the round whose own steps are measured; such a step moves each of them.
MEASURED = 4
#: Of one case's step: queries stay under it; a step of the round has as many for each case that it moves.
MOST_QUERIES, MOST_MILLISECONDS, ROUND_MILLISECONDS = 40, 60, 3000
#: Steps of the round.
OF_THE_ROUND = frozenset(
    node for steps in (stories.steps_to_the_notice(), stories.steps_to_the_title()) for node, _ in steps
)

taken: dict[str, list[tuple[float, int]]] = defaultdict(list)


def timed(name: str, step: Callable[[], object]) -> None:
    """Do it with a stopwatch."""
    with queries_counted() as queries:
        start = time.perf_counter()
        step()
        taken[name].append(((time.perf_counter() - start) * 1000, queries()))


def measured(county, case, node: str, **data):
    """``world.act`` with a stopwatch: each piece of work on its own."""
    for item in world.work(case, node):
        given = {key: value(item) if callable(value) else value for key, value in data.items()}
        by = county.holder(item)
        timed(node, partial(perform, item.task, by=by, **given))
    return world.fresh(case)


def sideways(county, round_, place: str) -> None:
    """Asked, passed on, taken back, returned, recalled, stopped, taken up again, disqualified."""
    case = world.hand_in(county, world.apply(county, round_, place))
    town = county.regions[place].parent.name
    reviewer, leader = county.people[f"{town}审核员"], county.people[f"{town}镇长"]
    colleague = Appointment.objects.get(user=county.people[f"{town}第二审核员"])
    item = world.work(case, "review_at_township")[0]
    timed("ask", partial(ask, item=item, by=reviewer, people=[leader], question="是否属实？"))
    voice = Voice.objects.get(consultation__work=item)
    timed("give_opinion", partial(give_opinion, voice=voice, by=leader, words="属实。"))
    timed("pass_on", partial(transfer, item=item, by=reviewer, to=colleague, reason="下村"))
    timed("take_back", partial(take_back, item=item, by=reviewer))
    points = {"RJ-01": {"passes": False, "problem": "缺台账"}}
    back = {"decision": "return", "opinion": "请补充。", "verdicts": points}
    timed("return", partial(perform, item.task, by=reviewer, **back))
    case = world.act(county, world.fresh(case), "fill_in")
    done = case.process.work_items.filter(node="fill_in").latest("done_at")
    timed("recall", partial(recall_step, item=done, by=done.done_by, reason="再核一遍"))
    director = county.people["主任"]
    timed("stop", partial(terminate, application=world.fresh(case), by=director, reason="待查"))
    timed("take_up_again", partial(resume, application=world.fresh(case), by=director, reason="查清"))
    timed("disqualify", partial(disqualify, application=world.fresh(case), by=director, reason="冒用照片"))


def play(villages: int) -> None:
    """So many villages from the form to the title."""
    with clock.at(world.STORY_BEGINS):
        county = world.build_county()
        places = list(county.regions)[-MEASURED:]
        rounds = [world.village_round(county, number=n + 1) for n in range(-(-villages // len(places)))]
        for round_ in rounds:
            for place in places:
                case = world.apply(county, round_, place)
                for node, entered in stories.village_steps(case):
                    measured(county, case, node, **entered)
        for town in ("甲镇", "乙镇"):
            world.hire(county, f"{town}第二审核员", Post.TOWN_REVIEWER, town)
        for round_, place in zip(rounds, places, strict=False):  # who was disqualified may not apply again
            sideways(county, world.village_round(county, number=round_.number + len(rounds)), place)
    round_ = rounds[0]
    with clock.at(stories.AFTER_INTAKE):
        fire_due()
        lots = sorted(round_.applications.values_list("number", flat=True))
        for node, entered in stories.steps_to_the_notice():
            measured(county, round_, node, **entered, **({"lots": lots} if node == "propose_list" else {}))
    with clock.at(stories.day_after(round_)):
        fire_due()
        for node, entered in stories.steps_to_the_title():
            measured(county, round_, node, **entered)


def main(villages: int = 20) -> None:
    name = connection.creation.create_test_db(verbosity=0)
    settle()  # as a server process does
    try:
        play(villages)
    finally:
        connection.creation.destroy_test_db(name, verbosity=0)
    print(f"{connection.vendor}: {villages} villages, {MEASURED} in the measured round")
    for node, rows in taken.items():
        of_the_round = node in OF_THE_ROUND
        milliseconds, queries = sorted(row[0] for row in rows), max(row[1] for row in rows)
        p95 = milliseconds[max(round(len(rows) * 0.95) - 1, 0)]
        most = MOST_QUERIES * (1 + MEASURED) if of_the_round else MOST_QUERIES
        print(f"FIGURE step_{node}_queries {queries} <={most - 1}")
        print(f"FIGURE step_{node}_p95_ms {p95:.0f} <={ROUND_MILLISECONDS if of_the_round else MOST_MILLISECONDS}")


if __name__ == "__main__":
    main(*map(int, sys.argv[1:2]))
