"""本局评分: who sees the desk, what stands on it, cells saved and refused, handing everything in."""

import json
from datetime import date

import pytest
from django.urls import reverse

from accounts.appointments import appoint
from accounts.enums import Post
from accounts.models import User
from tests import world
from workflows.engine.models import WorkItem
from workflows.scoring.models import DepartmentScore, Recusal
from workflows.scoring.overview import overview_of
from workflows.scoring.services.handing_in import hand_in_all

from .conftest import accepted, item_of

pytestmark = pytest.mark.django_db

LEAD = "农业农村局"
SCORER = "农业农村局评分员"
#: As the rule suggests.
RULE = {"CY-01": "30", "RJ-01": "27", "RJ-02": "10"}


@pytest.fixture
def desk(signed_in, county, scoring):
    """The desk of the lead department."""
    return Desk(signed_in(county.people[SCORER]), county, scoring)


class Desk:
    """One department's desk in a round, as a browser asks for it."""

    def __init__(self, client, county, application, department: str = LEAD):
        self.client, self.county, self.application = client, county, application
        self.place = [application.round_id, county.departments[department].pk]

    def url(self, name: str = "grid", *more) -> str:
        return reverse(f"scoring:{name}", args=[*self.place, *more])

    def page(self, **filters):
        return self.client.get(self.url(), filters)

    def save(self, *cells, application=None):
        """Save ``(code, version, score)`` or ``(code, version, {…})``."""
        sent = [
            {"application": (application or self.application).pk, "code": code, "version": version}
            | (given if isinstance(given, dict) else {"score": given})
            for code, version, given in cells
        ]
        return self.client.post(self.url("grid_cell"), json.dumps({"cells": sent}), content_type="application/json")

    def state(self) -> str:
        [one] = overview_of(self.application.round, self.county.departments[LEAD], self.county.people[SCORER]).standings
        return one.state.label


def test_the_desk_shows_the_lines_with_what_the_rule_suggests(desk):
    html = desk.page().content.decode()

    assert 'placeholder="建议 30"' in html
    assert 'data-rule="27"' in html
    assert "甲一村" in html
    assert "未评" in html
    assert reverse("inbox:task", args=[item_of(desk.application, "score", LEAD).pk]) in html


@pytest.mark.parametrize("name", ["宣传部评分员", "农业农村局联审员", "经办人", "主任", "甲镇审核员", "审计员"])
def test_to_others_the_desk_does_not_exist(signed_in, county, scoring, name):
    desk = Desk(signed_in(county.people[name]), county, scoring)

    drawer = desk.url("grid_drawer", scoring.pk, "CY-01")
    pages = [desk.url(), desk.url("grid_rows", "619921101000"), drawer, desk.url("grid_submit")]
    assert {desk.client.get(url).status_code for url in pages} == {404}
    assert desk.save(("CY-01", 0, "30")).status_code == 404
    assert not DepartmentScore.objects.exists()


def test_the_head_reads_but_writes_nothing(signed_in, county, scoring):
    desk = Desk(signed_in(county.people["农业农村局负责人"]), county, scoring)

    assert "data-editable" not in desk.page().content.decode()
    assert len(desk.save(("CY-01", 0, "30")).json()["refused"]) == 1


def test_a_department_of_another_county_has_no_desk_in_the_round(desk):
    assert desk.client.get(reverse("scoring:grid", args=[desk.place[0], 999_999])).status_code == 404
    assert desk.client.get(reverse("scoring:grid", args=[999_999, desk.place[1]])).status_code == 404


def test_a_saved_cell_says_how_its_row_stands(desk):
    answer = desk.save(("CY-01", 0, "25"), ("RJ-01", 0, "31"), ("RJ-02", 0, "abc")).json()

    assert [(cell["code"], cell["version"], cell["score"], cell["lacking"]) for cell in answer["saved"]] == [
        ("CY-01", 1, "25", True)
    ]
    assert {one["code"]: one["words"] for one in answer["refused"]} == {
        "RJ-01": "最高30分，请修改。",
        "RJ-02": "请填数字。",
    }
    assert answer["rows"] == {
        str(desk.application.pk): {"state": "half", "label": "评了一半", "tone": "amber", "complete": False}
    }


def test_a_stale_cell_comes_back_with_both_values(desk, county, signed_in):
    desk.save(("CY-01", 0, "30"))

    answer = desk.save(("CY-01", 0, {"score": "20", "reason": "台账"})).json()

    [stale] = answer["stale"]
    assert (stale["code"], stale["now"]["score"], stale["now"]["version"], stale["now"]["by"]) == (
        "CY-01", "30", 1, SCORER,
    )  # fmt: skip
    chosen = desk.save(("CY-01", 1, {"score": "20", "reason": "台账"})).json()
    assert [cell["version"] for cell in chosen["saved"]] == [2]


@pytest.mark.parametrize(
    "body", ["", "{}", "[]", '{"cells": [{}]}', '{"cells": 7}', '{"cells": [{"application": "x"}]}']
)
def test_a_message_that_is_none_is_refused_in_words(desk, body):
    answer = desk.client.post(desk.url("grid_cell"), body, content_type="application/json")

    assert (answer.status_code, "读不出来" in answer.json()["reason"]) == (422, True)


