"""Fifty cuts at random bytes, while typing, uploading, turning pages: what was acknowledged is there, each thing once."""

import sys
import time
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

import pytest
from playwright.sync_api import Error, Page, expect

from documents.models import EvidenceFile, Upload
from workflows.applications.models import Application

from .test_weak_network import (  # noqa: F401 - fixtures
    address,
    application,
    phone,
    photograph,
    ready_without_network,
    take,
    the_line_is_back,
    weak_line,
)

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.django_db(transaction=True)]

CUTS, PHOTOGRAPHS, SEED = 50, 10, 20261125
#: Which fields stand on which page.
PAGES = {"CY-01": ["coll_income"], "RJ-01": ["hh_res", "toilet_ok"], "ZL-01": ["sat_valid", "sat_ok"]}
#: Bytes until the line is cut, as powers of ten: in the middle of a request's head, of a photograph, of a page.
LEAST, MOST = 2.3, 5.2


@dataclass
class Clerk:
    """Somebody who types ever larger numbers and takes photographs, whatever the line does."""

    page: Page
    application: Application
    chance: Random
    open: str = "CY-01"
    last: int = 0
    typed: dict[str, int] = field(default_factory=dict)
    acknowledged: dict[str, int] = field(default_factory=dict)
    stood: dict[str, int] = field(default_factory=dict)
    saves: int = 0

    def type_something(self) -> None:
        item = self.chance.choice(PAGES[self.open])
        self.last += 1
        self.typed[item] = self.last
        box = self.page.locator(f'[name="data.{item}.value"]')
        box.fill(str(self.last))
        if self.chance.random() < 0.7:
            box.press("Tab")

    def turn_the_page(self) -> None:
        with suppress(Error):  # a navigation that is cut stays where it is, or shows the page kept on the phone
            if self.chance.random() < 0.5:
                self.page.reload()
            else:
                self.open = self.chance.choice([code for code in PAGES if code != self.open])
                self.page.goto(address(self.application, self.open))

    def told(self, detail: dict) -> None:
        """The page says that a field is saved."""
        item, value = detail["field"].split(".")[1], int(detail["value"])
        self.acknowledged[item] = max(value, self.acknowledged.get(item, 0))
        self.saves += 1

    def nothing_acknowledged_is_lost(self) -> None:
        """Numbers only ever grow: one that falls was overwritten by an older one."""
        stands = {row.item: int(row.value) for row in self.application.data_values.exclude(value=None)}
        for item, value in {**self.stood, **self.acknowledged}.items():
            assert stands.get(item, 0) >= value, (item, value, stands)
        self.stood = stands


def one_cut(clerk: Clerk, line, folder: Path, photographs: list[int]) -> None:
    chance, cuts = clerk.chance, line.cuts
    line.cut_after(int(10 ** chance.uniform(LEAST, MOST)))
    if photographs and chance.random() < 0.4:
        take(clerk.page, photograph(folder, photographs.pop(), (1000, 750)))
    for _ in range(chance.randint(1, 2)):
        clerk.type_something()
    if chance.random() < 0.3:
        clerk.turn_the_page()
    until = time.monotonic() + chance.uniform(0.1, 0.8)
    while line.cuts == cuts and time.monotonic() < until:
        clerk.page.wait_for_timeout(20)
    line.cut()
    if chance.random() < 0.5:
        clerk.type_something()
    clerk.page.wait_for_timeout(chance.uniform(20, 200))
    clerk.nothing_acknowledged_is_lost()
    line.mend()
    the_line_is_back(clerk.page)
    clerk.page.wait_for_timeout(chance.uniform(0, 400))


SAVED = """document.addEventListener("draft-saved", ({ detail }) => window.told({ field: detail.field, value: detail.value }));"""


def test_fifty_cuts_lose_nothing(phone, application, weak_line, tmp_path, settings, capsys):  # noqa: F811
    settings.MEDIA_ROOT = tmp_path / "files"  # what other tests left on their way is not counted here
    clerk = Clerk(phone, application, Random(SEED))
    phone.expose_function("told", clerk.told)
    phone.add_init_script(SAVED)
    for code in reversed(PAGES):
        phone.goto(address(application, code))
        ready_without_network(phone, address(application, code))
    weak_line.pace = 0.01
    photographs = list(range(PHOTOGRAPHS))

    began = time.monotonic()
    for _ in range(CUTS):
        one_cut(clerk, weak_line, tmp_path, photographs)
    if photographs:
        take(phone, *[photograph(tmp_path, seed, (1000, 750)) for seed in photographs])
    weak_line.pace = 0
    the_line_is_back(phone)
    expect(phone.locator("waiting-note .notice")).to_be_hidden(timeout=30_000)
    phone.wait_for_timeout(1500)
    clerk.nothing_acknowledged_is_lost()
    took = time.monotonic() - began

    lost = [field for field, value in clerk.typed.items() if clerk.stood.get(field) != value]
    files = list(application.evidence.values_list("file_id", flat=True))
    kept = EvidenceFile.objects.count()
    assert Upload.objects.unfinished().count() == 0
    assert list(settings.MEDIA_ROOT.glob("*/.partial/*")) == []
    doubled_or_lost = abs(len(files) - PHOTOGRAPHS) + len(files) - len(set(files)) + abs(kept - PHOTOGRAPHS)
    with capsys.disabled():
        sys.stdout.write(
            f"\nFIGURE cuts_of_the_line {weak_line.cuts} >=50\nFIGURE saves_acknowledged {clerk.saves} >=1"
            f"\nFIGURE acknowledged_fields_lost {len(lost)} ==0"
            f"\nFIGURE photographs_lost_or_doubled {doubled_or_lost} ==0"
            f"\nFIGURE seconds_of_cuts {took:.1f} <60\n"
        )
    assert (lost, doubled_or_lost) == ([], 0)
    assert clerk.stood == clerk.typed
