"""Two rounds carried through every step: 县级示范村 and 县级示范镇 of 2026."""

from dataclasses import dataclass
from datetime import date, timedelta

from accounts import clock
from accounts.models import Region
from workflows.applications.models import Application
from workflows.designation.models import Meeting
from workflows.engine.deadlines import fire_due
from workflows.flows.starting import begin_application, begin_round
from workflows.publicity.models import Objection
from workflows.publicity.services import raise_objection, settle_objection
from workflows.rounds.models import Kind, Level, Round
from workflows.rounds.services import prepare_round
from workflows.standards.models import Standard

from .acting import act
from .applying import CLERK, checked_on, correct, fill_in, township_notice
from .calendar_of_events import AUTUMN, Moments
from .cast import signs_in
from .county_steps import score_whole
from .standing_aside import declare_recusals
from .township_steps import verdicts_on

OFFICE = {"phone": "0900-5550126", "address": "禾塬县城关街道府前路1号"}
#: Found in the joint check of one applicant: a veto.
VETO = (
    "生态环境局",
    {
        "clause": "V-FJ-05",
        "facts": "村域内养殖场直排被上级督察通报，尚未整改到位。（演示）",
        "document": "禾环督字〔2026〕9号",
        "happened_on": date(2026, 6, 12),
    },
)


@dataclass(frozen=True)
class Bid:
    """One applicant of the script: how good, and what happens to it."""

    region: Region
    quality: float
    fate: str = ""


def open_round(kind: Kind, standard: Standard, *, places: int, times: Moments, quotas: dict[str, int]) -> Round:
    """The operator prepares, the director opens."""
    with clock.at(times.prepared):
        round_ = prepare_round(
            county=standard.county,
            year=2026,
            number=1,
            level=Level.COUNTY,
            kind=kind,
            standard=standard,
            approval_basis="中共渭北市委办公室 渭北市人民政府办公室批复 渭办字〔2026〕17号 2026年3月9日（演示）",
            plan_number="禾发〔2026〕2号",
            places=places,
            township_cap=3 if kind == Kind.VILLAGE else None,
            quotas=quotas,
            opens_on=times.opens_on,
            intake_ends_at=times.intake_ends,
        )
        begin_round(round_=round_, by=signs_in("office_operator", f"{standard.county}000000"))
        round_ = act(round_, "open_round", opinion="同意启动。")
        declare_recusals(round_)
        return round_


def apply(round_: Round, bid: Bid, times: Moments) -> Application:
    """An applicant fills in and, unless it is too late for it, submits."""
    with clock.at(times.filled):
        clerk = signs_in(CLERK[Kind(round_.kind)], bid.region.pk)
        application = begin_application(round_=round_, region=bid.region, by=clerk)
        if bid.fate == "lapsed":
            return application
        fill_in(application, quality=bid.quality)
        application = act(application, "fill_in", opinion="已填报完成。")
        return act(application, "submit", decision="submit", opinion="经研究，同意申报。")


def review(application: Application, bid: Bid, times: Moments) -> Application:
    """The township reviews; some are returned once, one is not recommended."""
    notice = township_notice(times.reviewed.date() - timedelta(days=7), times.reviewed.date() - timedelta(days=1))
    with clock.at(times.reviewed):
        if bid.fate == "not_recommended":
            return act(
                application,
                "review_at_township",
                decision="not_recommend",
                opinion="村庄规划尚未批准，本批次不予推荐。",
                site_check=checked_on(),
            )
        if bid.fate == "returned":
            code = application.spec.indicators[4].code
            application = act(
                application,
                "review_at_township",
                decision="return",
                opinion="请对照列明事项补正后再次提交。",
                verdicts={code: {"passes": False, "problem": "佐证照片看不清，请重拍；数据与台账不一致，请核对。"}},
            )
    if bid.fate == "returned":
        with clock.at(times.corrected):
            correct(application, quality=bid.quality + 0.02)
            application = act(application, "fill_in", opinion="已按要求补正。")
            application = act(application, "submit", decision="submit", opinion="已核对，再次提交。")
    with clock.at(times.corrected if bid.fate == "returned" else times.reviewed):
        application = act(
            application,
            "review_at_township",
            decision="recommend",
            opinion="材料齐全，现场核查基本属实，民主程序规范，同意推荐。",
            verdicts=verdicts_on(application),
            site_check=checked_on(),
            notice=notice,
        )
    with clock.at(times.signed):
        return act(application, "sign_at_township", decision="recommend", opinion="经镇党委会议研究，同意推荐。")


