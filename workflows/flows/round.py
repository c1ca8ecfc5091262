"""创建批次: a round from its opening to its result; it releases the applications that wait for it."""

from workflows.designation.services import deliberate, designate, record_result, report_upward
from workflows.designation.views import DeliberateView, DesignateView, RecordResultView, ReportUpwardView
from workflows.engine.actions import Action
from workflows.engine.flow import CaseFlow
from workflows.engine.gateways import Switch
from workflows.engine.nodes import Step, Wait, flow, this
from workflows.publicity.services import close_notice, notice_ends_at, publish_notice
from workflows.publicity.views import CloseNoticeView, PublishNoticeView
from workflows.ranking.services import approve_list, propose_list
from workflows.ranking.views import ApproveListView, ProposeListView
from workflows.rounds.models import Kind, Level
from workflows.rounds.services import open_round
from workflows.rounds.states import RoundState
from workflows.rounds.views import OpenRoundView
from workflows.scoring.services.locking import lock_scores
from workflows.scoring.views import LockScoresView

from .county_stages import stands_at
from .intake import close_intake


class RoundFlowV1(CaseFlow):
    """启动 → 申报截止 → 锁分 → 排名 → 审定名单 → 公示 → 公示结果 → 审议审定 → 命名或报送 → 上级结果.

    The county's own round has one applicant, which nobody scores: 启动 → 申报截止 → 报送 → 上级结果.
    """

    process_title = "创建批次"

    start = flow.StartHandle(this.take_up).Annotation(title="拟定批次").Next(this.open_round)
    open_round = (
        Step(Action.OPEN_ROUND, does=open_round, screen=OpenRoundView).Annotation(title="启动批次").Next(this.intake)
    )
    intake = Wait(until=lambda round_: round_.intake_ends_at).Annotation(title="申报期").Next(this.end_intake)
    end_intake = flow.Function(this.close_intake).Annotation(title="申报截止").Next(this.whose_round)
    whose_round = (
        Switch()
        .Annotation(title="申报对象")
        .Case(this.closed, stands_at(RoundState.WITHOUT_RESULT))
        .Case(this.report_upward, lambda activation: activation.process.artifact.kind == Kind.COUNTY)
        .Default(this.lock_scores)
    )
    lock_scores = (
        Step(Action.LOCK_SCORES, does=lock_scores, screen=LockScoresView, days=20)
        .Annotation(title="汇总锁分")
        .Next(this.propose_list)
    )
    propose_list = (
        Step(Action.PROPOSE_LIST, does=propose_list, screen=ProposeListView, days=2)
        .Annotation(title="汇总排名")
        .Next(this.approve_list)
    )
    approve_list = (
        Step(Action.APPROVE_LIST, does=approve_list, screen=ApproveListView, days=3)
        .Annotation(title="审定拟推荐名单")
        .Next(this.list_decided)
    )
    list_decided = (
        Switch()
        .Annotation(title="名单是否审定")
        .Case(this.publish_notice, stands_at(RoundState.PROPOSED))
        .Case(this.closed, stands_at(RoundState.WITHOUT_RESULT))
        .Default(this.propose_list)
    )
    publish_notice = (
        Step(Action.PUBLISH_NOTICE, does=publish_notice, screen=PublishNoticeView, days=2)
        .Annotation(title="发布公示")
        .Next(this.notice)
    )
    notice = Wait(until=notice_ends_at).Annotation(title="公示期").Next(this.close_notice)
    close_notice = (
        Step(Action.CLOSE_NOTICE, does=close_notice, screen=CloseNoticeView, days=2)
        .Annotation(title="公示结果")
        .Next(this.notice_closed)
    )
    notice_closed = (
        Switch()
        .Annotation(title="名单是否变化")
        .Case(this.deliberate, stands_at(RoundState.NOTICE_CLOSED))
        .Default(this.propose_list)
    )
    deliberate = (
        Step(Action.DELIBERATE, does=deliberate, screen=DeliberateView, days=10)
        .Annotation(title="县级审议审定")
        .Next(this.which_level)
    )
    which_level = (
        Switch()
        .Annotation(title="层级")
        .Case(this.closed, stands_at(RoundState.WITHOUT_RESULT))
        .Case(this.designate, lambda activation: activation.process.artifact.level == Level.COUNTY)
        .Default(this.report_upward)
    )
    designate = (
        Step(Action.DESIGNATE, does=designate, screen=DesignateView, days=5).Annotation(title="命名").Next(this.closed)
    )
    report_upward = (
        Step(Action.REPORT_UPWARD, does=report_upward, screen=ReportUpwardView, days=5)
        .Annotation(title="报送上级")
        .Next(this.record_result)
    )
    record_result = (
        Step(Action.RECORD_RESULT, does=record_result, screen=RecordResultView)
        .Annotation(title="登记上级结果")
        .Next(this.closed)
    )
    closed = flow.End().Annotation(title="办结")

    def close_intake(self, activation):
        """The deadline of the intake fired."""
        close_intake(activation.process.artifact)
