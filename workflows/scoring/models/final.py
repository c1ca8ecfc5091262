"""The locked result."""

from django.conf import settings
from django.db import models

from accounts import clock
from accounts.append_only import AppendOnly, protect
from workflows.applications.models import Application, Submission


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
    reason = models.TextField("锁分意见", blank=True)
    locked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="锁分人")

    class Meta:
        verbose_name = verbose_name_plural = "最终得分"

    def __str__(self):
        return f"{self.total}"
