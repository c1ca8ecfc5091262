"""One township's whole story through the screens."""

from datetime import timedelta

import pytest

from tests import world
from tests.e2e import county, steps
from workflows.applications.models import Application
from workflows.applications.states import State
from workflows.engine.deadlines import fire_due
from workflows.rounds.models import Kind

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_a_township_applies_for_itself_and_is_named(desk, e2e_county, story_clock, tmp_path):
    round_ = world.round_of(e2e_county, Kind.TOWNSHIP)

    clerk = desk.of("甲镇审核员")
    application = Application.objects.get(pk=steps.begin(clerk, round_.title))
    steps.fill_cover(clerk, application.pk)
    steps.fill_indicators(clerk, application, tmp_path)
    steps.fill_statements(clerk, application.pk)
    steps.fill_procedure(clerk, application.pk, tmp_path)
    clerk = desk.take_up("甲镇审核员", application, "fill_in")
    steps.press(clerk, "送审")
    leader = desk.take_up("甲镇镇长", application, "submit")
    leader.locator('[name="commitment"]').check()
    steps.press(leader, "签署并提交")
    assert world.fresh(application).state == State.TOWN_RECOMMENDED

    county.accept(desk, application)
    county.score(desk, application)
    story_clock.wait_until(round_.intake_ends_at + timedelta(hours=15))
    fire_due()
    county.decide(desk, round_, story_clock, shown="甲镇")

    assert world.fresh(application).state == State.NAMED
