"""The democratic procedure behind an application, and the commitment to its truth."""

from django.conf import settings
from django.db import models

from accounts import clock
from documents.models import EvidenceFile

from .application import Application


class DemocraticProcedure(models.Model):
    """Meetings that decided to apply, and the notice in the village (民主程序, F01 六).

    For a township the three meetings are the Party committee, the government and the presidium of its congress.
    """

    application = models.OneToOneField(
        Application, models.CASCADE, primary_key=True, related_name="procedure", verbose_name="申报"
    )
    branch_met_on = models.DateField("党组织会议日期", null=True, blank=True)
    branch_due = models.PositiveSmallIntegerField("应到人数", null=True, blank=True)
    branch_present = models.PositiveSmallIntegerField("实到人数", null=True, blank=True)
    branch_agreed = models.PositiveSmallIntegerField("同意票数", null=True, blank=True)
    committees_met_on = models.DateField("“两委”会议日期", null=True, blank=True)
    assembly_met_on = models.DateField("村民（代表）会议日期", null=True, blank=True)
    assembly_due = models.PositiveSmallIntegerField("应到人数", null=True, blank=True)
    assembly_present = models.PositiveSmallIntegerField("实到人数", null=True, blank=True)
    assembly_agreed = models.PositiveSmallIntegerField("同意人数", null=True, blank=True)
    resolution = models.TextField("决议原文", max_length=1000, blank=True)
    notice_from = models.DateField("村内公示开始", null=True, blank=True)
    notice_to = models.DateField("村内公示结束", null=True, blank=True)
    notice_place = models.CharField("公示地点", max_length=120, blank=True)
    notice_objections = models.CharField("异议及处理", max_length=400, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "民主程序"

    def __str__(self):
        return f"{self.application_id}"


class SitePhoto(models.Model):
    """Scans and photographs of the procedure: sign-in sheets, minutes, the notice board, maps, before and after."""

    class Kind(models.TextChoices):
        MINUTES = "minutes", "会议记录"
        RESOLUTION = "resolution", "决议"
        SIGN_IN = "sign_in", "签到表"
        NOTICE = "notice", "公示照片"
        MAP = "map", "附图"
        BEFORE_AFTER = "before_after", "创建前后对比"

    application = models.ForeignKey(Application, models.CASCADE, related_name="photos", verbose_name="申报")
    kind = models.CharField("类别", max_length=20, choices=Kind)
    caption = models.CharField("说明", max_length=120, blank=True)
    file = models.ForeignKey(EvidenceFile, models.PROTECT, related_name="+", verbose_name="文件")
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="上传人")
    added_at = models.DateTimeField("上传时间", default=clock.now)

    class Meta:
        verbose_name = verbose_name_plural = "程序材料"
        ordering = ["kind", "id"]

    def __str__(self):
        return f"{self.get_kind_display()} {self.caption}"


class Commitment(models.Model):
    """The commitment to truth (真实性承诺书, F02), signed anew when the leader changes; all versions are kept."""

    application = models.ForeignKey(Application, models.CASCADE, related_name="commitments", verbose_name="申报")
    signer = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="承诺人")
    signer_name = models.CharField("承诺人姓名", max_length=60)
    signed_at = models.DateTimeField("签署时间", default=clock.now)

    class Meta:
        verbose_name = verbose_name_plural = "真实性承诺"
        ordering = ["-signed_at"]

    def __str__(self):
        return f"{self.signer_name} {self.signed_at:%Y-%m-%d}"
