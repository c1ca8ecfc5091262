"""What a village's and a township's application pass through at the county, in the order of the procedure.

A mix-in of nodes, not a flow: each flow that takes it in gets its own copies, under the same names.
"""

from workflows.applications.services.leaders import sign_again
from workflows.applications.states import State
from workflows.applications.views import SignAgainView
from workflows.engine.actions import Action
from workflows.engine.gateways import BranchSwitch, FanOut, Join, Split, Switch, branches
from workflows.engine.nodes import BesideDone, Finish, Step, Wait, same_branch, this
from workflows.review.approving import ReturnApprovalView
from workflows.review.second_returns import decide_return
from workflows.review.views import AcceptanceView
from workflows.scoring.branches import (
    again_branches,
    answering_branches,
    cooperating_branches,
    lead_branches,
    veto_branches,
)
from workflows.scoring.points import sheet_of, standing_of
from workflows.scoring.services import countersigning
from workflows.scoring.services.answering import answer_objections
from workflows.scoring.services.joint_check import answer_joint_check
from workflows.scoring.services.sheets import give_scores
from workflows.scoring.services.signing import decide_answers, decide_scores, is_signed, nothing_open
from workflows.scoring.services.taking_back import take_back_sheet
from workflows.scoring.views import (
    AnswerObjectionsView,
    CountersignView,
    JointCheckView,
    ScoreSheetView,
    SignAnswersView,
    SignScoresView,
)

from .accepting import accept
from .midway import decide_midway
from .midway_views import MidwayApprovalView


def stands_at(*states: State):
    """A gateway's condition: the legal status decides the way."""
    return lambda activation: activation.process.artifact.state in states


def sheet_is_signed(activation) -> bool:
    """Has the head of this branch's department signed?"""
    return is_signed(activation.ask(sheet_of), activation.task.data["organisation"])


def answers_are_signed(activation) -> bool:
    """Is nothing left open on the sheet of this branch's department?"""
    return nothing_open(activation.ask(standing_of), activation.task.data["organisation"])


#: Which departments are concerned.
to_score = branches(lead_branches)
to_countersign = branches(cooperating_branches)
to_check = branches(veto_branches)
to_answer = branches(answering_branches, of=standing_of)
to_sign_again = branches(again_branches, of=standing_of)


