"""The figures as a workbook, for whoever computes with them: one sheet a question, one line an answer."""

from collections.abc import Iterator
from decimal import Decimal

from documents.workbooks import Table, write


def workbook_of(figures: dict) -> bytes:
    """Sheets 名单, 数据, 得分, 意见, 佐证."""
    title = figures["round"]["title"]
    return write(
        [
            listing(figures, title),
            data_sheet(figures, title),
            score_sheet(figures, title),
            opinion_sheet(figures, title),
            evidence_sheet(figures, title),
        ]
    )


def number(text: str | None) -> Decimal | None:
    """A figure as Excel computes with it."""
    return None if text is None else Decimal(text)


def named(application: dict) -> tuple[str, str]:
    """Number and place: with these every line can be found again."""
    return application["number"], application["region"]["full_name"]


def listing(figures: dict, title: str) -> Table:
    """One line an applicant, the best first."""
    return Table(
        "名单",
        (
            "名次",
            "申报编号",
            "申报单位",
            "区划代码",
            "状态",
            "自评",
            "总分",
            "基础分",
            "加分",
            "扣分",
            "满意度",
            "说明",
        ),
        [
            (
                one["position"],
                *named(one),
                one["region"]["code"],
                one["state_name"],
                *(number(one[key]) for key in ("self_total", "total", "base", "bonus", "penalty", "satisfaction")),
                one["reason"],
            )
            for one in figures["applications"]
        ],
        lead=(f"{title}名单",),
        widths=(6, 24, 22, 15, 12, 9, 9, 9, 8, 8, 9, 40),
        text=(1, 3),
        frozen=(1, 3),
    )


def data_sheet(figures: dict, title: str) -> Table:
    """One line a figure that was declared."""
    items = {one["code"]: one for one in figures["data_items"]}
    rows = [
        (*named(one), code, items[code]["name"], items[code]["unit"], number(row["value"]), number(row["previous"]),
         row["remark"])
        for one in figures["applications"]
        for code, row in one["data"].items()
        if code in items
    ]  # fmt: skip
    header = ("申报编号", "申报单位", "数据项", "名称", "单位", "本年", "上年", "说明")
    return Table("数据", header, rows, lead=(f"{title}申报数据",), widths=(24, 22, 16, 30, 8, 12, 12, 30), text=(0, 2))


def score_sheet(figures: dict, title: str) -> Table:
    """One line an indicator of an applicant: every score side by side, with the reason."""
    header = (
        "申报编号",
        "申报单位",
        "指标",
        "名称",
        "分值",
        "数值",
        "自评",
        "镇核",
        "按细则",
        "部门评分",
        "部门",
        "理由",
    )
    return Table(
        "得分",
        header,
        list(scores(figures)),
        lead=(f"{title}逐项得分",),
        widths=(24, 22, 12, 30, 7, 10, 8, 8, 8, 9, 16, 50),
        text=(0, 2),
        frozen=(1, 3),
    )


def scores(figures: dict) -> Iterator[tuple]:
    """Lines of the sheet 得分; what does not apply says so and has no figures."""
    indicators = {one["code"]: one for one in figures["indicators"]}
    for one in figures["applications"]:
        for line in one["indicators"]:
            asked = indicators[line["code"]]
            given = [number(line[key]) for key in ("self_score", "township_score", "suggested", "department_score")]
            value = number(line["value"]) if line["applicable"] else "不适用"
            head = (*named(one), line["code"], asked["name"], number(asked["points"]), value)
            yield (*head, *given, line["department"] or "", line["reason"])


def opinion_sheet(figures: dict, title: str) -> Table:
    """One line an opinion."""
    rows = [
        (*named(one), said["stage"], said["decision"], said["words"], said["submission"], said["at"][:10])
        for one in figures["applications"]
        for said in one["opinions"]
    ]
    header = ("申报编号", "申报单位", "环节", "结论", "意见", "第几次送审", "日期")
    return Table("意见", header, rows, lead=(f"{title}审核意见",), widths=(24, 22, 14, 14, 60, 10, 12), text=(0,))


def evidence_sheet(figures: dict, title: str) -> Table:
    """One line a proof, with the hash of the file as it was sent."""
    rows = [
        (*named(one), proof["no"], proof["indicator"], proof["proof"] or proof["proves"], proof["name"], proof["pages"],
         proof["size"], proof["sha256"])
        for one in figures["applications"]
        for proof in one["evidence"]
    ]  # fmt: skip
    header = ("申报编号", "申报单位", "佐证编号", "指标", "证明内容", "文件名", "页数", "字节数", "SHA-256")
    widths = (24, 22, 16, 12, 30, 30, 6, 12, 66)
    return Table("佐证", header, rows, lead=(f"{title}佐证材料",), widths=widths, text=(0, 2, 3, 8))
