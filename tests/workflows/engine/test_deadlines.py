"""Timers are rows; each fires once."""

from datetime import datetime, timedelta

import pytest

from accounts import clock
from tests import world
from workflows.applications.states import State
from workflows.engine.deadlines import backlog, fire_due, next_due
from workflows.rounds.states import RoundState

pytestmark = pytest.mark.django_db


def test_nothing_fires_early(village_round):
    assert fire_due() == 0
    assert next_due() == village_round.intake_ends_at


def test_the_end_of_the_intake_fires_once_and_drafts_lapse(county, village_round):
    draft = world.apply(county, village_round, "甲一村")
    submitted = world.hand_in(county, world.apply(county, village_round, "甲二村"))

    with clock.at(village_round.intake_ends_at + timedelta(seconds=1)):
        fired = [fire_due(), fire_due()]

    assert fired == [1, 0]
    assert world.fresh(village_round).state == RoundState.REVIEWING
    assert (world.fresh(draft).state, world.fresh(submitted).state) == (State.LAPSED, State.SUBMITTED)


def test_a_failing_timer_stays_armed_and_does_not_stop_the_others(county, village_round, monkeypatch, caplog):
    monkeypatch.setattr("workflows.flows.round.close_intake", lambda round_: 1 / 0)

    with clock.at(datetime(2026, 4, 2, 9)):
        assert fire_due() == 0
        assert backlog()["armed"] == 1
    assert "failed" in caplog.text
