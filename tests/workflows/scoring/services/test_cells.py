"""Cells saved one by one: versions, two writers, refusals in words, closed work."""

from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests import world
from workflows.engine.steps import perform
from workflows.scoring.models import DepartmentScore, Recusal, RecusalDeclaration
from workflows.scoring.services.cells import Cell, grid_rows, save_cells
from workflows.scoring.services.sheets import Given

from ..conftest import accepted, item_of

pytestmark = pytest.mark.django_db

LEAD = "农业农村局"


def save(county, application, *cells, by: str = "农业农村局评分员", department: str = LEAD, **options):
    """Save cells ``(code, version, given)`` of one application."""
    return save_cells(
        round=application.round,
        organisation=county.departments[department],
        by=county.people[by],
        cells=[Cell(application.pk, code, version, given) for code, version, given in cells],
        **options,
    )


def given(score, reason: str = "", **more) -> Given:
    return Given(score=None if score is None else Decimal(score), reason=reason, **more)


def versions(application, code: str) -> list[tuple]:
    rows = DepartmentScore.objects.filter(application=application, indicator=code).order_by("version")
    return [(row.version, row.score, row.applicable, row.reason, row.by_name) for row in rows]


@pytest.fixture(autouse=True)
def declared(county, village_round):
    """Everybody said from whom they stand aside: from nobody."""
    for name, user in county.people.items():
        if name.endswith(("评分员", "负责人")):
            RecusalDeclaration.objects.get_or_create(round=village_round, user=user)


@pytest.fixture
def colleague(county, village_round):
    """A second scorer in the department."""
    user = world.hire(county, "赵敏", world.Post.DEPT_SCORER, "禾塬县", LEAD)
    RecusalDeclaration.objects.get_or_create(round=village_round, user=user)
    return "赵敏"


def test_every_change_of_a_cell_is_a_new_version(county, scoring):
    save(county, scoring, ("CY-01", 0, given(30)))
    save(county, scoring, ("CY-01", 1, given(25, "台账少一户")), via="grid")

    assert versions(scoring, "CY-01") == [
        (1, 30, True, "", "农业农村局评分员"),
        (2, 25, True, "台账少一户", "农业农村局评分员"),
    ]
    newest = DepartmentScore.objects.get(version=2)
    assert (newest.via, newest.file, newest.suggested, newest.needs_reason) == ("grid", None, 30, True)


def test_of_two_writers_the_second_is_shown_both_values_and_nothing_is_lost(county, scoring, colleague):
    save(county, scoring, ("CY-01", 0, given(25, "我的")))

    outcome = save(county, scoring, ("CY-01", 0, given(20, "她的")), by=colleague)

    assert outcome.saved == ()
    assert [(one.cell.given.score, one.now.score, one.now.by_name) for one in outcome.stale] == [
        (20, 25, "农业农村局评分员")
    ]
    chosen = save(county, scoring, ("CY-01", outcome.stale[0].now.version, given(20, "她的")), by=colleague)
    assert [row.version for row in chosen.saved] == [2]
    assert [row[1] for row in versions(scoring, "CY-01")] == [25, 20]


def test_the_same_value_sent_twice_is_one_version(county, scoring):
    """An answer was lost on the line, the browser sends again what is already kept."""
    first = save(county, scoring, ("CY-01", 0, given(25, "原因")))
    again = save(county, scoring, ("CY-01", 0, given(25, "原因")))

    assert again == first
    assert len(versions(scoring, "CY-01")) == 1


def test_a_cell_can_be_emptied_again(county, scoring):
    save(county, scoring, ("CY-01", 0, given(30)))
    save(county, scoring, ("CY-01", 1, given(None)))

    assert [row[1] for row in versions(scoring, "CY-01")] == [30, None]
    [row] = grid_rows(scoring.round, county.departments[LEAD], county.people["农业农村局评分员"])
    assert [line.is_scored for line in row.lines] == [False] * 5


def test_an_empty_cell_left_empty_is_no_version(county, scoring):
    outcome = save(county, scoring, ("CY-01", 0, given(None)))

    assert (outcome.saved, outcome.stale, outcome.refused) == ((), (), ())
    assert versions(scoring, "CY-01") == []


@pytest.mark.parametrize(
    ("code", "line", "words"),
    [
        ("CY-01", given("40.5"), "最高40分，请修改。"),
        ("CY-01", given(-1), "不能是负数，请修改。"),
        ("CY-01", given("9.125"), "得分最多两位小数，请修改。"),
        ("CY-01", given("NaN"), "请填数字。"),
        ("CY-01", given(9, "长" * 401), "理由不超过400字，请缩短。"),
        ("ZL-01", given(9), "ZL-01不是本部门评分的指标。"),
        ("JF-01", given(2), "请选择加分等次。"),
        ("JF-01", given(None, basis=["世界级"]), "加分等次里没有“世界级”，请从列表中选择。"),
        ("JF-01", given(None, basis=["国家级", "省级"]), "这一项只能选一个加分等次。"),
        ("KF-01", given(1), "请填发现的次数。"),
        ("KF-01", given(None, basis={"一般错误": -1}), "请填发现的次数，如0、1、2。"),
        ("KF-01", given(None, basis={"大错": 1}), "扣分情形里没有“大错”，请从列表中选择。"),
    ],
)
def test_a_cell_that_cannot_stand_says_why(county, scoring, code, line, words):
    outcome = save(county, scoring, (code, 0, line))

    assert [one.words for one in outcome.refused] == [words]
    assert not DepartmentScore.objects.exists()


