"""What was brought and not yet kept: an uploaded table waits here while somebody looks at what was read from it."""

from django.db import models

from accounts.models import User
from workflows.standards.models import Standard

from .rules import OFFICE


class StandardImportQuerySet(models.QuerySet):
    """Which uploads."""

    def visible_to(self, user):
        """Those of the office in which the person works."""
        counties = {held.county for held in user.current_appointments if held.post in OFFICE}
        return self.filter(county__in=counties)

    def waiting(self):
        return self.filter(state=StandardImport.State.WAITING)


class StandardImport(models.Model):
    """One upload: the file as it was sent, what was read from it or what could not be, and what became of it."""

    class State(models.TextChoices):
        WAITING = "waiting", "待确认"
        KEPT = "kept", "已保存为草稿"
        DROPPED = "dropped", "已放弃"

    county = models.CharField("县", max_length=6)
    by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name="上传人")
    at = models.DateTimeField("上传时间")
    name = models.CharField("文件名", max_length=150)
    sha256 = models.CharField("文件校验值", max_length=64)
    body = models.JSONField("读出的内容", null=True, blank=True, help_text="读不出来时为空")
    complaints = models.JSONField("读不懂的地方", default=list, blank=True)
    notes = models.JSONField("说明", default=list, blank=True)
    state = models.CharField("状态", max_length=10, choices=State, default=State.WAITING, editable=False)
    standard = models.ForeignKey(
        Standard, models.SET_NULL, null=True, blank=True, related_name="imports", verbose_name="存成的标准"
    )

    objects = StandardImportQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "评定标准导入"
        ordering = ["-at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(state="kept") | models.Q(body__isnull=False), name="what_is_kept_was_read"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def is_readable(self) -> bool:
        return self.body is not None

    @property
    def is_waiting(self) -> bool:
        return self.state == self.State.WAITING
