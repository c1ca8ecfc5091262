"""Copies for information (抄送) and whether they were read (已阅)."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from accounts import clock


class CopyQuerySet(models.QuerySet):
    def of(self, user):
        """The newest first."""
        return self.filter(person=user).order_by("-pk")

    def unread(self):
        return self.filter(read_at=None)


class Copy(models.Model):
    """One case shown to one person who need not do anything."""

    process = models.ForeignKey("viewflow.Process", models.PROTECT, related_name="copies", verbose_name="流程")
    title = models.CharField("事项", max_length=160)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="收件人")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="抄送人")
    words = models.CharField("附言", max_length=400, blank=True)
    at = models.DateTimeField("抄送时间", default=clock.now)
    read_at = models.DateTimeField("阅读时间", null=True)

    objects = CopyQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "抄送"
        indexes = [
            models.Index(fields=["person", "-id"], name="copies_newest_first"),
            models.Index(fields=["person"], condition=Q(read_at=None), name="copies_unread"),
        ]

    def __str__(self):
        return self.title
