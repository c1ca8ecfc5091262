"""Cells of the department's grid written by many at the same moment."""

from decimal import Decimal
from functools import partial

import pytest

from accounts import clock
from tests import world
from workflows.engine.models import WorkItem
from workflows.scoring.models import DepartmentScore
from workflows.scoring.services.cells import Cell, save_cells
from workflows.scoring.services.handing_in import hand_in_all
from workflows.scoring.services.sheets import Given

from .racing import CROWD, race

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]
LEAD, SCORER = "农业农村局", "农业农村局评分员"
RULE = {"CY-01": 30, "RJ-01": 27, "RJ-02": 10}


@pytest.fixture
def share(transactional_db):
    """Two villages with the departments, in a tiny county."""
    with clock.at(world.STORY_BEGINS):
        county = world.build_county()
        round_ = world.village_round(county)
        applications = []
        for name in ("甲一村", "甲二村"):
            handed_in = world.hand_in(county, world.apply(county, round_, name))
            applications.append(world.accept(county, world.recommend(county, handed_in)))
        yield county, round_, applications


def saving(share, cells):
    """A call that saves cells as the department's scorer."""
    county, round_, _ = share
    whom = {"organisation": county.departments[LEAD], "by": county.people[SCORER]}
    return partial(save_cells, round=round_, cells=cells, **whom)


def cell(application, code: str, score, version: int = 0) -> Cell:
    return Cell(application.pk, code, version, Given(score=Decimal(score), reason="核定"))


def test_of_eight_in_one_cell_one_writes_and_seven_see_both_values(share):
    application = share[2][0]

    outcomes = race(*(saving(share, [cell(application, "CY-01", n)]) for n in range(1, CROWD + 1)))

    assert [one.error for one in outcomes] == [None] * CROWD
    written = [one.value.saved for one in outcomes if one.value.saved]
    stale = [one.value.stale[0] for one in outcomes if one.value.stale]
    [row] = DepartmentScore.objects.all()
    assert written == [(row,)]
    assert [(one.now, one.cell.given.score != row.score) for one in stale] == [(row, True)] * (CROWD - 1)


def test_blocks_in_opposite_order_wait_for_each_other_and_never_for_ever(share):
    first, second = share[2]
    blocks = [[cell(first, code, n), cell(second, code, n)] for n, code in enumerate(RULE)] * 2
    calls = [saving(share, block if n % 2 else block[::-1]) for n, block in enumerate(blocks)]

    outcomes = race(*calls)

    assert [one.error for one in outcomes] == [None] * len(calls)
    assert DepartmentScore.objects.count() == 2 * len(RULE)


def test_what_is_saved_while_the_sheets_are_handed_in_is_in_them_or_is_refused(share):
    county, round_, applications = share
    cells = [cell(application, code, score) for application in applications for code, score in RULE.items()]
    saving(share, cells)()
    hand_in = partial(hand_in_all, round=round_, organisation=county.departments[LEAD], by=county.people[SCORER])

    late = [saving(share, [cell(application, "CY-01", 20, version=1)]) for application in applications]
    first, second, *saved = race(hand_in, hand_in, *late)

    assert [first.error, second.error] == [None, None]
    assert len(first.value.done) + len(second.value.done) == 2
    assert not WorkItem.objects.open().filter(node="score", organisation=county.departments[LEAD]).exists()
    for application, outcome in zip(applications, saved, strict=True):
        newest = DepartmentScore.objects.filter(application=application, indicator="CY-01").latest("version")
        assert newest.score == (20 if outcome.value.saved else 30)
