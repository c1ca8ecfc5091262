"""Telephone numbers that may be published."""

import pytest

from workflows.publicity.landline import is_landline


@pytest.mark.parametrize(
    "text",
    [
        "0900-5550101",
        "0913 5550101",
        "(0913)5550101",
        "5550101",
        "0900-5550101-8",
        "12345",
        "0900-5550101、0900-5550102",
    ],
)
def test_an_office_number(text):
    assert is_landline(text)


@pytest.mark.parametrize(
    "text", ["", "13812345678", "0900-5550101、13812345678", "138-1234-5678", "办公室", "+8613812345678"]
)
def test_not_an_office_number(text):
    assert not is_landline(text)
