"""Recusal (回避)."""

from django.conf import settings
from django.db import models

from accounts import clock


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
