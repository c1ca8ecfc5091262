"""示范县创建: the county's own application gathers its departments and goes up after its leaders have signed."""

from workflows.applications.services.filling import finish_filling, supply_data
from workflows.applications.services.recalling import take_back_filling
from workflows.applications.services.submitting import decide_submission
from workflows.applications.states import State
from workflows.applications.views import FinishFillingView, SubmitView, SupplyDataView
from workflows.engine.actions import Action
from workflows.engine.flow import CaseFlow
from workflows.engine.gateways import FanOut, Join, Switch, branches
from workflows.engine.nodes import Step, Wait, flow, this
from workflows.review.services import sign_at_county
from workflows.review.views import CountySignView
from workflows.scoring.branches import data_branches

from .county_stages import stands_at
from .timing import filling_due


class CountyFlowV1(CaseFlow):
    """各部门提供数据 → 办公室汇总填报 → 主任审定 → 县领导签发 → 报送上级 → 上级结果."""

    process_title = "示范县创建"

    start = flow.StartHandle(this.take_up).Annotation(title="发起申报").Next(this.data_departments)

    data_departments = FanOut(branches(data_branches)).Annotation(title="数据来源部门").Next(this.supply_data)
    supply_data = (
        Step(Action.SUPPLY_DATA, does=supply_data, screen=SupplyDataView, days=5)
        .Annotation(title="部门提供数据")
        .Next(this.data_in)
    )
    data_in = Join().Annotation(title="数据汇齐").Next(this.fill_in)
    fill_in = (
        Step(
            Action.FILL_IN,
            does=finish_filling,
            screen=FinishFillingView,
            due=filling_due,
            taken_back=take_back_filling,
            taken_back_in={State.READY},
        )
        .Annotation(title="办公室汇总填报")
        .Next(this.submit)
    )
    submit = (
        Step(Action.SUBMIT, does=decide_submission, screen=SubmitView, due=filling_due)
        .Annotation(title="办公室主任审定")
        .Next(this.submitted)
    )
    submitted = (
        Switch()
        .Annotation(title="是否提交")
        .Case(this.sign_at_county, stands_at(State.DELIBERATING))
        .Default(this.fill_in)
    )
    sign_at_county = (
        Step(Action.SIGN_AT_COUNTY, does=sign_at_county, screen=CountySignView, days=3)
        .Annotation(title="县领导签发")
        .Next(this.county_signed)
    )
    county_signed = (
        Switch().Annotation(title="签发结论").Case(this.await_result, stands_at(State.APPROVED)).Default(this.submit)
    )
    await_result = Wait().Annotation(title="等待上级结果").Next(this.closed)
    closed = flow.End().Annotation(title="办结")
