"""示范镇创建: a township's own application, reviewed by the county office."""

from workflows.applications.services.filling import finish_filling
from workflows.applications.services.recalling import take_back_filling
from workflows.applications.services.submitting import decide_submission
from workflows.applications.states import State
from workflows.applications.views import FinishFillingView, SubmitView
from workflows.engine.actions import Action
from workflows.engine.flow import CaseFlow
from workflows.engine.gateways import Switch
from workflows.engine.nodes import Step, flow, this

from .county_stages import CountyStages, stands_at
from .timing import filling_due


class TownshipFlowV1(CountyStages, CaseFlow):
    """自评申报 → 县级受理 → 部门评分 ∥ 联审 → 锁分 → 排名 → 公示 → 审定 → 命名."""

    process_title = "示范镇创建"

    start = flow.StartHandle(this.take_up).Annotation(title="发起申报").Next(this.fill_in)

    fill_in = (
        Step(
            Action.FILL_IN,
            does=finish_filling,
            screen=FinishFillingView,
            due=filling_due,
            taken_back=take_back_filling,
            taken_back_in={State.READY},
        )
        .Annotation(title="镇（街道）填报")
        .Next(this.submit)
    )
    submit = (
        Step(Action.SUBMIT, does=decide_submission, screen=SubmitView, due=filling_due)
        .Annotation(title="镇（街道）主要领导审定提交")
        .Next(this.submitted)
    )
    submitted = (
        Switch()
        .Annotation(title="是否提交")
        .Case(this.accept_at_county, stands_at(State.TOWN_RECOMMENDED))
        .Default(this.fill_in)
    )
