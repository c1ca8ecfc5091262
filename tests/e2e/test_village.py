"""One village's whole story through the screens, from sign-in to the download of its dossier."""

from datetime import timedelta

import pytest

from tests import world
from tests.e2e import county, steps
from workflows.applications.models import Application
from workflows.applications.states import State
from workflows.engine.deadlines import fire_due
from workflows.engine.models import WorkItem

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_a_village_applies_is_scored_published_and_named(desk, e2e_county, story_clock, tmp_path):
    round_ = world.village_round(e2e_county)

    clerk = desk.of("甲一村填报员", viewport={"width": 390, "height": 844})
    pk = steps.begin(clerk, round_.title)
    application = Application.objects.get(pk=pk)
    steps.fill_cover(clerk, pk)
    steps.fill_indicators(clerk, application, tmp_path)
    steps.fill_statements(clerk, pk)
    steps.fill_procedure(clerk, pk, tmp_path)
    clerk.goto(f"/applications/{pk}/edit/")
    clerk.get_by_role("link", name="填好了").click()
    steps.press(clerk, "送审")

    secretary = desk.take_up("甲一村书记", application, "submit")
    secretary.locator('[name="commitment"]').check()
    steps.press(secretary, "签署并提交")
    assert world.fresh(application).state == State.SUBMITTED

    reviewer = desk.take_up("甲镇审核员", application, "review_at_township")
    steps.review(reviewer, decision="recommend", opinion="材料齐全，推荐。")
    leader = desk.take_up("甲镇镇长", application, "sign_at_township")
    steps.choose(leader, "decision", "recommend")
    steps.press(leader, "签发")

    county.accept(desk, application)
    county.score(desk, application)
    story_clock.wait_until(round_.intake_ends_at + timedelta(hours=15))
    fire_due()
    county.decide(desk, round_, story_clock, shown="甲一村")

    application = world.fresh(application)
    assert application.state == State.NAMED
    assert not WorkItem.objects.open().exists()
    county.download(desk, application)
