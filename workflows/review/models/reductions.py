"""The applicant's one answer to what the township took off (核减); insert-only."""

from django.conf import settings
from django.db import models

from accounts import clock
from accounts.append_only import AppendOnly, protect

from .opinions import Opinion


@protect
class ReductionAnswer(AppendOnly):
    """Once for each opinion, before the township's pack leaves."""

    opinion = models.OneToOneField(Opinion, models.PROTECT, related_name="reduction_answer", verbose_name="审核意见")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="答复人")
    by_name = models.CharField("答复人姓名", max_length=60)
    at = models.DateTimeField("时间", default=clock.now)

    class Meta:
        verbose_name = verbose_name_plural = "核减答复"

    def __str__(self):
        return f"{self.by_name} {self.at:%Y-%m-%d}"


@protect
class ReductionReply(AppendOnly):
    """The word on one indicator: agrees, or says why not."""

    answer = models.ForeignKey(ReductionAnswer, models.PROTECT, related_name="replies", verbose_name="答复")
    indicator = models.CharField("指标编号", max_length=20)
    agrees = models.BooleanField("同意核减")
    words = models.CharField("说明", max_length=400, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "逐项答复"
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["answer", "indicator"], name="one_reply_per_reduced_indicator"),
            models.CheckConstraint(
                condition=models.Q(agrees=True) | ~models.Q(words=""), name="who_does_not_agree_says_why"
            ),
        ]

    def __str__(self):
        return f"{self.indicator} {'同意' if self.agrees else self.words}"
