"""Who changed a field of a draft last: what tells two people apart who type in one form."""

from django.conf import settings
from django.db import models

from accounts import clock

from .application import Application


class FieldMark(models.Model):
    """The latest change of one field: at which version of the draft, by whom, when, and which change of which browser
    it was, so that the same change coming again, or late, is recognised."""

    application = models.ForeignKey(Application, models.CASCADE, related_name="marks", verbose_name="申报")
    field = models.CharField("栏目", max_length=80)
    version = models.PositiveIntegerField("草稿版本")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="填报人")
    at = models.DateTimeField("时间", default=clock.now)
    device = models.CharField("浏览器", max_length=36, blank=True, default="", help_text="浏览器自己取的编号")
    sequence = models.PositiveBigIntegerField("浏览器里的第几次修改", default=0)

    class Meta:
        verbose_name = verbose_name_plural = "填报记录"
        constraints = [models.UniqueConstraint(fields=["application", "field"], name="one_mark_per_field")]

    def __str__(self):
        return f"{self.field} v{self.version}"
