"""Lines, steps and ratios as clerks write them."""

import pytest

from workflows.standards.workbook.cells import CellError
from workflows.standards.workbook.figures import (
    read_linear,
    read_ratio,
    read_step,
    write_linear,
    write_ratio,
    write_step,
)


@pytest.mark.parametrize(
    "text",
    [
        "满分线60；零分线20",
        "满分:60,零分:20",
        "60%及以上得满分，20%及以下不得分，其间按直线比例折算。",
        "20以下0分；60以上满分",
    ],
)
def test_a_line(text):
    assert read_linear(text) == {"full_at": "60", "zero_at": "20"}
    assert read_linear(write_linear(read_linear(text))) == read_linear(text)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("目标95；每低1扣0.2分", {"target": "95", "per": "1", "minus": "0.2"}),
        ("达到95%得满分，每低1个百分点扣0.2分，扣完为止。", {"target": "95", "per": "1", "minus": "0.2"}),
        ("目标值：９５％；每少１个百分点（不足一档按一档计）扣0.2分", {"target": "95", "per": "1", "minus": "0.2"}),
        ("目标5；每高1扣0.5分", {"target": "5", "per": "1", "minus": "0.5", "better": "lower"}),
        (
            "目标10；达到目标得8分；每低1扣1分；每超3个百分点加0.2分，最高10分",
            {"target": "10", "base": "8", "per": "1", "minus": "1", "over_target_per": "3", "over_target_plus": "0.2"},
        ),
        ("完成100%得8分，每低2扣1分", {"target": "100", "base": "8", "per": "2", "minus": "1"}),
        ("目标toilet_target；每低1扣0.2分", {"target": "toilet_target", "per": "1", "minus": "0.2"}),
    ],
)
def test_steps(text, found):
    assert read_step(text, "10") == found
    assert read_step(write_step(found), "10") == found


@pytest.mark.parametrize("text", ["目标15", "15", "目标值15%", "得分=实际值÷15%×分值", "实际值÷15×10分"])
def test_a_ratio(text):
    assert read_ratio(text) == {"target": "15"}
    assert read_ratio(write_ratio({"target": "15"})) == {"target": "15"}


@pytest.mark.parametrize(
    ("read", "text"),
    [
        (read_linear, "60满分"),
        (read_linear, "很好"),
        (read_step, "目标95"),
        (read_step, "每低1扣1分；每低2扣1分"),
        (read_step, "快"),
    ],
)
def test_what_cannot_be_read_is_said_with_an_example(read, text):
    with pytest.raises(CellError, match="请写成“"):
        read(text)
