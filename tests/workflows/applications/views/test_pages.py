"""The applicant's pages, with and without scripts; each refusal beside its permitted neighbour."""

import pytest
from django.urls import reverse

from tests import world
from workflows.applications.services.filling import save_draft
from workflows.flows.starting import begin_application
from workflows.rounds.models import Kind

POINT = {"RJ-01": {"passes": False, "problem": "缺户厕台账"}}
PAGES = ("edit", "cover", "statements", "procedure")


def url(name: str, application, *args) -> str:
    return reverse(f"applications:{name}", args=[application.pk, *args])


def as_shown(response, **typed) -> dict:
    """What a browser would send back of a page, with some fields typed over."""
    form = response.context["form"]
    data = {name: field.raw(field.initial) for name, field in form.fields.items()}
    return {"version": response.context["application"].version, "seen": form.seen, **data, **typed}


@pytest.mark.parametrize("page", PAGES)
def test_the_applicant_opens_its_pages(filled, clerk, signed_in, page):
    assert signed_in(clerk).get(url(page, filled)).status_code == 200


@pytest.mark.parametrize("page", PAGES)
def test_another_village_does_not_know_that_they_exist(filled, county, signed_in, page):
    assert signed_in(county.people["甲二村填报员"]).get(url(page, filled)).status_code == 404


@pytest.mark.parametrize("page", PAGES)
def test_the_township_reads_but_does_not_write(filled, county, signed_in, page):
    assert signed_in(county.people["甲镇审核员"]).get(url(page, filled)).status_code == 403


@pytest.mark.parametrize("page", PAGES)
def test_after_submission_nothing_is_written(submitted, clerk, signed_in, page):
    assert signed_in(clerk).get(url(page, submitted)).status_code == 409


@pytest.mark.parametrize("code", ["CY-01", "RJ-01", "RJ-02", "ZL-02"])
def test_every_kind_of_indicator_has_its_page(filled, clerk, signed_in, code):
    response = signed_in(clerk).get(url("indicator", filled, code))

    assert response.status_code == 200
    assert response.context["computed"].verdict.startswith("按标准得")


def test_the_page_says_what_the_rule_gives_how_far_it_is_and_until_when(county, filled, clerk, signed_in):
    browser = signed_in(clerk)
    page = browser.get(url("indicator", filled, "CY-01"))

    assert page.context["computed"].verdict == "按标准得 30分（满分 40 分）"
    assert page.context["computed"].gap == "再提高20万元，可得40分"
    assert "再提高20万元，可得40分" in page.content.decode()
    assert "还有 11 个工作日" in browser.get(url("edit", filled)).content.decode()
    case = world.hand_in(county, filled)
    world.act(county, case, "review_at_township", decision="return", opinion="请补充。", verdicts=POINT)
    assert "还有 5 个工作日" in browser.get(url("edit", filled)).content.decode()


def test_the_standard_has_no_such_indicator(filled, clerk, signed_in):
    assert signed_in(clerk).get(url("indicator", filled, "XX-99")).status_code == 404


def test_a_page_is_saved_as_a_whole_and_goes_on_to_the_next(draft, clerk, signed_in):
    browser = signed_in(clerk)
    shown = browser.get(url("indicator", draft, "RJ-02"))

    saved = browser.post(url("indicator", draft, "RJ-02"), as_shown(shown, **{"answers.RJ-02.findings": ["2"]}))

    assert saved.headers["Location"] == url("indicator", draft, "ZL-01")
    assert draft.answers.get(indicator="RJ-02").findings == {"RJ-02.1": 2}


def test_what_cannot_be_taken_stays_on_the_page_and_the_rest_is_saved(draft, clerk, signed_in):
    browser = signed_in(clerk)
    shown = browser.get(url("indicator", draft, "RJ-01"))
    typed = {"data.toilet_ok.value": "很多", "data.hh_res.value": "100"}

    answer = browser.post(url("indicator", draft, "RJ-01"), as_shown(shown, **typed))

    assert answer.status_code == 422
    assert 'value="很多"' in answer.content.decode()
    assert draft.data_values.get(item="hh_res").value == 100


