"""The four scores of a line, each to whom it is open: the department's is sealed until the lock."""

from collections.abc import Iterable
from decimal import Decimal

from workflows.applications.models import Application
from workflows.applications.models.application import READS_OWN
from workflows.engine.models import StandIn
from workflows.review.models import IndicatorVerdict, Opinion, Stage
from workflows.review.reading import Line, Reading

from ..models import ApplicabilityRuling, DepartmentScore, FinalScore
from ..rules import may_read_scores
from .trace import Given

#: The same words whether a score is there or not: a seal hides that too.
SEALED = "锁分前密封，只有评分部门能看"
NOT_YET = "还没有锁分"


class Scores:
    """Read once for an application and a reader: verdicts of the township, readable department scores, the result."""

    def __init__(self, application: Application, reading: Reading, user):
        self.application, self.reading, self.user = application, reading, user
        self.is_locked = application.scores_are_final
        self.opinion = township_opinion(reading) if self.is_locked or not is_applicant(user) else None
        self.verdicts: dict[str, IndicatorVerdict] = (
            {row.indicator: row for row in self.opinion.verdicts.all()} if self.opinion else {}
        )
        self.given = readable_scores(application, reading, user)
        self.final = final_of(application) if self.is_locked else None
        self.rulings = rulings_of(reading) if self.is_locked else {}

    def town(self, code: str) -> Decimal | None:
        return self.verdicts[code].score if code in self.verdicts else None

    def applies_finally(self, code: str) -> bool | None:
        """As the office ruled, else as the department found; ``None`` where neither said anything."""
        if code in self.rulings:
            return self.rulings[code].applies
        return self.given[code].applicable if code in self.given else None

    def of_line(self, code: str, line: Line | None) -> tuple[Given, ...]:
        """自评, 镇核, 部门评分, 最终得分."""
        own = [self._own(line), self._town(code, line)] if line else []
        return (*own, self._department(code, line), self._final(code))

    def _own(self, line: Line) -> Given:
        submission = self.reading.submission
        return Given("自评", line.self_score, line.applicable, submission.by.display_name, submission.at, line.remark)

    def _town(self, code: str, line: Line) -> Given:
        verdict = self.verdicts.get(code)
        if verdict is None or self.opinion is None:
            hidden = is_applicant(self.user) and not self.is_locked
            return Given("镇核", note="锁分后可以查看" if hidden else "没有另行评分")
        differs = verdict.score is not None and verdict.score != line.self_score
        note = "" if verdict.score is not None else ("通过，没有另行评分" if verdict.passes else "要改")
        said = (self.opinion.by_name, self.opinion.at, verdict.problem, note, differs)
        return Given("镇核", verdict.score, True, *said)

    def _department(self, code: str, line: Line | None) -> Given:
        row = self.given.get(code)
        if row is None:
            return Given("部门评分", note="没有评分" if self.is_locked else SEALED)
        stage = f"部门评分（{row.organisation.name}）"
        differs = line is not None and (row.score != line.self_score or row.applicable != line.applicable)
        return Given(stage, row.score, row.applicable, row.by_name, row.at, row.reason, differs=differs)

    def _final(self, code: str) -> Given:
        if self.final is None:
            return Given("最终得分", note=NOT_YET)
        row, ruling = self.given.get(code), self.rulings.get(code)
        applies = self.applies_finally(code) is not False
        return Given(
            "最终得分",
            row.score if row and applies else None,
            applies,
            self.final.locked_by.display_name,
            self.final.locked_at,
            f"适用性认定：{ruling.reason}（{ruling.by_name}）" if ruling else self.final.reason,
        )


def is_applicant(user) -> bool:
    """Does the person only fill in? The township's scores of it are then read after the lock."""
    posts = {held.post for held in user.current_appointments}
    return bool(posts) and posts <= READS_OWN


def township_opinion(reading: Reading) -> Opinion | None:
    """The township's newest opinion on this very submission."""
    opinions = Opinion.objects.filter(submission=reading.submission, stage=Stage.TOWNSHIP)
    return opinions.prefetch_related("verdicts").order_by("-pk").first()


def readable_scores(application: Application, reading: Reading, user) -> dict[str, DepartmentScore]:
    """The newest score of each line that the person may read."""
    rows = list(DepartmentScore.objects.filter(submission=reading.submission).current().select_related("organisation"))
    readable = readable_departments(application, user, {row.organisation_id for row in rows})
    return {row.indicator: row for row in rows if row.organisation_id in readable}


def readable_departments(application: Application, user, departments: Iterable[int]) -> set[int]:
    """Asks the rule for each department, but only for those of which the person could be one."""
    asked = set(departments)
    if not application.scores_are_final:
        standing_in = StandIn.objects.of(user).for_case(application.region_id).values_list("organisation", flat=True)
        asked &= {held.organisation_id for held in user.current_appointments} | set(standing_in)
    return {one for one in asked if may_read_scores(user, application, one)}


def final_of(application: Application) -> FinalScore | None:
    return FinalScore.objects.filter(application=application).select_related("locked_by").first()


def rulings_of(reading: Reading) -> dict[str, ApplicabilityRuling]:
    rows = ApplicabilityRuling.objects.filter(submission=reading.submission).current()
    return {row.indicator: row for row in rows}
