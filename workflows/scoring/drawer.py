"""What a scorer wants to see beside one cell: proofs, the applicant's, the township's and last year's word, the rule."""

from dataclasses import dataclass, field
from decimal import Decimal

from accounts.models import Organisation
from workflows.applications.models import Application
from workflows.applications.proofs import ProofList, tick_off
from workflows.review.desk import files_of, verdicts_of_township
from workflows.review.likeness.questions import Question, questions_of
from workflows.review.models import IndicatorVerdict
from workflows.review.reading import Line, reading_of
from workflows.standards import mapping

from .models import FinalScore
from .services.sheets import Row, sheet

#: 常用语 of a scorer's reasons.
PHRASES = (
    "与部门台账不一致，按台账核定。",
    "佐证不足，酌情扣分。",
    "现场核查发现问题，扣分。",
    "数据不全，按佐证核定。",
)


@dataclass(frozen=True)
class Drawer:
    """One cell's surroundings."""

    application: Application
    row: Row
    line: Line | None
    files: list[dict] = field(default_factory=list)
    verdict: IndicatorVerdict | None = None
    last_year: Decimal | None = None
    township_said: str = ""
    #: Of a bonus item: its named proofs. Those of an indicator stand in its line.
    proofs: ProofList | None = None
    #: Files that are met again elsewhere.
    questions: list[Question] = field(default_factory=list)

    @property
    def code(self) -> str:
        return self.row.indicator.code

    @property
    def name(self) -> str:
        return self.row.indicator.name

    @property
    def found(self) -> dict:
        """What was found under a bonus or penalty item."""
        basis = self.row.given.basis if self.row.given else None
        return basis if isinstance(basis, dict) else dict.fromkeys(basis or (), 1)

    @property
    def phrases(self) -> tuple[str, ...]:
        return PHRASES


def drawer_of(application: Application, organisation: Organisation, code: str, user) -> Drawer | None:
    """Everything beside a cell; ``None`` where the department does not score the line."""
    row = next((one for one in sheet(application, organisation) if one.indicator.code == code), None)
    if row is None:
        return None
    if row.kind == "penalty":
        return Drawer(application, row, None)
    reading = reading_of(application)
    questions = questions_of(application, reading.content, user).at(code)
    if row.kind == "bonus":
        evidence = reading.bonus.get(code, [])
        proofs = tick_off(row.indicator, evidence)
        return Drawer(application, row, None, files=files_of(application, evidence), proofs=proofs, questions=questions)
    line = next(one for one in reading.lines if one.code == code)
    opinions = list(application.opinions.prefetch_related("verdicts"))
    verdict = next((one for one in verdicts_of_township(opinions, reading) if one.indicator == code), None)
    return Drawer(
        application,
        row,
        line,
        files=files_of(application, line.evidence),
        verdict=verdict,
        last_year=last_year_of(application, row),
        township_said=verdict.problem if verdict else "",
        questions=questions,
    )


def last_year_of(application: Application, row: Row) -> Decimal | None:
    """The locked score of the same question, the last time that this applicant was scored."""
    before = FinalScore.objects.filter(
        application__region=application.region_id,
        application__round__kind=application.round.kind,
        application__round__year__lt=application.round.year,
    )
    before = before.select_related("application__round__standard__content")
    final = before.order_by("-application__round__year", "-pk").first()
    if final is None:
        return None
    then = {one["code"]: one.get("score") for one in final.result.get("indicators", ())}
    codes = application.round.standard.codes_in(final.application.round.standard, mapping.indicators)
    score = then.get(codes.get(row.indicator.code, ""))
    return Decimal(score) if score else None
