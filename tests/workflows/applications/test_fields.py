"""Every field has one name, on the form and in what is saved."""

import pytest

from workflows.applications.fields import Path, flatten


@pytest.mark.parametrize(
    "name",
    ["cover.leader_name", "data.hh_res.value", "answers.V-CY-01.checked", "statements.CY", "procedure.notice_to"],
)
def test_a_name_reads_back_as_itself(name):
    assert str(Path.read(name)) == name


@pytest.mark.parametrize("name", ["", "cover.state", "data.hh_res", "answers.CY-01.score", "procedure.id", "round.1"])
def test_nothing_else_has_a_name(name):
    with pytest.raises(ValueError, match="no field"):
        Path.read(name)


def test_a_data_item_may_be_given_whole_or_in_part():
    fields = flatten({"data": {"hh": (1, 2, "x"), "pop": {"value": 3}}})

    assert {str(path): value for path, value in fields.items()} == {
        "data.hh.value": 1,
        "data.hh.previous": 2,
        "data.hh.remark": "x",
        "data.pop.value": 3,
    }
