"""The county's decision, the naming, the report to the superior and its result."""

from django.conf import settings
from django.db import models

from accounts import clock
from accounts.append_only import AppendOnly, protect
from documents.models import Document
from workflows.applications.models import Application
from workflows.rounds.models import Round


@protect
class Meeting(AppendOnly):
    """An excerpt of minutes (纪要节录, F18): who deliberated, when, with what result."""

    class Body(models.TextChoices):
        LEADING_GROUP = "leading_group", "领导小组会议"
        GOVERNMENT = "government", "县政府常务会议"
        COMMITTEE = "committee", "县委常委会会议"

    round = models.ForeignKey(Round, models.PROTECT, related_name="meetings", verbose_name="批次")
    body = models.CharField("会议", max_length=20, choices=Body)
    session = models.CharField("会议名称和次数", max_length=80)
    held_on = models.DateField("日期")
    resolution = models.TextField("议定事项", max_length=2000)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="节录人")
    recorded_at = models.DateTimeField("登记时间", default=clock.now)

    class Meta:
        verbose_name = verbose_name_plural = "会议纪要节录"
        ordering = ["held_on", "id"]

    def __str__(self):
        return self.session


@protect
class Honour(AppendOnly):
    """A title conferred by the county, or recognised by the superior (称号)."""

    application = models.OneToOneField(Application, models.PROTECT, related_name="honour", verbose_name="申报")
    region = models.ForeignKey("accounts.Region", models.PROTECT, related_name="honours", verbose_name="单位")
    title = models.CharField("称号", max_length=40)
    level = models.CharField("层级", max_length=10)
    document_number = models.CharField("文号", max_length=60)
    document = models.ForeignKey(Document, models.PROTECT, null=True, related_name="+", verbose_name="决定")
    conferred_on = models.DateField("日期")

    class Meta:
        verbose_name = verbose_name_plural = "称号"

    def __str__(self):
        return f"{self.region} {self.title}"


@protect
class UpwardReport(AppendOnly):
    """The round's submission to the superior: one 请示, one main recipient, the dossiers behind it."""

    round = models.OneToOneField(Round, models.PROTECT, related_name="upward_report", verbose_name="批次")
    document = models.ForeignKey(Document, models.PROTECT, related_name="+", verbose_name="请示")
    recipient = models.CharField("主送机关", max_length=80)
    sent_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="报送人")
    sent_at = models.DateTimeField("报送时间", default=clock.now)

    class Meta:
        verbose_name = verbose_name_plural = "报送记录"

    def __str__(self):
        return f"{self.round} 报送"


@protect
class SuperiorResult(AppendOnly):
    """What the superior decided on one application, with its document."""

    application = models.OneToOneField(Application, models.PROTECT, related_name="superior_result", verbose_name="申报")
    recognised = models.BooleanField("认定")
    document_number = models.CharField("文号", max_length=80)
    decided_on = models.DateField("日期")
    remark = models.CharField("说明", max_length=200, blank=True)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="登记人")
    recorded_at = models.DateTimeField("登记时间", default=clock.now)

    class Meta:
        verbose_name = verbose_name_plural = "上级结果"

    def __str__(self):
        return f"{self.application_id} {'认定' if self.recognised else '未认定'}"
