"""Locking: nobody late, results computed once, a veto ends it."""

from datetime import date, datetime
from decimal import Decimal

import pytest
from django.urls import reverse

from accounts import clock
from accounts.enums import Post
from tests import world
from workflows.applications.states import State
from workflows.engine.deadlines import fire_due
from workflows.engine.errors import Incomplete, NotNow, NotYou
from workflows.engine.steps import perform, waits_at
from workflows.rounds.states import RoundState
from workflows.scoring.models import FinalScore, RecusalKind
from workflows.scoring.services.locking import lock as lock_one
from workflows.scoring.services.locking import obstacles_to_locking
from workflows.scoring.services.recusal import declare_recusal
from workflows.scoring.services.sheets import Given

from .conftest import accepted, item_of

pytestmark = pytest.mark.django_db

AFTER_INTAKE = datetime(2026, 4, 1, 9, 0)


@pytest.fixture
def after_intake(county, village_round):
    """The round's intake is over when the test asks for it."""

    def pass_time():
        fire_due()
        return world.fresh(village_round)

    with clock.at(AFTER_INTAKE):
        yield pass_time


def lock(county, round_, **data):
    return world.act(county, round_, "lock_scores", **data)


def test_every_late_step_is_an_obstacle_with_its_department(county, village_round, after_intake):
    with clock.at(world.STORY_BEGINS):
        scored = world.to_the_lock(county, village_round, "甲一村")
        accepted(county, village_round, "甲二村")
        world.hand_in(county, world.apply(county, village_round, "乙一村"))
    round_ = after_intake()

    obstacles = list(obstacles_to_locking(round_))
    with pytest.raises(Incomplete, match="还不能锁分"):
        lock(county, round_)

    assert obstacles[0] == "乙镇乙一村：待镇审核。"
    assert "农业农村局 部门评分：甲镇甲二村 · 2026年第1批县级示范村。" in obstacles
    assert "纪委监委 部门联审：甲镇甲二村 · 2026年第1批县级示范村。" in obstacles
    assert len(obstacles) == 1 + 3 + 2
    assert not FinalScore.objects.exists()
    assert world.fresh(scored).state == State.SCORING


def test_the_lock_computes_from_what_the_departments_gave(county, village_round, after_intake):
    with clock.at(world.STORY_BEGINS):
        application = accepted(county, village_round, "甲一村")

        def given(item):
            lines = world.by_the_rule(application)(item)
            if item.organisation.name == "农业农村局":
                lines["CY-01"] = Given(score=Decimal(20), reason="核减")
                lines["JF-01"] = Given(score=Decimal(2), basis=["国家级"])
                lines["KF-01"] = Given(score=Decimal("0.4"), basis={"一般错误": 2}, reason="抽查发现")
            return lines

        world.act(county, application, "score", given=given)
        world.act(county, application, "sign_scores", decision="sign")
        world.act(county, application, "countersign", agrees=True)
        application = world.act(county, application, "joint_check")
    round_ = lock(county, after_intake())

    final = FinalScore.objects.get()
    assert (final.base, final.bonus, final.penalty, final.total) == (77, 2, Decimal("0.40"), Decimal("78.60"))
    assert (final.satisfaction, final.vetoed, final.reaches_grade) == (96, False, True)
    assert (round_.state, world.fresh(application).state) == (RoundState.LOCKED, State.SCORE_LOCKED)
    assert waits_at(application) == {"await_list"}


def test_a_veto_ends_it_and_its_score_is_kept(county, village_round, after_intake):
    with clock.at(world.STORY_BEGINS):
        application = accepted(county, village_round, "甲一村")
        world.act(county, application, "score", given=world.by_the_rule(application))
        world.act(county, application, "sign_scores", decision="sign")
        world.act(county, application, "countersign", agrees=True)
        perform(
            item_of(application, "joint_check", "公安局").task,
            by=county.people["公安局联审员"],
            clause="FJ-02",
            facts="涉黑案件",
            document="公刑〔2026〕3号",
            happened_on=date(2026, 1, 5),
        )
        world.act(county, application, "joint_check")
    lock(county, after_intake())

    application = world.fresh(application)
    last = application.process.events.order_by("pk").last()
    assert (application.state, waits_at(application)) == (State.VETOED, set())
    assert (application.final_score.total, application.final_score.vetoed) == (87, True)
    assert last.opinion == "涉黑涉恶涉邪"


