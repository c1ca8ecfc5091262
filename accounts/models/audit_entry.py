"""审计日志."""

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import Q

from accounts.append_only import AppendOnly, AppendOnlyQuerySet, protect
from accounts.clock import now
from accounts.models.region import Region


class AuditEntryQuerySet(AppendOnlyQuerySet):
    def about(self, subject: models.Model):
        return self.filter(subject_type=subject._meta.label_lower, subject_id=str(subject.pk))

    def readable_from(self, region: Region):
        """What happened in a place; and what belongs to no place: sign-ins under unknown names, loading of lists."""
        here = Q(county=region.county) if region.county else Q(county__startswith=region.prefix)
        return self.filter(here | Q(county="", actor=None))


@protect
class AuditEntry(AppendOnly):
    """Who did what to what, when and from where. Written only by ``accounts.audit``."""

    at = models.DateTimeField("时间", default=now)
    county = models.CharField("县代码", max_length=6, blank=True)
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="操作人"
    )
    actor_name = models.CharField("操作人姓名", max_length=60)
    verb = models.CharField("事项", max_length=60)
    subject_type = models.CharField("对象类型", max_length=60, blank=True)
    subject_id = models.CharField("对象编号", max_length=60, blank=True)
    subject_label = models.CharField("对象", max_length=200, blank=True)
    detail = models.JSONField("详情", default=dict, blank=True, encoder=DjangoJSONEncoder)
    ip = models.GenericIPAddressField("来源地址", null=True, blank=True)
    request_id = models.CharField("请求编号", max_length=32, blank=True)

    objects = AuditEntryQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "审计日志"
        ordering = ["-pk"]
        indexes = [
            models.Index(fields=["county", "-id"], name="audit_newest_first"),
            models.Index(fields=["subject_type", "subject_id"], name="audit_by_subject"),
        ]

    def __str__(self):
        return f"{self.actor_name}{self.verb}{self.subject_label}"
