"""A standard as YAML comes back the same."""

import pytest
from hypothesis import HealthCheck, given, settings

from tests.workflows.standards.builders import OBJECTS, path_of
from tests.workflows.standards.workbook.strategies import standards
from workflows.standards.exporting import to_yaml
from workflows.standards.source import canonical, digest, read_text, read_yaml


@pytest.mark.parametrize("name", OBJECTS)
def test_a_model_standard_comes_back(name):
    body = read_yaml(read_text(path_of(name)))

    text = to_yaml(canonical(body))

    assert digest(read_yaml(text)) == digest(body)
    assert "points: 25\n" in text


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(standards())
def test_any_standard_comes_back(body):
    assert digest(read_yaml(to_yaml(canonical(body)))) == digest(body)


def test_what_looks_like_a_number_and_is_none_stays_a_text():
    body = {"code": "001", "name": "10.50", "note": "yes", "points": "10.5", "date": "2025-01-01"}

    assert read_yaml(to_yaml(body)) == {**body, "points": read_yaml("10.5")}
