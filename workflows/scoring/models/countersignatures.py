"""Countersignatures of cooperating departments (会签)."""

from django.conf import settings
from django.db import models

from accounts import clock
from accounts.append_only import AppendOnly, protect
from accounts.models import Organisation
from workflows.applications.models import Application, Submission


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
