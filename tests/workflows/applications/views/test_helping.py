"""The screens of 代填 and of 只核对变化, as their people use them."""

import pytest
from django.test import Client
from django.urls import reverse

from tests import world
from workflows.applications.models import Application
from workflows.applications.sections import sections_of, unconfirmed
from workflows.flows.starting import begin_application


@pytest.fixture
def reviewer(county):
    return county.people["甲镇审核员"]


def browsers(*people) -> list[Client]:
    """One browser a person."""
    found = []
    for person in people:
        found.append(Client())
        found[-1].force_login(person, backend="django.contrib.auth.backends.ModelBackend")
    return found


def url(name: str, application, *args) -> str:
    return reverse(f"applications:{name}", args=[application.pk, *args])


def test_a_village_is_helped_from_asking_to_confirming(filled, clerk, secretary, reviewer):
    village, township, owner = browsers(clerk, reviewer, secretary)
    village.post(url("ask_for_help", filled), {"reason": "填报员生病。"})
    assert [one.pk for one in township.get(reverse("applications:helping")).context["asked"]] == [filled.pk]
    township.post(url("take_up", filled))

    shown = township.get(url("cover", filled))
    form = shown.context["form"]
    typed = {name: field.raw(field.initial) for name, field in form.fields.items()}
    typed |= {"version": filled.version, "seen": form.seen, "cover.leader_name": "赵新任"}
    assert township.post(url("cover", filled), typed).status_code == 302
    township.post(url("hand_back", filled))
    for section in owner.get(url("confirm", filled)).context["sections"]:
        answer = {"section": section.key, "digest": section.digest, "decision": "confirm"}
        assert owner.post(url("confirm", filled), answer).status_code == 302

    filled = Application.objects.with_content().get(pk=filled.pk)
    assert filled.leader_name == "赵新任"
    assert unconfirmed(filled) == []
    assert sections_of(filled)[0].typed_by == ("甲一村填报员", "甲镇审核员")


def test_a_section_goes_back_with_a_word(filled, secretary, reviewer, signed_in):
    signed_in(reviewer).post(url("take_up", filled), {"reason": "村里没有填报员。"})
    owner = signed_in(secretary)
    section = owner.get(url("confirm", filled)).context["sections"][0]
    answer = {"section": section.key, "digest": section.digest, "decision": "send_back"}

    assert owner.post(url("confirm", filled), answer).status_code == 422
    assert owner.post(url("confirm", filled), {**answer, "words": "姓名写错了。"}).status_code == 302

    assert filled.section_checks.get().words == "姓名写错了。"


def test_unasked_the_township_must_say_why(draft, reviewer, signed_in):
    assert signed_in(reviewer).post(url("take_up", draft)).status_code == 422
    assert not draft.helpings.exists()


def test_a_card_is_tapped_and_the_next_one_comes(county, submitted, clerk, signed_in):
    later = world.village_round(county, year=2027, opens_on=world.OPENS)
    second = begin_application(round_=later, region=submitted.region, by=clerk)
    browser = signed_in(clerk)
    assert browser.get(url("check", second)).context["checking"].total == 9

    tapped = browser.post(url("check", second), {"card": "RJ-01"})

    assert tapped.headers["Location"] == f"{url('check', second)}?part=RJ#RJ-02"
    cards = browser.get(f"{url('check', second)}?part=RJ").context["group"].cards
    assert [(card.key, card.done, card.changed) for card in cards] == [("RJ-01", True, False), ("RJ-02", False, False)]
    assert cards[0].scored.score == 27


def test_a_card_that_is_not_there_changes_nothing(draft, clerk, signed_in):
    answer = signed_in(clerk).post(url("check", draft), {"card": "RJ-01"}, follow=True)

    assert "没有这一项" in answer.content.decode()
    assert not draft.marks.exists()


def test_what_was_said_last_time_stands_on_the_page_with_its_button(county, submitted, clerk, signed_in):
    later = world.village_round(county, year=2027, opens_on=world.OPENS)
    second = begin_application(round_=later, region=submitted.region, by=clerk)
    browser = signed_in(clerk)
    page = url("indicator", second, "RJ-01")
    assert "没变，照上次填" in browser.get(page).content.decode()

    answer = browser.post(url("check", second), {"card": "RJ-01", "back": "page"})

    assert answer.headers["Location"] == page
    after = browser.get(page)
    assert "没变，照上次填" not in after.content.decode()
    assert after.context["computed"].change == "与上年95%一样"
    assert after.context["computed"].gap == "再提高5个百分点，可得30分"
