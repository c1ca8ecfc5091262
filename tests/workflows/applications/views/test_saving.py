"""Autosave: one field a request, and an answer that a script can use whatever happens."""

import pytest
from django.urls import reverse

from tests import world
from workflows.applications.services.filling import save_draft


def save(browser, application, field: str, *values: str, version: int | None = None, on: str = ""):
    version = world.fresh(application).version if version is None else version
    address = reverse("applications:save", args=[application.pk]) + (f"?on={on}" if on else "")
    return browser.post(address, {"field": field, "version": version, field: list(values)})


def test_a_field_is_saved_and_what_follows_is_computed(filled, clerk, signed_in):
    answer = save(signed_in(clerk), filled, "data.coll_income.value", "５5 万元", on="CY-01").json()

    assert answer["errors"] == {}
    assert answer["version"] == world.fresh(filled).version
    assert (answer["computed"]["number"], answer["computed"]["verdict"]) == ("55万元", "按标准得 40分（满分 40 分）")
    assert (answer["computed"]["done"], answer["computed"]["left"]) == (answer["computed"]["total"], "都填好了")


def test_emptying_a_field_makes_a_gap(filled, clerk, signed_in):
    answer = save(signed_in(clerk), filled, "data.coll_income.value", "", on="CY-01").json()

    assert answer["computed"]["verdict"] == "还没填完，暂不计分"
    assert answer["computed"]["left"] == "还差 1 项"


def test_unticking_everything_is_sent_as_no_value(filled, clerk, signed_in):
    answer = save(signed_in(clerk), filled, "answers.ZL-02.checked", on="ZL-02")

    assert answer.status_code == 200
    assert filled.answers.get(indicator="ZL-02").checked is None


def test_what_cannot_be_taken_is_answered_beside_the_field(filled, clerk, signed_in):
    answer = save(signed_in(clerk), filled, "data.hh_res.value", "12.5")

    assert (answer.status_code, answer.json()) == (422, {"errors": {"data.hh_res.value": "请填整数（单位：户）。"}})
    assert filled.data_values.get(item="hh_res").value == 100


def test_a_stale_save_is_answered_with_what_stands_there(filled, clerk, secretary, signed_in):
    seen = filled.version
    save_draft(application=filled, by=secretary, changes={"data": {"hh_res": {"value": 99}}})

    answer = save(signed_in(clerk), filled, "data.hh_res.value", "101", version=seen)

    assert answer.status_code == 409
    assert (answer.json()["value"], answer.json()["values"], answer.json()["by"]) == ("99", ["99"], "甲一村书记")
    assert filled.data_values.get(item="hh_res").value == 99


@pytest.mark.parametrize("field", ["", "data.nothing.value", "answers.CY-01.checked", "cover.state", "procedure.pk"])
def test_a_field_that_does_not_exist_is_refused(filled, clerk, signed_in, field):
    assert save(signed_in(clerk), filled, field, "1").status_code == 400


@pytest.mark.parametrize(("who", "status"), [("甲二村填报员", 404), ("甲镇审核员", 403), ("甲一村填报员", 200)])
def test_only_the_applicant_saves(filled, county, signed_in, who, status):
    answer = save(signed_in(county.people[who]), filled, "cover.leader_name", "李测试")

    assert answer.status_code == status
    assert answer.headers["Content-Type"] == "application/json"


def test_after_submission_a_script_is_told_so(submitted, clerk, signed_in):
    answer = save(signed_in(clerk), submitted, "cover.leader_name", "改名")

    assert answer.status_code == 409
    assert "待镇审核" in answer.json()["reason"]


def test_a_save_asks_a_bounded_number_of_questions(filled, clerk, signed_in, django_assert_max_num_queries):
    browser = signed_in(clerk)

    with django_assert_max_num_queries(45):
        save(browser, filled, "data.coll_income.value", "44", on="CY-01")
