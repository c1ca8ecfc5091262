"""Several applicants at once: each goes through the one door, and the result says which did not."""

from decimal import Decimal

import pytest
from django.urls import reverse

from accounts.models import KeyTask
from tests import world
from workflows.engine.models import WorkItem
from workflows.engine.steps import perform
from workflows.scoring.models import Countersignature, ScoreSheet, VetoAnswer
from workflows.scoring.services.sheets import Given

from .conftest import accepted, item_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def three(county, village_round):
    """Three applicants with the departments."""
    return [accepted(county, village_round, name) for name in ("甲一村", "甲二村", "乙一村")]


def score_all(county, applications):
    for application in applications:
        world.act(county, application, "score", given=world.by_the_rule(application))


def numbers(node: str, department: str) -> list[int]:
    items = WorkItem.objects.open().filter(node=node, organisation__name=department).order_by("pk")
    return list(items.values_list("pk", flat=True))


def test_ticked_applicants_are_answered_and_the_others_wait(county, three, signed_in):
    browser = signed_in(county.people["公安局联审员"])
    address = reverse("scoring:joint_check_batch")
    waiting = numbers("joint_check", "公安局")

    page = browser.get(address).content.decode()
    result = browser.post(address, {"task": waiting[:2]}).content.decode()

    assert "FJ-02 涉黑涉恶涉邪" in page
    assert "FJ-01" not in page
    assert set(VetoAnswer.objects.values_list("organisation__name", "clause")) == {("公安局", "")}
    assert VetoAnswer.objects.count() == 2
    assert numbers("joint_check", "公安局") == waiting[2:]
    assert "继续办理，还有 1 件" in result


def test_a_batch_asks_for_at_least_one_tick(county, three, signed_in):
    answer = signed_in(county.people["公安局联审员"]).post(reverse("scoring:joint_check_batch"), {})

    assert answer.status_code == 422
    assert "请先勾选要办理的申报" in answer.content.decode()


def test_what_a_colleague_did_meanwhile_is_named_and_the_rest_is_done(county, three, signed_in):
    browser = signed_in(county.people["公安局联审员"])
    ticked = numbers("joint_check", "公安局")
    perform(item_of(three[0], "joint_check", "公安局").task, by=county.people["公安局联审员"])

    result = browser.post(reverse("scoring:joint_check_batch"), {"task": ticked}).content.decode()

    assert VetoAnswer.objects.count() == 3
    assert "没有办成的" in result
    assert "这项工作已由公安局联审员于" in result


def test_nobody_does_anothers_work_in_a_batch(county, three, signed_in):
    browser = signed_in(county.people["纪委监委联审员"])

    foreign = browser.post(reverse("scoring:joint_check_batch"), {"task": numbers("joint_check", "公安局")})
    assert not VetoAnswer.objects.exists()
    own = browser.post(reverse("scoring:joint_check_batch"), {"task": numbers("joint_check", "纪委监委")})

    assert (foreign.status_code, own.status_code) == (422, 200)
    assert set(VetoAnswer.objects.values_list("organisation__name", flat=True)) == {"纪委监委"}


def test_heads_countersign_for_all_applicants_at_once(county, three, signed_in):
    score_all(county, three)
    for application in three:
        world.act(county, application, "sign_scores", decision="sign")
    browser = signed_in(county.people["财政局负责人"])

    page = browser.get(reverse("scoring:countersign_batch")).content.decode()
    browser.post(reverse("scoring:countersign_batch"), {"task": numbers("countersign", "财政局")})

    assert "CY-01 村集体经营性收入" in page
    assert list(Countersignature.objects.values_list("organisation__name", "agrees")) == [("财政局", True)] * 3


def test_heads_see_totals_and_sign_many_sheets(county, three, signed_in):
    score_all(county, three)
    browser = signed_in(county.people["农业农村局负责人"])

    page = browser.get(reverse("scoring:sign_batch")).content.decode()
    browser.post(reverse("scoring:sign_batch"), {"task": numbers("sign_scores", "农业农村局")})

    assert page.count("<b>67</b>") == 3
    assert ScoreSheet.objects.filter(organisation__name="农业农村局").count() == 3


def test_another_post_of_the_department_is_refused_one_by_one(county, three, signed_in):
    browser = signed_in(county.people["公安局评分员"])

    result = browser.post(reverse("scoring:joint_check_batch"), {"task": numbers("joint_check", "公安局")})

    assert result.content.decode().count("您当前的岗位或辖区不能办理") == 3
    assert not VetoAnswer.objects.exists()


@pytest.mark.parametrize("name", ["sign_batch", "countersign_batch", "joint_check_batch"])
def test_a_batch_of_three_asks_as_many_questions_as_one_of_one(
    county, village_round, signed_in, name, django_assert_max_num_queries
):
    node = {"sign_batch": "sign_scores", "countersign_batch": "countersign", "joint_check_batch": "joint_check"}[name]
    asked = []
    for names in (["甲一村"], ["甲二村", "乙一村"]):
        for village in names:
            application = accepted(county, village_round, village)
            score_all(county, [application])
            if node == "countersign":
                world.act(county, application, "sign_scores", decision="sign")
        item = world.work(application, node)[0]
        browser = signed_in(county.holder(item))
        browser.get(reverse(f"scoring:{name}"))
        with django_assert_max_num_queries(30) as counted:
            browser.get(reverse(f"scoring:{name}"))
        asked.append(len(counted))

    assert asked[0] == asked[1]


def test_a_sheet_with_an_override_is_signed_by_itself(county, three, signed_in):
    """A second person agrees to each override (改判): a tick among many is no second look."""

    def given(item):
        lines = world.by_the_rule(three[0])(item)
        if "CY-01" in lines:
            lines["CY-01"] = Given(score=Decimal(20), reason="核减")
        return lines

    world.act(county, three[0], "score", given=given)
    score_all(county, three[1:])
    browser = signed_in(county.people["农业农村局负责人"])
    address, waiting = reverse("scoring:sign_batch"), numbers("sign_scores", "农业农村局")

    page = browser.get(address).content.decode()
    only = browser.post(address, {"task": waiting[:1]})
    browser.post(address, {"task": waiting})

    assert page.count("有改判，逐件审签") == 1
    assert only.status_code == 422
    assert numbers("sign_scores", "农业农村局") == waiting[:1]
    single = browser.get(reverse("inbox:task", args=waiting[:1])).content.decode()
    assert single.index("改判 1 项") < single.index("<h2>评分表</h2>")


def test_the_second_lead_does_not_sign_by_the_dozen(county, three, signed_in):
    task = KeyTask.objects.create(county=world.COUNTY, code="T6", number="六", title="乡村治理")
    task.leads.set([county.departments["宣传部"], county.departments["政法委"]])
    score_all(county, three)
    for application in three:
        world.act(county, application, "sign_scores", decision="sign")
    browser = signed_in(county.people["政法委负责人"])
    waiting = numbers("countersign", "政法委")

    page = browser.get(reverse("scoring:countersign_batch")).content.decode()
    answer = browser.post(reverse("scoring:countersign_batch"), {"task": waiting})

    assert page.count("共同牵头，逐件签") == 3
    assert (answer.status_code, numbers("countersign", "政法委")) == (422, waiting)