def test_a_page_saves_only_what_this_person_typed(draft, clerk, secretary, signed_in):
    browser = signed_in(clerk)
    shown = browser.get(url("cover", draft))
    save_draft(application=draft, by=secretary, changes={"cover": {"leader_name": "王书记"}})

    browser.post(url("cover", draft), as_shown(shown, **{"cover.contact_phone": "0913-5550001"}))

    again = world.fresh(draft)
    assert (again.leader_name, again.contact_phone) == ("王书记", "0913-5550001")


def test_two_people_in_one_field_are_told_of_each_other(draft, clerk, secretary, signed_in):
    browser = signed_in(clerk)
    shown = browser.get(url("cover", draft))
    save_draft(application=draft, by=secretary, changes={"cover": {"leader_name": "王书记"}})

    answer = browser.post(url("cover", draft), as_shown(shown, **{"cover.leader_name": "李村长"}))

    assert answer.status_code == 422
    assert answer.context["conflicts"] == [{"label": "负责人姓名", "value": "王书记", "by": "甲一村书记"}]
    assert 'value="李村长"' in answer.content.decode()
    kept = browser.post(url("cover", draft), as_shown(answer, **{"cover.leader_name": "李村长"}))
    assert kept.status_code == 302
    assert world.fresh(draft).leader_name == "李村长"


def test_the_list_says_what_is_missing_and_leads_to_it(filled, clerk, signed_in):
    filled.evidence.filter(indicator="CY-01").delete()

    response = signed_in(clerk).get(url("edit", filled))

    assert response.context["draft"].left == 1
    assert f"{url('indicator', filled, 'CY-01')}#evidence" in response.content.decode()


def test_the_points_of_a_return_come_first_and_are_marked_once_touched(county, submitted, clerk, signed_in):
    returned = world.act(
        county,
        submitted,
        "review_at_township",
        decision="return",
        opinion="请补正。",
        verdicts={"RJ-01": {"passes": False, "problem": "台账不全"}, "CY-01": {"passes": True}},
    )
    browser = signed_in(clerk)
    page_before = browser.get(url("edit", returned))
    before = page_before.context["draft"].returned

    save_draft(application=returned, by=clerk, changes={"data": {"toilet_ok": {"value": 94}}})
    page_after = browser.get(url("edit", returned))
    after = page_after.context["draft"].returned

    assert [(one.indicator, one.problem, one.touched) for one in before.points] == [("RJ-01", "台账不全", False)]
    assert [one.touched for one in after.points] == [True]
    assert ["去改：RJ-01" in page.content.decode() for page in (page_before, page_after)] == [True, False]
    assert before.due_on.isoformat() == "2026-03-23"


@pytest.mark.parametrize(("page", "most"), [("edit", 40), ("cover", 25), ("statements", 25), ("procedure", 25)])
def test_a_page_asks_a_bounded_number_of_questions(filled, clerk, signed_in, page, most, django_assert_max_num_queries):
    browser = signed_in(clerk)
    browser.get(url(page, filled))

    with django_assert_max_num_queries(most):
        browser.get(url(page, filled))


def test_an_indicator_asks_a_bounded_number_of_questions(filled, clerk, signed_in, django_assert_max_num_queries):
    browser = signed_in(clerk)
    browser.get(url("indicator", filled, "RJ-01"))

    with django_assert_max_num_queries(25):
        browser.get(url("indicator", filled, "RJ-01"))


@pytest.mark.parametrize(("kind", "place", "who"), [("township", "甲镇", "甲镇审核员"), ("county", "禾塬县", "经办人")])
def test_townships_and_the_county_fill_in_the_same_pages(county, signed_in, kind, place, who):
    round_ = world.round_of(county, Kind(kind))
    own = begin_application(round_=round_, region=county.regions[place], by=county.people[who])
    browser = signed_in(county.people[who])

    assert [browser.get(url(page, own)).status_code for page in PAGES] == [200] * len(PAGES)


def test_the_preview_shows_the_draft_and_then_the_case(county, filled, clerk, signed_in):
    browser = signed_in(clerk)
    assert "村集体经营性收入" in browser.get(url("preview", filled)).content.decode()

    submitted = world.hand_in(county, filled)

    assert browser.get(url("preview", submitted)).headers["Location"] == submitted.get_absolute_url()
