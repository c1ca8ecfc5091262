"""A department's scores and its signed sheet."""

from django.conf import settings
from django.db import models

from accounts import clock
from accounts.append_only import AppendOnly, AppendOnlyQuerySet, protect
from accounts.models import Organisation
from documents.models import EvidenceFile
from workflows.applications.models import Application, Submission


class Via(models.TextChoices):
    """Where a score was typed."""

    PAGE = "page", "评分表"
    GRID = "grid", "本局评分"
    EXCEL = "excel", "Excel导入"


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

    A version that applies and has no score is a cell emptied again; no sheet is handed in with one.
    Sealed until the lock: only the department itself reads it (``scoring.rules.may_read_scores``).
    """

    application = models.ForeignKey(Application, models.PROTECT, related_name="scores", verbose_name="申报")
    submission = models.ForeignKey(Submission, models.PROTECT, related_name="scores", verbose_name="送审")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="scores", verbose_name="部门")
    indicator = models.CharField("指标编号", max_length=20)
    version = models.PositiveSmallIntegerField("版本", default=1)
    applicable = models.BooleanField("适用", default=True)
    suggested = models.DecimalField("按细则应得", max_digits=7, decimal_places=2, null=True)
    by_ledger = models.BooleanField("建议分按部门台账计算", default=False)
    score = models.DecimalField("评分", max_digits=7, decimal_places=2, null=True)
    basis = models.JSONField("加分等次或扣分次数", null=True, help_text="加分项：等次用语；倒扣项：情形 → 次数")
    reason = models.CharField("扣分或改判理由", max_length=400, blank=True)
    needs_reason = models.BooleanField("须写理由", default=False, help_text="与细则不一致，或者倒扣")
    via = models.CharField("来自", max_length=8, choices=Via, default=Via.PAGE)
    file = models.ForeignKey(EvidenceFile, models.PROTECT, null=True, related_name="+", verbose_name="导入的文件")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="评分人")
    by_name = models.CharField("评分人姓名", max_length=60)
    at = models.DateTimeField("时间", default=clock.now)

    objects = ScoreVersionQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "部门评分"
        constraints = [
            models.UniqueConstraint(fields=["submission", "indicator", "version"], name="score_versions_are_numbered"),
            models.CheckConstraint(
                condition=models.Q(score=None) | models.Q(applicable=True, score__gte=0),
                name="a_score_belongs_to_what_applies",
            ),
        ]
        indexes = [models.Index(fields=["application", "organisation"], name="score_by_department")]

    def __str__(self):
        return f"{self.indicator} {self.score}"


class ScoreSheetQuerySet(AppendOnlyQuerySet):
    """Which sheets."""

    def current(self):
        """The newest signature of each department on a submission."""
        newer = ScoreSheet.objects.filter(
            submission=models.OuterRef("submission"),
            organisation=models.OuterRef("organisation"),
            number__gt=models.OuterRef("number"),
        )
        return self.filter(~models.Exists(newer))


@protect
class ScoreSheet(AppendOnly):
    """A department's signed sheet for one application (评分表, F08): scored by one person, signed by its head.

    Signed anew, under the next number, when scores were given or objections answered after the first signature.
    """

    application = models.ForeignKey(Application, models.PROTECT, related_name="score_sheets", verbose_name="申报")
    submission = models.ForeignKey(Submission, models.PROTECT, related_name="score_sheets", verbose_name="送审")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="score_sheets", verbose_name="部门")
    number = models.PositiveSmallIntegerField("第几次审签", default=1)
    versions = models.JSONField("所签的评分版本", default=dict, help_text="指标编号 → 版本")
    answers = models.JSONField("所签的异议答复", default=list)
    remark = models.CharField("部门意见", max_length=400, blank=True)
    signed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="审签人")
    signed_by_name = models.CharField("审签人姓名", max_length=60)
    signed_at = models.DateTimeField("审签时间", default=clock.now)

    objects = ScoreSheetQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "部门评分表"
        constraints = [
            models.UniqueConstraint(fields=["submission", "organisation", "number"], name="signed_sheets_are_numbered"),
        ]

    def __str__(self):
        return f"{self.organisation} {self.application_id}"