def test_the_states_of_a_row(desk, county):
    seen = [desk.state()]
    for step in (
        [("CY-01", 0, "25")],
        [("RJ-01", 0, "27"), ("RJ-02", 0, "10")],
        [("CY-01", 1, {"score": "25", "reason": "台账"})],
    ):
        desk.save(*step)
        seen.append(desk.state())
    desk.client.post(desk.url("grid_submit"))
    seen.append(desk.state())
    world.act(county, desk.application, "sign_scores", decision="send_back", opinion="请核对。")
    seen.append(desk.state())

    assert seen == ["未评", "评了一半", "缺理由", "已存", "已提交", "已退回"]


def test_filters_show_what_is_asked_for(desk, county, village_round):
    accepted(county, village_round, "乙一村")
    desk.save(*((code, 0, score) for code, score in RULE.items()))

    def villages(**filters):
        html = desk.page(**filters).content.decode()
        return [name for name in ("甲一村", "乙一村") if f'data-village="{name}"' in html]

    assert villages() == ["乙一村"]  # the first township that has something left is opened
    assert villages(open="619921101000") == ["甲一村"]
    assert villages(township="619921101000") == ["甲一村"]
    assert villages(todo="1", township="619921101000") == []
    assert villages(state="saved") == ["甲一村"]


def test_a_group_is_fetched_when_it_is_opened(desk):
    html = desk.client.get(desk.url("grid_rows", "619921101000")).content.decode()

    assert html.count("<tr") == 1
    assert 'data-village="甲一村"' in html
    assert desk.client.get(desk.url("grid_rows", "619921102000")).content.decode().count("<tr") == 0


def test_the_drawer_shows_the_proofs_and_who_said_what(desk):
    html = desk.client.get(desk.url("grid_drawer", desk.application.pk, "CY-01")).content.decode()

    assert f"/applications/{desk.application.pk}/files/" in html
    assert "镇里意见" in html
    assert "20万元(含)至50万元得30分" in html
    assert "国家级" in desk.client.get(desk.url("grid_drawer", desk.application.pk, "JF-01")).content.decode()
    assert desk.client.get(desk.url("grid_drawer", desk.application.pk, "ZL-01")).status_code == 404


def test_who_stands_aside_from_an_applicant_sees_nothing_of_it(desk, county):
    desk.save(("CY-01", 0, "30"))
    Recusal.objects.create(user=county.people[SCORER], region=desk.application.region, reason="亲属")

    assert "甲一村" not in desk.page().content.decode()
    assert desk.client.get(desk.url("grid_drawer", desk.application.pk, "CY-01")).status_code == 404


def test_before_the_declaration_nothing_can_be_written(signed_in, county, scoring):
    newcomer = User.objects.create(username="newcomer", display_name="赵敏", password="!")
    place = {"region": county.regions["禾塬县"], "organisation": county.departments[LEAD]}
    appoint(user=newcomer, post=Post.DEPT_SCORER, since=date(2020, 1, 1), **place)
    html = Desk(signed_in(newcomer), county, scoring).page().content.decode()

    assert reverse("scoring:declare", args=[scoring.round_id]) in html
    assert "data-editable" not in html


def test_nothing_is_handed_in_until_every_row_is_complete(desk, county, village_round):
    other = accepted(county, village_round, "乙一村")
    desk.save(*((code, 0, score) for code, score in RULE.items()))

    refused = desk.client.post(desk.url("grid_submit"))
    assert "还没评完的 1 个" in desk.client.get(desk.url("grid_submit")).content.decode()
    assert (refused.status_code, open_sheets(desk)) == (302, 2)

    desk.save(*((code, 0, score) for code, score in RULE.items()), application=other)
    assert "将提交 2 个申报单位的评分" in desk.client.get(desk.url("grid_submit")).content.decode()
    assert "件已提交" in desk.client.post(desk.url("grid_submit")).content.decode()
    assert open_sheets(desk) == 0
    assert desk.client.post(desk.url("grid_submit")).status_code == 302  # pressed twice: nothing left to do


def open_sheets(desk) -> int:
    return WorkItem.objects.open().filter(node="score", organisation=desk.place[1]).count()


def test_one_refusal_leaves_the_others_handed_in(desk, county, village_round):
    """A colleague emptied a cell of one sheet while the list was being confirmed."""
    other = accepted(county, village_round, "乙一村")
    desk.save(*((code, 0, score) for code, score in RULE.items()))
    desk.save(("CY-01", 0, "30"), application=other)

    outcome = hand_in_all(round=village_round, organisation=county.departments[LEAD], by=county.people[SCORER])

    assert [item.region_code for item in outcome.done] == [desk.application.region_id]
    assert [words for _, words in outcome.refused] == [
        "评分表还没有填完。RJ-01 卫生户厕普及率：请评分。RJ-02 村庄清洁：请评分。"
    ]
    assert open_sheets(desk) == 1


def test_the_desk_asks_a_bounded_number_of_questions(desk, county, village_round, django_assert_max_num_queries):
    accepted(county, village_round, "甲二村")
    accepted(county, village_round, "乙一村")

    with django_assert_max_num_queries(40):
        desk.page()
    with django_assert_max_num_queries(40):
        desk.save(("CY-01", 0, "30"))
