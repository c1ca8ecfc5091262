"""One look at a screen: axe and our measures at both sizes, in 大字版 where it is for, and once round with Tab."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from playwright.sync_api import Page

from tests.architecture.stage import PEOPLE, Stage
from tests.architecture.test_urls import address
from tests.e2e import axe
from tests.e2e.axe import Finding
from tests.e2e.conftest import DESKTOP, PHONE, Desk
from tests.e2e.screens import Screen
from tests.e2e.walking import walk

SIZES = {"1366": DESKTOP, "390": PHONE}
#: What a walk with Tab must not come back with.
FAULTS = ("unreached", "unseen", "hidden", "backwards", "trapped")


@dataclass
class Sweep:
    """What was looked at and what was wrong."""

    findings: list[Finding] = field(default_factory=list)
    looked_at: int = 0
    stops: int = 0

    def look(self, page: Page, name: str, *, large_type: bool) -> None:
        """Look at the page that is open in the window."""
        axe.bring_tools(page)
        for size, viewport in SIZES.items():
            page.set_viewport_size(viewport)
            self.note(name, size, axe.violations(page))
            self.note(name, size, axe.measured(page, sideways=None))
            self.looked_at += 1
        self.note(name, "390", axe.measured(page, small=axe.THUMB))
        if large_type:
            self.enlarge(page, name)
        page.set_viewport_size(DESKTOP)
        self.go_round(page, name)

    def enlarge(self, page: Page, name: str) -> None:
        """The same page in 大字版, at both sizes."""
        page.evaluate("() => document.documentElement.classList.add('big')")
        for size, viewport in SIZES.items():
            page.set_viewport_size(viewport)
            self.note(name, f"{size} 大字版", axe.violations(page, rules=axe.OF_SIZE))
            self.note(
                name,
                f"{size} 大字版",
                axe.measured(page, sideways=None, plain=axe.BIG_TEXT, fine=axe.BIG_NOTE, cut=None),
            )
        self.note(name, "390 大字版", axe.measured(page, small=axe.BIG_BUTTON))
        page.evaluate("() => document.documentElement.classList.remove('big')")

    def go_round(self, page: Page, name: str) -> None:
        """Once round with Tab."""
        met = walk(page)
        self.stops += met["stops"]
        self.note(name, "keyboard", [(fault, what) for fault in FAULTS for what in met[fault]])

    def note(self, name: str, size: str, found: list[tuple[str, str]]) -> None:
        self.findings += [Finding(name, size, kind, what) for kind, what in found]

    def of(self, *kinds: str) -> list[str]:
        """Findings of these kinds, as sentences."""
        return [str(finding) for finding in self.findings if finding.kind in kinds]

    def by_axe(self) -> list[str]:
        ours = {*FAULTS, "sideways", "small", "plain", "fine", "cut"}
        return [str(finding) for finding in self.findings if finding.kind not in ours]


def sweep_of(desk: Desk, stage: Stage, wanted: Iterable[Screen]) -> Sweep:
    """Look at screens of the stage, each as the person who sees it."""
    sweep = Sweep()
    public = desk.outsider()
    for screen in wanted:
        page = desk.of(PEOPLE[screen.role]) if screen.role else public
        open_page(page, address(stage, screen.page), 200)
        sweep.look(page, str(screen), large_type=screen.large_type)
    public.context.close()
    return sweep


def open_page(page: Page, where: str, status: int) -> None:
    """It is a page, and the answer that was expected."""
    response = page.goto(where)
    shown = (response.status, response.headers["content-type"].partition(";")[0])
    assert shown == (status, "text/html"), f"{where}: {shown}"
