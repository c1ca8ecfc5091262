"""Countersigning (会签): cooperating departments agree or object; the second lead signs the lines of its task (双牵头).

Who says nothing in time has not agreed: the piece of work stays open, is reminded of, and holds up the lock.
"""

from collections.abc import Iterable

from django.db.models import Max

from accounts.models import Organisation
from workflows.applications.models import Application
from workflows.engine.actions import Action
from workflows.engine.errors import Incomplete
from workflows.engine.signatures import signing_name
from workflows.engine.transition import note

from ..branches import lines_by_lead
from ..models import Countersignature, DepartmentScore
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
) -> None:
    """A department agrees with the lines that concern it, or names those to which it objects, and why."""
    own, joint = lines_of(case, organisation), lines_by_lead(case).get(organisation.pk, set())
    objected = [] if agrees else in_order(case, set(indicators))
    if not agrees and not reason.strip():
        raise Incomplete("有异议时请写明理由。")
    if not agrees and not (objected and set(objected) <= own | joint):
        raise Incomplete("有异议时请勾选涉及的指标，只能选本单位会签的指标。")
    submission = case.submissions.last()
    before = Countersignature.objects.filter(submission=submission, organisation=organisation)
    Countersignature.objects.create(
        application=case,
        submission=submission,
        organisation=organisation,
        number=(before.aggregate(last=Max("number"))["last"] or 0) + 1,
        as_lead=bool(joint),
        agrees=agrees,
        indicators=objected,
        versions=versions_of(submission, joint),
        reason="" if agrees else reason.strip(),
        by=by,
        by_name=signing_name(by, Action.COUNTERSIGN, case, organisation),
    )
    because = "无异议" if agrees else f"{'、'.join(objected)}：{reason.strip()}"
    note(case, by=by, action=Action.COUNTERSIGN, because=because, organisation=organisation, confidential=True)


def lines_of(case: Application, organisation: Organisation) -> set[str]:
    """Indicators in which the department cooperates."""
    names = names_of(organisation)
    return {one.code for one in case.spec.indicators if names.intersection(one.coop)}


def in_order(case: Application, codes: set[str]) -> list[str]:
    """As the standard lists them; what it does not know is no line."""
    return [one.code for one in case.spec.indicators if one.code in codes]


def versions_of(submission, codes: set[str]) -> dict[str, int]:
    """What the second lead puts its name to."""
    if not codes:
        return {}
    rows = DepartmentScore.objects.filter(submission=submission, indicator__in=codes).current()
    return dict(rows.order_by("indicator").values_list("indicator", "version"))
