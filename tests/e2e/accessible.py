"""What is asked of every screen; each file of screens asks it of its own, so that two workers share them."""

import pytest

from tests.e2e.sweeping import FAULTS, Sweep


def told(findings: list[str]) -> str:
    return f"{len(findings)}:\n" + "\n".join(findings)


class Accessible:
    """Asked of the screens that the file's fixture ``swept`` has looked at."""

    pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.django_db(transaction=True)]
    name: str

    def test_axe_finds_nothing_at_either_size(self, swept: Sweep, figure):
        figure(f"axe_screens_{self.name}", swept.looked_at, "every screen, two sizes")
        figure(f"axe_violations_{self.name}", len(swept.by_axe()), "= 0")

        assert not swept.by_axe(), told(swept.by_axe())

    def test_no_page_is_wider_than_its_window(self, swept: Sweep):
        assert not swept.of("sideways"), told(swept.of("sideways"))

    def test_a_thumb_hits_every_button(self, swept: Sweep):
        assert not swept.of("small"), told(swept.of("small"))

    def test_large_type_is_large_and_whole(self, swept: Sweep):
        faults = swept.of("plain", "fine", "cut")

        assert not faults, told(faults)

    def test_the_keyboard_alone_goes_everywhere_and_is_seen(self, swept: Sweep, figure):
        figure(f"keyboard_stops_{self.name}", swept.stops, "all reached, seen, in order, without a trap")

        assert not swept.of(*FAULTS), told(swept.of(*FAULTS))
