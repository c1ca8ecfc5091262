"""One signature for a township's recommendations: the order, the cap, what is frozen, the request, who comes late."""

import pytest
from django.urls import reverse

from documents.models import Document
from tests import world
from workflows.applications.states import State
from workflows.engine.errors import Incomplete, NotNow
from workflows.review.disqualifying import disqualify
from workflows.review.models import PackedApplication, RecommendedOrder, TownshipPack
from workflows.review.packs import is_as_signed, packs_of
from workflows.review.township.ordering import keep_order, moved, nominees_in_order
from workflows.review.township.papers import issue_request, request_of
from workflows.review.township.scope import scope_of
from workflows.review.township.signing import sign_pack
from workflows.review.township.villages import villages_of
from workflows.rounds.models import TownshipQuota

pytestmark = pytest.mark.django_db

REVIEWED = {"decision": "recommend", "opinion": "属实。", "site_check": world.SITE_CHECK}
CUT = {"CY-01": {"passes": True, "score": 20, "problem": "账面少10万元"}}


@pytest.fixture
def reviewed(county, village_round):
    """Both villages of 甲镇, reviewed and waiting for the signature."""
    found = []
    for place in ("甲一村", "甲二村"):
        application = world.hand_in(county, world.apply(county, village_round, place))
        found.append(world.act(county, application, "review_at_township", **REVIEWED))
    return found


def scope(county, round_):
    return scope_of(county.people["甲镇镇长"], round_.pk, county.regions["甲镇"].code)


def nominees(county, round_):
    leader = county.people["甲镇镇长"]
    held = scope(county, round_)
    return nominees_in_order(held, villages_of(held, leader))


def sign(county, round_, chosen, **said):
    return sign_pack(scope(county, round_), chosen, by=county.people["甲镇镇长"], opinion="同意推荐。", **said)


def test_one_signature_sends_all_of_them_in_the_order_that_was_left(county, village_round, reviewed):
    first, second = reviewed
    keep_order(scope(county, village_round), by=county.people["甲镇审核员"], applications=[second.pk, first.pk])

    pack = sign(county, village_round, nominees(county, village_round))

    assert [world.fresh(one).state for one in reviewed] == [State.TOWN_RECOMMENDED] * 2
    assert list(pack.items.values_list("place", "application__region__name")) == [(1, "甲二村"), (2, "甲一村")]
    assert (pack.number, pack.title, is_as_signed(packs_of(village_round, pack.township).get())) == (1, "推荐包", True)
    events = [one.submissions.get().snapshot_id for one in reviewed]
    assert sorted(events) == sorted(pack.items.values_list("submission__snapshot", flat=True))


def test_over_the_cap_nothing_is_signed_at_all(county, village_round, reviewed):
    TownshipQuota.objects.create(round=village_round, township=county.regions["甲镇"], number=1)

    with pytest.raises(NotNow, match="整包没有签发"):
        sign(county, village_round, nominees(county, village_round))
    assert not TownshipPack.objects.exists()
    assert [world.fresh(one).state for one in reviewed] == [State.TOWN_REVIEWED] * 2
    pack = sign(county, village_round, nominees(county, village_round)[:1])

    assert pack.items.count() == 1
    assert sorted(world.fresh(one).state for one in reviewed) == [State.TOWN_RECOMMENDED, State.TOWN_REVIEWED]


def test_a_late_village_goes_into_a_supplementary_pack(county, village_round, reviewed):
    first, second = nominees(county, village_round)
    pack = sign(county, village_round, [first])
    before = list(pack.items.values_list("pk", "place"))

    world.act(county, second.application, "sign_at_township", decision="recommend", opinion="同意补充推荐。")

    late = TownshipPack.objects.get(number=2)
    assert (late.title, late.items.get().application_id) == ("补充推荐包（第2次）", second.application.pk)
    assert list(pack.items.values_list("pk", "place")) == before
    assert "补充推荐" in request_of(late).title


def test_the_order_goes_on_where_the_pack_before_ended(county, village_round, reviewed):
    first, second = nominees(county, village_round)
    sign(county, village_round, [first])
    sign(county, village_round, [second])

    assert list(PackedApplication.objects.order_by("pk").values_list("pack__number", "place")) == [(1, 1), (2, 2)]


def test_a_village_that_is_reviewed_again_is_signed_again_and_counted_once(county, village_round, reviewed, signed_in):
    issue_request(sign(county, village_round, nominees(county, village_round)))
    disqualify(application=world.fresh(reviewed[0]), by=county.people["主任"], reason="台账造假")
    world.act(county, reviewed[1], "review_at_township", **REVIEWED)
    (item,) = world.work(reviewed[1], "sign_at_township")

    signed_in(county.people["甲镇镇长"]).post(
        reverse("inbox:task", args=[item.pk]), {"decision": "recommend", "opinion": "复审属实，同意推荐。"}
    )

    late = TownshipPack.objects.get(number=2)
    request = Document.objects.get(kind="township_supplement")
    assert (late.items.get().application_id, late.items.get().place) == (reviewed[1].pk, 3)
    assert request.number == "甲政字〔2026〕2号"
    assert request_of(late).again == ("甲二村",)
    assert "我镇已以甲政字〔2026〕1号推荐1个村。" in "".join(request_of(late).paragraphs)


