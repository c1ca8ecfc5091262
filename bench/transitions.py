"""What a step costs: queries and milliseconds of every step of a village and its round, service and papers included.

On SQLite; with DATABASE_URL, on a database of its own on that PostgreSQL. Run: .venv/bin/python bench/transitions.py [villages]
"""

import os
import sys
import time
from collections import defaultdict
from pathlib import Path
from statistics import median

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
sys.path.insert(0, str(Path(__file__).resolve().parent))
os.environ["DJANGO_SETTINGS_MODULE"] = "config.settings.test"

import django

django.setup()

from _demo import queries_counted
from django.db import connection

from accounts import clock
from tests import stories, world
from workflows.engine.deadlines import fire_due
from workflows.engine.steps import perform

#: Most queries of each step; a step on the whole round is measured with ``villages`` applications.
MOST_QUERIES = {
    "fill_in": 35,
    "submit": 60,
    "review_at_township": 40,
    "sign_at_township": 40,
    "accept_at_county": 80,
    "score": 40,
    "sign_scores": 60,
    "countersign": 40,
    "joint_check": 45,
}
ROUND_MILLISECONDS = 3000

taken: dict[str, list[tuple[float, int]]] = defaultdict(list)


def measured(county, case, node: str, **data):
    """``world.act`` with a stopwatch: each piece of work on its own."""
    for item in world.work(case, node):
        given = {key: value(item) if callable(value) else value for key, value in data.items()}
        by = county.holder(item)
        with queries_counted() as queries:
            start = time.perf_counter()
            perform(item.task, by=by, **given)
            taken[node].append(((time.perf_counter() - start) * 1000, queries()))
    return world.fresh(case)


def play(villages: int) -> None:
    """So many villages from the form to the title."""
    with clock.at(world.STORY_BEGINS):
        county = world.build_county()
        places = list(county.regions)[-4:]
        rounds = [world.village_round(county, number=n + 1) for n in range(-(-villages // len(places)))]
        for round_ in rounds:
            for place in places:
                case = world.apply(county, round_, place)
                for node, entered in stories.village_steps(case):
                    measured(county, case, node, **entered)
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
    try:
        play(villages)
    finally:
        connection.creation.destroy_test_db(name, verbosity=0)
    print(f"{connection.vendor}: {villages} villages, 4 in the measured round")
    for node, rows in taken.items():
        milliseconds, queries = median(row[0] for row in rows), max(row[1] for row in rows)
        bound = f"<={MOST_QUERIES[node]}" if node in MOST_QUERIES else "-"
        print(f"FIGURE step_{node}_queries {queries} {bound}")
        print(
            f"FIGURE step_{node}_ms {milliseconds:.0f} {'<=150' if node in MOST_QUERIES else f'<={ROUND_MILLISECONDS}'}"
        )


if __name__ == "__main__":
    main(*map(int, sys.argv[1:2]))
