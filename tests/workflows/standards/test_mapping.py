"""The same question under another code."""

from tests.workflows.standards.builders import indicator, spec_of, standard
from workflows.standards import mapping
from workflows.standards.reading import read_spec


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