def test_what_the_leader_sends_back_is_reviewed_and_signed_in_a_pack_of_its_own(
    county, village_round, reviewed, signed_in
):
    leader = signed_in(county.people["甲镇镇长"])
    (item,) = world.work(reviewed[1], "sign_at_township")
    leader.post(reverse("inbox:task", args=[item.pk]), {"decision": "send_back", "opinion": "再核户厕。"})
    sign(county, village_round, nominees(county, village_round))

    again = world.act(county, reviewed[1], "review_at_township", **REVIEWED)
    address = f"/review/rounds/{village_round.pk}/{county.regions['甲镇'].code}/pack/"
    ticked = {"village": [again.pk], "opinion": "同意补充推荐。", "confirmed": "on"}
    done = leader.post(f"{address}sign/", ticked, follow=True).content.decode()

    assert "已签发补充推荐包（第2次），共1个村" in done
    assert [pack.items.count() for pack in TownshipPack.objects.order_by("number")] == [1, 1]
    assert world.fresh(again).state == State.TOWN_RECOMMENDED


def test_before_any_pack_a_village_signed_by_itself_makes_none(county, village_round, reviewed):
    world.act(county, reviewed[0], "sign_at_township", decision="recommend", opinion="同意。")

    assert not TownshipPack.objects.exists()


def test_the_request_names_the_villages_in_their_order_and_is_issued_once(county, village_round, reviewed):
    pack = sign(county, village_round, nominees(county, village_round))

    document = issue_request(packs_of(village_round, pack.township).get())

    assert [one.name for one in request_of(pack).nominees] == ["甲一村", "甲二村"]
    assert document.number == "甲政字〔2026〕1号"
    assert issue_request(pack) == document
    assert Document.objects.filter(kind="township_request").count() == 1


def test_silence_about_a_reduction_is_not_consent(county, village_round):
    application = world.hand_in(county, world.apply(county, village_round, "甲一村"))
    world.act(county, application, "review_at_township", **REVIEWED, verdicts=CUT)

    with pytest.raises(Incomplete, match="甲一村还没有答复核减"):
        sign(county, village_round, nominees(county, village_round))
    sign(county, village_round, nominees(county, village_round), noted=True)

    assert PackedApplication.objects.get().town_total == 20


def test_an_order_is_moved_one_step_at_a_time_and_stops_at_its_ends():
    assert moved([1, 2, 3], 2, -1) == [2, 1, 3]
    assert moved([1, 2, 3], 2, 1) == [1, 3, 2]
    assert moved([1, 2, 3], 1, -1) == [1, 2, 3]
    assert moved([1, 2, 3], 9, 1) == [1, 2, 3]


# --- the page -------------------------------------------------------------------------------------------------


def test_the_leader_checks_the_list_before_it_is_signed(county, village_round, reviewed, signed_in):
    browser = signed_in(county.people["甲镇镇长"])
    address = f"/review/rounds/{village_round.pk}/{county.regions['甲镇'].code}/pack/"
    ticked = {"village": [one.pk for one in reviewed], "opinion": "同意推荐。"}

    page = browser.get(address).content.decode()
    listed = browser.post(f"{address}sign/", ticked).content.decode()
    assert not TownshipPack.objects.exists()
    done = browser.post(f"{address}sign/", {**ticked, "confirmed": "on"}, follow=True).content.decode()
    paper = browser.get(f"{address}1/request.pdf")

    assert "推荐顺序暂按审核排名" in page
    assert "将签发 2 个村，请核对" in listed
    assert "已签发推荐包，共2个村" in done
    assert paper.getvalue().startswith(b"%PDF")


def test_the_reviewer_orders_and_does_not_sign(county, village_round, reviewed, signed_in):
    browser = signed_in(county.people["甲镇审核员"])
    address = f"/review/rounds/{village_round.pk}/{county.regions['甲镇'].code}/pack/"

    browser.post(f"{address}order/", {"down": reviewed[0].pk})
    refused = browser.post(f"{address}sign/", {"village": [reviewed[0].pk], "opinion": "同意。", "confirmed": "on"})

    assert RecommendedOrder.objects.get().applications == [reviewed[1].pk, reviewed[0].pk]
    assert refused.status_code == 403
    assert not TownshipPack.objects.exists()
