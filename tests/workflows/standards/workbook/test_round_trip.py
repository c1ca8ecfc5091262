"""YAML → Excel → YAML gives the same standard, to the digest."""

from dataclasses import dataclass

import pytest
from hypothesis import HealthCheck, given, settings

from tests.workflows.standards.builders import BANDS, OBJECTS, indicator, path_of, standard
from tests.workflows.standards.workbook.strategies import standards
from workflows.standards.reading import read_spec
from workflows.standards.source import digest, read_text, read_yaml
from workflows.standards.workbook import from_workbook, to_workbook
from workflows.standards.workbook.reading import read_sheets
from workflows.standards.workbook.writing import grids


@dataclass
class Sheet:
    title: str
    rows: list


def back(body: dict) -> dict:
    found, details = grids(body)
    return read_sheets([Sheet(one.title, [one.header, *one.rows]) for one in found], details)[0]


@pytest.mark.parametrize("name", OBJECTS)
def test_a_model_standard_comes_back_from_what_people_see(name):
    """Not one of their cells needs a detail kept beside it."""
    body = read_yaml(read_text(path_of(name)))

    assert grids(body)[1] == {}
    assert digest(back(body)) == digest(body)
    assert read_spec(back(body)) == read_spec(body)


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(standards())
def test_any_standard_comes_back(body):
    read_spec(body)

    assert digest(back(body)) == digest(body)


@pytest.mark.parametrize("name", OBJECTS)
def test_a_model_standard_comes_back_from_its_file(name):
    body = read_yaml(read_text(path_of(name)))

    read_back, notes = from_workbook(to_workbook(body), "标准.xlsx")

    assert (digest(read_back), notes) == (digest(body), ())


@settings(max_examples=20, deadline=None, suppress_health_check=list(HealthCheck))
@given(standards())
def test_any_standard_comes_back_from_its_file(body):
    assert digest(from_workbook(to_workbook(body))[0]) == digest(body)


def test_what_was_edited_is_read_and_not_what_was_kept_beside_it():
    body = standard(indicator(**{**BANDS, "bands": [{"gte": "90.0", "lte": None, "score": 10}]}))
    found, details = grids(body)
    sheets = [Sheet(one.title, [one.header, *[[edited(cell) for cell in row] for row in one.rows]]) for one in found]

    read_back, _ = read_sheets(sheets, details)

    assert read_back["indicators"][0]["bands"] == [{"gte": "85", "score": "10"}]


def edited(cell: str) -> str:
    return cell.replace("≥90", "≥85")


def test_without_words_of_its_own_the_rule_is_worded_by_its_figures():
    body = standard(indicator(**BANDS, rule=None))
    found, _ = grids(body)

    read_back, _ = read_sheets([Sheet(one.title, [one.header, *one.rows]) for one in found])

    assert read_back["indicators"][0]["rule"] == "≥90：10分；≥60：6分"
    assert digest(back(body)) == digest(body)
