"""Opinions of the township and the county office on a submission; insert-only."""

from django.conf import settings
from django.db import models

from accounts import clock
from accounts.append_only import AppendOnly, protect
from workflows.applications.models import Application, Submission


class Stage(models.TextChoices):
    """Whose opinion it is."""

    TOWNSHIP = "township", "镇（街道）审核"
    TOWNSHIP_LEADER = "township_leader", "镇（街道）签发"
    COUNTY_OFFICE = "county_office", "县级受理"
    COUNTY_LEADER = "county_leader", "县领导签发"
    OFFICE_DIRECTOR = "office_director", "办公室主任批准退回"


class Decision(models.TextChoices):
    """What a reviewer decides. A return is 退回补正, never 驳回."""

    RECOMMEND = "recommend", "推荐"
    RETURN = "return", "退回补正"
    NOT_RECOMMEND = "not_recommend", "不予推荐"
    ACCEPT = "accept", "受理"
    NOT_ACCEPT = "not_accept", "不予受理"
    SEND_BACK = "send_back", "退回重审"
    ASK_RETURN = "ask_return", "申请第二次退回"
    APPROVE_RETURN = "approve_return", "同意第二次退回"
    REFUSE_RETURN = "refuse_return", "不同意第二次退回"


@protect
class Opinion(AppendOnly):
    """One official opinion on one submission; it quotes the submission that it read."""

    application = models.ForeignKey(Application, models.PROTECT, related_name="opinions", verbose_name="申报")
    submission = models.ForeignKey(Submission, models.PROTECT, related_name="opinions", verbose_name="送审")
    stage = models.CharField("环节", max_length=20, choices=Stage)
    decision = models.CharField("结论", max_length=20, choices=Decision)
    text = models.TextField("意见", max_length=1000)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="审核人")
    by_name = models.CharField("审核人姓名", max_length=60)
    at = models.DateTimeField("时间", default=clock.now)
    site_check = models.JSONField("实地核查", default=dict, help_text="时间、人员（不少于2名）、抽查户数、发现的问题")
    notice = models.JSONField("镇级公示", default=dict, help_text="起止日期、地点、异议")
    conditions = models.JSONField("基本条件", default=dict, help_text="人工核查的基本条件：编号 → 是否符合")
    exceptions = models.JSONField("不符合而予以受理的理由", default=dict, help_text="基本条件编号 → 理由")
    rank = models.PositiveSmallIntegerField("辖区内排名", null=True)
    due_on = models.DateField("补正期限", null=True)

    class Meta:
        verbose_name = verbose_name_plural = "审核意见"
        ordering = ["id"]
        indexes = [models.Index(fields=["application", "stage"], name="opinion_by_stage")]

    def __str__(self):
        return f"{self.get_stage_display()}：{self.get_decision_display()}"


class Cause(models.TextChoices):
    """Why the township gives less than the applicant gave itself (核减理由)."""

    LEDGER = "ledger", "数据与台账不符"
    PROOF = "proof", "佐证不足"
    ON_SITE = "on_site", "与现场不符"
    MEASURE = "measure", "口径有误"
    OTHER = "other", "其他"


@protect
class IndicatorVerdict(AppendOnly):
    """A reviewer's word on one indicator: passes, or what must be changed (一次性列明)."""

    opinion = models.ForeignKey(Opinion, models.PROTECT, related_name="verdicts", verbose_name="意见")
    indicator = models.CharField("指标编号", max_length=20)
    passes = models.BooleanField("通过")
    score = models.DecimalField("镇核得分", max_digits=7, decimal_places=2, null=True)
    problem = models.CharField("问题和要求", max_length=400, blank=True)
    cause = models.CharField("核减理由", max_length=10, choices=Cause, blank=True, default="")
    pointer = models.CharField("依据的佐证", max_length=60, blank=True, default="")

    class Meta:
        verbose_name = verbose_name_plural = "指标审核"
        constraints = [
            models.UniqueConstraint(fields=["opinion", "indicator"], name="one_verdict_per_indicator"),
            models.CheckConstraint(
                condition=models.Q(passes=True) | ~models.Q(problem=""), name="what_does_not_pass_says_why"
            ),
        ]

    def __str__(self):
        return f"{self.indicator} {'通过' if self.passes else self.problem}"
