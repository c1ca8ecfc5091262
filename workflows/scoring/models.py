"""County scoring: departments' scores, countersignatures, veto answers, recusals, the locked result."""

from django.conf import settings
from django.db import models

from accounts import clock
from accounts.append_only import AppendOnly, AppendOnlyQuerySet, protect
from accounts.models import Organisation
from workflows.applications.models import Application, Submission


class ScoreVersionQuerySet(AppendOnlyQuerySet):
    """Which scores."""

    def current(self):
        """The newest version of each indicator's score."""
        newer = DepartmentScore.objects.filter(
            submission=models.OuterRef("submission"),
            indicator=models.OuterRef("indicator"),
            version__gt=models.OuterRef("version"),
        )
        return self.filter(~models.Exists(newer))


@protect
class DepartmentScore(AppendOnly):
    """A lead department's score of one indicator; a change is a new version with its reason. Insert-only.

    Sealed until the lock: only the department itself reads it (``scoring.rules.may_read_scores``).
    """

    application = models.ForeignKey(Application, models.PROTECT, related_name="scores", verbose_name="申报")
    submission = models.ForeignKey(Submission, models.PROTECT, related_name="scores", verbose_name="送审")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="scores", verbose_name="部门")
    indicator = models.CharField("指标编号", max_length=20)
    version = models.PositiveSmallIntegerField("版本", default=1)
    applicable = models.BooleanField("适用", default=True)
    suggested = models.DecimalField("按细则应得", max_digits=7, decimal_places=2, null=True)
    score = models.DecimalField("评分", max_digits=7, decimal_places=2, null=True)
    basis = models.JSONField("加分等次或扣分次数", null=True, help_text="加分项：等次用语；倒扣项：情形 → 次数")
    reason = models.CharField("扣分或改判理由", max_length=400, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="评分人")
    by_name = models.CharField("评分人姓名", max_length=60)
    at = models.DateTimeField("时间", default=clock.now)

    objects = ScoreVersionQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "部门评分"
        constraints = [
            models.UniqueConstraint(fields=["submission", "indicator", "version"], name="score_versions_are_numbered"),
            models.CheckConstraint(
                condition=models.Q(applicable=False, score=None) | models.Q(applicable=True, score__gte=0),
                name="an_applicable_indicator_has_a_score",
            ),
        ]
        indexes = [models.Index(fields=["application", "organisation"], name="score_by_department")]

    def __str__(self):
        return f"{self.indicator} {self.score}"


@protect
class ScoreSheet(AppendOnly):
    """A department's signed sheet for one application (评分表, F08): scored by one person, signed by its head."""

    application = models.ForeignKey(Application, models.PROTECT, related_name="score_sheets", verbose_name="申报")
    submission = models.ForeignKey(Submission, models.PROTECT, related_name="score_sheets", verbose_name="送审")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="score_sheets", verbose_name="部门")
    remark = models.CharField("部门意见", max_length=400, blank=True)
    signed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="审签人")
    signed_by_name = models.CharField("审签人姓名", max_length=60)
    signed_at = models.DateTimeField("审签时间", default=clock.now)

    class Meta:
        verbose_name = verbose_name_plural = "部门评分表"
        constraints = [
            models.UniqueConstraint(fields=["submission", "organisation"], name="one_signed_sheet_per_department"),
        ]

    def __str__(self):
        return f"{self.organisation} {self.application_id}"


@protect
class Countersignature(AppendOnly):
    """A cooperating department agrees, or objects with a reason (会签, F08a)."""

    application = models.ForeignKey(Application, models.PROTECT, related_name="countersignatures", verbose_name="申报")
    submission = models.ForeignKey(Submission, models.PROTECT, related_name="countersignatures", verbose_name="送审")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+", verbose_name="部门")
    agrees = models.BooleanField("同意")
    reason = models.CharField("异议理由", max_length=400, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="会签人")
    by_name = models.CharField("会签人姓名", max_length=60)
    at = models.DateTimeField("时间", default=clock.now)

    class Meta:
        verbose_name = verbose_name_plural = "会签意见"
        constraints = [
            models.UniqueConstraint(fields=["submission", "organisation"], name="one_countersignature_per_department"),
            models.CheckConstraint(
                condition=models.Q(agrees=True) | ~models.Q(reason=""), name="an_objection_has_a_reason"
            ),
        ]

    def __str__(self):
        return f"{self.organisation} {'同意' if self.agrees else '有异议'}"


@protect
class VetoAnswer(AppendOnly):
    """A respondent's answer in the joint veto check (联审, F10). Confidential: the applicant sees only the clause."""

    application = models.ForeignKey(Application, models.PROTECT, related_name="veto_answers", verbose_name="申报")
    submission = models.ForeignKey(Submission, models.PROTECT, related_name="veto_answers", verbose_name="送审")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+", verbose_name="部门")
    clause = models.CharField("否决条款", max_length=20, blank=True, help_text="空表示无否决情形")
    facts = models.TextField("事实", max_length=1000, blank=True)
    document = models.CharField("依据文号", max_length=80, blank=True)
    happened_on = models.DateField("发生时间", null=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="答复人")
    by_name = models.CharField("答复人姓名", max_length=60)
    at = models.DateTimeField("时间", default=clock.now)

    class Meta:
        verbose_name = verbose_name_plural = "联审意见"
        constraints = [
            models.UniqueConstraint(fields=["submission", "organisation"], name="one_veto_answer_per_department"),
            models.CheckConstraint(
                condition=models.Q(clause="") | (~models.Q(facts="") & ~models.Q(document="")),
                name="a_veto_rests_on_facts_and_a_document",
            ),
        ]

    def __str__(self):
        return f"{self.organisation} {self.clause or '无否决情形'}"


class Recusal(models.Model):
    """A person who must not handle an applicant: comes from there, is kin, leads or is posted there (回避)."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="recusals", verbose_name="人员")
    region = models.ForeignKey("accounts.Region", models.PROTECT, related_name="+", verbose_name="申报单位")
    reason = models.CharField("回避情形", max_length=120)
    declared_at = models.DateTimeField("申报时间", default=clock.now)

    class Meta:
        verbose_name = verbose_name_plural = "回避"
        constraints = [models.UniqueConstraint(fields=["user", "region"], name="one_recusal_per_person_and_region")]

    def __str__(self):
        return f"{self.user} {self.region}"


@protect
class FinalScore(AppendOnly):
    """The locked result of one application: what is ranked, printed and defended. Insert-only."""

    application = models.OneToOneField(Application, models.PROTECT, related_name="final_score", verbose_name="申报")
    submission = models.OneToOneField(Submission, models.PROTECT, related_name="final_score", verbose_name="送审")
    total = models.DecimalField("总分", max_digits=8, decimal_places=2)
    base = models.DecimalField("基础分", max_digits=8, decimal_places=2)
    bonus = models.DecimalField("加分", max_digits=6, decimal_places=2)
    penalty = models.DecimalField("扣分", max_digits=6, decimal_places=2)
    satisfaction = models.DecimalField("满意度", max_digits=5, decimal_places=2, null=True)
    dimensions = models.JSONField("五维得分", help_text="样板代码 → {score, points}")
    result = models.JSONField("计分结果", help_text="逐项：值、得分、说明；与评定标准版本一同保存")
    vetoed = models.BooleanField("一票否决")
    reaches_grade = models.BooleanField("达标")
    locked_at = models.DateTimeField("锁分时间", default=clock.now)
    locked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="锁分人")

    class Meta:
        verbose_name = verbose_name_plural = "最终得分"

    def __str__(self):
        return f"{self.total}"
