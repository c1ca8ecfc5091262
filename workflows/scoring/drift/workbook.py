"""The report as a workbook: the same tables, to be filtered and sorted."""

from documents.workbooks import Table, write
from workflows.rounds.models import Round

from .report import Far, Named, Report

ADVISORY = "仅供参考：本表只提示哪里值得看一眼，不改变任何分数，也不是扣分、追责的依据。"
DIFFERENCE = ("对比", "指标数", "平均差（占分值%）", "离散程度（%）", "调低", "调高", "相同")


def drift_workbook(round_: Round, report: Report) -> bytes:
    return write([*differences(round_, report), *outliers(report), *likenesses(report)])


def differences(round_: Round, report: Report) -> list[Table]:
    lead = (f"{round_.title}评分偏差参考", ADVISORY, report.scope.words)
    rows = [("全部", *figures(row)) for row in report.overall]
    return [
        Table("总体", ("范围", *DIFFERENCE), rows, lead=lead, widths=(14, 16, 10, 18, 16, 8, 8, 8)),
        named("按镇", "镇（街道）", report.townships),
        named("按评分人", "评分人", report.people),
        Table(
            "宽严比较",
            ("评分人", "对比", "可比指标", "可比次数", "比同事平均宽（占分值%）"),
            [(one.name, one.row.words, one.row.indicators, one.row.lines, one.row.amount) for one in report.leniencies],
            lead=("与评同一指标的同事相比", "正数偏宽，负数偏严；没有同事评同一指标的不列。"),
            widths=(28, 16, 10, 10, 24),
        ),
    ]


def named(title: str, who: str, rows: list[Named]) -> Table:
    body = [(one.name, *figures(one.row)) for one in rows]
    return Table(title, (who, *DIFFERENCE), body, widths=(28, 16, 10, 18, 16, 8, 8, 8), frozen=(1, 1))


def figures(row) -> tuple:
    return (row.words, row.lines, row.amount, row.spread, row.cut, row.raised, row.same)


def outliers(report: Report) -> list[Table]:
    return [
        Table(
            "离群",
            ("申报单位", "镇（街道）", "指标", "对比", "差（占分值%）", "通常", "稳健z值", "各方得分"),
            [far_row(one) for one in (*report.applicants_far, *report.lines_far)],
            widths=(24, 14, 30, 16, 14, 10, 10, 34),
            frozen=(1, 1),
        )
    ]


def far_row(one: Far) -> tuple:
    scores = "，".join(f"{hand}{score}" for hand, score in one.scores)
    outlier = one.outlier
    return (
        one.place.name,
        one.place.township,
        one.indicator or "（整件）",
        outlier.words,
        outlier.difference,
        outlier.usual,
        outlier.z,
        scores,
    )


def likenesses(report: Report) -> list[Table]:
    """None where likeness is not this person's business."""
    if not report.scope.likeness:
        return []
    texts = [
        (place, f"{one.group.likeness}%", side.place.name, side.where, side.words)
        for place, one in enumerate(report.texts, start=1)
        for side in one.sides
    ]
    runs = [
        (run.first.name, run.second.name, len(run.figures), "；".join(f"{name} {value}" for name, value in run.figures))
        for run in report.runs
    ]
    return [
        Table("文字雷同", ("组", "相似", "申报单位", "位置", "原文"), texts, widths=(6, 8, 24, 28, 90), frozen=(1, 0)),
        Table("数据雷同", ("甲", "乙", "相同项数", "相同的数据"), runs, widths=(24, 24, 10, 90), frozen=(1, 0)),
    ]
