"""Objections: the moment of arrival, the sealed identity, who may take a place away."""

from datetime import timedelta

import pytest

from accounts import clock
from accounts.models import AuditEntry, Message
from documents.models import Document
from tests import stories, world
from tests.workflows.ranking.builders import locked
from workflows.applications.states import State
from workflows.engine.deadlines import fire_due
from workflows.engine.errors import Incomplete, NotNow, NotYou
from workflows.engine.models import Event
from workflows.engine.steps import waits_at
from workflows.publicity.models import Complainant, Objection
from workflows.publicity.services import (
    identity_of,
    raise_objection,
    refuse_objection,
    settle_objection,
    take_up_objection,
)

pytestmark = pytest.mark.django_db

WHO = {"name": "张三丰", "unit": "甲一村三组", "contact": "0913-5550199"}


@pytest.fixture
def objection(notice, accused):
    """Somebody objects under their own name."""
    return raise_objection(notice=notice, application=accused, matter="户厕台账不实。", **WHO)


@pytest.fixture
def anonymous(notice, accused):
    """Somebody objects without a name."""
    return raise_objection(notice=notice, application=accused, matter="有水分。")


def test_the_last_second_counts_and_the_next_one_does_not(notice, accused):
    with clock.at(notice.ends_at - timedelta(seconds=1)):
        assert raise_objection(notice=notice, application=accused, matter="最后一刻。").received_at < notice.ends_at

    with clock.at(notice.ends_at), pytest.raises(NotNow, match="公示期已于2026年4月7日结束"):
        raise_objection(notice=notice, application=accused, matter="迟了。")


def test_none_comes_in_once_the_result_is_stated(county, published_round, notice, accused):
    """However the clocks of two machines differ."""
    with clock.at(stories.day_after(published_round)):
        fire_due()
        world.act(county, published_round, "close_notice")

    with clock.at(notice.ends_at - timedelta(seconds=1)), pytest.raises(NotNow):
        raise_objection(notice=notice, application=accused, matter="补交。")


def test_only_a_name_on_the_list_can_be_objected_to(county, notice):
    stranger = locked(county, notice.round, "甲二村", "70")

    with pytest.raises(Incomplete, match="不在公示名单中"):
        raise_objection(notice=notice, application=stranger, matter="不实。")


def test_a_form_sent_twice_is_one_objection(notice, accused):
    first, second = (
        raise_objection(notice=notice, application=accused, matter="户厕台账不实。", receipt="ABCDEF0123")
        for _ in range(2)
    )
    other = raise_objection(notice=notice, application=accused, matter="另一件事。", receipt="ABCDEF0123")

    assert (first, first.receipt) == (second, "ABCDEF0123")
    assert other.receipt != first.receipt
    assert [row.number[-3:] for row in Objection.objects.all()] == ["001", "002"]


def test_who_objected_lies_encrypted_and_nowhere_else(objection):
    sealed = bytes(Complainant.objects.get().sealed)
    told = [str(row.__dict__) for model in (Objection, Event, Message, AuditEntry) for row in model.objects.all()]

    assert b"\xe5\xbc\xa0\xe4\xb8\x89" not in sealed
    assert not any("张三丰" in text or "5550199" in text for text in told)


def test_every_look_at_the_identity_is_remembered(county, objection):
    assert identity_of(objection=objection, by=county.people["经办人"]) == WHO

    (entry,) = AuditEntry.objects.filter(verb="查看反映人")
    assert (entry.actor, entry.subject_id) == (county.people["经办人"], str(objection.pk))


@pytest.mark.parametrize("person", ["县领导", "审计员", "甲镇镇长", "甲一村书记", "农业农村局负责人"])
def test_nobody_else_sees_who_objected(county, objection, person):
    with pytest.raises(NotYou):
        identity_of(objection=objection, by=county.people[person])

    assert not AuditEntry.objects.filter(verb="查看反映人").exists()


def test_the_office_is_told_without_a_word_of_it(county, objection):
    told = Message.objects.filter(subject__contains=objection.number)

    assert {message.user.display_name for message in told} == {"经办人", "主任"}
    assert not any("户厕" in message.body for message in told)


def test_the_operator_does_not_take_a_place_away(county, objection, accused):
    with pytest.raises(NotYou, match="取消资格"):
        settle_objection(
            objection=objection, by=county.people["经办人"], finding="upheld", findings_of_fact="属实。", reply="属实。"
        )

    assert (world.fresh(accused).state, world.fresh(objection).state) == (State.PUBLICITY, "received")


def test_an_upheld_objection_takes_the_place_and_is_answered(county, objection, accused):
    settle_objection(
        objection=objection,
        by=county.people["主任"],
        finding="upheld",
        findings_of_fact="抽查42户，7户未建成。",
        reply="反映属实，已取消资格。",
        summary="卫生户厕数与实际不符",
    )

    assert (world.fresh(accused).state, waits_at(accused)) == (State.DISQUALIFIED, set())
    assert world.fresh(objection).disposal == "取消资格"
    reply = Document.objects.get(kind="objection_reply")
    assert reply.number == "禾示范异复〔2026〕1号"


def test_a_second_upheld_objection_changes_nothing_more(county, objection, anonymous, accused):
    for one in (objection, anonymous):
        settle_objection(
            objection=one, by=county.people["主任"], finding="upheld", findings_of_fact="属实。", reply="属实。"
        )

    assert world.fresh(accused).state == State.DISQUALIFIED


def test_an_objection_is_settled_once(county, anonymous):
    settle = {"objection": anonymous, "finding": "dismissed", "findings_of_fact": "不属实。"}
    settle_objection(by=county.people["经办人"], **settle)

    with pytest.raises(NotNow, match="已经办结"):
        settle_objection(by=county.people["主任"], **settle)


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"finding": "maybe"}, "请选择核查结论"),
        ({"findings_of_fact": " "}, "请填写核查认定的事实"),
        ({"finding": "partly"}, "请写明处理"),
        ({"reply": ""}, "须书面答复"),
    ],
)
def test_a_finding_rests_on_facts_and_a_real_name_is_answered(county, objection, changes, sentence):
    settle = {"finding": "dismissed", "findings_of_fact": "已核查。", "reply": "不属实。", **changes}

    with pytest.raises(Incomplete, match=sentence):
        settle_objection(objection=objection, by=county.people["主任"], **settle)


def test_a_real_name_is_never_refused_unread(county, objection, anonymous):
    with pytest.raises(Incomplete, match="必须核查"):
        refuse_objection(objection=objection, by=county.people["经办人"], reason="没有线索。")

    refuse_objection(objection=anonymous, by=county.people["经办人"], reason="没有具体线索。")
    assert world.fresh(anonymous).state == "refused"


def test_a_check_begins_once(county, objection):
    take_up_objection(objection=objection, by=county.people["经办人"])
    assert world.fresh(objection).state == "checking"

    with pytest.raises(NotNow):
        take_up_objection(objection=objection, by=county.people["主任"])


def test_the_townships_leader_settles_nothing(county, objection):
    with pytest.raises(NotYou):
        settle_objection(objection=objection, by=county.people["甲镇镇长"], finding="dismissed", findings_of_fact="x")


def test_the_rounds_history_says_that_it_was_settled_not_what_it_said(county, anonymous):
    settle_objection(objection=anonymous, by=county.people["经办人"], finding="dismissed", findings_of_fact="不属实。")

    event = Event.objects.filter(action="settle_objection").last()
    assert (event.opinion, event.confidential) == (f"{anonymous.number}：不成立", True)
