"""Formulas over the names of data items."""

import pytest

from workflows.standards.workbook.cells import CellError
from workflows.standards.workbook.formulas import names_in, read_formula

ITEMS = {"卫生户厕农户数": "ok", "应建户厕农户数": "due", "30户以上自然村(组)数": "groups", "其中已通硬化路": "road"}


@pytest.mark.parametrize(
    ("said", "read"),
    [
        ("ok / due * 100", "ok / due * 100"),
        ("卫生户厕农户数÷应建户厕农户数×100", "ok ÷ due × 100"),
        ("卫生户厕农户数 / 应建户厕农户数 * １００", "ok / due * 100"),
        ("【其中已通硬化路】÷【30户以上自然村（组）数】", "road ÷ groups"),
        ("（卫生户厕农户数 - 3）÷ due", "( ok - 3) ÷ due"),
        ("卫生户厕农户数＞0 且 应建户厕农户数 = 0", "ok > 0 and due == 0"),
        ("卫生户厕农户数≥10或者应建户厕农户数≤2", "ok ≥ 10 or due ≤ 2"),
    ],
)
def test_names_become_codes(said, read):
    items = ITEMS | {code: code for code in ITEMS.values()}

    assert read_formula(said, items) == read
    assert names_in(read)


def test_a_name_nobody_knows_is_named():
    with pytest.raises(CellError, match="“水冲厕所”不是数据项"):
        read_formula("水冲厕所 ÷ 应建户厕农户数", ITEMS)