def test_an_objection_is_dealt_with_before_the_lock(county, village_round, after_intake):
    with clock.at(world.STORY_BEGINS):
        application = accepted(county, village_round, "甲一村")
        world.act(county, application, "score", given=world.by_the_rule(application))
        world.act(county, application, "sign_scores", decision="sign")
        perform(
            item_of(application, "countersign", "财政局").task,
            by=county.people["财政局负责人"],
            agrees=False,
            reason="账面不符",
            indicators=["CY-01"],
        )
        world.act(county, application, "countersign", agrees=True)
        world.act(county, application, "joint_check")
    round_ = after_intake()

    with pytest.raises(Incomplete) as refused:
        lock(county, round_, opinion="同意锁分。")
    assert "农业农村局 答复异议：甲镇甲一村 · 2026年第1批县级示范村。" in refused.value.missing
    assert "农业农村局 会签异议：甲镇甲一村 CY-01。" in refused.value.missing
    world.act(county, application, "answer_objections", replies={"CY-01": "经核对账面，维持评分。"})
    world.act(county, application, "sign_answers", decision="sign")
    with pytest.raises(Incomplete, match="写明研究情况"):
        lock(county, round_)
    round_ = lock(county, round_, opinion="经核对账面，维持评分。")

    assert round_.state == RoundState.LOCKED


def test_what_comes_up_while_the_director_locks_is_not_overtaken(county, village_round, after_intake):
    """The obstacles were read, then a recusal sent one application back to its department: nothing is locked."""
    with clock.at(world.STORY_BEGINS):
        application = world.to_the_lock(county, village_round, "甲一村")
        world.hire(county, "接办评分员", Post.DEPT_SCORER, "禾塬县", "农业农村局")
    after_intake()
    declare_recusal(user=county.people["农业农村局评分员"], region=county.regions["甲一村"], kind=RecusalKind.KINSHIP)

    with pytest.raises(NotNow, match="刚刚又有事项"):
        lock_one(world.fresh(application), by=county.people["主任"])
    with pytest.raises(Incomplete) as refused:
        lock(county, village_round)

    assert "农业农村局 原评分人回避：甲镇甲一村 CY-01。" in refused.value.missing
    assert not FinalScore.objects.exists()


def test_the_lock_page_names_what_is_open_and_shows_no_score(county, village_round, after_intake, signed_in):
    with clock.at(world.STORY_BEGINS):
        application = world.to_the_lock(county, village_round, "甲一村")
        world.hire(county, "接办评分员", Post.DEPT_SCORER, "禾塬县", "农业农村局")
    round_ = after_intake()
    declare_recusal(user=county.people["农业农村局评分员"], region=county.regions["甲一村"], kind=RecusalKind.KINSHIP)
    address = reverse("inbox:task", args=[world.work(round_, "lock_scores")[0].pk])

    page = signed_in(county.people["主任"]).get(address).content.decode()

    assert "没有办结的事项" in page
    assert "还不能锁分" in page
    assert application.region.full_name in page


def test_the_director_locks_and_the_operator_does_not(county, village_round, after_intake):
    with clock.at(world.STORY_BEGINS):
        world.to_the_lock(county, village_round, "甲一村")
    round_ = after_intake()
    task = world.work(round_, "lock_scores")[0].task

    with pytest.raises(NotYou):
        perform(task, by=county.people["经办人"])
    perform(task, by=county.people["主任"])

    assert FinalScore.objects.count() == 1
