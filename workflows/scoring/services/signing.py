"""The head's signature under a department's sheet: under these versions, and under these answers to objections."""

from accounts.models import Organisation
from workflows.applications.models import Application
from workflows.engine.actions import Action
from workflows.engine.gateways import Answers
from workflows.engine.signatures import signing_name
from workflows.engine.transition import note

from ..models import ScoreSheet
from ..points import Standing, points_in, sheet_of, standing_of, versions_of
from .answering import tell_objectors
from .applicability import tell_of_proposals


def decide_scores(
    *, case: Application, by, organisation: Organisation, decision: str = "sign", opinion: str = ""
) -> Answers:
    """The head's step: sign the sheet, or give it back to the scorer."""
    standing = sheet_of(case)
    if decision == "sign":
        sign(standing, organisation, by, opinion)
        tell_of_proposals(standing, organisation)
    write_down(case, by, organisation, Action.SIGN_SCORES, decision, opinion)
    return Answers({sheet_of: standing})


def decide_answers(
    *, case: Application, by, organisation: Organisation, decision: str = "sign", opinion: str = ""
) -> Answers:
    """The head signs the answers to objections and the scores given anew, or gives them back."""
    standing = standing_of(case)
    if decision == "sign":
        sign(standing, organisation, by, opinion)
        tell_of_proposals(standing, organisation)
        tell_objectors(standing, organisation)
    write_down(case, by, organisation, Action.SIGN_ANSWERS, decision, opinion)
    return Answers({standing_of: standing})


def write_down(case: Application, by, organisation: Organisation, action: Action, decision: str, opinion: str) -> None:
    """One confidential line of the history."""
    note(
        case,
        by=by,
        action=action,
        because=opinion,
        organisation=organisation,
        confidential=True,
        data={"decision": decision},
    )


def sign(standing: Standing, organisation: Organisation, by, opinion: str) -> ScoreSheet:
    """The next signature of the department on the submission in force."""
    case = standing.application
    last = standing.last_sheet(organisation.pk)
    sheet = ScoreSheet.objects.create(
        application=case,
        submission_id=standing.submission_id,
        organisation=organisation,
        number=last.number + 1 if last else 1,
        versions=versions_of(standing, organisation.pk),
        answers=answers_of(standing, organisation.pk),
        remark=opinion,
        signed_by=by,
        signed_by_name=signing_name(by, Action.SIGN_SCORES, case, organisation),
    )
    standing.sheets.append(sheet)
    return sheet


def answers_of(standing: Standing, organisation_id: int) -> list[int]:
    """Answers that the department gave to objections."""
    return sorted(one.pk for one in standing.answers.values() if one.organisation_id == organisation_id)


def is_signed(standing: Standing, organisation_id: int) -> bool:
    """Has the department's head signed the sheet of the submission in force, as it stands?"""
    sheet = standing.last_sheet(organisation_id)
    if sheet is None or not sheet.versions:
        return sheet is not None
    return versions_of(standing, organisation_id) == sheet.versions


def nothing_open(standing: Standing, organisation_id: int) -> bool:
    """Is everything on the department's sheet answered and signed?"""
    return all(point.organisation_id != organisation_id for point in points_in(standing))
