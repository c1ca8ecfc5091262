"""The same question under another code."""

import pytest

from tests.workflows.standards.builders import indicator, spec_of, standard
from workflows.standards import mapping
from workflows.standards.reading import read_spec
from workflows.standards.services import keep_standard, publish


def version(*items: dict, **indicator_changes) -> object:
    row = {**indicator(), **indicator_changes}
    return read_spec({**standard(row), "data_items": [{"name": "数据", **one} for one in items]})


def test_an_item_keeps_its_code_unless_it_says_otherwise():
    now = version({"code": "a"}, {"code": "b2", "same_as": "b"}, {"code": "c", "same_as": ""}, {"code": "d"})
    before = version({"code": "a"}, {"code": "b"}, {"code": "c"})

    assert mapping.earlier_codes(mapping.items, now, [before]) == {"a": "a", "b2": "b"}


def test_a_code_is_followed_through_the_years():
    now = version({"code": "x3", "same_as": "x2"})
    between = version({"code": "x2", "same_as": "x1"})
    oldest = version({"code": "x1"}, {"code": "x2"})

    assert mapping.earlier_codes(mapping.items, now, [between, oldest]) == {"x3": "x1"}


def test_indicators_are_followed_alike():
    now = spec_of({**indicator("I-9"), "same_as": "I-1"})

    assert mapping.earlier_codes(mapping.indicators, now, [spec_of(indicator("I-1"))]) == {"I-9": "I-1"}


def test_nothing_said_and_an_empty_code_are_two_things():
    spec = version({"code": "a"}, {"code": "b", "same_as": ""})

    assert [one.same_as for one in spec.data_items] == [None, ""]


def kept(number: int, *items: dict):
    body = {**standard(indicator()), "version": number, "data_items": [{"name": "数据", **one} for one in items]}
    found, _ = keep_standard(county="610599", body=body, source_text="")
    publish(standard=found)
    found.refresh_from_db()
    return found


@pytest.mark.django_db
def test_a_standard_knows_what_its_questions_were_called():
    base = ({"code": "a"}, {"code": "b"})
    oldest = kept(1, *base, {"code": "x1"})
    between = kept(2, *base, {"code": "x2", "same_as": "x1"})
    newest = kept(3, *base, {"code": "x3", "same_as": "x2"})

    assert newest.codes_in(oldest, mapping.items)["x3"] == "x1"
    assert newest.codes_in(between, mapping.items)["x3"] == "x2"
    assert between.codes_in(between, mapping.items)["x2"] == "x2"  # two rounds by one version: nothing was renamed
