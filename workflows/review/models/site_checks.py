"""What the township found on the spot (镇级实地核查): every village, two people at least; insert-only."""

from django.conf import settings
from django.db import models

from accounts import clock
from accounts.append_only import AppendOnly, protect
from documents.models import EvidenceFile
from workflows.applications.models import Application


@protect
class SiteCheck(AppendOnly):
    """One visit. A later visit is a record of its own; the last one counts."""

    application = models.ForeignKey(Application, models.PROTECT, related_name="site_checks", verbose_name="申报")
    on = models.DateField("核查日期")
    people = models.JSONField("核查人员", help_text="不少于2名")
    households = models.PositiveSmallIntegerField("抽查户数", null=True, blank=True)
    words = models.CharField("核查情况", max_length=1000, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="记录人")
    by_name = models.CharField("记录人姓名", max_length=60)
    at = models.DateTimeField("记录时间", default=clock.now)

    class Meta:
        verbose_name = verbose_name_plural = "镇级实地核查"
        ordering = ["id"]

    def __str__(self):
        return f"{self.on}：{'、'.join(self.people)}"


@protect
class SiteFinding(AppendOnly):
    """Something found at one indicator, in words that the reviewer's page shows beside it."""

    check_of = models.ForeignKey(SiteCheck, models.PROTECT, related_name="findings", verbose_name="核查")
    indicator = models.CharField("指标编号", max_length=20)
    words = models.CharField("发现的问题", max_length=400)

    class Meta:
        verbose_name = verbose_name_plural = "核查发现"
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["check_of", "indicator"], name="one_finding_per_check_and_indicator"),
            models.CheckConstraint(condition=~models.Q(words=""), name="a_finding_says_something"),
        ]

    def __str__(self):
        return f"{self.indicator} {self.words}"


@protect
class SiteCheckPhoto(AppendOnly):
    """A photograph taken on the visit."""

    check_of = models.ForeignKey(SiteCheck, models.PROTECT, related_name="photos", verbose_name="核查")
    file = models.ForeignKey(EvidenceFile, models.PROTECT, related_name="+", verbose_name="文件")

    class Meta:
        verbose_name = verbose_name_plural = "核查照片"
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["check_of", "file"], name="a_photo_once_per_check")]

    def __str__(self):
        return str(self.file)
