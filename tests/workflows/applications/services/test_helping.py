"""代填: the township fills in where it was asked or says why; the secretary confirms each section; both are recorded."""

from decimal import Decimal

import pytest

from accounts.models import Message
from tests import world
from tests.pictures import picture
from workflows.applications.models import Application
from workflows.applications.sections import sections_of, unconfirmed
from workflows.applications.services import helping
from workflows.applications.services.evidence import attach
from workflows.applications.services.filling import save_draft
from workflows.applications.states import State
from workflows.engine.actions import Action
from workflows.engine.errors import Incomplete, NotNow, NotYou
from workflows.engine.models import Event


@pytest.fixture
def reviewer(county):
    return county.people["甲镇审核员"]


@pytest.fixture
def helped(filled, clerk, reviewer):
    """Asked for by the village, taken up, changed in one place by the township, handed back."""
    helping.ask_for_help(application=filled, by=clerk, reason="填报员生病。")
    helping.take_up(application=filled, by=reviewer)
    save_draft(application=filled, by=reviewer, changes={"data": {"toilet_ok": {"value": Decimal(96)}}})
    helping.hand_back(application=filled, by=reviewer)
    return world.fresh(filled)


def read(application) -> Application:
    return Application.objects.with_content().get(pk=application.pk)


def confirm(application, by, *keys) -> None:
    for section in sections_of(read(application)):
        if not keys or section.key in keys:
            helping.check_section(
                application=application, by=by, key=section.key, digest=section.digest, confirmed=True
            )


def actions_of(application) -> list[str]:
    return list(Event.objects.filter(process_id=application.process_id).order_by("pk").values_list("action", flat=True))


def test_the_township_writes_once_it_has_taken_it_up(draft, clerk, reviewer):
    changes = {"data": {"hh_res": {"value": Decimal(100)}}}
    helping.ask_for_help(application=draft, by=clerk, reason="不会填。")
    with pytest.raises(NotYou):
        save_draft(application=draft, by=reviewer, changes=changes)

    helping.take_up(application=draft, by=reviewer)
    save_draft(application=draft, by=reviewer, changes=changes)
    attach(application=draft, by=reviewer, indicator="RJ-01", upload=picture("代"), proves="户厕台账")

    assert draft.marks.get().by == reviewer
    assert draft.evidence.get().added_by == reviewer


def test_unasked_it_says_why(draft, reviewer):
    with pytest.raises(Incomplete):
        helping.take_up(application=draft, by=reviewer)

    helping.take_up(application=draft, by=reviewer, reason="村里没有填报员。")

    assert Message.objects.filter(user__display_name="甲一村书记", subject="镇里开始代填").exists()


def test_another_township_does_not_fill_in(county, draft):
    with pytest.raises(NotYou):
        helping.take_up(application=draft, by=county.people["乙镇审核员"], reason="顺手。")


def test_a_village_asks_once_and_may_call_it_off(draft, clerk, secretary, reviewer):
    helping.ask_for_help(application=draft, by=clerk, reason="不会填。")
    with pytest.raises(NotNow):
        helping.ask_for_help(application=draft, by=secretary, reason="再请一次。")

    helping.call_off(application=draft, by=secretary)

    assert not draft.helpings.open().exists()
    assert unconfirmed(draft) == []


def test_what_nobody_filled_in_for_needs_no_confirmation(filled, secretary):
    section = sections_of(read(filled))[0]

    with pytest.raises(NotNow):
        helping.check_section(application=filled, by=secretary, key=section.key, digest=section.digest, confirmed=True)


def test_an_unconfirmed_section_is_not_submitted(county, helped, secretary):
    world.act(county, helped, "fill_in")
    confirm(helped, secretary, "cover", "CY", "ZL", "statements", "procedure")
    with pytest.raises(Incomplete) as refused:
        world.act(county, helped, "submit", decision="submit")
    assert refused.value.missing == ("人居环境：由镇里代填，还没有确认。",)

    confirm(helped, secretary, "RJ")
    submitted = world.act(county, helped, "submit", decision="submit")

    assert submitted.state == State.SUBMITTED


def test_a_change_after_the_confirmation_needs_a_new_one(helped, clerk, secretary):
    confirm(helped, secretary)
    assert unconfirmed(read(helped)) == []

    save_draft(application=helped, by=clerk, changes={"data": {"toilet_ok": {"value": Decimal(97)}}})

    assert [(one.key, one.changed) for one in unconfirmed(read(helped))] == [("RJ", True)]


def test_another_proof_is_a_change_too(helped, clerk, secretary):
    confirm(helped, secretary)

    attach(application=helped, by=clerk, indicator="ZL-01", upload=picture("新"), proves="测评汇总表")

    assert [one.key for one in unconfirmed(read(helped))] == ["ZL"]


def test_what_changed_while_it_was_read_is_not_confirmed(helped, clerk, secretary):
    shown = next(one for one in sections_of(read(helped)) if one.key == "RJ")
    save_draft(application=helped, by=clerk, changes={"data": {"toilet_ok": {"value": Decimal(50)}}})

    with pytest.raises(NotNow):
        helping.check_section(application=helped, by=secretary, key="RJ", digest=shown.digest, confirmed=True)


def test_only_the_secretary_confirms(helped, clerk, reviewer):
    section = sections_of(read(helped))[0]

    for person in (clerk, reviewer):
        with pytest.raises(NotYou):
            helping.check_section(application=helped, by=person, key=section.key, digest=section.digest, confirmed=True)


def test_a_section_sent_back_lies_with_who_filled_it_in(helped, secretary, reviewer):
    section = next(one for one in sections_of(read(helped)) if one.key == "RJ")
    with pytest.raises(Incomplete):
        helping.check_section(application=helped, by=secretary, key="RJ", digest=section.digest, confirmed=False)

    helping.check_section(
        application=helped, by=secretary, key="RJ", digest=section.digest, confirmed=False, words="应是95户。"
    )
    save_draft(application=helped, by=reviewer, changes={"data": {"toilet_ok": {"value": Decimal(95)}}})

    assert Message.objects.filter(user=reviewer, subject="“人居环境”请再改一改").exists()
    assert next(one for one in unconfirmed(read(helped)) if one.key == "RJ").changed


def test_both_stand_in_the_history_and_in_what_is_frozen(county, helped, secretary):
    confirm(helped, secretary)
    world.act(county, helped, "fill_in")
    submitted = world.act(county, helped, "submit", decision="submit")

    assert [one for one in actions_of(submitted) if one not in {Action.CONFIRM_FILLED, Action.START_APPLICATION}][
        :3
    ] == [Action.ASK_FOR_HELP, Action.TAKE_UP_FILLING, Action.FILL_FOR]
    frozen = submitted.snapshot.content["helped"]
    assert (frozen["place"], frozen["by"], frozen["reason"]) == ("甲镇", ["甲镇审核员"], "填报员生病。")
    assert {(one["section"], one["by"]) for one in frozen["confirmed"]} == {
        (name, "甲一村书记")
        for name in ("封面和基本情况", "产业发展", "人居环境", "社会治理", "创建情况", "村级民主程序")
    }
