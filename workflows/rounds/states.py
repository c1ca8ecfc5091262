"""The states of a round and which may follow which."""

from django.db import models


class RoundState(models.TextChoices):
    """Where a round of creation stands."""

    DRAFT = "draft", "筹备中"
    OPEN = "open", "申报中"
    REVIEWING = "reviewing", "审核评分中"
    LOCKED = "locked", "已锁分"
    RANKED = "ranked", "已排名"
    PROPOSED = "proposed", "拟推荐名单已定"
    PUBLICITY = "publicity", "公示中"
    NOTICE_CLOSED = "notice_closed", "公示期满"
    APPROVED = "approved", "已审定"
    NAMED = "named", "已命名"
    REPORTED = "reported", "已报送"
    CONCLUDED = "concluded", "上级结果已登记"
    WITHOUT_RESULT = "without_result", "无入选对象，已办结"


S = RoundState
ROUND_MOVES: dict[str, frozenset[str]] = {
    S.DRAFT: frozenset({S.OPEN}),
    S.OPEN: frozenset({S.REVIEWING}),
    S.REVIEWING: frozenset({S.LOCKED, S.REPORTED, S.WITHOUT_RESULT}),  # the last two: the county's own round
    S.LOCKED: frozenset({S.RANKED}),
    S.RANKED: frozenset({S.PROPOSED, S.LOCKED, S.WITHOUT_RESULT}),
    S.PROPOSED: frozenset({S.PUBLICITY, S.WITHOUT_RESULT}),  # the latter, here and below: nobody is left on its list
    S.PUBLICITY: frozenset({S.NOTICE_CLOSED, S.LOCKED}),
    S.NOTICE_CLOSED: frozenset({S.APPROVED, S.WITHOUT_RESULT}),
    S.APPROVED: frozenset({S.NAMED, S.REPORTED, S.WITHOUT_RESULT}),
    S.REPORTED: frozenset({S.CONCLUDED}),
}

#: Scores are sealed.
BEFORE_LOCK = frozenset({S.DRAFT, S.OPEN, S.REVIEWING})
#: Nothing more will happen in this round.
ENDED = frozenset({S.NAMED, S.CONCLUDED, S.WITHOUT_RESULT})
#: Colour of a badge: prepared, at work, before the public, done, over without a result.
TONES: dict[str, str] = {
    S.DRAFT: "grey",
    S.PUBLICITY: "amber",
    S.NAMED: "green",
    S.REPORTED: "green",
    S.CONCLUDED: "green",
    S.WITHOUT_RESULT: "grey",
}
