"""Publishing and closing: words, names and the end are fixed; what may not be published is not."""

from datetime import date, datetime, timedelta

import pytest

from accounts import clock
from accounts.models import Region
from documents.models import Document
from tests import stories, world
from tests.workflows.ranking.builders import waiting_for_the_list
from workflows.applications.states import State
from workflows.engine.deadlines import fire_due
from workflows.engine.errors import Incomplete, NotNow
from workflows.engine.steps import perform, waits_at
from workflows.publicity.models import Notice, Objection
from workflows.publicity.papers import notice_paper, paragraphs_of
from workflows.publicity.services import close_notice, raise_objection, result_text, settle_objection
from workflows.rounds.states import RoundState

pytestmark = pytest.mark.django_db

OFFICE = {"phone": "0913-5550000", "address": "县政府院内"}


def test_a_notice_says_what_its_document_says(notice):
    paper = notice_paper(notice, [row.application for row in notice.ranking.rows.filter(proposed=True)])

    assert notice.paragraphs == paragraphs_of(paper)
    assert notice.paragraphs[0].startswith("根据《禾塬县乡村振兴示范创建工作方案》（禾发〔2026〕1号）")
    assert notice.names == [{"township": "甲镇", "name": "甲一村"}, {"township": "乙镇", "name": "乙一村"}]
    assert (notice.document.kind, notice.document.title) == ("public_notice", notice.title)


def test_a_notice_shows_no_score_and_no_person(county, notice):
    words = notice.text + str(notice.names)

    assert not [person for person in county.people if person in words]
    assert not any(str(row.total) in words for row in notice.ranking.rows.all())


def test_a_village_renamed_afterwards_keeps_its_name_on_the_notice(notice):
    Region.objects.filter(name="甲一村").update(name="新名村")

    assert Notice.objects.get().names[0]["name"] == "甲一村"


def test_a_notice_lasts_five_working_days_the_first_one_counted(notice):
    assert (notice.issued_on, notice.ends_on) == (date(2026, 4, 1), date(2026, 4, 7))
    assert notice.ends_at == datetime(2026, 4, 8, 0, 0, tzinfo=world.county_time())


@pytest.mark.parametrize("phone", ["13812345678", ""])
def test_a_mobile_number_is_not_published(county, village_round, phone):
    waiting_for_the_list(county, village_round, "甲一村", "80")
    stories.after_intake(county, village_round, stories.steps_to_the_list())

    with clock.at(stories.AFTER_INTAKE), pytest.raises(Incomplete, match="座机"):
        world.act(county, village_round, "publish_notice", phone=phone, address="县政府院内")


def test_two_operators_publish_once(county, village_round):
    waiting_for_the_list(county, village_round, "甲一村", "80")
    stories.after_intake(county, village_round, stories.steps_to_the_list())
    (item,) = world.work(village_round, "publish_notice")
    with clock.at(stories.AFTER_INTAKE):
        perform(item.task, by=county.people["经办人"], **OFFICE)

        with pytest.raises(NotNow, match="不用再办"):
            perform(item.task, by=county.people["经办人"], **OFFICE)

    assert Notice.objects.count() == 1


def test_a_notice_is_not_closed_before_its_last_day_is_over(county, published_round, notice):
    with clock.at(notice.ends_at - timedelta(seconds=30)):
        fire_due()
        assert waits_at(published_round) == {"notice"}

        with pytest.raises(NotNow, match="次日起"):
            close_notice(case=published_round, by=county.people["经办人"])


def test_a_notice_with_an_open_objection_is_not_closed(county, published_round, notice, accused):
    objection = raise_objection(notice=notice, application=accused, matter="户厕台账不实。")

    with clock.at(stories.day_after(published_round)):
        fire_due()
        with pytest.raises(Incomplete) as refused:
            world.act(county, published_round, "close_notice")

    assert refused.value.missing == (f"{objection.number}（已收到）",)


def test_a_list_that_lost_a_name_is_ranked_and_published_anew(county, published_round, notice, accused):
    """The loop: close → rank → approve → publish a second notice; the first keeps its words."""
    objection = raise_objection(notice=notice, application=accused, matter="户厕台账不实。")
    settle_objection(objection=objection, by=county.people["主任"], finding="upheld", findings_of_fact="属实。")
    first = notice.text

    with clock.at(stories.day_after(published_round)):
        fire_due()
        round_ = world.act(county, published_round, "close_notice")
        assert round_.state == RoundState.LOCKED
        round_ = stories.play(county, round_, stories.steps_to_the_notice()[1:])

    second = round_.notices.last()
    assert (second.number, [one["name"] for one in second.names]) == (2, ["乙一村"])
    assert round_.notices.first().text == first
    assert [ranking.number for ranking in round_.rankings.all()] == [1, 2]
    assert second.ends_on > second.issued_on >= notice.ends_on


def test_a_round_that_lost_its_only_name_ends_without_a_result(county, village_round):
    application = waiting_for_the_list(county, village_round, "甲一村", "80")
    stories.after_intake(county, village_round, stories.steps_to_the_notice())
    with clock.at(stories.AFTER_INTAKE):
        objection = raise_objection(notice=village_round.notices.get(), application=application, matter="不实。")
        settle_objection(objection=objection, by=county.people["主任"], finding="upheld", findings_of_fact="属实。")

    with clock.at(stories.day_after(village_round)):
        fire_due()
        round_ = stories.play(county, village_round, [("close_notice", {}), *stories.steps_to_the_list()[1:]])

    assert (round_.state, waits_at(round_)) == (RoundState.WITHOUT_RESULT, set())
    assert world.fresh(application).state == State.DISQUALIFIED


def test_the_result_counts_every_kind_of_finding(county, published_round, notice, accused):
    findings = [Objection.Finding.DISMISSED, Objection.Finding.PARTLY, Objection.Finding.UPHELD]
    for finding in findings:
        objection = raise_objection(notice=notice, application=accused, matter=f"{finding}")
        settle_objection(
            objection=objection,
            by=county.people["主任"],
            finding=finding,
            findings_of_fact="已核查。",
            disposal="限期整改" if finding == Objection.Finding.PARTLY else "",
        )

    assert result_text(notice) == "公示期间收到异议3件；经核查，成立1件，部分成立1件，不成立1件，取消甲镇甲一村资格。"


def test_a_quiet_notice_says_so_and_its_result_is_a_document(county, published_round):
    with clock.at(stories.day_after(published_round)):
        fire_due()
        world.act(county, published_round, "close_notice")

    result = published_round.notices.get().result
    assert result.text == "公示期间未收到异议。"
    assert Document.objects.get(pk=result.document_id).kind == "notice_result"
