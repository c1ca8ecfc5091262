"""代填: the township fills in for a village; the village's secretary confirms section by section."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from accounts import clock
from accounts.append_only import AppendOnly, protect

from .application import Application


class HelpingQuerySet(models.QuerySet):
    def open(self):
        """Asked for or under way."""
        return self.filter(ended_at=None)

    def under_way(self):
        return self.open().exclude(taken_up_at=None)


class Helping(models.Model):
    """One time that the township fills in: asked for by the village, or taken up by the township with its reason."""

    application = models.ForeignKey(Application, models.CASCADE, related_name="helpings", verbose_name="申报")
    reason = models.CharField("原因", max_length=200)
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="请求人"
    )
    asked_at = models.DateTimeField("请求时间", null=True)
    taken_up_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="代填人"
    )
    taken_up_at = models.DateTimeField("开始代填", null=True)
    ended_at = models.DateTimeField("结束时间", null=True)

    objects = HelpingQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "代填"
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["application"], condition=Q(ended_at=None), name="one_open_helping"),
            models.CheckConstraint(condition=~Q(reason=""), name="a_helping_has_a_reason"),
            models.CheckConstraint(
                condition=Q(asked_by__isnull=False) | Q(taken_up_by__isnull=False), name="somebody_wanted_the_helping"
            ),
        ]

    def __str__(self):
        return f"{self.application_id} {self.reason}"


@protect
class SectionCheck(AppendOnly):
    """What the village's secretary said of one section as it then stood: confirmed, or sent back with a word."""

    application = models.ForeignKey(Application, models.PROTECT, related_name="section_checks", verbose_name="申报")
    section = models.CharField("部分", max_length=20)
    digest = models.CharField("当时内容的校验值", max_length=64)
    confirmed = models.BooleanField("属实")
    words = models.CharField("要改什么", max_length=400, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="确认人")
    by_name = models.CharField("确认人姓名", max_length=60)
    at = models.DateTimeField("时间", default=clock.now)

    class Meta:
        verbose_name = verbose_name_plural = "代填确认"
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(condition=Q(confirmed=True) | ~Q(words=""), name="a_section_sent_back_says_why")
        ]

    def __str__(self):
        return f"{self.section} {'属实' if self.confirmed else '退回'}"
