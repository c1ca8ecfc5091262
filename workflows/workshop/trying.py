"""试算: what a standard is tried on (a round's applications, or invented ones), and what comes of it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from django.db.models import Count, Max
from django.utils.timezone import localtime

from workflows.applications.content import answers_from
from workflows.applications.models import Application, Submission
from workflows.rounds.models import Round
from workflows.scoring.drift.scope import BEFORE_THE_LOCK
from workflows.scoring.models import DepartmentScore, FinalScore
from workflows.standards import mapping
from workflows.standards.answers import Answers
from workflows.standards.models import Standard
from workflows.standards.simulation import (
    Carried,
    Codes,
    Comparison,
    Gap,
    Run,
    Sample,
    Trial,
    carry,
    compare,
    generate,
    run,
    summarise_trial,
)


@dataclass(frozen=True)
class Wish:
    """What somebody wants to see."""

    standard: Standard
    places: int
    round: Round | None = None
    seed: int = 1
    number: int = 100
    against: Standard | None = None


@dataclass(frozen=True)
class Outcome:
    """A trial, what it was made on, and beside another standard."""

    wish: Wish
    words: str
    run: Run
    trial: Trial
    gaps: tuple[Gap, ...]
    comparison: Comparison | None = None
    gaps_against: tuple[Gap, ...] = ()


def rounds_to_try(standard: Standard, county: str):
    """The county's rounds of the same kind of applicant in which somebody has submitted, the newest first."""
    rounds = Round.objects.filter(county=county, kind=standard.object, applications__snapshot__isnull=False)
    return rounds.annotate(handed_in=Count("applications")).order_by("-year", "-number", "-pk")


def try_out(wish: Wish) -> Outcome:
    """Compute it; nothing is kept."""
    spec = wish.standard.spec
    source = wish.round.standard if wish.round else wish.standard
    samples = samples_of(wish.round) if wish.round else generate(spec, seed=wish.seed, count=wish.number)
    carried = moved(samples, source, wish.standard)
    tried = run(spec, carried.samples)
    outcome = Outcome(
        wish, words_of(wish, len(samples)), tried, summarise_trial(tried, places=wish.places), carried.gaps
    )
    if wish.against is None:
        return outcome
    other = wish.against.spec
    invented = () if wish.round else generate(other, seed=wish.seed, count=wish.number)
    there = moved(samples, source, wish.against, invented)
    comparison = compare(run(other, there.samples), tried, places=wish.places)
    return replace(outcome, comparison=comparison, gaps_against=there.gaps)


def moved(samples: Sequence[Sample], source: Standard, to: Standard, invented: Sequence[Sample] = ()) -> Carried:
    """The samples as answers to another standard."""
    return carry(samples, to=to.spec, codes=codes_of(to, source), invented=invented)


def codes_of(to: Standard, source: Standard) -> Codes:
    """What each question of a standard is called in another, which may be its older or its newer version."""
    newer = (source.county, source.code) == (to.county, to.code) and source.version > to.version
    later, earlier = (source, to) if newer else (to, source)
    codes = Codes(later.codes_in(earlier, mapping.items), later.codes_in(earlier, mapping.indicators))
    return codes.inverted if newer else codes


def words_of(wish: Wish, count: int) -> str:
    """On what: for the page and the workbook, so that anybody can do it again."""
    if wish.round is None:
        return f"生成数据，种子 {wish.seed}，{count} 个"
    locked = wish.round.state not in BEFORE_THE_LOCK
    extras = "，加分、倒扣和一票否决按锁分结果" if locked else "，不含部门认定的加分、倒扣和一票否决"
    return f"{wish.round.title}提交的申报，{count} 件{extras}"


# --- a round's applications -----------------------------------------------------------------------------------


def samples_of(round_: Round) -> list[Sample]:
    """What was submitted; after the lock with what departments found beside the indicators. A handful of queries."""
    applications = round_.applications.filter(snapshot__isnull=False).select_related("snapshot", "region__parent")
    rows = list(applications.order_by("region_id"))
    found = {} if round_.state in BEFORE_THE_LOCK else findings_of(round_, rows)
    return [Sample(str(row.pk), row.region.full_name, answers_of(row, round_, found.get(row.pk, {}))) for row in rows]


def answers_of(application: Application, round_: Round, found: dict) -> Answers:
    """As the round's own result was computed, but for the departments' scores."""
    closing = localtime(round_.intake_ends_at).date()
    own = answers_from(
        application.snapshot.content, level=round_.level, eligible=found.get("eligible"), closing=closing
    )
    extras = Answers.from_json({key: found.get(key) for key in ("bonus", "penalties", "veto")})
    return replace(own, bonus=extras.bonus, penalties=extras.penalties, veto=extras.veto)


def findings_of(round_: Round, applications: Sequence[Application]) -> dict[int, dict]:
    """Application → bonus, penalties, vetoes and conditions as they stood at the lock."""
    finals = FinalScore.objects.filter(application__round=round_).values_list("application_id", "result")
    found: dict[int, dict] = {
        pk: {"veto": result["veto"], "eligible": hand_checked(round_, result["eligible"]), "bonus": {}, "penalties": {}}
        for pk, result in finals
    }
    last = Submission.objects.filter(application__in=[one.pk for one in applications]).order_by()
    in_force = [row["last"] for row in last.values("application").annotate(last=Max("pk"))]
    scores = DepartmentScore.objects.filter(submission__in=in_force, basis__isnull=False).current()
    bonus = {one.code for one in round_.standard.spec.bonus}
    for pk, code, basis in scores.values_list("application_id", "indicator", "basis"):
        if basis and pk in found:
            found[pk]["bonus" if code in bonus else "penalties"][code] = basis
    return found


def hand_checked(round_: Round, eligible: dict[str, bool | None]) -> dict[str, bool]:
    """Conditions that a person decides; the others are computed anew."""
    by_hand = {one.code for one in round_.standard.spec.eligibility if one.expr is None}
    return {code: met for code, met in eligible.items() if code in by_hand and met is not None}
