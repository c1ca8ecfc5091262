"""The verbs of the procedure, one list. Who may do each, where and when stands in the stages' ``rules.py``."""

from django.db import models


class Action(models.TextChoices):
    """What an official can do to a case."""

    # Standards 评定标准
    EDIT_STANDARD = "edit_standard", "编制评定标准"
    PUBLISH_STANDARD = "publish_standard", "发布评定标准"
    WITHDRAW_STANDARD = "withdraw_standard", "停用评定标准"
    # Application 申报
    START_APPLICATION = "start_application", "发起申报"
    FILL_IN = "fill_in", "填报"
    SUBMIT = "submit", "提交申报"
    RECALL = "recall", "撤回"
    WITHDRAW = "withdraw", "放弃申报"
    SUPPLY_DATA = "supply_data", "提供数据"
    ASK_FOR_HELP = "ask_for_help", "请镇代填"
    TAKE_UP_FILLING = "take_up_filling", "开始代填"
    FILL_FOR = "fill_for", "代填"
    CONFIRM_FILLED = "confirm_filled", "确认代填内容"
    CHANGE_LEADER = "change_leader", "变更负责人"
    SIGN_COMMITMENT = "sign_commitment", "重签承诺"
    # Stopping 终止和恢复
    TERMINATE = "terminate", "终止"
    RESUME = "resume", "恢复"
    # Review 审核
    CHECK_ON_SITE = "check_on_site", "镇级实地核查"
    REVIEW_AT_TOWNSHIP = "review_at_township", "镇（街道）审核"
    ANSWER_REDUCTION = "answer_reduction", "答复核减"
    SIGN_AT_TOWNSHIP = "sign_at_township", "镇（街道）签发"
    ACCEPT_AT_COUNTY = "accept_at_county", "县级受理"
    SIGN_AT_COUNTY = "sign_at_county", "县领导签发"
    APPROVE_RETURN = "approve_return", "批准第二次退回"
    RECHECK = "recheck", "复核"
    RETURN_MIDWAY = "return_midway", "评分中退回补正"
    # Scoring 评分
    SCORE = "score", "部门评分"
    SIGN_SCORES = "sign_scores", "部门负责人审签"
    COUNTERSIGN = "countersign", "配合部门会签"
    ANSWER_OBJECTIONS = "answer_objections", "答复异议"
    SIGN_ANSWERS = "sign_answers", "审签答复"
    ANSWER_JOINT_CHECK = "answer_joint_check", "部门联审"
    RULE_APPLICABILITY = "rule_applicability", "认定适用性"
    NAME_SUBSTITUTE = "name_substitute", "指定替代人员"
    WITHDRAW_RECUSAL = "withdraw_recusal", "解除回避"
    LOCK_SCORES = "lock_scores", "锁分"
    READ_DRIFT = "read_drift", "查看评分偏差参考"
    # Round 批次
    PREPARE_ROUND = "prepare_round", "拟定批次"
    OPEN_ROUND = "open_round", "启动批次"
    END_INTAKE = "end_intake", "申报截止"
    REMIND = "remind", "催办"
    ESCALATE = "escalate", "逾期提级"
    EXTEND = "extend", "延期"
    EDIT_CALENDAR = "edit_calendar", "编制工作日历"
    CHANGE_EDITION = "change_edition", "流程换版"
    MERGE_DEPARTMENT = "merge_department", "部门并入"
    # Ranking 排名
    PROPOSE_LIST = "propose_list", "汇总排名"
    APPROVE_LIST = "approve_list", "审定拟推荐名单"
    # Publicity 公示
    PUBLISH_NOTICE = "publish_notice", "发布公示"
    CLOSE_NOTICE = "close_notice", "公示结果"
    SETTLE_OBJECTION = "settle_objection", "办理异议"
    DISQUALIFY = "disqualify", "取消资格"
    SEE_COMPLAINANT = "see_complainant", "查看反映人"
    # Designation 命名
    DELIBERATE = "deliberate", "县级审议审定"
    DESIGNATE = "designate", "命名"
    REPORT_UPWARD = "report_upward", "报送上级"
    RECORD_RESULT = "record_result", "登记上级结果"
    BUILD_PACK = "build_pack", "编制材料汇编"
    # Between colleagues, at any step 办理中
    TRANSFER = "transfer", "转办"
    TAKE_BACK = "take_back", "收回转办"
    RECALL_STEP = "recall_step", "撤回已办"
    CONSULT = "consult", "征求意见"
    GIVE_OPINION = "give_opinion", "签注意见"
    STOP_CONSULTING = "stop_consulting", "收回征求"
    COPY = "copy", "抄送"


#: Their right is that of the step at which they are done, or of whoever is asked.
BESIDE_A_STEP = frozenset(
    {
        Action.TRANSFER,
        Action.TAKE_BACK,
        Action.RECALL_STEP,
        Action.ESCALATE,
        Action.CONSULT,
        Action.GIVE_OPINION,
        Action.STOP_CONSULTING,
        Action.COPY,
    }
)
