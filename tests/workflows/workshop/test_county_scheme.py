"""A scheme none of us wrote: typed into the template as a clerk types, brought by the page, linted, published, scored."""

from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from tests.workflows.workshop.scheme import BONUS, INDICATORS, ITEMS, PENALTIES, VETO, filled
from workflows.standards.answers import Answers
from workflows.standards.lint import Weight, lint
from workflows.standards.models import Standard
from workflows.standards.scoring import score
from workflows.standards.source import digest
from workflows.standards.workbook import from_workbook, to_workbook


@pytest.fixture(scope="module")
def brought():
    return from_workbook(filled(), "清河县.xlsx")


@pytest.fixture
def standard(operator, director):
    """Through the pages: uploaded, looked at, kept, published."""
    sent = SimpleUploadedFile("清河县.xlsx", filled())
    preview = operator.post(reverse("workshop:import"), {"file": sent})
    kept = operator.post(preview.url)
    draft = Standard.objects.get(code="QH-HMXC")
    assert kept.url == reverse("workshop:detail", args=[draft.pk])
    director.post(reverse("workshop:publish", args=[draft.pk]), {"seen": draft.sha256})
    draft.refresh_from_db()
    return draft


def test_nothing_is_left_behind(brought):
    body, notes = brought

    assert notes == ()
    assert [len(body[key]) for key in ("indicators", "data_items", "bonus", "penalties", "veto")] == [
        len(INDICATORS), len(ITEMS), len(BONUS), len(PENALTIES), len(VETO),
    ]  # fmt: skip
    assert sum(Decimal(row["points"]) for row in body["indicators"]) == 1000


def test_it_goes_out_and_comes_back_the_same(brought):
    body, _ = brought

    assert digest(from_workbook(to_workbook(body))[0]) == digest(body)


def test_it_is_published_without_an_error(standard):
    assert standard.state == Standard.State.PUBLISHED
    assert [str(one) for one in lint(standard.spec) if one.weight is Weight.ERROR] == []


DATA = {
    "income": 60, "income_old": 48, "hh": 200, "hh_coop": 70, "area_high": 790, "area": 1000, "jobs": 0, "jobs_due": 0,
    "brand": 50, "toilet": 189, "toilet_due": 200, "sewage": 79, "water": "98.0", "water_bad": True, "road": 10,
    "road_all": 10, "trash_days": "2.5", "green": 25, "moved": 0, "moved_job": 0, "star": 61, "sat": 90, "sat_all": 100,
    "disputes": 100, "solved": 97, "grid": 95, "petition": 1, "party_meet": 30, "meet_goal": 40, "young": 9, "party": 50,
}  # fmt: skip
ANSWERS = {
    "level": "county",
    "object": {"is_border": False},
    "data": DATA,
    "checks": {"B-08": [1, 2, 3, 4], "C-02": [1, 2], "C-04": [1, 2, 3], "D-04": [1, 3]},
    "levels": {"A-06": "良", "C-03": "较好", "E-03": "优秀"},
    "findings": {
        "B-04": {"乱堆乱放": 9, "污水横流": 1}, "C-05": {"大操大办": 1}, "D-05": {"刑事案件": 0, "黄赌毒案件": 4}, "D-06": {}, "E-05": {},
    },
    "bonus": {"J1": ["省级", "市级"], "J2": ["中央媒体报道", "省级现场会"]},
    "penalties": {"K1": {"市级通报": 1}, "K2": {}},
}  # fmt: skip
#: Worked out by hand from the table.
BY_HAND = {
    "A-01": "40", "A-02": "30", "A-03": "20", "A-04": "28.5", "A-05": "40", "A-06": "20", "A-07": "8",
    "B-01": "32", "B-02": "14", "B-03": "18", "B-04": "21", "B-05": "0", "B-06": "24", "B-07": "10", "B-08": "24", "B-09": None,
    "C-01": "20", "C-02": "22", "C-03": "18", "C-04": "25", "C-05": "25",
    "D-01": "36", "D-02": "30", "D-03": "30", "D-04": "15", "D-05": "10", "D-06": "20",
    "E-01": "22.5", "E-02": "12", "E-03": "30", "E-04": "32", "E-05": "20",
}  # fmt: skip


def test_it_scores_as_worked_out_by_hand(brought, standard):
    result = score(standard.spec, Answers.from_json(ANSWERS))

    assert {one.code: one.score for one in result.indicators} == {
        code: None if said is None else Decimal(said) for code, said in BY_HAND.items()
    }
    assert (result.summary.bonus, result.summary.penalty) == (Decimal(50), Decimal(10))
    # B without B-09: 143 of 270 × 300 = 158.9; the others add up.
    assert result.summary.base == Decimal("186.5") + Decimal("158.9") + 110 + 141 + Decimal("116.5")
    assert result.summary.total == result.summary.base + 40
