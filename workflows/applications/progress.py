"""Where an application stands, in a villager's words: five stations, and what happens next."""

from workflows.rounds.models import Kind

from .models import Application
from .states import State

S = State

#: Stations of the procedure (label, states in which it is being worked on), by kind of applicant.
FILLING = {S.DRAFT, S.READY, S.TOWN_RETURNED, S.COUNTY_RETURNED}
SCORING = {S.TOWN_RECOMMENDED, S.COUNTY_RETURN_ASKED, S.SCORING}
RANKING = {S.SCORE_LOCKED, S.PROPOSED}
NAMING = {S.PUBLICITY, S.DELIBERATING, S.APPROVED, S.REPORTED}
STATIONS: dict[str, list[tuple[str, set[State]]]] = {
    Kind.VILLAGE: [
        ("村里填报", FILLING),
        ("镇里审核", {S.SUBMITTED, S.TOWN_RETURN_ASKED, S.TOWN_REVIEWED}),
        ("部门评分", SCORING),
        ("县里评定", RANKING),
        ("公示命名", NAMING),
    ],
    Kind.TOWNSHIP: [("镇里填报", FILLING), ("部门评分", SCORING), ("县里评定", RANKING), ("公示命名", NAMING)],
    Kind.COUNTY: [
        ("部门供数填报", FILLING),
        ("县领导签发", {S.DELIBERATING}),
        ("报送上级", {S.APPROVED}),
        ("上级结果", {S.REPORTED}),
    ],
}

#: What happens next, said to the applicant.
NEXT: dict[str, str] = {
    S.DRAFT: "逐项填好，没有缺项后送审。",
    S.READY: "填报已完成，等审定人签署承诺书后提交。",
    S.SUBMITTED: "已交镇（街道）审核，一般5个工作日内有结果，请留意消息。",
    S.TOWN_RETURNED: "镇（街道）退回补正：改好列出的几处，再次送审。",
    S.TOWN_RETURN_ASKED: "镇（街道）拟第二次退回补正，等县领导小组办公室主任批准，先不用改。",
    S.TOWN_REVIEWED: "镇（街道）已审核，等领导签发。",
    S.TOWN_RECOMMENDED: "已送县里，等县领导小组办公室受理。",
    S.COUNTY_RETURN_ASKED: "县里拟第二次退回补正，等办公室主任批准，先不用改。",
    S.COUNTY_RETURNED: "县里退回补正：改好列出的几处，再次送审。",
    S.SCORING: "县级部门正在评分、联审，锁分前不公布分数。",
    S.SCORE_LOCKED: "评分已汇总锁定，等排名。",
    S.PROPOSED: "已列入拟推荐名单，等公示。",
    S.PUBLICITY: "正在公示，期满后提交审定。",
    S.DELIBERATING: "公示已结束，等县级审议审定。",
    S.APPROVED: "已审定，等命名或报送。",
    S.REPORTED: "已报送上级，等上级结果。",
    S.NAMED: "已命名，请按动态管理要求保持。",
    S.RECOGNISED: "上级已认定。",
    S.NOT_RECOMMENDED: "镇（街道）不予推荐，本批次到此为止。",
    S.NOT_ACCEPTED: "县里不予受理，本批次到此为止。",
    S.VETOED: "有一票否决情形，本批次不再评定。",
    S.NOT_SELECTED: "没有入选本批次名单，可继续创建，下一批次再申报。",
    S.NOT_APPROVED: "没有通过县级审定。",
    S.NOT_RECOGNISED: "上级没有认定，县级称号不受影响。",
    S.WITHDRAWN: "已放弃申报，本批次到此为止；填过的内容下一批次可以带入。",
    S.LAPSED: "截止时没有提交；草稿保留，下一批次可以带入。",
    S.DISQUALIFIED: "已取消资格，两年内不得再申报。",
    S.TERMINATED: "县领导小组办公室已终止办理。原因查清后可以由办公室主任恢复，填过的内容都在。",
}


def stations(application: Application) -> list[dict]:
    """The stations with their state (done, now, todo) for ``components/_steps.html``."""
    row = STATIONS[Kind(application.round.kind)]
    here = next((number for number, (_, states) in enumerate(row) if application.state in states), None)
    ended = here is None and application.state in {S.NAMED, S.RECOGNISED, S.NOT_RECOGNISED}
    return [{"label": label, "state": mark(number, here, ended=ended)} for number, (label, _) in enumerate(row)]


def mark(number: int, here: int | None, *, ended: bool) -> str:
    """Passed, being worked on, or ahead; a case that was stopped shows no station as current."""
    if here is None:
        return "done" if ended else "todo"
    return "done" if number < here else "now" if number == here else "todo"


def what_next(application: Application) -> str:
    """One sentence for the applicant."""
    return NEXT[application.state]
