"""The states of an application, in the words of a letter, and which may follow which."""

from django.db import models


class State(models.TextChoices):
    """The legal status of an application (申报)."""

    DRAFT = "draft", "草稿"
    READY = "ready", "待审定提交"
    SUBMITTED = "submitted", "待镇审核"
    TOWN_RETURNED = "town_returned", "镇退回补正"
    TOWN_RETURN_ASKED = "town_return_asked", "镇二次退回待批准"
    TOWN_REVIEWED = "town_reviewed", "待镇签发"
    NOT_RECOMMENDED = "not_recommended", "不予推荐"
    TOWN_RECOMMENDED = "town_recommended", "镇已推荐"
    COUNTY_RETURNED = "county_returned", "县退回补正"
    COUNTY_RETURN_ASKED = "county_return_asked", "县二次退回待批准"
    NOT_ACCEPTED = "not_accepted", "不予受理"
    SCORING = "scoring", "部门评分中"
    SCORE_LOCKED = "score_locked", "已汇总锁分"
    VETOED = "vetoed", "一票否决"
    PROPOSED = "proposed", "拟推荐"
    NOT_SELECTED = "not_selected", "未入选"
    PUBLICITY = "publicity", "公示中"
    DELIBERATING = "deliberating", "待审议"
    APPROVED = "approved", "已审定"
    NOT_APPROVED = "not_approved", "未通过审定"
    NAMED = "named", "已命名"
    REPORTED = "reported", "已报市"
    RECOGNISED = "recognised", "已认定"
    NOT_RECOGNISED = "not_recognised", "未获认定"
    WITHDRAWN = "withdrawn", "已放弃"
    LAPSED = "lapsed", "逾期未报"
    DISQUALIFIED = "disqualified", "取消资格"
    TERMINATED = "terminated", "已终止"


S = State

#: The applicant may write.
EDITABLE = frozenset({S.DRAFT, S.READY, S.TOWN_RETURNED, S.COUNTY_RETURNED})
#: Sent back for correction, or about to be, where the director must agree first.
SENT_BACK = frozenset({S.TOWN_RETURNED, S.TOWN_RETURN_ASKED, S.COUNTY_RETURNED, S.COUNTY_RETURN_ASKED})
#: Nothing more will happen in this round, unless the director resumes what was terminated.
CLOSED = frozenset(
    {
        S.NOT_RECOMMENDED, S.NOT_ACCEPTED, S.VETOED, S.NOT_SELECTED, S.NOT_APPROVED, S.NAMED, S.RECOGNISED,
        S.NOT_RECOGNISED, S.WITHDRAWN, S.LAPSED, S.DISQUALIFIED, S.TERMINATED,
    }
)  # fmt: skip
#: A title was conferred: taken away by a procedure of its own (动态管理), not by disqualifying the application.
TITLED = frozenset({S.NAMED, S.RECOGNISED})
#: With the county; the applicant and its township can no longer stop it.
AT_COUNTY = frozenset(
    {
        S.TOWN_RECOMMENDED, S.COUNTY_RETURN_ASKED, S.SCORING, S.SCORE_LOCKED, S.PROPOSED, S.PUBLICITY,
        S.DELIBERATING, S.APPROVED, S.REPORTED,
    }
)  # fmt: skip
#: Scores are final.
LOCKED = frozenset(S) - EDITABLE - {
    S.SUBMITTED, S.TOWN_RETURN_ASKED, S.TOWN_REVIEWED, S.TOWN_RECOMMENDED, S.COUNTY_RETURN_ASKED, S.SCORING,
    S.NOT_RECOMMENDED, S.NOT_ACCEPTED, S.WITHDRAWN, S.LAPSED, S.DISQUALIFIED, S.TERMINATED,
}  # fmt: skip

#: Taken back by the leader (or the applicant) before the county has opened it, or reviewed again because a neighbour cheated.
_BACK = {S.TOWN_REVIEWED, S.SUBMITTED, S.DRAFT}
_NEXT: dict[str, set[str]] = {
    S.DRAFT: {S.READY, S.WITHDRAWN, S.LAPSED},
    S.READY: {S.SUBMITTED, S.TOWN_RECOMMENDED, S.DELIBERATING, S.DRAFT, S.WITHDRAWN, S.LAPSED},
    S.SUBMITTED: {S.TOWN_REVIEWED, S.TOWN_RETURNED, S.TOWN_RETURN_ASKED, S.NOT_RECOMMENDED, S.DRAFT, S.WITHDRAWN},
    S.TOWN_RETURN_ASKED: {S.TOWN_RETURNED, S.SUBMITTED, S.WITHDRAWN},
    S.TOWN_RETURNED: {S.READY, S.WITHDRAWN, S.LAPSED},
    S.TOWN_REVIEWED: {S.TOWN_RECOMMENDED, S.SUBMITTED, S.WITHDRAWN},
    S.TOWN_RECOMMENDED: {S.SCORING, S.COUNTY_RETURNED, S.COUNTY_RETURN_ASKED, S.NOT_ACCEPTED, S.WITHDRAWN, *_BACK},
    S.COUNTY_RETURN_ASKED: {S.COUNTY_RETURNED, S.TOWN_RECOMMENDED, S.WITHDRAWN},
    S.COUNTY_RETURNED: {S.READY, S.WITHDRAWN, S.LAPSED},
    S.SCORING: {S.SCORE_LOCKED, S.VETOED, S.COUNTY_RETURNED, S.WITHDRAWN},
    S.SCORE_LOCKED: {S.PROPOSED, S.NOT_SELECTED, S.VETOED},
    S.PROPOSED: {S.PUBLICITY, S.SCORE_LOCKED},
    S.PUBLICITY: {S.DELIBERATING, S.SCORE_LOCKED},
    S.DELIBERATING: {S.APPROVED, S.NOT_APPROVED, S.READY},
    S.APPROVED: {S.NAMED, S.REPORTED},
    S.REPORTED: {S.RECOGNISED, S.NOT_RECOGNISED},
}
_OPEN = frozenset(S) - CLOSED
#: Who cheated is disqualified at any state, also after giving up or being refused: the two years begin there (弄虚作假).
DISQUALIFIABLE = frozenset(S) - TITLED - {S.DISQUALIFIED}
_STOPS = {state: {S.TERMINATED} for state in _OPEN} | {S.TERMINATED: set(_OPEN)}
MOVES: dict[str, frozenset[str]] = {
    state: frozenset(
        _NEXT.get(state, set()) | _STOPS.get(state, set()) | ({S.DISQUALIFIED} if state in DISQUALIFIABLE else set())
    )
    for state in S
}

#: The tone of a badge, where it is not blue: something is under way.
TONES: dict[str, str] = {
    **dict.fromkeys((S.TOWN_RETURNED, S.COUNTY_RETURNED, S.TOWN_RETURN_ASKED, S.COUNTY_RETURN_ASKED), "amber"),
    **dict.fromkeys((S.NAMED, S.RECOGNISED, S.APPROVED, S.PROPOSED), "green"),
    **dict.fromkeys((S.VETOED, S.DISQUALIFIED, S.TERMINATED), "red"),
    **dict.fromkeys(
        (S.NOT_RECOMMENDED, S.NOT_ACCEPTED, S.NOT_SELECTED, S.NOT_APPROVED, S.NOT_RECOGNISED, S.WITHDRAWN, S.LAPSED),
        "grey",
    ),
}
