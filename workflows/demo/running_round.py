"""A round in full swing, dated from today: every desk finds something to do."""

from datetime import datetime, time, timedelta

from accounts import clock
from workflows.applications.models import Application
from workflows.applications.services.filling import save_draft
from workflows.engine.calendar import COUNTY_TIME, end_of, is_working
from workflows.flows.starting import begin_application, begin_round
from workflows.rounds.models import Kind, Level, Round
from workflows.rounds.services import prepare_round
from workflows.standards.models import Standard

from .acting import act
from .applying import changes_for, checked_on, clerk_of, fill_in
from .cast import signs_in
from .county_steps import accept, answer_joint_check, countersign, score
from .finished_rounds import Bid
from .ledger import bring_ledger
from .standing_aside import declare_recusals
from .township_steps import verdicts_on

#: How far each applicant has come, in the order in which they are given.
PROGRESS = (
    "scored", "countersigning", "scoring", "scoring", "accepting", "signing", "reviewing", "reviewing", "returned",
    "submitting", "filling",
)  # fmt: skip


def office_hours(days_ago: int) -> datetime:
    """Ten o'clock of a working day about so many days ago."""
    day = clock.today() - timedelta(days=days_ago)
    while not is_working(day):
        day -= timedelta(days=1)
    return datetime.combine(day, time(10), COUNTY_TIME)


def open_running_round(standard: Standard, *, places: int) -> Round:
    """A round of 省级示范村 that opened three weeks ago and takes applications for two more."""
    today = clock.today()
    with clock.at(office_hours(21)):
        round_ = prepare_round(
            county=standard.county,
            year=today.year,
            number=2,
            level=Level.PROVINCE,
            kind=Kind.VILLAGE,
            standard=standard,
            approval_basis="陕西省“千万工程”示范村申报通知（演示）",
            plan_number=f"禾发〔{today.year}〕2号",
            places=places,
            township_cap=2,
            opens_on=clock.today(),
            intake_ends_at=end_of(today + timedelta(days=14)),
        )
        begin_round(round_=round_, by=signs_in("office_operator", f"{standard.county}000000"))
        round_ = act(round_, "open_round", opinion="同意启动。")
        declare_recusals(round_)
        return round_


def run_round(standard: Standard, bids: list[Bid], *, places: int) -> Round:
    """Bring each applicant as far as the script says."""
    round_ = open_running_round(standard, places=places)
    for bid, progress in zip(bids, PROGRESS, strict=False):
        bring(round_, bid, progress)
    bring_ledger(round_)
    return round_


def bring(round_: Round, bid: Bid, progress: str) -> Application:
    """One applicant, up to a point."""
    with clock.at(office_hours(6)):
        clerk = signs_in("village_clerk", bid.region.pk)
        application = begin_application(round_=round_, region=bid.region, by=clerk)
        if progress == "filling":
            return fill_half(application, bid)
        fill_in(application, quality=bid.quality)
        application = act(application, "fill_in", opinion="已填报完成。")
        if progress == "submitting":
            return application
        application = act(application, "submit", decision="submit", opinion="经研究，同意申报。")
    with clock.at(office_hours(3)):
        return at_township(application, progress)


def fill_half(application: Application, bid: Bid) -> Application:
    """A form half filled in: figures are there, evidence and procedure are not."""
    from_script = changes_for(application, bid.quality)
    figures = dict(list(from_script["data"].items())[:22])
    save_draft(
        application=application, by=clerk_of(application), changes={"cover": from_script["cover"], "data": figures}
    )
    return application


def at_township(application: Application, progress: str) -> Application:
    """Review, return, sign."""
    if progress == "reviewing":
        return application
    if progress == "returned":
        code = application.spec.indicators[17].code
        return act(
            application,
            "review_at_township",
            decision="return",
            opinion="请补正后再次提交。",
            verdicts={code: {"passes": False, "problem": "户厕台账缺“一户一档”，请补传。"}},
        )
    application = act(
        application,
        "review_at_township",
        decision="recommend",
        opinion="材料齐全，现场核查基本属实，同意推荐。",
        verdicts=verdicts_on(application),
        site_check=checked_on(),
    )
    if progress == "signing":
        return application
    application = act(application, "sign_at_township", decision="recommend", opinion="同意推荐。")
    return application if progress == "accepting" else at_county(application, progress)


def at_county(application: Application, progress: str) -> Application:
    """Accept, score, countersign, answer the joint check."""
    application = accept(application)
    if progress == "scoring":
        return application
    application = score(application)
    if progress == "countersigning":
        return application
    return answer_joint_check(countersign(application))
