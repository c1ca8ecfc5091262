"""The joint veto check (联审)."""

from datetime import date

from accounts.models import Organisation
from workflows.applications.models import Application
from workflows.engine.actions import Action
from workflows.engine.errors import Incomplete
from workflows.engine.signatures import signing_name
from workflows.engine.transition import note

from ..branches import in_force
from ..models import VetoAnswer


def answer_joint_check(
    *,
    case: Application,
    by,
    organisation: Organisation,
    clause: str = "",
    facts: str = "",
    document: str = "",
    happened_on: date | None = None,
    opinion: str = "",
) -> None:
    """A respondent's answer: nothing found, or a clause with facts, document and date.

    A department into which another respondent was merged may answer twice: for itself, and for what that one left open.
    The history says only *that* it answered; the content is confidential (domain rule R10).
    """
    clauses = {item.code for item in case.spec.veto}
    if clause and clause not in clauses:
        raise Incomplete("请选择评定标准中的一票否决条款。")
    if clause and not (facts.strip() and document.strip() and happened_on):
        raise Incomplete("认定有否决情形时，须填写事实、依据文号和发生时间。")
    submission = case.submissions.last()
    VetoAnswer.objects.create(
        application=case,
        submission=submission,
        organisation=organisation,
        number=VetoAnswer.objects.filter(submission=submission, organisation=organisation).count() + 1,
        clause=clause,
        facts=facts.strip(),
        document=document.strip(),
        happened_on=happened_on if clause else None,
        by=by,
        by_name=signing_name(by, Action.ANSWER_JOINT_CHECK, case, organisation),
    )
    note(case, by=by, action=Action.ANSWER_JOINT_CHECK, because="已答复", organisation=organisation, confidential=True)


def clauses_found(application: Application) -> list[dict]:
    """Vetoes found for the submission in force: clause and day; one outside its look-back period does not count."""
    answers = in_force(VetoAnswer, application).exclude(clause="")
    return [{"code": row.clause, "on": row.happened_on} for row in answers.order_by("clause", "pk")]
