"""How long does the drift report of a county take, and how many questions does it ask?

250 villages × 43 indicators, reviewed and scored (``tests/generated.py``), on a database of its own.
"""

import os
import sys
import tempfile
import time
from pathlib import Path

sys.path[:0] = [str(Path(__file__).resolve().parent.parent), str(Path(__file__).resolve().parent)]
os.environ["DJANGO_SETTINGS_MODULE"] = "config.settings.test"
os.environ["DATABASE_URL"] = ""
os.environ["SHIFAN_VAR"] = tempfile.mkdtemp(prefix="shifan-bench-")

import django

django.setup()

from _demo import queries_counted
from django.core.management import call_command
from django.test import Client
from django.urls import reverse

from accounts import clock
from tests import generated, world
from workflows.rounds.models import Round
from workflows.scoring.drift.report import report_for

VILLAGES = 250


def main() -> None:
    call_command("migrate", verbosity=0)
    with clock.at(world.STORY_BEGINS):
        county = world.build_county()
        round_ = generated.county_round(county)
        generated.fill_county(county, round_, VILLAGES)
        Round.objects.filter(pk=round_.pk).update(state="locked")
        measure(county, world.fresh(round_))


def measure(county: world.County, round_: Round) -> None:
    operator = county.people["经办人"]
    with queries_counted() as asked:
        start = time.process_time()
        report_for(operator, round_)
        taken = time.process_time() - start
        questions = asked()
    client = Client()
    client.force_login(operator, backend="django.contrib.auth.backends.ModelBackend")
    start = time.process_time()
    response = client.get(reverse("scoring:drift", args=[round_.pk]))
    shown = time.process_time() - start
    assert response.status_code == 200
    print(f"FIGURE drift_{VILLAGES}_report_cpu_seconds {taken:.2f} <=2")
    print(f"FIGURE drift_{VILLAGES}_page_cpu_seconds {shown:.2f} <=3")
    print(f"FIGURE drift_{VILLAGES}_queries {questions} <=20")


if __name__ == "__main__":
    main()
