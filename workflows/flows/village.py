"""示范村创建: a village's application."""

from workflows.applications.services.filling import finish_filling
from workflows.applications.services.recalling import take_back_filling
from workflows.applications.services.submitting import decide_submission
from workflows.applications.states import State
from workflows.applications.views import FinishFillingView, SubmitView
from workflows.engine.actions import Action
from workflows.engine.flow import CaseFlow
from workflows.engine.gateways import Switch
from workflows.engine.nodes import BesideDone, Step, flow, this
from workflows.review.disqualifying import recheck
from workflows.review.rechecking import RecheckView
from workflows.review.services import review_at_township, sign_at_township
from workflows.review.taking_back import take_back_review, take_back_signature
from workflows.review.views import TownshipReviewView, TownshipSignView

from .county_stages import CountyStages, stands_at
from .timing import filling_due


class VillageFlowV1(CountyStages, CaseFlow):
    """自评申报 → 镇(街道)审核推荐 → 县级受理 → 部门评分 ∥ 联审 → 锁分 → 排名 → 公示 → 审定 → 命名."""

    process_title = "示范村创建"

    start = flow.StartHandle(this.take_up).Annotation(title="发起申报").Next(this.fill_in)

    # 村
    fill_in = (
        Step(
            Action.FILL_IN,
            does=finish_filling,
            screen=FinishFillingView,
            due=filling_due,
            taken_back=take_back_filling,
            taken_back_in={State.READY},
        )
        .Annotation(title="村级填报")
        .Next(this.submit)
    )
    submit = (
        Step(Action.SUBMIT, does=decide_submission, screen=SubmitView, due=filling_due)
        .Annotation(title="村党组织书记审定提交")
        .Next(this.submitted)
    )
    submitted = (
        Switch()
        .Annotation(title="是否提交")
        .Case(this.review_at_township, stands_at(State.SUBMITTED))
        .Case(this.accept_at_county, stands_at(State.TOWN_RECOMMENDED))
        .Default(this.fill_in)
    )

    # 镇(街道)
    review_at_township = (
        Step(
            Action.REVIEW_AT_TOWNSHIP,
            does=review_at_township,
            screen=TownshipReviewView,
            days=5,
            goes_on=True,
            taken_back=take_back_review,
            taken_back_in={State.TOWN_REVIEWED},
        )
        .Annotation(title="镇（街道）审核")
        .Next(this.township_reviewed)
    )
    township_reviewed = (
        Switch()
        .Annotation(title="审核结论")
        .Case(this.sign_at_township, stands_at(State.TOWN_REVIEWED))
        .Case(this.fill_in, stands_at(State.TOWN_RETURNED))
        .Case(this.approve_return, stands_at(State.TOWN_RETURN_ASKED))
        .Default(this.closed)
    )
    return_decided = (
        Switch()
        .Annotation(title="是否退回")
        .Case(this.fill_in, stands_at(State.TOWN_RETURNED, State.COUNTY_RETURNED))
        .Case(this.review_at_township, stands_at(State.SUBMITTED))
        .Default(this.accept_at_county)
    )
    sign_at_township = (
        Step(
            Action.SIGN_AT_TOWNSHIP,
            does=sign_at_township,
            screen=TownshipSignView,
            days=2,
            taken_back=take_back_signature,
            taken_back_in={State.TOWN_RECOMMENDED},
        )
        .Annotation(title="镇（街道）签发")
        .Next(this.township_signed)
    )
    township_signed = (
        Switch()
        .Annotation(title="签发结论")
        .Case(this.accept_at_county, stands_at(State.TOWN_RECOMMENDED))
        .Default(this.review_at_township)
    )

    # 同镇有村被取消资格:已受理的由办公室复核,与其他环节并行
    recheck = (
        Step(Action.RECHECK, does=recheck, screen=RecheckView, days=5, beside=True)
        .Annotation(title="复核")
        .Next(this.rechecked)
    )
    rechecked = BesideDone().Annotation(title="复核完毕")
