"""One's own canned opinions: kept, offered on the desk, dropped; nobody else's."""

import pytest
from django.urls import reverse

from tests import world
from workflows.engine.errors import NotNow
from workflows.review.models import Phrase
from workflows.review.phrases.services import MOST, drop_phrase, keep_phrase, own_phrases

pytestmark = pytest.mark.django_db


def test_the_same_phrase_is_kept_once_and_by_its_owner_alone(county):
    mine, other = county.people["甲镇审核员"], county.people["乙镇审核员"]
    for _ in range(2):
        kept = keep_phrase(by=mine, purpose="item", text=" 台账与现场  一致。 ")

    drop_phrase(by=other, pk=kept.pk)

    assert own_phrases(mine, "item") == ["台账与现场 一致。"]
    assert own_phrases(other, "item") == own_phrases(mine, "whole") == []


def test_there_is_an_end_to_them(county):
    mine = county.people["甲镇审核员"]
    for number in range(MOST):
        keep_phrase(by=mine, purpose="item", text=f"第{number}句")

    with pytest.raises(NotNow, match="最多保存"):
        keep_phrase(by=mine, purpose="item", text="再来一句")


def test_a_script_keeps_one_and_the_desk_offers_it(county, village_round, signed_in):
    submitted = world.hand_in(county, world.apply(county, village_round, "甲一村"))
    browser, address = signed_in(county.people["甲镇审核员"]), reverse("review:phrases")
    asked = {"headers": {"accept": "application/json"}}

    kept = browser.post(address, {"purpose": "item", "text": "照片与现场一致。"}, **asked)
    empty = browser.post(address, {"purpose": "item", "text": ""}, **asked)
    page = browser.get(reverse("inbox:task", args=[world.work(submitted, "review_at_township")[0].pk])).content.decode()

    assert kept.json() == {"text": "照片与现场一致。"}
    assert (empty.status_code, empty.json()) == (422, {"reason": "请填写常用语。"})
    assert ">照片与现场一致。</button>" in page


def test_without_a_script_there_is_a_page(county, signed_in):
    browser, address = signed_in(county.people["甲镇审核员"]), reverse("review:phrases")

    page = browser.post(address, {"purpose": "whole", "text": "同意。"}, follow=True).content.decode()
    browser.post(address, {"drop": Phrase.objects.get().pk})

    assert "删去：同意。" in page
    assert not Phrase.objects.exists()