class CountyStages:
    """受理 → 部门评分与会签 ∥ 联审 → 答复异议 → 锁分 → 排名 → 公示 → 审定 → 命名或上级结果."""

    # 受理
    accept_at_county = (
        Step(Action.ACCEPT_AT_COUNTY, does=accept, screen=AcceptanceView, days=3, goes_on=True)
        .Annotation(title="县级受理")
        .Next(this.accepted)
    )
    accepted = (
        Switch()
        .Annotation(title="受理结论")
        .Case(this.county_scoring, stands_at(State.SCORING))
        .Case(this.fill_in, stands_at(State.COUNTY_RETURNED))
        .Case(this.approve_return, stands_at(State.COUNTY_RETURN_ASKED))
        .Default(this.closed)
    )

    # 第二次退回补正须经办公室主任批准
    approve_return = (
        Step(Action.APPROVE_RETURN, does=decide_return, screen=ReturnApprovalView, days=2)
        .Annotation(title="批准第二次退回")
        .Next(this.return_decided)
    )
    return_decided = (
        Switch()
        .Annotation(title="是否退回")
        .Case(this.fill_in, stands_at(State.TOWN_RETURNED, State.COUNTY_RETURNED))
        .Default(this.accept_at_county)
    )

    # 部门评分与联审并行
    county_scoring = (
        Split().Annotation(title="并行").Next(this.lead_departments).Next(this.veto_departments, case=to_check)
    )
    lead_departments = FanOut(to_score).Annotation(title="牵头部门").Next(this.score)
    score = (
        Step(
            Action.SCORE,
            does=give_scores,
            screen=ScoreSheetView,
            days=10,
            taken_back=take_back_sheet,
            taken_back_in={State.SCORING},
        )
        .Annotation(title="部门评分")
        .Next(this.sign_scores, task_data=same_branch)
    )
    sign_scores = (
        Step(Action.SIGN_SCORES, does=decide_scores, screen=SignScoresView, days=3)
        .Annotation(title="部门负责人审签")
        .Next(this.scores_signed, task_data=same_branch)
    )
    scores_signed = (
        BranchSwitch().Annotation(title="审签结论").Case(this.scores_in, sheet_is_signed).Default(this.score)
    )
    scores_in = Join().Annotation(title="评分汇齐").Next(this.whether_countersigned)
    whether_countersigned = (
        Switch()
        .Annotation(title="是否会签")
        .Case(this.cooperating_departments, to_countersign)
        .Default(this.county_scored)
    )
    cooperating_departments = FanOut(to_countersign).Annotation(title="配合和共同牵头部门").Next(this.countersign)
    countersign = (
        Step(Action.COUNTERSIGN, does=countersigning.countersign, screen=CountersignView, days=3)
        .Annotation(title="配合部门会签")
        .Next(this.countersigned)
    )
    countersigned = Join().Annotation(title="会签汇齐").Next(this.county_scored)
    veto_departments = FanOut(to_check).Annotation(title="联审部门").Next(this.joint_check)
    joint_check = (
        Step(Action.ANSWER_JOINT_CHECK, does=answer_joint_check, screen=JointCheckView, days=5)
        .Annotation(title="部门联审")
        .Next(this.joint_checked)
    )
    joint_checked = Join().Annotation(title="联审汇齐").Next(this.county_scored)
    county_scored = Join().Annotation(title="评分联审完成").Next(this.matters_open)

    # 异议、回避和适用性认定引起的改评:逐项答复、重新审签、重新会签,办结才等待锁分
    matters_open = (
        Switch()
        .Annotation(title="有无未办事项")
        .Case(this.answering_departments, to_answer)
        .Case(this.departments_again, to_sign_again)
        .Default(this.await_lock)
    )
    answering_departments = FanOut(to_answer).Annotation(title="被提异议部门").Next(this.answer_objections)
    answer_objections = (
        Step(
            Action.ANSWER_OBJECTIONS,
            does=answer_objections,
            screen=AnswerObjectionsView,
            days=3,
            taken_back=take_back_sheet,
            taken_back_in={State.SCORING},
        )
        .Annotation(title="答复异议")
        .Next(this.sign_answers, task_data=same_branch)
    )
    sign_answers = (
        Step(Action.SIGN_ANSWERS, does=decide_answers, screen=SignAnswersView, days=2)
        .Annotation(title="部门负责人审签答复")
        .Next(this.answers_signed, task_data=same_branch)
    )
    answers_signed = (
        BranchSwitch()
        .Annotation(title="答复审签结论")
        .Case(this.answers_in, answers_are_signed)
        .Default(this.answer_objections)
    )
    answers_in = Join().Annotation(title="答复汇齐").Next(this.matters_open)
    departments_again = FanOut(to_sign_again).Annotation(title="重新会签部门").Next(this.countersign_again)
    countersign_again = (
        Step(Action.COUNTERSIGN, does=countersigning.countersign, screen=CountersignView, days=2)
        .Annotation(title="重新会签")
        .Next(this.countersigned_again)
    )
    countersigned_again = Join().Annotation(title="重新会签汇齐").Next(this.matters_open)

    # 评分中第二次退回:主任批准以前,各部门照常评分
    approve_midway = (
        Step(Action.APPROVE_RETURN, does=decide_midway, screen=MidwayApprovalView, days=2, beside=True)
        .Annotation(title="批准评分中第二次退回")
        .Next(this.midway_decided)
    )
    midway_decided = BesideDone().Annotation(title="评分中退回已决定")

    # 负责人变动:不论走到哪一步,新负责人重签承诺,锁分、定名单、审定之前办完
    sign_commitment = (
        Step(Action.SIGN_COMMITMENT, does=sign_again, screen=SignAgainView, days=3, beside=True)
        .Annotation(title="新负责人重签承诺")
        .Next(this.commitment_signed)
    )
    commitment_signed = BesideDone().Annotation(title="承诺已重签")

    # 等待批次:锁分、名单、公示、审定、结果
    await_lock = Wait().Annotation(title="等待锁分").Next(this.locked)
    locked = (
        Switch()
        .Annotation(title="锁分结果")
        .Case(this.await_list, stands_at(State.SCORE_LOCKED))
        .Case(this.matters_open, stands_at(State.SCORING))
        .Default(this.closed)
    )
    await_list = Wait().Annotation(title="等待排名").Next(this.listed)
    listed = (
        Switch().Annotation(title="是否入选").Case(this.await_notice, stands_at(State.PROPOSED)).Default(this.closed)
    )
    await_notice = Wait().Annotation(title="等待公示").Next(this.shown)
    shown = (
        Switch()
        .Annotation(title="公示结果")
        .Case(this.await_decision, stands_at(State.DELIBERATING))
        .Case(this.await_list, stands_at(State.SCORE_LOCKED))
        .Default(this.closed)
    )
    await_decision = Wait().Annotation(title="等待审定").Next(this.decided)
    decided = (
        Switch().Annotation(title="审定结论").Case(this.await_result, stands_at(State.APPROVED)).Default(this.closed)
    )
    await_result = Wait().Annotation(title="等待命名或上级结果").Next(this.closed)
    closed = Finish().Annotation(title="办结")
