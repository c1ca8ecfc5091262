"""Objections are answered line by line, signed by the lead's head, and hold the lock up until then."""

from datetime import date
from decimal import Decimal

import pytest
from django.urls import reverse

from accounts.models import KeyTask, Message
from tests import world
from workflows.engine.errors import Incomplete, NotNow
from workflows.engine.steps import perform, waits_at
from workflows.scoring.models import Countersignature, DepartmentScore, ObjectionAnswer, ScoreSheet
from workflows.scoring.points import PointKind, points_of
from workflows.scoring.services.sheets import Given

from .conftest import item_of

pytestmark = pytest.mark.django_db

LEAD = "农业农村局"
REPLY = {"CY-01": "经核对账面，维持评分。"}


@pytest.fixture
def signed(county, scoring):
    """Scored and signed by every lead department, the joint check answered."""
    world.act(county, scoring, "score", given=world.by_the_rule(scoring))
    world.act(county, scoring, "joint_check")
    return world.act(county, scoring, "sign_scores", decision="sign")


def object_to(county, application, *codes: str, department: str = "财政局", node: str = "countersign"):
    task = item_of(application, node, department).task
    by = county.people[f"{department}负责人"]
    return perform(task, by=by, agrees=False, reason="收入与账面不符", indicators=codes)


@pytest.fixture
def objected(county, signed):
    """财政局 objects to one line, 公安局 agrees."""
    object_to(county, signed, "CY-01")
    return world.act(county, signed, "countersign", agrees=True)


def test_an_objection_reaches_the_scorer_of_its_lines_only(county, objected):
    points = points_of(objected)

    assert [(one.kind, one.code, one.words) for one in points] == [
        (PointKind.OBJECTION, "CY-01", "财政局：收入与账面不符")
    ]
    assert [item.organisation.name for item in world.work(objected, "answer_objections")] == [LEAD]
    assert waits_at(objected) == {"answer_objections"}


def test_silence_is_no_answer(county, objected):
    with pytest.raises(Incomplete) as refused:
        world.act(county, objected, "answer_objections", replies={"CY-01": " "})

    assert refused.value.missing == ("CY-01 村集体经营性收入：请写明对异议的答复。",)
    assert not ObjectionAnswer.objects.exists()


def test_a_kept_score_has_its_reason_and_the_heads_signature(county, objected):
    case = world.act(county, objected, "answer_objections", replies=REPLY)
    assert waits_at(case) == {"sign_answers"}
    case = world.act(county, case, "sign_answers", decision="sign", opinion="同意答复。")

    answer, sheet = ObjectionAnswer.objects.get(), ScoreSheet.objects.filter(organisation__name=LEAD).last()
    assert (answer.keeps, answer.score.version, answer.by_name) == (True, 1, "农业农村局评分员")
    assert (sheet.number, sheet.answers) == (2, [answer.pk])
    assert (waits_at(case), points_of(case)) == ({"await_lock"}, [])


def test_a_changed_score_is_a_new_version_that_is_signed_anew(county, objected):
    given = {"CY-01": Given(score=Decimal(20), reason="按账面核减")}
    case = world.act(county, objected, "answer_objections", given=given, replies=REPLY)
    case = world.act(county, case, "sign_answers", decision="sign")

    versions = DepartmentScore.objects.filter(indicator="CY-01").order_by("version")
    sheet = ScoreSheet.objects.filter(organisation__name=LEAD).current().get()
    assert [(row.version, row.score) for row in versions] == [(1, 30), (2, 20)]
    assert (ObjectionAnswer.objects.get().keeps, sheet.versions["CY-01"]) == (False, 2)
    assert waits_at(case) == {"await_lock"}


def test_the_head_gives_an_answer_back(county, objected):
    world.act(county, objected, "answer_objections", replies=REPLY)
    case = world.act(county, objected, "sign_answers", decision="send_back", opinion="请附账页。")
    assert waits_at(case) == {"answer_objections"}

    world.act(county, case, "answer_objections", replies={"CY-01": "已附账页，维持。"})
    case = world.act(county, case, "sign_answers", decision="sign")

    assert list(ObjectionAnswer.objects.order_by("number").values_list("number", "reason")) == [
        (1, REPLY["CY-01"]),
        (2, "已附账页，维持。"),
    ]
    assert waits_at(case) == {"await_lock"}


def test_who_objected_is_told_that_there_is_an_answer_not_what_it_says(county, objected):
    world.act(county, objected, "answer_objections", replies=REPLY)
    world.act(county, objected, "sign_answers", decision="sign")

    message = Message.objects.get(subject__startswith="会签异议已答复")
    assert message.user == county.people["财政局负责人"]
    assert REPLY["CY-01"] not in message.body


def test_whoever_answered_does_not_sign(county, objected):
    scorer = county.people["农业农村局评分员"]
    world.act(county, objected, "answer_objections", replies=REPLY)
    world.appoint(
        user=scorer,
        post=world.Post.DEPT_LEADER,
        region=county.regions["禾塬县"],
        organisation=county.departments[LEAD],
        since=date(2026, 1, 1),
    )

    with pytest.raises(NotNow, match="由您评分"):
        perform(item_of(objected, "sign_answers", LEAD).task, by=scorer, decision="sign")


