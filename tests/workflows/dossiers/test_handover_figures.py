"""The figures of the electronic pack: those of the paper, as plain data, as a workbook, as a page."""

import json
from decimal import Decimal

import pytest

from documents.workbooks import read
from workflows.applications.models import Application
from workflows.dossiers.handover.figures import figures_of
from workflows.dossiers.handover.index import index_page
from workflows.dossiers.handover.tables import workbook_of
from workflows.dossiers.reading import applications_of, read_application, read_round
from workflows.scoring.models import FinalScore

from .conftest import SECRETS

pytestmark = pytest.mark.django_db


@pytest.fixture
def figures(told):
    """Every figure of the round that is over."""
    shared = read_round(told)
    return figures_of(shared, [read_application(one, shared) for one in applications_of(told)])


def test_the_figures_are_those_of_the_locked_scores(told, figures):
    """Read again from the rows, line by line."""
    assert [one["position"] for one in figures["applications"]] == [1, 2, None]
    for one in figures["applications"]:
        application = Application.objects.get(number=one["number"])
        final = FinalScore.objects.get(application=application)
        assert Decimal(one["total"]) == final.total
        given = {line["code"]: line["department_score"] for line in one["indicators"]}
        kept = {row.indicator: row.score for row in application.scores.current() if row.indicator in given}
        assert {code: Decimal(score) for code, score in given.items() if score is not None} == {
            code: score for code, score in kept.items() if score is not None
        }


def test_the_figures_are_plain_data_and_tell_no_secret(told, figures):
    text = json.dumps(figures, ensure_ascii=False)

    assert json.loads(text) == figures
    assert not [secret for secret in SECRETS if secret in text]
    assert [one["vetoed"] for one in figures["applications"]] == [False, False, True]


def test_the_workbook_holds_the_same_figures(told, figures):
    sheets = {sheet.title: sheet.rows for sheet in read(workbook_of(figures), name="figures.xlsx")}

    assert list(sheets) == ["名单", "数据", "得分", "意见", "佐证"]
    scores = {
        (row[0], row[2]): row[9] for row in sheets["得分"][2:] if isinstance(row[9], (int, Decimal))
    }  # below heading and header
    assert scores == {
        (one["number"], line["code"]): Decimal(line["department_score"])
        for one in figures["applications"]
        for line in one["indicators"]
        if line["department_score"] is not None
    }


def test_the_index_escapes_what_people_wrote(figures):
    figures["applications"][0]["state_name"] = "<script>alert(1)</script>"

    page = index_page(figures, [], {"data/figures.json": "数据"})

    assert "<script" not in page
    assert "&lt;script&gt;" in page
