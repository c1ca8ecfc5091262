"""回避: whoever must not judge says so; colleagues take over, or the office is told that nobody can."""

import pytest
from django.urls import reverse

from accounts.enums import Post
from accounts.models import AuditEntry, Message
from tests import world
from workflows.engine.errors import Incomplete, NotNow
from workflows.engine.models import WorkItem
from workflows.engine.passing_on import transfer
from workflows.engine.steps import perform
from workflows.scoring.models import Recusal
from workflows.scoring.rules import without_recused
from workflows.scoring.services.recusal import declare_recusal

from .conftest import accepted, item_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def scorer(county):
    return county.people["农业农村局评分员"]


def recuse(county, user, place: str = "甲一村"):
    return declare_recusal(user=user, region=county.regions[place], reason="近亲属在该村任职")


def todo(user) -> set[str]:
    """Titles in the person's list of scoring work."""
    items = without_recused(WorkItem.objects.waiting_for(user), user)
    return {item.title.partition(" ")[0] for item in items}


def test_a_colleague_takes_over_and_is_told(county, scoring, scorer):
    colleague = world.hire(county, "农业农村局评分员二", Post.DEPT_SCORER, "禾塬县", "农业农村局")

    handover = recuse(county, scorer)

    message = Message.objects.get(subject__startswith="请接办")
    assert handover.words == "已登记回避，1件转由农业农村局评分员二办理。"
    assert (message.user, message.subject) == (colleague, "请接办：甲镇甲一村 · 2026年第1批县级示范村")
    assert (todo(scorer), todo(colleague)) == (set(), {"甲镇甲一村"})
    assert AuditEntry.objects.filter(verb="申报回避", actor=scorer).count() == 1


def test_the_recused_is_refused_and_the_colleague_is_not(county, scoring, scorer):
    colleague = world.hire(county, "农业农村局评分员二", Post.DEPT_SCORER, "禾塬县", "农业农村局")
    recuse(county, scorer)
    item = item_of(scoring, "score", "农业农村局")
    given = world.by_the_rule(scoring)(item)

    with pytest.raises(NotNow, match="回避"):
        perform(item.task, by=scorer, given=given)
    perform(item.task, by=colleague, given=given)

    assert scoring.scores.filter(by=colleague).count() == 5


def test_what_was_passed_to_whoever_stands_aside_is_everybodys_again(county, scoring, scorer):
    colleague = world.hire(county, "农业农村局评分员二", Post.DEPT_SCORER, "禾塬县", "农业农村局")
    item = item_of(scoring, "score", "农业农村局")
    transfer(item=item, by=scorer, to=colleague.appointments.get(), reason="出差")

    recuse(county, colleague)

    assert (todo(scorer), todo(colleague)) == ({"甲镇甲一村"}, set())
    perform(item.task, by=scorer, given=world.by_the_rule(scoring)(item))


def test_where_nobody_is_left_the_head_and_the_office_are_told(county, scoring, scorer):
    handover = recuse(county, scorer)

    told = set(Message.objects.filter(subject__startswith="请指定替代").values_list("user__display_name", flat=True))
    assert (handover.stuck, told) == (1, {"农业农村局负责人", "经办人", "主任"})
    assert "没有其他人员" in handover.words


def test_a_recusal_from_a_township_covers_its_villages_only(county, village_round, scoring, scorer):
    accepted(county, village_round, "乙一村")

    recuse(county, scorer, "甲镇")

    assert todo(scorer) == {"乙镇乙一村"}


def test_a_recusal_has_a_reason_and_stands_once(county, scoring, scorer):
    with pytest.raises(Incomplete, match="回避情形"):
        declare_recusal(user=scorer, region=county.regions["甲一村"], reason=" ")

    recuse(county, scorer)
    recuse(county, scorer)

    assert Recusal.objects.count() == 1


def test_the_button_leads_through_a_reason_to_the_desk(county, scoring, scorer, signed_in):
    browser = signed_in(scorer)
    address = reverse("scoring:recuse", args=[item_of(scoring, "score", "农业农村局").pk])

    page = browser.get(address)
    empty = browser.post(address, {})
    done = browser.post(address, {"kind": "liaison", "reason": "第一书记"})

    assert (page.status_code, empty.status_code, done.url) == (200, 422, reverse("scoring:desk"))
    assert Recusal.objects.get().words == "联系点：第一书记"


def test_nobody_recuses_from_work_that_is_not_theirs(county, scoring, signed_in):
    address = reverse("scoring:recuse", args=[item_of(scoring, "score", "农业农村局").pk])

    answer = signed_in(county.people["宣传部评分员"]).post(address, {"kind": "liaison"})

    assert answer.status_code == 404
    assert not Recusal.objects.exists()
