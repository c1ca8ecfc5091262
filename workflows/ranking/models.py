"""The ranking of a round and the list proposed from it."""

from django.conf import settings
from django.db import models
from django.urls import reverse

from accounts import clock
from accounts.append_only import AppendOnly, protect
from accounts.enums import Post
from workflows.applications.models import Application
from workflows.rounds.models import Round

#: Who reads a ranking with its scores. Villages and townships read the public notice: names only.
READS_RANKINGS = frozenset({Post.OFFICE_OPERATOR, Post.OFFICE_DIRECTOR, Post.COUNTY_LEADER, Post.AUDITOR})


class RankingQuerySet(models.QuerySet):
    """Which rankings."""

    def visible_to(self, user):
        """Those of the counties in which the person holds a post that reads them."""
        held = user.current_appointments
        return self.filter(round__county__in={one.county for one in held if one.post in READS_RANKINGS})


class Ranking(models.Model):
    """One computing of a round's order; a round that loses somebody to an objection is ranked again."""

    round = models.ForeignKey(Round, models.PROTECT, related_name="rankings", verbose_name="批次")
    number = models.PositiveSmallIntegerField("第几次")
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="制表人")
    made_at = models.DateTimeField("制表时间", default=clock.now)
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="审核人"
    )
    approved_at = models.DateTimeField("审定时间", null=True)
    meeting = models.CharField("领导小组会议", max_length=120, blank=True)
    lots = models.JSONField("抽签记录", default=list, help_text="同分且各项都相同的，抽签决定：申报编号按签序")

    objects = RankingQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "排名"
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["round", "number"], name="rankings_are_numbered")]

    def __str__(self):
        return f"{self.round} 第{self.number}次排名"

    def get_absolute_url(self) -> str:
        return reverse("ranking:detail", args=[self.pk])

    @property
    def is_approved(self) -> bool:
        return self.approved_at is not None

    @property
    def subject_key(self) -> str:
        """Under which its table (F12) is issued."""
        return f"ranking:{self.pk}"


@protect
class RankRow(AppendOnly):
    """One application's place, and why it is or is not proposed. Insert-only: another order is another ranking."""

    ranking = models.ForeignKey(Ranking, models.PROTECT, related_name="rows", verbose_name="排名")
    application = models.ForeignKey(Application, models.PROTECT, related_name="rank_rows", verbose_name="申报")
    position = models.PositiveSmallIntegerField("名次")
    total = models.DecimalField("总分", max_digits=8, decimal_places=2)
    tied = models.BooleanField("同分", default=False)
    decided_by = models.CharField("同分时依据", max_length=40, blank=True)
    proposed = models.BooleanField("拟推荐", default=False)
    reason = models.CharField("说明", max_length=120, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "排名明细"
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["ranking", "application"], name="one_row_per_ranking_and_application"),
            models.UniqueConstraint(fields=["ranking", "position"], name="one_application_per_position"),
        ]

    def __str__(self):
        return f"{self.position} {self.application_id}"
