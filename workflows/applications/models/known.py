"""What the county already has for a field, offered to the applicant instead of asked anew (只核对变化)."""

from django.conf import settings
from django.db import models

from .application import Application


class KnownValue(models.Model):
    """One field's value as it was said before, with its source and its day.

    Offered, never taken as said: it counts once a person has tapped 没变 (``confirmed_at``).
    """

    class Origin(models.TextChoices):
        LAST = "last", "上次申报"
        FILE = "file", "县里登记"

    application = models.ForeignKey(Application, models.CASCADE, related_name="known_values", verbose_name="申报")
    field = models.CharField("栏目", max_length=80)
    value = models.JSONField("已有的内容", help_text="数字为十进制字符串")
    origin = models.CharField("来源", max_length=8, choices=Origin)
    source = models.CharField("出处", max_length=120)
    as_of = models.DateField("日期", null=True)
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="核对人"
    )
    confirmed_at = models.DateTimeField("核对时间", null=True)

    class Meta:
        verbose_name = verbose_name_plural = "已有数据"
        constraints = [models.UniqueConstraint(fields=["application", "field"], name="one_known_value_per_field")]

    def __str__(self):
        return f"{self.field}={self.value}"
