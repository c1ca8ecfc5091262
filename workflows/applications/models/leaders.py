"""负责人变动: who answered for an application from when on."""

from django.conf import settings
from django.db import models

from accounts import clock
from accounts.append_only import AppendOnly, protect

from .application import Application


@protect
class LeaderChange(AppendOnly):
    """The applicant's leader changed after it was handed in; the new one signs the commitment again.

    What was handed in keeps the name under which it was handed in.
    """

    application = models.ForeignKey(Application, models.PROTECT, related_name="leader_changes", verbose_name="申报")
    former_name = models.CharField("原负责人", max_length=40)
    name = models.CharField("新负责人", max_length=40)
    since = models.DateField("接任日期")
    reason = models.CharField("变动原因", max_length=200)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="登记人")
    at = models.DateTimeField("登记时间", default=clock.now)

    class Meta:
        verbose_name = verbose_name_plural = "负责人变动"
        ordering = ["id"]

    def __str__(self):
        return f"{self.former_name} → {self.name}"
