"""Fills in the ranking table (F12)."""

from decimal import Decimal

from django.utils.timezone import localtime

from documents.papers.ranking_table import RankingRow, RankingTable
from workflows.applications.models import Application
from workflows.applications.states import State
from workflows.engine.actions import Action
from workflows.engine.signatures import signed_as
from workflows.rounds.models import Kind
from workflows.standards.decimals import plain

from .models import Ranking, RankRow

#: Dimensions that the table names as lost points.
MOST_LOSSES = 2


def ranking_paper(ranking: Ranking) -> RankingTable:
    """F12 of an approved ranking: every applicant that was ranked, those vetoed counted in the note."""
    round_, county = ranking.round, ranking.round.region
    spec = round_.standard.spec
    rows = ranking.rows.select_related("application__region__parent", "application__final_score")
    return RankingTable(
        county_name=county.name,
        year=round_.year,
        batch=round_.title,
        grade=f"{round_.get_level_display()}乡村振兴{round_.get_kind_display()}",
        dimension_names=tuple(dimension.name for dimension in spec.dimensions),
        rows=tuple(row_of(row, spec, round_.honour) for row in rows.prefetch_related("application__region__belts")),
        basis=basis_of(ranking),
        made_by=ranking.made_by.display_name,
        checked_by=approver_of(ranking),
        organ=f"{county.name}乡村振兴示范创建领导小组办公室",
        ranked_on=localtime(ranking.approved_at or ranking.made_at).date(),
    )


def approver_of(ranking: Ranking) -> str:
    """Who approved it, and for whom."""
    if ranking.approved_by is None:
        return ""
    return signed_as(ranking.round, Action.APPROVE_LIST, ranking.approved_by, ranking.approved_at)


def row_of(row: RankRow, spec, honour: str) -> RankingRow:
    """One applicant's line."""
    application, final = row.application, row.application.final_score
    township, name = names_of(application)
    return RankingRow(
        rank=row.position,
        app_no=application.number,
        township=township,
        name=name,
        belts="、".join(belt.name for belt in application.region.belts.all()),
        dimensions=tuple(points_in(final, dimension.code) for dimension in spec.dimensions),
        base=final.base,
        bonus=final.bonus,
        penalty=final.penalty,
        total=final.total,
        satisfaction=final.satisfaction,
        conditions_met=all(met is not False for met in final.result.get("eligible", {}).values()),
        vetoed=final.vetoed,
        qualified=final.reaches_grade,
        recommended=honour if row.proposed else "",
        note=";".join(part for part in (note_of(row), losses_of(final, spec)) if part),
    )


def names_of(application: Application) -> tuple[str, str]:
    """Township and village; a township that applies for itself stands in both columns."""
    if application.round.kind == Kind.VILLAGE:
        return application.region.parent.short_name, application.region.short_name
    return application.region.short_name, application.region.short_name


def points_in(final, code: str) -> Decimal | None:
    """The score of one dimension; ``None`` where it does not apply."""
    score = final.dimensions.get(code, {}).get("score")
    return None if score is None else Decimal(score)


def losses_of(final, spec) -> str:
    """Where most was lost: 失分：人居环境3.2分、产业发展1.4分. The score summary of each applicant has every line."""
    lost = [(one.points - got, one.name) for one in spec.dimensions if (got := points_in(final, one.code)) is not None]
    most = sorted((pair for pair in lost if pair[0] > 0), key=lambda pair: -pair[0])[:MOST_LOSSES]
    return "失分：" + "、".join(f"{name}{plain(points)}分" for points, name in most) if most else ""


def note_of(row: RankRow) -> str:
    """Why not proposed, and what decided a tie."""
    tie = f"同分，按{row.decided_by}排序" if row.tied and row.decided_by else ""
    return ";".join(part for part in (row.reason, tie) if part)


def basis_of(ranking: Ranking) -> str:
    """How the figures are to be read."""
    round_ = ranking.round
    cap = f"，每镇（街道）最多入选{round_.cap}个" if round_.cap else ""
    vetoed = round_.applications.filter(state=State.VETOED).count()
    out = f"一票否决的{vetoed}个申报不参加排名。" if vetoed else ""
    return (
        f"各样板得分为部门评分锁定后的最终得分，依据{round_.standard.name}第{round_.standard.version}版；"
        f"总名额{round_.places}个{cap}。{out}"
    )