@pytest.mark.parametrize(
    ("code", "line", "score", "basis"),
    [
        ("JF-01", given(None, basis=["国家级"]), Decimal(2), ["国家级"]),
        ("JF-01", given(0), Decimal(0), None),
        ("KF-01", given(None, basis={"一般错误": 2}), Decimal("0.4"), {"一般错误": 2}),
        ("KF-01", given(None, basis={"一般错误": 20}), Decimal(1), {"一般错误": 20}),
        ("KF-01", given(0, basis={"一般错误": 0}), Decimal(0), None),
    ],
)
def test_bonus_and_penalty_follow_from_what_was_found(county, scoring, code, line, score, basis):
    [saved] = save(county, scoring, (code, 0, line)).saved

    assert (saved.score, saved.basis) == (score, basis)


def test_one_bad_cell_leaves_the_others_saved(county, scoring):
    outcome = save(county, scoring, ("CY-01", 0, given(30)), ("RJ-01", 0, given(31)), ("CY-01", 0, given(1)))

    assert [row.indicator for row in outcome.saved] == ["CY-01"]
    assert [one.words for one in outcome.refused] == ["最高30分，请修改。", "同一格出现了两次，请只留一个。"]


def test_all_or_nothing_writes_nothing_beside_a_bad_cell(county, scoring):
    outcome = save(county, scoring, ("CY-01", 0, given(30)), ("RJ-01", 0, given(31)), all_or_nothing=True)

    assert (outcome.saved, len(outcome.refused)) == ((), 1)
    assert not DepartmentScore.objects.exists()


def test_what_does_not_apply_has_no_score(county, scoring):
    [saved] = save(county, scoring, ("CY-01", 0, given(30, "没有村集体经济组织", applicable=False))).saved

    assert (saved.applicable, saved.score, saved.needs_reason) == (False, None, True)


def test_who_is_recused_writes_nothing(county, scoring):
    Recusal.objects.create(user=county.people["农业农村局评分员"], region=scoring.region, reason="亲属")

    [refused] = save(county, scoring, ("CY-01", 0, given(30))).refused

    assert "回避" in refused.words
    assert not DepartmentScore.objects.exists()


def test_another_department_and_another_post_write_nothing(county, scoring):
    stranger = save(county, scoring, ("CY-01", 0, given(30)), by="宣传部评分员")
    head = save(county, scoring, ("CY-01", 0, given(30)), by="农业农村局负责人")

    assert [len(one.refused) for one in (stranger, head)] == [1, 1]
    assert not DepartmentScore.objects.exists()


def test_a_sheet_handed_in_takes_no_cell(county, scoring):
    rows = grid_rows(scoring.round, county.departments[LEAD], county.people["农业农村局评分员"])
    cells = [(line.code, 0, given(line.row.suggested)) for line in rows[0].lines if line.row.kind == "indicator"]
    save(county, scoring, *cells)
    perform(item_of(scoring, "score", LEAD).task, by=county.people["农业农村局评分员"])

    [refused] = save(county, scoring, ("CY-01", 1, given(20, "改"))).refused

    assert refused.words == "本部门对这个单位的评分已经提交，或者还没有开始，不能修改。"
    assert [row[:2] for row in versions(scoring, "CY-01")] == [(1, 30)]
    assert [row[:2] for row in versions(scoring, "KF-01")] == [(1, 0)]


def test_an_application_of_another_round_is_refused(county, scoring):
    other = world.round_of(county, world.Kind.TOWNSHIP)
    outcome = save_cells(
        round=other,
        organisation=county.departments[LEAD],
        by=county.people["农业农村局评分员"],
        cells=[Cell(scoring.pk, "CY-01", 0, given(30))],
    )

    assert [one.words for one in outcome.refused] == ["没有这件申报，或者不在本批次。"]


def test_the_grid_reads_many_applicants_with_the_same_questions(county, village_round):
    accepted(county, village_round, "甲一村")
    scorer, lead = county.people["农业农村局评分员"], county.departments[LEAD]
    with CaptureQueriesContext(
        connection,
    ) as one:
        grid_rows(village_round, lead, scorer)
    accepted(county, village_round, "甲二村")
    accepted(county, village_round, "乙一村")

    with CaptureQueriesContext(connection) as three:
        rows = grid_rows(village_round, lead, scorer)

    assert len(rows) == 3
    assert len(three) <= len(one) <= 20


def test_a_row_of_the_grid_shows_what_stands_beside_a_score(county, scoring):
    save(county, scoring, ("CY-01", 0, given(25, "台账少一户")))

    [row] = grid_rows(
        scoring.round, county.departments[LEAD], county.people["农业农村局评分员"], township="619921101000"
    )

    assert (row.application, row.editable, row.subtotal, row.evidence) == (scoring, True, 25, 1)
    first = row.lines[0]
    assert (first.code, first.value, first.self_score, first.row.suggested, first.version) == ("CY-01", 30, 30, 30, 1)
    assert (
        grid_rows(scoring.round, county.departments[LEAD], county.people["农业农村局评分员"], township="619921102000")
        == []
    )
