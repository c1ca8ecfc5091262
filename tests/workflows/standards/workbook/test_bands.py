"""Bands as clerks write them."""

import pytest

from workflows.standards.workbook.bands import read_bands, write_bands
from workflows.standards.workbook.cells import CellError

GTE95 = {"gte": "95", "score": "10"}


@pytest.mark.parametrize(
    "text",
    [
        "≥95：10分",
        "≥95:10",
        ">=95：10分",
        "＞＝９５：１０分",
        "≥ 95 %：10 分",
        "95%及以上得10分",
        "95以上：10分",
        "95（含）以上，得10分",
        "95 以上 10分",
        "达到95%得10分",
        "达到95%及以上得10分",
        "不低于95%的，得10分",
        "不少于95个百分点：10分",
        "≥95 10分",
        "≥95，满分",
        "≥95：10分；其余不得分",
        "≥95：10分。\n其他的不得分。",
        "；≥95：10.00分；；",
    ],
)
def test_a_lower_limit_in_many_words(text):
    assert read_bands(text, "10") == [GTE95]


@pytest.mark.parametrize(
    ("text", "limits"),
    [
        ("≥60且<90：6分", {"gte": "60", "lt": "90"}),
        ("60（含）至90：6分", {"gte": "60", "lt": "90"}),
        ("60%(含)至90%得6分", {"gte": "60", "lt": "90"}),
        ("60至90（含）：6分", {"gt": "60", "lte": "90"}),
        ("60（不含）-90（含）：6分", {"gt": "60", "lte": "90"}),
        ("60-90：6分", {"gte": "60", "lte": "90"}),
        ("60～90：6分", {"gte": "60", "lte": "90"}),
        ("60%—90%：6分", {"gte": "60", "lte": "90"}),
        ("60≤x<90：6分", {"gte": "60", "lt": "90"}),
        ("60<完成率≤90：6分", {"gt": "60", "lte": "90"}),
        ("60以上90以下：6分", {"gte": "60", "lte": "90"}),
        ("60%以上、不足90%：6分", {"gte": "60", "lt": "90"}),
        ("达到60%不足90%得6分", {"gte": "60", "lt": "90"}),
        ("超过60，不超过90：6分", {"gt": "60", "lte": "90"}),
        ("≤5：6分", {"lte": "5"}),
        ("5以内：6分", {"lte": "5"}),
        ("5以下：6分", {"lte": "5"}),
        ("低于5元：6分", {"lt": "5"}),
        ("不足5：6分", {"lt": "5"}),
        ("未达到5万元：6分", {"lt": "5"}),
        ("高于5：6分", {"gt": "5"}),
        ("≥-5：6分", {"gte": "-5"}),
        ("超过15%（含15%）得6分", {"gte": "15"}),
        ("10%-15%（含10%）得6分", {"gte": "10", "lt": "15"}),
        ("普及率达到60%（含）以上的得6分", {"gte": "60"}),
        ("没有达到60得6分", None),
        ("60%得6分", None),
        ("在60与90之间", None),
    ],
)
def test_limits(text, limits):
    if limits is None:
        with pytest.raises(CellError):
            read_bands(text)
    else:
        assert read_bands(text) == [{**limits, "score": "6"}]


@pytest.mark.parametrize(
    "text", ["≥95", "好的10分", "≥95≥90：8分", "≥1，000：10分", "", "其余不得分", "达到：10分", "≥95：十分"]
)
def test_what_cannot_be_read_is_said_with_an_example(text):
    with pytest.raises(CellError, match="请写成“"):
        read_bands(text)


def test_several_bands_are_written_one_a_line():
    bands = read_bands("≥95：10分;≥90：8分；90以下：0分")

    assert write_bands(bands) == "≥95：10分；\n≥90：8分；\n≤90：0分"
    assert read_bands(write_bands(bands)) == bands


def test_bands_may_be_parted_by_commas():
    assert read_bands("得分率在90%以上的得10分，80%-90%的得8分，其余不得分") == [
        {"gte": "90", "score": "10"},
        {"gte": "80", "lte": "90", "score": "8"},
    ]
