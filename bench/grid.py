"""How quickly does a department's desk open and save, with 286 villages in the round and 22 rows opened?

The model standard of 43 indicators (``tests/generated.py``), on a database of its own, in a browser before a real server.
Run: .venv/bin/python bench/grid.py [saves]
"""

import json
import logging
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "bench")]
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.development")
os.environ["DATABASE_URL"] = ""
os.environ["SHIFAN_VAR"] = tempfile.mkdtemp(prefix="shifan-bench-")
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"

import django

django.setup()

from _demo import queries_counted
from django.conf import settings
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from playwright.sync_api import sync_playwright
from viewflow.workflow.models import Process, Task
from viewflow.workflow.token import Token

from accounts import clock
from accounts.enums import Post
from tests import generated, world
from workflows.engine.models import WorkItem
from workflows.flows.village import VillageFlowV1
from workflows.scoring.services.rows import grid_rows
from workflows.standards.simulation import generate

VILLAGES, OPENED = 286, 22
LEAD = "农业农村局"
TOWNSHIP = f"{world.COUNTY}103000"


def build() -> tuple:
    """A round in which the lead department has everything still to score."""
    call_command("migrate", verbosity=0)
    with clock.at(world.STORY_BEGINS):
        county = world.build_county()
        round_ = generated.county_round(county)
        answers = [one.answers for one in generate(round_.standard.spec, seed=generated.SEED, count=VILLAGES)]
        written = generated.submit(county, round_, generated.villages_of(county, VILLAGES), answers)
        generated.review(county, round_, written)
        open_work(county, written.applications)
    return county, round_


def open_work(county: world.County, applications: list) -> None:
    """The piece of work that each application has at the department, as the flow opens it."""
    node, department, place = VillageFlowV1.instance.node("score"), county.departments[LEAD], county.regions["禾塬县"]
    for application in applications:
        process = Process(flow_class=VillageFlowV1)
        process.artifact = application
        process.save()
        application.process_id = process.pk
        application.save(update_fields=["process"])
        data = {"organisation": department.pk}
        task = Task.objects.create(
            process=process, flow_task=node, flow_task_type=node.task_type, token=Token("start"), data=data
        )
        WorkItem.objects.create(
            task=task,
            process_id=process.pk,
            county=application.county,
            node="score",
            step_title=node.task_title,
            title=application.work_title,
            region_code=application.region_id,
            post=Post.DEPT_SCORER,
            place=place,
            organisation=department,
            opened_at=clock.now(),
        )


def p95(taken: list[float]) -> float:
    return sorted(taken)[max(int(len(taken) * 0.95) - 1, 0)]


def milliseconds(act, times: int) -> float:
    """95th percentile after warming up."""
    for n in range(3):
        act(n)
    taken = []
    for n in range(3, times + 3):
        start = time.perf_counter()
        act(n)
        taken.append((time.perf_counter() - start) * 1000)
    return p95(taken)


def measure_server(county: world.County, round_, saves: int) -> None:
    """Without a browser: the page, a cell, the rows for a workbook."""
    scorer, department = county.people[f"{LEAD}评分员"], county.departments[LEAD]
    client = Client()
    client.force_login(scorer, backend="django.contrib.auth.backends.ModelBackend")
    place = [round_.pk, department.pk]
    url, save = reverse("scoring:grid", args=place), reverse("scoring:grid_cell", args=place)

    def show(n: int = 0) -> None:
        answer = client.get(url, {"open": TOWNSHIP})
        assert answer.content.count(b"data-application=") == OPENED

    rows = grid_rows(round_, department, scorer, township=TOWNSHIP)
    cells = [(row.application.pk, line.code) for row in rows for line in row.lines if line.row.kind == "indicator"]

    def give(n: int) -> None:
        application, code = cells[n % len(cells)]
        cell = {"application": application, "code": code, "version": n // len(cells), "score": f"0.{n % 90 + 1}"}
        answer = client.post(save, json.dumps({"cells": [cell]}), content_type="application/json").json()
        assert len(answer["saved"]) == 1, answer

    print(f"FIGURE grid_{OPENED}_rows_server_p95_ms {milliseconds(show, 20):.0f} <=500")
    with queries_counted() as asked:
        show()
        print(f"FIGURE grid_{OPENED}_rows_queries {asked()} <=40")
    print(f"FIGURE grid_autosave_server_p95_ms {milliseconds(give, saves):.0f} <=100")
    start = time.perf_counter()
    assert len(grid_rows(round_, department, scorer)) == VILLAGES
    print(f"FIGURE grid_{VILLAGES}_rows_read_seconds {time.perf_counter() - start:.2f} <=3")


@contextmanager
def served():
    """The same database behind the server that a county runs."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "gunicorn", "config.wsgi", "-b", f"127.0.0.1:{port}", "-w", "2", "--threads", "2"]
    process = subprocess.Popen([*command, "--log-level", "error"], cwd=ROOT, env=os.environ.copy())
    try:
        for _ in range(100):
            time.sleep(0.2)
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", port)) == 0:
                    break
        yield f"http://127.0.0.1:{port}"
    finally:
        process.terminate()
        process.wait()


def measure_browser(county: world.County, round_, saves: int) -> None:
    """From the click to a table that can be written in; from the key to the server's answer."""
    client = Client()
    client.force_login(county.people[f"{LEAD}评分员"], backend="django.contrib.auth.backends.ModelBackend")
    cookie = {"name": settings.SESSION_COOKIE_NAME, "value": client.cookies[settings.SESSION_COOKIE_NAME].value}
    path = reverse("scoring:grid", args=[round_.pk, county.departments[LEAD].pk])
    with served() as host, sync_playwright() as playwright:
        flags = ["--no-sandbox", "--disable-gpu"]
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=flags)
        page = browser.new_context(viewport={"width": 1366, "height": 768}, locale="zh-CN").new_page()
        page.context.add_cookies([{**cookie, "url": host}])
        ready = []
        for _ in range(12):
            page.goto(f"{host}{path}?open={TOWNSHIP}")
            page.wait_for_selector("tr[data-dressed]")
            ready.append(page.evaluate("performance.getEntriesByType('navigation')[0].domContentLoadedEventEnd"))
        type_scores(page, saves)
        answers = page.evaluate(
            "performance.getEntriesByType('resource').filter(one => one.name.endsWith('/cells/')).map(one => one.duration)"
        )
        browser.close()
    print(f"FIGURE grid_{OPENED}_rows_ready_p95_ms {p95(ready[2:]):.0f} <=1000")
    print(f"FIGURE grid_autosave_browser_p95_ms {p95(answers[2:]):.0f} <=100")


def type_scores(page, saves: int) -> None:
    """Down one column after the other, waiting for each answer."""
    page.evaluate("performance.setResourceTimingBufferSize(2000)")
    heads = page.locator("th[data-code]")
    for column in range(-(-saves // OPENED)):
        code = heads.nth(column).get_attribute("data-code")
        page.locator(f'tr[data-application] td[data-code="{code}"] input').first.focus()
        for _ in range(OPENED):
            with page.expect_response("**/cells/"):
                page.keyboard.press("1")
                page.keyboard.press("Enter")


def main(saves: int = 100) -> None:
    logging.disable(logging.WARNING)
    county, round_ = build()
    measure_server(county, round_, saves)
    measure_browser(county, round_, min(saves, 4 * OPENED))


if __name__ == "__main__":
    main(*map(int, sys.argv[1:2]))
