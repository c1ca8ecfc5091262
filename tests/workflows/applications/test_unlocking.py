"""退回补正: only what the return names is open again."""

import pytest
from django.urls import reverse

from accounts import clock
from tests import world
from tests.pictures import picture
from workflows.applications.checking import Checking
from workflows.applications.models import Application, KnownValue
from workflows.applications.services.evidence import attach, detach
from workflows.applications.services.filling import save_draft
from workflows.applications.unlocking import Locked, open_again

pytestmark = pytest.mark.django_db

RETURN = {
    "decision": "return",
    "opinion": "请补充。",
    "verdicts": {"RJ-01": {"passes": False, "problem": "缺户厕台账"}},
}


@pytest.fixture
def returned(county, village_round):
    """甲一村, returned for its toilets."""
    submitted = world.hand_in(county, world.apply(county, village_round, "甲一村"))
    return world.act(county, submitted, "review_at_township", **RETURN)


@pytest.fixture
def clerk(county):
    return county.people["甲一村填报员"]


def test_what_is_named_can_be_corrected_with_its_figures_and_proofs(returned, clerk):
    changes = {"data": {"toilet_ok": {"value": 96}}, "answers": {"RJ-01": {"remark": "已补台账"}}}

    save_draft(application=returned, by=clerk, changes=changes)
    attach(application=returned, by=clerk, indicator="RJ-01", upload=picture("台账"), proves="照片")

    assert returned.data_values.get(item="toilet_ok").value == 96


@pytest.mark.parametrize(
    "changes",
    [{"data": {"coll_income": {"value": 40}}}, {"answers": {"RJ-02": {"remark": "改口"}}}],
    ids=["figure", "answer"],
)
def test_what_was_approved_stays(returned, clerk, changes):
    with pytest.raises(Locked, match="已经通过"):
        save_draft(application=returned, by=clerk, changes=changes)

    assert returned.data_values.get(item="coll_income").value == 30


def test_proofs_of_what_was_approved_stay(returned, clerk):
    link = returned.evidence.exclude(indicator="RJ-01").first()

    with pytest.raises(Locked):
        detach(link=link, by=clerk)
    with pytest.raises(Locked):
        attach(application=returned, by=clerk, indicator=link.indicator, upload=picture("新"), proves="照片")

    assert returned.evidence.filter(pk=link.pk).exists()


def test_the_same_value_again_is_no_change(returned, clerk):
    save_draft(application=returned, by=clerk, changes={"data": {"coll_income": {"value": 30}}})


def test_words_and_meetings_stay_open(returned, clerk):
    save_draft(application=returned, by=clerk, changes={"statements": {"CY": "补充了做法。"}})


def test_everything_is_open_before_and_after(county, village_round, returned):
    draft = world.apply(county, village_round, "乙一村")

    assert open_again(draft) is None
    assert open_again(returned) == {"RJ-01"}
    assert open_again(world.hand_in(county, returned)) is None


def test_the_page_of_what_was_approved_is_read_only(returned, clerk, signed_in):
    browser = signed_in(clerk)
    closed = reverse("applications:indicator", args=[returned.pk, "CY-01"])
    save = reverse("applications:save", args=[returned.pk])

    page = browser.get(closed).content.decode()
    posted = browser.post(closed, {"data.coll_income.value": "99"})
    saved = browser.post(save, {"field": "data.coll_income.value", "version": "0", "data.coll_income.value": "99"})

    assert "<fieldset disabled>" in page
    assert (
        "<fieldset disabled>"
        not in browser.get(reverse("applications:indicator", args=[returned.pk, "RJ-01"])).content.decode()
    )
    assert posted.status_code == 302
    assert (saved.status_code, "已经通过" in saved.json()["reason"]) == (422, True)
    assert returned.data_values.get(item="coll_income").value == 30


def test_what_was_approved_waits_for_no_tap(returned):
    """只核对变化 asks about what the return names, and about nothing else."""
    returned.marks.all().delete()
    for item in ("toilet_ok", "coll_income"):
        KnownValue.objects.create(
            application=returned,
            field=f"data.{item}.value",
            value="95",
            origin=KnownValue.Origin.LAST,
            source="上次申报",
            as_of=clock.today(),
        )

    checking = Checking(Application.objects.with_content().get(pk=returned.pk))

    assert [card.key for card in checking.cards if card.open] == ["RJ-01"]
