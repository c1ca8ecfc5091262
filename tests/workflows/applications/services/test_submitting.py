"""Submitted means checked, committed to and frozen; recalled means a draft again."""

import pytest

from accounts import clock
from tests import world
from workflows.applications.services.submitting import recall
from workflows.applications.states import State
from workflows.engine.errors import Incomplete, NotNow, NotYou


def test_a_submission_freezes_the_content_and_keeps_the_commitment(submitted, secretary):
    submission = submitted.submissions.get()

    assert submitted.state == State.SUBMITTED
    assert submitted.snapshot_id == submission.snapshot_id
    assert submission.snapshot.content["data"]["hh_res"] == {"value": "100", "previous": "98", "remark": ""}
    assert submitted.commitments.get().signer == secretary


def test_everything_that_is_missing_is_named_at_once(county, filled):
    world.act(county, filled, "fill_in")
    filled.evidence.filter(indicator__in=["CY-01", "RJ-01"]).delete()
    filled.photos.all().delete()

    with pytest.raises(Incomplete) as incomplete:
        world.act(county, filled, "submit", decision="submit")

    assert incomplete.value.missing == (
        "CY-01 村集体经营性收入：请上传佐证（收益分配报表）。",
        "RJ-01 卫生户厕普及率：请上传佐证（户厕台账）。",
        "村级民主程序：请上传公示照片。",
    )
    assert not filled.commitments.exists()


def test_a_notice_that_is_still_up_can_be_handed_over_but_not_submitted(county, filled):
    filled.procedure.notice_to = clock.today()
    filled.procedure.save()

    world.act(county, filled, "fill_in")

    with pytest.raises(Incomplete):
        world.act(county, filled, "submit", decision="submit")


def test_the_secretary_gives_the_form_back(county, filled):
    world.act(county, filled, "fill_in")

    back = world.act(county, filled, "submit", decision="send_back", opinion="第三项不对。")

    assert back.state == State.DRAFT
    assert [item.node for item in world.work(back, "fill_in")] == ["fill_in"]


def test_a_submission_is_recalled_before_the_township_has_begun(submitted, secretary):
    recall(application=submitted, by=secretary, reason="有一处笔误。")

    again = world.fresh(submitted)
    assert again.state == State.DRAFT
    assert len(world.work(again, "fill_in")) == 1
    assert world.work(again, "review_at_township") == []


def test_the_clerk_does_not_recall(submitted, clerk):
    with pytest.raises(NotYou):
        recall(application=submitted, by=clerk, reason="有一处笔误。")


def test_it_is_too_late_once_the_township_has_reviewed(county, submitted, secretary):
    world.act(
        county, submitted, "review_at_township", decision="recommend", opinion="属实。", site_check=world.SITE_CHECK
    )

    with pytest.raises(NotNow):
        recall(application=submitted, by=secretary, reason="有一处笔误。")
