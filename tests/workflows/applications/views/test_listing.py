"""申报进度: what a reader may see, by round, township and stage."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests import world

LIST = reverse("applications:list")


@pytest.fixture
def three(county, village_round):
    """One with the township, two being filled in."""
    return [
        world.hand_in(county, world.apply(county, village_round, "甲一村")),
        world.apply(county, village_round, "甲二村"),
        world.apply(county, village_round, "乙一村"),
    ]


def shown(browser, **filters) -> list[str]:
    return [application.region.name for application, _ in browser.get(LIST, filters).context["rows"]]


@pytest.mark.parametrize(
    ("who", "names"),
    [
        ("甲镇审核员", ["甲一村", "甲二村"]),
        ("经办人", ["甲一村", "甲二村", "乙一村"]),
        ("宣传部评分员", []),
        ("甲一村填报员", ["甲一村"]),
        ("系统管理员", []),
    ],
)
def test_everybody_sees_their_own(three, county, signed_in, who, names):
    assert shown(signed_in(county.people[who])) == names


def test_filters_narrow_the_list(three, county, signed_in):
    browser = signed_in(county.people["经办人"])

    assert shown(browser, stage="township") == ["甲一村"]
    assert shown(browser, town=county.regions["乙镇"].pk) == ["乙一村"]
    assert shown(browser, round=three[0].round_id, state="draft") == ["甲二村", "乙一村"]


def test_filters_that_mean_nothing_are_passed_over(three, county, signed_in):
    assert len(shown(signed_in(county.people["经办人"]), stage="x", round="'", town="甲镇", state="gone")) == 3


def test_tabs_count_under_the_same_filters(three, county, signed_in):
    tabs = signed_in(county.people["经办人"]).get(LIST, {"town": county.regions["甲镇"].pk}).context["tabs"]

    assert {tab["label"]: tab["count"] for tab in tabs} == {
        "全部": 2,
        "填报中": 1,
        "镇里审核": 1,
        "县里评定": 0,
        "公示审定": 0,
        "已办结": 0,
    }


def test_more_rows_cost_no_more_questions(county, village_round, signed_in):
    browser = signed_in(county.people["经办人"])

    def questions() -> int:
        with CaptureQueriesContext(connection) as asked:
            browser.get(LIST)
        return len(asked)

    world.apply(county, village_round, "甲一村")
    browser.get(LIST)
    one = questions()
    world.apply(county, village_round, "甲二村")
    world.apply(county, village_round, "乙一村")

    assert questions() == one


def test_pages_follow_each_other(three, county, signed_in, monkeypatch):
    monkeypatch.setattr("workflows.applications.views.ProgressView.page_size", 2)
    browser = signed_in(county.people["经办人"])

    first = browser.get(LIST)
    second = browser.get(LIST + first.context["next_url"])

    assert [row[0].region.name for row in second.context["rows"]] == ["乙一村"]
    assert second.context["next_url"] == ""
