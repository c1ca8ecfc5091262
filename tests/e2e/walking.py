"""The keyboard: walking a page with Tab, and doing a piece of work with nothing else."""

from playwright.sync_api import Locator, Page

#: More stops than any page of ours has.
FARTHEST = 600
LAP = 20


def walk(page: Page) -> dict:
    """Go round a page with Tab; returns what was not reached, not seen, hidden, out of order, or a trap."""
    page.evaluate("() => { document.activeElement.blur(); scrollTo(0, 0); measures.begin(); }")
    for _ in range(FARTHEST // LAP):
        for _ in range(LAP):
            page.keyboard.press("Tab")
        if page.evaluate("() => measures.round()"):
            break
    return page.evaluate("() => measures.ended()")


class Hands:
    """A person without a mouse: goes to a thing with Tab, then presses a key. Nothing is clicked or focused by script."""

    def __init__(self, page: Page):
        self.page = page

    def to(self, target: Locator) -> Locator:
        """Tab until the target has the focus."""
        target.wait_for()
        for _ in range(FARTHEST):
            if self.at(target):
                return target
            self.page.keyboard.press("Tab")
        raise AssertionError(f"Tab never reaches {target}")

    def at(self, target: Locator) -> bool:
        return target.evaluate("element => element === document.activeElement")

    def press(self, *keys: str) -> None:
        for key in keys:
            self.page.keyboard.press(key)

    def follow(self, target: Locator) -> None:
        """Open a link, or press a button that leads to another page."""
        self.to(target)
        with self.page.expect_navigation():
            self.press("Enter")

    def write(self, target: Locator, words: str) -> None:
        """Write into a field, over what stands there."""
        self.to(target)
        self.press("Control+a")
        self.page.keyboard.type(words)

    def date(self, target: Locator, day: str) -> None:
        """Year, month and day have places of their own, in the order of the browser's own language."""
        year, month, day_of_month = day.split("-")
        for places in ((year, month, day_of_month), (month, day_of_month, year)):
            self.to(target)
            self.press("ArrowLeft", "ArrowLeft")
            for place in places:
                self.page.keyboard.type(place)
                if place == year:  # after two figures the browser goes on by itself
                    self.press("ArrowRight")
            if target.input_value() == day:
                return
        raise AssertionError(f"typed {day}, and the field says {target.input_value()}")

    def tick(self, target: Locator) -> None:
        """Tick a box."""
        self.to(target)
        if not target.is_checked():
            self.press("Space")

    def choose(self, group: Locator, value: str) -> None:
        """Pick of a group of radio buttons: Tab reaches the group, arrows walk in it."""
        self.to(
            group.first
            if not group.and_(self.page.locator(":checked")).count()
            else group.and_(self.page.locator(":checked"))
        )
        wanted = group.and_(self.page.locator(f'[value="{value}"]'))
        self.press("Space")
        for _ in range(group.count()):
            if wanted.is_checked():
                return
            self.press("ArrowDown")
        assert wanted.is_checked()
