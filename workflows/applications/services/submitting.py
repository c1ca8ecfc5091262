"""Submitting: checked, committed to, frozen; and taking back."""

import hashlib

import rfc8785

from accounts import clock
from workflows.engine.actions import Action
from workflows.engine.errors import Incomplete, NotNow
from workflows.engine.rights import may, require
from workflows.engine.signatures import signing_name
from workflows.engine.steps import locked, send_back
from workflows.engine.transition import move, part_of_a_step
from workflows.rounds.models import Kind

from ..checking import carried_by
from ..completeness import missing
from ..content import content_of
from ..models import Application, Commitment, Snapshot, Submission
from ..returning import last_return
from ..rules import intake_is_over
from ..sections import helped_by, unconfirmed
from ..states import State

#: Where a submitted application goes: a village's to its township, a township's to the county office, the county's
#: own to the county's leaders.
NEXT = {Kind.VILLAGE: State.SUBMITTED, Kind.TOWNSHIP: State.TOWN_RECOMMENDED, Kind.COUNTY: State.DELIBERATING}


def decide_submission(*, case: Application, by, decision: str = "submit", opinion: str = "") -> None:
    """The secretary's step: submit, or give the form back to the clerk.

    :param decision: ``submit`` or ``send_back``.
    """
    if decision == "send_back":
        move(case, to=State.DRAFT, by=by, action=Action.SUBMIT, because=opinion)
    else:
        submit(application=case, by=by, opinion=opinion)


@part_of_a_step
def submit(*, application: Application, by, opinion: str = "") -> Submission:
    """Hand in: everything required is there, the commitment is signed, the content is frozen.

    The content is read once: what is looked through for gaps is what is frozen.

    :raises NotNow: the intake has just ended; the moment written down is the one that was checked.
    :raises Incomplete: names everything that is missing, all at once.
    """
    arrived = clock.now()
    if late := intake_is_over(by, application):
        raise NotNow(late)
    whole = Application.objects.with_content().get(pk=application.pk)
    unsaid = (f"{section.name}：由镇里代填，还没有确认。" for section in unconfirmed(whole))
    if lacking := (*(str(gap) for gap in missing(whole)), *unsaid):
        raise Incomplete("还有内容没有填完，暂时不能提交。", lacking)
    to = way_of(application)
    signed = signing_name(by, Action.SUBMIT, application)
    Commitment.objects.create(application=application, signer=by, signer_name=signed)
    snapshot = freeze(whole)
    number = application.submissions.count() + 1
    submission = Submission.objects.create(application=application, number=number, snapshot=snapshot, by=by, at=arrived)
    Application.objects.filter(pk=application.pk).update(snapshot=snapshot)
    application.snapshot = snapshot
    move(
        application,
        to=to,
        by=by,
        action=Action.SUBMIT,
        because=opinion,
        data={"snapshot": snapshot.sha256, "submission": number},
    )
    return submission


def way_of(application: Application) -> State:
    """Where it goes: what the county returned comes straight back to the county (domain 9, 退回补正)."""
    returned = last_return(application)
    if returned is not None and returned.after == State.COUNTY_RETURNED:
        return State.TOWN_RECOMMENDED
    return NEXT[Kind(application.round.kind)]


def freeze(application: Application) -> Snapshot:
    """The canonical bytes of the content, addressed by their hash.

    :param application: as it was read (``with_content``), or as it stands now.
    """
    body = rfc8785.dumps(content_of(application) | provenance_of(application))
    sha256 = hashlib.sha256(body).hexdigest()
    # The content names the application, whose lock is held: nobody else is about to write the same.
    before = Snapshot.objects.filter(pk=sha256).first()
    return before or Snapshot.objects.create(
        sha256=sha256, county=application.county, body=body.decode(), made_at=clock.now()
    )


def provenance_of(application: Application) -> dict:
    """How it came about, where that says something: what is as it was last time, who filled in for the village."""
    told = {"carried": carried_by(application), "helped": helped_by(application)}
    return {key: value for key, value in told.items() if value}


def recall(*, application: Application, by, reason: str) -> None:
    """The applicant takes a submission back before anybody has opened it; it is a draft again (撤回)."""
    with locked(application):
        application.refresh_from_db(fields=["state"])
        require(may(by, Action.RECALL, application))
        move(application, to=State.DRAFT, by=by, action=Action.RECALL, because=reason)
        send_back(application, "fill_in")
