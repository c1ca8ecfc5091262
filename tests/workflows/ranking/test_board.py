"""What the board shows: the line between rows, what is folded, who was vetoed, what moved."""

import pytest

from tests import world
from tests.workflows.ranking.builders import another_village, locked
from workflows.applications.states import State
from workflows.ranking.board import board_of, scored_applications, stored_board
from workflows.ranking.order import place
from workflows.ranking.services import candidates_of

pytestmark = pytest.mark.django_db


def board(round_, **changes):
    candidates = candidates_of(round_)
    return board_of(
        round_, place(candidates, places=round_.places, cap=round_.cap), scored_applications(round_), **changes
    )


def words(entries) -> list[str]:
    """Each entry in a word: a place, a fold, the line."""
    return [
        f"{entry.fold[0]}–{entry.fold[1]} {entry.fold[2]}" if entry.fold else "line" if entry.line else entry.row.state
        for entry in entries
    ]


def test_the_line_runs_below_the_last_selected(county, locked_round):
    for village, total in (("甲一村", "90"), ("甲二村", "85"), ("乙一村", "80")):
        locked(county, locked_round, village, total)
    locked(county, locked_round, "乙二村", "88", state=State.VETOED)

    shown = board(locked_round)

    assert words(shown.entries()) == ["selected", "vetoed", "selected", "line", "over"]
    assert (shown.selected, shown.reaching, shown.vetoed, shown.vacant) == (2, 3, 1, 0)
    assert shown.shares() == [("甲镇", 2), ("乙镇", 0)]


def test_a_list_without_anybody_selected_has_no_line(county, locked_round):
    locked(county, locked_round, "甲一村", "50", reaches=False)

    assert words(board(locked_round).entries()) == ["below"]


def test_one_township_is_shown_with_the_whole_countys_places(county, locked_round):
    for village, total in (("甲一村", "90"), ("乙一村", "85"), ("乙二村", "80")):
        locked(county, locked_round, village, total)

    entries = board(locked_round).entries(township=county.regions["乙镇"].pk)

    assert [(entry.row.position if entry.row else "line") for entry in entries] == [2, "line", 3]


def test_a_long_list_is_folded_away_from_the_line(county, locked_round):
    locked_round.places = 20
    for number in range(40):
        another_village(county, f"村{number}", 300 + number)
        locked(county, locked_round, f"村{number}", str(99 - number))

    shown = board(locked_round)

    folded = words(shown.entries())
    assert folded[:3] == ["selected", "selected", "3–14 全部入选"]
    assert folded[9] == "line"
    assert folded[-1] == "31–40 0 个入选"
    assert len(shown.entries(everything=True)) == 41


def test_a_second_ranking_shows_who_moved(county, locked_round):
    first = locked(county, locked_round, "甲一村", "90")
    locked(county, locked_round, "乙一村", "80")
    round_ = world.act(county, locked_round, "propose_list")
    before = dict(round_.rankings.get().rows.values_list("application_id", "position"))
    before[first.pk] = 3

    moved = {row.application.region.name: row.moved for row in board(round_, before=before).rows}

    assert moved == {"甲一村": 2, "乙一村": 0}


def test_a_stored_ranking_shows_as_it_was_made(county, locked_round):
    for village, total in (("甲一村", "90"), ("甲二村", "85"), ("乙一村", "80")):
        locked(county, locked_round, village, total)
    computed = [(row.position, row.state, row.reason) for row in board(locked_round).rows]

    ranking = world.act(county, locked_round, "propose_list").rankings.get()

    assert [(row.position, row.state, row.reason) for row in stored_board(ranking).rows] == computed


def test_a_draw_that_is_still_to_come_is_said_so(county, locked_round):
    rows = [locked(county, locked_round, village, "80") for village in ("甲一村", "甲二村", "乙一村")]
    undrawn = {row.number for row in rows[:2]}

    notes = {row.application.region.name: row.tie_note for row in board(locked_round, undrawn=undrawn).rows}

    assert notes == {"甲一村": "，各项相同，要抽签决定", "甲二村": "，各项相同，要抽签决定", "乙一村": "按申报编号排列"}
