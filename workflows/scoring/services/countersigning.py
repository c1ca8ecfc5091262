"""Countersigning (会签): cooperating departments agree or object; the second lead signs the lines of its task (双牵头).

Who says nothing in time has not agreed: the piece of work stays open, is reminded of, and holds up the lock.
"""

from collections.abc import Iterable

from accounts.models import Organisation
from workflows.applications.models import Application
from workflows.engine.actions import Action
from workflows.engine.errors import Incomplete
from workflows.engine.gateways import Answers
from workflows.engine.signatures import signing_name
from workflows.engine.transition import note

from ..branches import lines_by_lead
from ..models import Countersignature
from ..points import standing_of
from .sheets import names_of


def countersign(
    *,
    case: Application,
    by,
    organisation: Organisation,
    agrees: bool,
    reason: str = "",
    indicators: Iterable[str] = (),
    opinion: str = "",
) -> Answers:
    """A department agrees with the lines that concern it, or names those to which it objects, and why."""
    own, joint = lines_of(case, organisation), lines_by_lead(case).get(organisation.pk, set())
    objected = [] if agrees else in_order(case, set(indicators))
    if not agrees and not reason.strip():
        raise Incomplete("有异议时请写明理由。")
    if not agrees and not (objected and set(objected) <= own | joint):
        raise Incomplete("有异议时请勾选涉及的指标，只能选本单位会签的指标。")
    standing = standing_of(case)
    before = standing.words.pop(organisation.pk, None)
    standing.words[organisation.pk] = Countersignature.objects.create(
        application=case,
        submission_id=standing.submission_id,
        organisation=organisation,
        number=before.number + 1 if before else 1,
        as_lead=bool(joint),
        agrees=agrees,
        indicators=objected,
        versions={code: standing.scores[code].version for code in sorted(joint) if code in standing.scores},
        reason="" if agrees else reason.strip(),
        by=by,
        by_name=signing_name(by, Action.COUNTERSIGN, case, organisation),
    )
    because = "无异议" if agrees else f"{'、'.join(objected)}：{reason.strip()}"
    note(case, by=by, action=Action.COUNTERSIGN, because=because, organisation=organisation, confidential=True)
    return Answers({standing_of: standing})


def lines_of(case: Application, organisation: Organisation) -> set[str]:
    """Indicators in which the department cooperates."""
    names = names_of(organisation)
    return {one.code for one in case.spec.indicators if names.intersection(one.coop)}


def in_order(case: Application, codes: set[str]) -> list[str]:
    """As the standard lists them; what it does not know is no line."""
    return [one.code for one in case.spec.indicators if one.code in codes]
