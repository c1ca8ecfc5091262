"""No screen is forgotten: a new address is looked at, or somebody wrote down why it is no screen."""

from tests.architecture.pages import PAGES
from tests.architecture.stage import PEOPLE
from tests.e2e.screens import NO_SCREEN, SEEN_BY, lookers, screens

SHOWN = [page for page in PAGES if not page.without_get and (page.public or page.reads)]

#: Who sees what another role of the list sees, or nothing.
TWINS = {"leader", "other village", "other township", "auditor", "province", "stranger", "without a post"}


def test_every_address_that_answers_a_get_is_a_screen_or_has_a_reason():
    looked_at = {screen.page.name for screen in screens()}

    assert looked_at.isdisjoint(NO_SCREEN)
    assert looked_at | set(NO_SCREEN) == {page.name for page in SHOWN}
    assert all(NO_SCREEN.values())


def test_whoever_looks_may_see_it():
    for page in SHOWN:
        if page.name not in NO_SCREEN and not page.public:
            assert set(lookers(page)) <= page.reads, page.name


def test_every_desk_of_the_county_is_looked_at():
    looking = {screen.role for screen in screens()}

    assert looking >= set(PEOPLE) - TWINS


def test_nobody_is_named_for_a_page_that_is_gone():
    names = {page.name for page in PAGES}

    assert {key.split()[0] for key in SEEN_BY} <= names
