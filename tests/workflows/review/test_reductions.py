"""What the township takes off: both numbers, told at once, answered once before the leader signs."""

import pytest
from django.urls import reverse

from tests import world
from workflows.engine.errors import Incomplete, NotNow
from workflows.review.models import ReductionAnswer, ReductionReply
from workflows.review.reductions.reading import reductions_of
from workflows.review.reductions.services import answer_reductions

pytestmark = pytest.mark.django_db

CUT = {
    "CY-01": {"passes": True, "score": 20, "problem": "账面少10万元", "cause": "ledger", "pointer": "CY-01-1"},
    "ZL-02": {"passes": True, "score": 10, "problem": ""},
}
REVIEWED = {"decision": "recommend", "opinion": "属实。", "site_check": world.SITE_CHECK}


@pytest.fixture
def cut(county, village_round):
    """甲一村, of whose 30 points for its income 20 are left."""
    application = world.hand_in(county, world.apply(county, village_round, "甲一村"))
    return world.act(county, application, "review_at_township", **REVIEWED, verdicts=CUT)


def answer(county, application, agrees=False, words="收入在年报里", by="甲一村书记"):
    return answer_reductions(
        application=world.fresh(application), by=county.people[by], replies={"CY-01": (agrees, words)}
    )


def test_both_numbers_and_the_reason_are_kept(cut):
    [row] = reductions_of(cut).rows

    assert (row.code, row.self_score, row.town_score, row.difference) == ("CY-01", 30, 20, 10)
    assert (row.reason, row.cause_words, row.pointer) == ("账面少10万元", "数据与台账不符", "CY-01-1")


def test_the_village_is_told_at_once(county, cut):
    told = {
        name: county.people[name].messages.filter(subject__startswith="镇核减1项")
        for name in ("甲一村填报员", "甲一村书记")
    }

    assert {name: found.count() for name, found in told.items()} == {"甲一村填报员": 1, "甲一村书记": 1}
    assert "自评30分，镇核20分。账面少10万元" in told["甲一村书记"].get().body


def test_where_nothing_is_taken_off_nobody_is_told(county, village_round):
    application = world.hand_in(county, world.apply(county, village_round, "甲一村"))

    case = world.act(county, application, "review_at_township", **REVIEWED, verdicts={"ZL-02": CUT["ZL-02"]})

    assert reductions_of(case) is None
    assert not county.people["甲一村书记"].messages.filter(subject__contains="核减").exists()


def test_the_village_answers_once(county, cut):
    answer(county, cut)

    with pytest.raises(NotNow, match="只答复一次"):
        answer(county, cut, agrees=True)
    assert [(one.indicator, one.agrees, one.words) for one in ReductionReply.objects.all()] == [
        ("CY-01", False, "收入在年报里")
    ]
    assert reductions_of(cut).stands == "1项有不同意见"


def test_who_does_not_agree_says_why(county, cut):
    with pytest.raises(Incomplete):
        answer(county, cut, words=" ")

    assert not ReductionAnswer.objects.exists()


def test_after_the_signature_it_is_too_late(county, cut):
    world.act(county, cut, "sign_at_township", decision="recommend", opinion="同意。")

    with pytest.raises(NotNow):
        answer(county, cut)


def test_a_new_review_may_be_answered_anew(county, cut):
    answer(county, cut)
    case = world.act(county, world.fresh(cut), "sign_at_township", decision="send_back", opinion="请再核。")
    world.act(county, case, "review_at_township", **REVIEWED, verdicts=CUT)

    answer(county, case, agrees=True, words="")

    assert ReductionAnswer.objects.count() == 2


def test_the_page_shows_the_village_its_form_and_the_leader_the_answer(county, cut, signed_in):
    address = reverse("review:reductions", args=[cut.pk])
    browser = signed_in(county.people["甲一村书记"])

    page = browser.get(address).content.decode()
    silent = browser.post(address, {"agrees-CY-01": "no"})
    browser.post(address, {"agrees-CY-01": "no", "words-CY-01": "收入在年报里"})
    task = world.work(world.fresh(cut), "sign_at_township")[0]
    seen = signed_in(county.people["甲镇镇长"]).get(reverse("inbox:task", args=[task.pk])).content.decode()

    assert "自评 <b>30</b> → 镇核 <b>20</b>" in page
    assert silent.status_code == 422
    assert "本件核减 1 项，1项有不同意见" in seen


@pytest.mark.parametrize(("name", "status"), [("甲镇审核员", 403), ("乙一村书记", 404)])
def test_nobody_else_answers_for_the_village(county, cut, signed_in, name, status):
    address = reverse("review:reductions", args=[cut.pk])

    assert signed_in(county.people[name]).post(address, {"agrees-CY-01": "yes"}).status_code == status
