"""The county's own application: each department gives the figures that it is the source of."""

import pytest
from django.urls import reverse

from tests import world
from workflows.flows.starting import begin_application
from workflows.rounds.models import Kind


@pytest.fixture
def own(county):
    """The county's own application, with its departments."""
    round_ = world.round_of(county, Kind.COUNTY)
    return begin_application(round_=round_, region=county.regions["禾塬县"], by=county.people["经办人"])


def task_of(application, department: str):
    return next(item for item in world.work(application, "supply_data") if item.organisation.name == department)


def test_a_department_gives_its_own_figures(own, county, signed_in):
    browser = signed_in(county.people["农业农村局评分员"])
    address = reverse("inbox:task", args=[task_of(own, "农业农村局").pk])
    assert "卫生户厕农户数" in browser.get(address).content.decode()

    bad = browser.post(address, {"coll_income": "三十", "toilet_ok": "95"})
    good = browser.post(address, {"coll_income": "30", "toilet_ok": "95", "opinion": ""})

    assert (bad.status_code, good.status_code) == (422, 302)
    values = dict(own.data_values.values_list("item", "value"))
    assert values == {"coll_income": 30, "toilet_ok": 95}


def test_another_department_does_not(own, county, signed_in):
    browser = signed_in(county.people["宣传部评分员"])

    assert browser.get(reverse("inbox:task", args=[task_of(own, "农业农村局").pk])).status_code == 404


def test_the_form_is_filled_in_once_all_have_answered(own, county, signed_in):
    world.act(
        county,
        own,
        "supply_data",
        data=lambda item: {one.code: 40 for one in own.spec.data_items if one.source == item.organisation.name},
    )

    page = signed_in(county.people["经办人"]).get(reverse("applications:edit", args=[own.pk]))

    assert page.status_code == 200
    assert not page.context["draft"].has_procedure
    assert page.context["task"].node == "fill_in"
