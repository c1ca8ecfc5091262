"""What axe-core and our own measures find wrong with a page, as sentences that name the page."""

from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Page

ROOT = Path(__file__).parents[2]
AXE = ROOT / "frontend" / "node_modules" / "axe-core" / "axe.min.js"
MEASURES = Path(__file__).with_name("measures.js")

#: All that WCAG 2.2 asks on the levels A and AA, and what axe calls good practice. No rule is left out.
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa", "best-practice"]
#: In 大字版 the page has the same parts and colours; what bigger words can spoil is asked again.
OF_SIZE = ["scrollable-region-focusable", "target-size"]

#: 大字版: main text and buttons by 适老化 and the brief of this system; notes stay readable.
BIG_TEXT, BIG_NOTE, BIG_BUTTON = 20, 18, 48
#: The smallest thing that a thumb hits without looking.
THUMB = 44


@dataclass(frozen=True)
class Finding:
    """Something wrong."""

    screen: str
    size: str
    kind: str
    what: str

    def __str__(self) -> str:
        return f"{self.screen} [{self.size}] {self.kind}: {self.what}"


def bring_tools(page: Page) -> None:
    """Put axe and the measures into the page."""
    page.evaluate(AXE.read_text(encoding="utf-8"))
    page.evaluate(MEASURES.read_text(encoding="utf-8"))


def violations(page: Page, *, rules: list[str] | None = None) -> list[tuple[str, str]]:
    """What axe finds: rule, and where with how to mend it."""
    only = {"type": "rule", "values": rules} if rules else {"type": "tag", "values": TAGS}
    found = page.evaluate(
        """only => axe.run(document, { resultTypes: ["violations"], runOnly: only, iframes: false })
            .then(({ violations }) => violations.map(({ id, nodes }) => [id, nodes.slice(0, 4).map(node =>
                `${node.target.join(" ")} — ${node.failureSummary.split("\\n").slice(1).join(";").slice(0, 160)}`)]))""",
        only,
    )
    return [(rule, where) for rule, places in found for where in places]


def measured(page: Page, **asked: int | None) -> list[tuple[str, str]]:
    """What our own measures find; each is named with what it is asked."""
    found = []
    for measure, least in asked.items():
        found += [(measure, what) for what in page.evaluate(f"least => measures.{measure}(least)", least)]
    return found