def judge(round_: Round, bids: list[Bid], times: Moments) -> None:
    """The county scores every recommended applicant."""
    with clock.at(times.intake_ends + timedelta(minutes=1)):
        fire_due()
    fates = {bid.region.pk: bid.fate for bid in bids}
    for application in round_.applications.filter(state="town_recommended").select_related("round", "region__parent"):
        with clock.at(times.scored):
            score_whole(application, veto=VETO if fates[application.region_id] == "vetoed" else None)


def decide(round_: Round, times: Moments) -> Round:
    """Lock, rank, publish, hear an objection, deliberate, name."""
    with clock.at(times.locked):
        round_ = act(round_, "lock_scores", opinion="各部门评分、会签、联审已完成，同意锁分。")
        round_ = act(round_, "propose_list", opinion="按总分和名额排名。")
    with clock.at(times.listed):
        round_ = act(round_, "approve_list", meeting="县乡村振兴示范创建领导小组第3次会议，2026年10月22日")
    with clock.at(times.published):
        round_ = act(round_, "publish_notice", **OFFICE)
    if round_.kind == Kind.VILLAGE:
        hear_an_objection(round_, times)
    with clock.at(times.closed):
        fire_due()
        round_ = act(round_, "close_notice")
    with clock.at(times.deliberated):
        round_ = act(round_, "deliberate", meetings=meetings(times))
    with clock.at(times.named):
        return act(round_, "designate", opinion="同意印发。")


def hear_an_objection(round_: Round, times: Moments) -> None:
    """Somebody objects under their own name; the check finds nothing."""
    notice = round_.notices.last()
    with clock.at(times.objected):
        objection = raise_objection(
            notice=notice,
            application=notice.applications.order_by("number").last(),
            matter="反映该村污水管网部分路段没有接通。（演示）",
            name="演示群众",
            contact="0900-5550199",
        )
    with clock.at(times.objected + timedelta(days=2)):
        settle_objection(
            objection=objection,
            by=signs_in("office_operator", f"{round_.county}000000"),
            finding=Objection.Finding.DISMISSED,
            findings_of_fact="核查组现场查看，该路段管网已接通，设施运行正常。",
            disposal="维持",
            reply="您反映的情况已核查，该路段管网已接通并正常运行。感谢监督。",
        )


def meetings(times: Moments) -> list[dict]:
    """The government's meeting, then the standing committee's."""
    held = [
        (Meeting.Body.GOVERNMENT, "县政府第21次常务会议", 2),
        (Meeting.Body.COMMITTEE, "十八届县委常委会第60次会议", 0),
    ]
    return [
        {
            "body": body,
            "session": session,
            "held_on": times.deliberated.date() - timedelta(days=before),
            "resolution": "会议听取县乡村振兴示范创建领导小组办公室汇报，同意公示无异议的拟命名名单。",
        }
        for body, session, before in held
    ]


def run_round(kind: Kind, standard: Standard, bids: list[Bid], *, places: int, quotas: dict[str, int]) -> Round:
    """A whole round, from its preparation to its naming."""
    times = AUTUMN
    round_ = open_round(kind, standard, places=places, times=times, quotas=quotas)
    for bid in bids:
        application = apply(round_, bid, times)
        if kind == Kind.VILLAGE and bid.fate != "lapsed":
            review(application, bid, times)
    judge(round_, bids, times)
    return decide(round_, times)
