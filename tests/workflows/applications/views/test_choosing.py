"""One file for several indicators: chosen among what was sent up, recognised when it is sent up again."""

import pytest
from django.urls import reverse

from tests import world
from tests.pictures import picture
from workflows.applications.services.evidence import attach

pytestmark = pytest.mark.django_db
SEVERAL = world.STANDARD.replace("[收益分配报表]", "[收益分配报表, 财务账页, 平台截图]")


@pytest.fixture
def draft(county):
    """甲一村's application with one file, under a standard whose first indicator names three proofs."""
    round_ = world.round_of(county, "village", text=SEVERAL)
    clerk = county.people["甲一村填报员"]
    application = world.begin_application(round_=round_, region=county.regions["甲一村"], by=clerk)
    attach(application=application, by=clerk, indicator="RJ-01", upload=picture("台账"), proves="户厕台账")
    return world.fresh(application)


@pytest.fixture
def browser(county, signed_in):
    return signed_in(county.people["甲一村填报员"])


def choose_url(application, proof: int = 0, code: str = "CY-01") -> str:
    return reverse("applications:choose", args=[application.pk, code]) + f"?proof={proof}"


def links(application) -> list[tuple]:
    return [(link.evidence_no, link.proof, link.file_id) for link in application.evidence.all()]


def test_files_of_the_application_are_offered_with_what_they_prove(draft, browser):
    page = browser.get(choose_url(draft, 2)).content.decode()

    assert "财务账页" in page
    assert "用于 RJ-01<" in page
    assert "台账.jpg" in page


def test_a_chosen_file_proves_both(draft, browser):
    file = draft.evidence.get().file_id

    answer = browser.post(choose_url(draft), {"proof": "2", "file": [str(file)]})

    assert answer.url == reverse("applications:indicator", args=[draft.pk, "CY-01"]) + "#evidence"
    assert links(draft) == [("CY-01-1", "财务账页", file), ("RJ-01-1", "户厕台账", file)]
    assert "同时用于 RJ-01<" in browser.get(answer.url).content.decode()


def test_a_bonus_item_may_be_proved_too(draft, browser):
    file = draft.evidence.get().file_id

    answer = browser.post(choose_url(draft, code="JF-01"), {"proof": "1", "file": [str(file)]})

    assert answer.url == reverse("applications:bonus", args=[draft.pk]) + "#JF-01"
    assert ("JF-01-1", "命名文件", file) in links(draft)
    assert "JF-01-1" in browser.get(answer.url).content.decode()


@pytest.mark.parametrize("chosen", [[], ["999999"], ["x"], ["²"]])
def test_nothing_that_is_not_this_applications_is_bound(draft, browser, chosen):
    answer = browser.post(choose_url(draft), {"proof": "2", "file": chosen})

    assert answer.status_code == 422
    assert "请先勾选文件" in answer.content.decode()
    assert len(links(draft)) == 1


@pytest.mark.parametrize("proof", ["0", "9", "x", ""])
def test_a_proof_that_the_standard_does_not_name_is_other_material(draft, browser, proof):
    browser.post(choose_url(draft), {"proof": proof, "file": [str(draft.evidence.get().file_id)]})

    assert ("CY-01-1", "") in [link[:2] for link in links(draft)]


def test_an_indicator_that_does_not_exist_is_not_there(draft, browser):
    assert browser.get(choose_url(draft, code="XX-01")).status_code == 404


def test_the_page_shows_three_of_five(draft, browser, county):
    clerk = county.people["甲一村填报员"]
    for mark, proof in (("甲", "收益分配报表"), ("乙", "平台截图")):
        attach(application=draft, by=clerk, indicator="CY-01", upload=picture(mark), proves=proof)

    page = browser.get(reverse("applications:indicator", args=[draft.pk, "CY-01"])).content.decode()
    tasks = browser.get(reverse("applications:edit", args=[draft.pk])).content.decode()

    assert "<b>2</b>/3" in page
    assert "还缺：财务账页" in page
    assert "1</b> 个指标的佐证还不全" in tasks
    assert "还缺财务账页" in tasks


def test_the_same_content_sent_up_again_is_used_and_said_so(draft, browser):
    address = reverse("applications:attach", args=[draft.pk, "CY-01"])

    answer = browser.post(
        address,
        {"file": picture("台账"), "proves": "平台截图"},
        headers={"X-Requested-With": "XMLHttpRequest"},
    ).json()

    assert answer["notes"] == ["台账.jpg：以前传过（RJ-01），直接用了那一份，没有重复保存。"]
    assert answer["errors"] == []
    assert len({link[2] for link in links(draft)}) == 1
