"""Does an indicator apply? The data or the county says so, never a score: the office rules on what a department proposes."""

from django.conf import settings
from django.db import models

from accounts import clock
from accounts.append_only import AppendOnly, AppendOnlyQuerySet, protect
from workflows.applications.models import Application, Submission

from .scores import DepartmentScore


class RulingQuerySet(AppendOnlyQuerySet):
    """Which rulings."""

    def current(self):
        """The newest ruling on each line of a submission."""
        newer = ApplicabilityRuling.objects.filter(
            submission=models.OuterRef("submission"),
            indicator=models.OuterRef("indicator"),
            pk__gt=models.OuterRef("pk"),
        )
        return self.filter(~models.Exists(newer))


@protect
class ApplicabilityRuling(AppendOnly):
    """The office confirms or refuses that a line does not apply (or does although the rule says no)."""

    application = models.ForeignKey(
        Application, models.PROTECT, related_name="applicability_rulings", verbose_name="申报"
    )
    submission = models.ForeignKey(
        Submission, models.PROTECT, related_name="applicability_rulings", verbose_name="送审"
    )
    indicator = models.CharField("指标编号", max_length=20)
    proposal = models.OneToOneField(DepartmentScore, models.PROTECT, related_name="ruling", verbose_name="部门意见")
    proposed = models.BooleanField("部门认为适用")
    applies = models.BooleanField("认定适用")
    reason = models.CharField("理由", max_length=200)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="认定人")
    by_name = models.CharField("认定人姓名", max_length=60)
    at = models.DateTimeField("时间", default=clock.now)

    objects = RulingQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "适用性认定"
        constraints = [models.CheckConstraint(condition=~models.Q(reason=""), name="a_ruling_has_a_reason")]

    def __str__(self):
        return f"{self.indicator} {'适用' if self.applies else '不适用'}"

    @property
    def confirms(self) -> bool:
        """As the department proposed?"""
        return self.applies == self.proposed
