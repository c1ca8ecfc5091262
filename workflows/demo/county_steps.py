"""What the county's people do with an application, step by step; most by the rule, some with a reason of their own."""

from random import Random

from workflows.applications.models import Application
from workflows.engine.models import WorkItem
from workflows.review.services import conditions_by_hand, unmet_by_the_data
from workflows.scoring.by_rule import rule_result
from workflows.scoring.services.sheets import Given, sheet

from .acting import act
from .applying import slightly_less

REASONS = ("现场核查发现个别点位不达标，按细则扣分", "佐证材料时间不全，扣减", "抽查农户反映不一致，扣减")

REASON_TO_ACCEPT = "统计部门数据尚未发布，先按预计数受理，发布后核对；达标与否仍按细则判定"


def accept(application: Application) -> Application:
    """The office looks at the basic conditions and accepts."""
    conditions = {item.code: True for item in conditions_by_hand(application)}
    return act(
        application,
        "accept_at_county",
        decision="accept",
        opinion="材料齐全，基本条件符合，予以受理。",
        conditions=conditions,
        exceptions=dict.fromkeys(
            (row.code for row in unmet_by_the_data(application, application.submissions.last())), REASON_TO_ACCEPT
        ),
    )


def score(application: Application) -> Application:
    """Lead departments score and sign; a few lines lose something, with the reason."""
    result = rule_result(application)
    rng = Random(application.number)  # noqa: S311 - an invented judgement, not a secret

    def given(item: WorkItem) -> dict[str, Given]:
        return {row.indicator.code: line_of(row, rng) for row in sheet(application, item.organisation, result)}

    act(application, "score", given=given)
    return act(application, "sign_scores", decision="sign", opinion="同意。")


def line_of(row, rng: Random) -> Given:
    """One line of a sheet."""
    if row.kind == "bonus":
        return bonus_of(row, rng)
    if row.kind == "penalty" or not row.applicable:
        return Given(score=row.suggested if row.applicable else None, applicable=row.applicable)
    if row.suggested and rng.random() < 0.06:
        return Given(score=slightly_less(row.suggested), reason=rng.choice(REASONS))
    return Given(score=row.suggested)


def bonus_of(row, rng: Random) -> Given:
    """A bonus now and then: its lowest level."""
    if rng.random() < 0.25:
        level = row.indicator.levels[-1]
        return Given(score=level.score, basis=[level.words])
    return Given(score=row.suggested)


def countersign(application: Application) -> Application:
    """Cooperating departments agree."""
    return act(application, "countersign", agrees=True)


def answer_joint_check(application: Application, *, veto: tuple[str, dict] | None = None) -> Application:
    """Respondents answer; one of them may have found something.

    :param veto: the department's short name, and the answer it gives.
    """

    def field(name: str, default):
        return lambda item: veto[1][name] if veto and item.organisation.name == veto[0] else default

    return act(
        application,
        "joint_check",
        clause=field("clause", ""),
        facts=field("facts", ""),
        document=field("document", ""),
        happened_on=field("happened_on", None),
    )


def score_whole(application: Application, **veto) -> Application:
    """From acceptance to the point where the round locks."""
    return answer_joint_check(countersign(score(accept(application))), **veto)