def test_the_page_shows_the_objection_and_takes_the_answer(county, objected, signed_in):
    address = reverse("inbox:task", args=[item_of(objected, "answer_objections", LEAD).pk])
    browser = signed_in(county.people["农业农村局评分员"])

    page = browser.get(address).content.decode()
    silent = browser.post(address, {"score-CY-01": "30"})
    wrong = browser.post(address, {"score-CY-01": "20", "reply-CY-01": "改"})
    done = browser.post(address, {"score-CY-01": "20", "reason-CY-01": "按账面核减", "reply-CY-01": "已改。"})

    assert "财政局：收入与账面不符" in page
    assert 'value="30.00"' in page
    assert (silent.status_code, wrong.status_code, done.status_code) == (422, 422, 302)
    assert "请写明对异议的答复。" in silent.content.decode()
    assert "请写明理由" in wrong.content.decode()
    head = signed_in(county.people["农业农村局负责人"])
    address = reverse("inbox:task", args=[item_of(objected, "sign_answers", LEAD).pk])
    assert "改为 20 分" in head.get(address).content.decode()
    assert head.post(address, {"decision": "sign", "opinion": ""}).status_code == 302


# --- two leads ------------------------------------------------------------------------------------------------


@pytest.fixture
def two_leads(county):
    """宣传部 and 政法委 lead key task 六 together; each scores one of its lines."""
    task = KeyTask.objects.create(county=world.COUNTY, code="T6", number="六", title="乡村治理")
    task.leads.set([county.departments["宣传部"], county.departments["政法委"]])


def test_the_other_lead_signs_the_lines_of_the_shared_task(county, two_leads, signed):
    assert {item.organisation.name for item in world.work(signed, "countersign")} == {
        "财政局", "公安局", "宣传部", "政法委",
    }  # fmt: skip

    case = world.act(county, signed, "countersign", agrees=True)

    joint = Countersignature.objects.filter(as_lead=True).order_by("pk")
    assert {(one.organisation.name, tuple(one.versions.items())) for one in joint} == {
        ("宣传部", (("ZL-02", 1),)),
        ("政法委", (("ZL-01", 1),)),
    }
    assert waits_at(case) == {"await_lock"}


def test_the_other_lead_sees_the_score_it_signs_and_no_other(county, two_leads, signed, signed_in):
    address = reverse("inbox:task", args=[item_of(signed, "countersign", "政法委").pk])

    page = signed_in(county.people["政法委负责人"]).get(address).content.decode()

    assert "共同牵头任务的评分" in page
    assert "ZL-01" in page
    assert "CY-01" not in page


def test_what_the_other_lead_gives_back_is_answered_and_signed_by_both(county, two_leads, signed):
    object_to(county, signed, "ZL-01", department="政法委")
    case = world.act(county, signed, "countersign", agrees=True)
    assert [item.organisation.name for item in world.work(case, "answer_objections")] == ["宣传部"]
    given = {"ZL-01": Given(score=Decimal(8), reason="按抽查核减")}
    world.act(county, case, "answer_objections", given=given, replies={"ZL-01": "已核减。"})
    case = world.act(county, case, "sign_answers", decision="sign")
    assert [item.organisation.name for item in world.work(case, "countersign_again")] == ["政法委"]

    case = world.act(county, case, "countersign_again", agrees=True)

    words = Countersignature.objects.filter(organisation__name="政法委").order_by("number")
    assert [(one.number, one.agrees, one.versions) for one in words] == [
        (1, False, {"ZL-01": 1}),
        (2, True, {"ZL-01": 2}),
    ]
    assert waits_at(case) == {"await_lock"}


def test_the_other_lead_signs_again_when_its_line_changes_for_another_reason(county, two_leads, signed):
    object_to(county, signed, "ZL-01", department="公安局")
    case = world.act(county, signed, "countersign", agrees=True)
    given = {"ZL-01": Given(score=Decimal(8), reason="按抽查核减")}
    world.act(county, case, "answer_objections", given=given, replies={"ZL-01": "已核减。"})

    case = world.act(county, case, "sign_answers", decision="sign")

    assert [item.organisation.name for item in world.work(case, "countersign_again")] == ["政法委"]


def test_both_leads_may_object_without_end_and_nothing_is_lost(county, two_leads, signed):
    object_to(county, signed, "ZL-01", department="政法委")
    case = world.act(county, signed, "countersign", agrees=True)
    for turn in (1, 2):
        world.act(county, case, "answer_objections", replies={"ZL-01": f"第{turn}次答复。"})
        case = world.act(county, case, "sign_answers", decision="sign")
        if turn == 1:
            object_to(county, case, "ZL-01", department="政法委", node="countersign_again")
            case = world.fresh(case)
    case = world.act(county, case, "countersign_again", agrees=True)

    assert ObjectionAnswer.objects.count() == 2
    assert Countersignature.objects.filter(organisation__name="政法委").count() == 3
    assert waits_at(case) == {"await_lock"}
