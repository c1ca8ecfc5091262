"""A trial as a workbook: everything the page shows, and every applicant's result."""

from accounts import clock
from documents.workbooks import Table, write
from workflows.standards.simulation.running import Tried
from workflows.standards.simulation.stats import Distribution

from .trying import Outcome

QUARTILES = ("个数", "最低", "下四分位", "中位数", "上四分位", "最高", "平均", "离散程度")


def trial_workbook(outcome: Outcome) -> bytes:
    tables = [spreads(outcome), grades(outcome), indicators(outcome), applicants(outcome)]
    if outcome.gaps:
        tables.append(
            Table(
                "缺少的数据",
                ("编号", "名称", "原因"),
                [(g.code, g.name, g.because) for g in outcome.gaps],
                widths=(16, 36, 40),
            )
        )
    if outcome.comparison:
        tables.append(moves(outcome))
    return write(tables)


def lead(outcome: Outcome) -> tuple[str, ...]:
    day = clock.today()
    return (
        f"{outcome.wish.standard}试算",
        f"数据：{outcome.words}。试算日期：{day.year}年{day.month}月{day.day}日。",
        "试算只供修改标准时参考，不保存，不影响任何申报。",
    )


def spreads(outcome: Outcome) -> Table:
    trial = outcome.trial
    rows = [("总分", *quartiles(trial.totals))]
    rows += [(f"{one.code} {one.name}", *quartiles(one.spread)) for one in trial.dimensions]
    cut = trial.cut
    rows.append(("算不出总分的", trial.open, *[None] * 7))
    rows.append(("一票否决的", trial.vetoed, *[None] * 7))
    if cut:
        rows.append((f"第{cut.places}名的总分", cut.total, *[None] * 7))
        rows.append(("名额线上同分的", cut.tied, *[None] * 7))
    return Table("分布", ("项目", *QUARTILES), rows, lead=lead(outcome), widths=(24, *[10] * 8))


def quartiles(spread: Distribution | None) -> tuple:
    if spread is None:
        return (0, *[None] * 7)
    return (
        spread.count,
        spread.least,
        spread.first_quarter,
        spread.middle,
        spread.third_quarter,
        spread.most,
        spread.mean,
        spread.spread,
    )


def grades(outcome: Outcome) -> Table:
    rows = []
    for grade in outcome.trial.grades:
        rows.append((grade.name, "达到", grade.reached, None))
        rows += [(grade.name, one.obstacle.words, one.count, one.alone) for one in grade.stopped]
    return Table("等次", ("等次", "达到／卡在哪里", "个数", "只差这一条"), rows, widths=(24, 44, 10, 14))


def indicators(outcome: Outcome) -> Table:
    header = (
        "指标",
        "名称",
        "分值",
        "有得分",
        "缺数据",
        "不适用",
        "平均得分率%",
        "离散程度",
        "满分%",
        "零分%",
        "区分度",
        "判断",
    )
    rows = [
        (
            one.code,
            one.name,
            one.points,
            one.scored,
            one.missing,
            one.not_applicable,
            one.mean,
            one.spread,
            one.full,
            one.zero,
            one.discrimination,
            one.verdict,
        )
        for one in outcome.trial.items
    ]
    return Table("指标", header, rows, widths=(12, 30, 8, 8, 8, 8, 12, 10, 8, 8, 8, 36), frozen=(1, 2))


def applicants(outcome: Outcome) -> Table:
    dimensions = outcome.run.spec.dimensions
    header = ("申报单位", "总分", *(one.name for one in dimensions), "加分", "倒扣", "达到的等次", "一票否决")
    return Table(
        "申报单位", header, [applicant(row) for row in outcome.run.rows], widths=(24, *[10] * (len(header) - 1))
    )


def applicant(row: Tried) -> tuple:
    summary = row.summary
    reached = "、".join(grade.name for grade in summary.grades if grade.reached)
    scores = (one.score for one in summary.dimensions)
    return (
        row.sample.name,
        summary.total,
        *scores,
        summary.bonus,
        summary.penalty,
        reached,
        "是" if summary.vetoed else "",
    )


def moves(outcome: Outcome) -> Table:
    header = ("申报单位", "原总分", "现总分", "变化", "原名次", "现名次", "升降", "新达到", "不再达到", "名额")
    rows = [
        (
            one.name,
            one.total_before,
            one.total_after,
            one.change,
            one.place_before,
            one.place_after,
            one.climbed,
            "、".join(one.gained),
            "、".join(one.lost),
            "进" if one.enters else "出" if one.leaves else "",
        )
        for one in outcome.comparison.moves
    ]
    against = (f"与{outcome.wish.against}比较", f"数据：{outcome.words}。")
    return Table("比较", header, rows, lead=against, widths=(24, 10, 10, 8, 8, 8, 8, 20, 20, 8))
