"""Checklists, levels, faults and bonus levels as clerks write them."""

import pytest

from workflows.standards.workbook.cells import CellError
from workflows.standards.workbook.lists import (
    read_bonus_levels,
    read_checklist,
    read_faults,
    read_levels,
    write_bonus_levels,
    write_checklist,
    write_fault,
    write_levels,
)

SCORED = {"items": [{"no": "1", "words": "有台账", "score": "2"}, {"no": "2", "words": "有专人；有经费", "score": "1"}]}
SCALED = {"items": [{"no": "1", "words": "有台账"}, {"no": "2", "words": "有专人"}], "scale": {"2": "3", "1": "1.5"}}


@pytest.mark.parametrize(
    "text",
    [
        "1. 有台账（2分）；2. 有专人；有经费（1分）",
        "1、有台账（2分）\n2、有专人；有经费（1分）",
        "（1）有台账(2分)；（2）有专人；有经费(1分)。",
        "①有台账（得2分）②有专人；有经费（1分）".replace("②", "；②"),
        "１．有台账，2分；２．有专人；有经费，1分",
    ],
)
def test_a_checklist_with_scores_of_its_own(text):
    assert read_checklist(text) == SCORED


@pytest.mark.parametrize(
    "text",
    [
        "1. 有台账；\n2. 有专人；\n计分：2项得3分、1项得1.5分",
        "1.有台账；2.有专人；计分：全部符合得满分，符合1项得1.5分，其余不得分",
        "有台账；有专人；符合2项得3分，符合1项得1.5分",
    ],
)
def test_a_checklist_with_a_scale(text):
    assert read_checklist(text, "3") == SCALED


def test_checklists_come_back():
    for row in (SCORED, SCALED):
        assert read_checklist(write_checklist(row)) == row


@pytest.mark.parametrize(
    "text",
    [
        "优（有台账；有专人）：2分；\n差：0分",
        "优(有台账；有专人)得2分；差不得分",
        "优：2分，有台账；有专人\n差：0".replace("；有专人\n", "、有专人\n"),
    ],
)
def test_levels(text):
    [best, worst] = read_levels(text)

    assert (best["level"], best["score"], worst) == ("优", "2", {"level": "差", "score": "0"})
    assert best["words"].startswith("有台账")
    assert read_levels(write_levels([best, worst])) == [best, worst]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("发现一处扣2分", {"words": "发现问题", "per": "每处", "minus": "2", "max": None}),
        ("乱堆乱放，每处扣0.5分（最多扣2分）", {"words": "乱堆乱放", "per": "每处", "minus": "0.5", "max": "2"}),
        ("乱堆乱放每处扣0.5分，最多扣2分", {"words": "乱堆乱放", "per": "每处", "minus": "0.5", "max": "2"}),
        ("乱堆乱放，发现一处扣0.5分，扣完为止", {"words": "乱堆乱放", "per": "每处", "minus": "0.5", "max": None}),
        ("危房未改造，每户扣１分（上限3分）", {"words": "危房未改造", "per": "每户", "minus": "1", "max": "3"}),
        ("市级通报，每次扣1分", {"words": "市级通报", "per": "每次", "minus": "1", "max": None}),
        ("每发现一起大操大办扣5分", {"words": "大操大办", "per": "每起", "minus": "5", "max": None}),
        ("发现大操大办一起扣5分", {"words": "大操大办", "per": "每起", "minus": "5", "max": None}),
        ("未公开，扣1分", {"words": "未公开", "per": "每处", "minus": "1", "max": None}),
        ("【K-1】未公开，扣1分", {"code": "K-1", "words": "未公开", "per": "每处", "minus": "1", "max": None}),
    ],
)
def test_faults(text, found):
    assert read_faults(text) == [found]
    assert read_faults(write_fault(found, found.get("code"))) == [found]


def test_bonus_levels():
    levels = read_bonus_levels("国家级（示范村、休闲乡村等）：2分；省级加1.2分\n市级:0.6")

    assert [one["score"] for one in levels] == ["2", "1.2", "0.6"]
    assert levels[0]["words"] == "国家级（示范村、休闲乡村等）"
    assert read_bonus_levels(write_bonus_levels(levels)) == levels


@pytest.mark.parametrize(
    ("read", "text"),
    [
        (read_checklist, "1. 有台账；2. 有专人"),
        (read_checklist, "计分：2项得3分"),
        (read_checklist, "1. 有台账；计分：很多得3分"),
        (read_levels, "优；良"),
        (read_levels, ""),
        (read_faults, "乱堆乱放"),
        (read_bonus_levels, "国家级"),
    ],
)
def test_what_cannot_be_read_is_said_with_an_example(read, text):
    with pytest.raises(CellError, match="请写成“"):
        read(text)


@pytest.mark.parametrize(
    ("read", "text", "found"),
    [
        (read_checklist, "1、制度健全（3分）2、台账规范（4分）", ["制度健全", "台账规范"]),
        (read_checklist, "有制度得3分；有台账得4分", ["有制度", "有台账"]),
        (read_checklist, "（一）有制度（5分）\n（二）有台账（5分）", ["有制度", "有台账"]),
        (read_checklist, "每符合一项得2分：1.有制度；2.有台账", ["有制度", "有台账"]),
        (read_levels, "优秀10分、良好8分、不合格0分", ["优秀", "良好", "不合格"]),
        (read_levels, "好（10分）；较好（8分）；差（0分）", ["好", "较好", "差"]),
        (read_levels, "优秀得10分，良好得8分，较差不得分", ["优秀", "良好", "较差"]),
        (read_faults, "未建立台账的扣2分；台账不完整的扣1分", ["未建立台账", "台账不完整"]),
        (read_faults, "发现散埋乱葬的，每处扣1分；有1户未落实扣1分", ["散埋乱葬", "未落实"]),
    ],
)
def test_other_habits(read, text, found):
    rows = read(text)
    rows = rows["items"] if isinstance(rows, dict) else rows

    assert [row.get("words") or row["level"] for row in rows] == found
