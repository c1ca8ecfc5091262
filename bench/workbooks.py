"""What a workbook costs: 250 villages × 40 indicators out, in with a preview, and confirmed; a bomb refused.

On a database of its own. Memory is what the work adds to the process, and its sandbox to the page set it is forked from.
Run: .venv/bin/python bench/workbooks.py
"""

import logging
import multiprocessing
import os
import re
import resource
import sys
import time
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))

from django.core.management import call_command
from django.db import connection
from grid import LEAD, open_work  # sets Django up on a database of its own

from accounts import clock
from documents import workbooks
from documents.workbooks import WorkbookError
from tests import generated, world
from tests.documents import hostile_workbooks
from tests.workflows.scoring.workbooks.filling import Filled
from workflows.scoring.workbooks.building import score_workbook
from workflows.scoring.workbooks.comparing import preview_of
from workflows.scoring.workbooks.importing import confirm, opened, sheets_of, take
from workflows.standards.simulation import generate

VILLAGES, INDICATORS = 250, 40
MEGABYTE = 1 << 20


def main() -> None:
    logging.disable(logging.WARNING)
    refuse_a_bomb()
    county, round_ = build()
    department, scorer = county.departments[LEAD], county.people[f"{LEAD}评分员"]
    data = timed("workbook_250x40_out_seconds", 15, lambda: score_workbook(round_, department, scorer))
    filled = fill(data)
    place = {"round_": round_, "organisation": department, "by": scorer}
    taken, megabytes = apart(lambda: bring_in(filled, place))
    print(f"FIGURE workbook_250x40_added_mb {megabytes:.0f} <=150")
    assert taken == VILLAGES * INDICATORS


def bring_in(data: bytes, place: dict) -> int:
    """Upload, preview, confirm: how long a person waits each time."""
    token = timed("workbook_250x40_upload_seconds", 5, lambda: take(data=data, name="评分表.xlsx", **place)).token
    file, _ = opened(token, *place.values())
    preview = timed("workbook_250x40_preview_seconds", 5, lambda: preview_of(sheets_of(file), *place.values()))
    assert len(preview.changes) == VILLAGES * INDICATORS, preview.left_out[:3]
    return timed("workbook_250x40_confirm_seconds", 5, lambda: confirm(token=token, **place)).taken


def apart(work: Callable) -> tuple:
    """Run it in a fork: its answer, and how far it and its own children grew beyond what was there, in megabytes."""
    connection.close()
    receiver, sender = multiprocessing.Pipe(duplex=False)

    def run() -> None:
        with open("/proc/self/statm") as statm:
            before = int(statm.read().split()[1]) * resource.getpagesize() / MEGABYTE
        answer = work()
        sender.send((answer, held_memory() - before))

    child = multiprocessing.get_context("fork").Process(target=run)
    child.start()
    child.join()
    return receiver.recv()


def build() -> tuple:
    """One department scores forty indicators of 250 villages."""
    call_command("migrate", verbosity=0)
    generated.STANDARD = re.sub(r"^(  lead:) .*$", rf"\1 {LEAD}", generated.STANDARD, flags=re.MULTILINE)
    with clock.at(world.STORY_BEGINS):
        county = world.build_county()
        round_ = generated.county_round(county)
        answers = [one.answers for one in generate(round_.standard.spec, seed=generated.SEED, count=VILLAGES)]
        written = generated.submit(county, round_, generated.villages_of(county, VILLAGES), answers)
        generated.review(county, round_, written)
        open_work(county, written.applications)
    return county, round_


def fill(data: bytes) -> bytes:
    """Forty scores with their reasons for every village."""
    filled = Filled(data)
    scores = [at for at, words in enumerate(filled.headings, 1) if words and "｜评分" in words][:INDICATORS]
    for row in range(filled.top + 1, filled.sheet.max_row + 1):
        if filled.sheet.cell(row, 2).value:
            for at in scores:
                filled.sheet.cell(row, at).value = 0.25
                filled.sheet.cell(row, at + 1).value = "按部门台账核定"
    return filled.saved()


def timed(name: str, most: float, work: Callable):
    """Its answer; its time as a figure, and what of it was this process's and its children's own."""
    start, own = time.perf_counter(), sum(os.times()[:4])
    found = work()
    seconds, own = time.perf_counter() - start, sum(os.times()[:4]) - own
    print(f"FIGURE {name} {seconds:.2f} <={most}")
    print(f"FIGURE {name.removesuffix('seconds')}cpu_seconds {own:.2f} <={most}")
    return found


def held_memory() -> float:
    """The most that this process or one of its children has held so far, in megabytes."""
    kinds = (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    return max(resource.getrusage(kind).ru_maxrss for kind in kinds) / 1024


def refuse_a_bomb() -> None:
    """About 800 KB that unpack to 800 MB."""
    data = hostile_workbooks.bomb()
    before, start = held_memory(), time.perf_counter()
    try:
        workbooks.read(data, name="bomb.xlsx")
    except WorkbookError:
        print(f"FIGURE workbook_bomb_seconds {time.perf_counter() - start:.2f} <=2")
        print(f"FIGURE workbook_bomb_added_mb {held_memory() - before:.0f} <=100")
    else:
        raise AssertionError("the bomb was read")


if __name__ == "__main__":
    main()
