"""Submitted means frozen: the canonical content of an application, addressed by its hash."""

import json
from functools import cached_property

from django.conf import settings
from django.db import models

from accounts import clock
from accounts.append_only import AppendOnly, protect

from .application import Application


@protect
class Snapshot(AppendOnly):
    """The exact bytes that were hashed (RFC 8785 canonical JSON); review, scoring and papers read only these."""

    sha256 = models.CharField("校验值", max_length=64, primary_key=True)
    county = models.CharField("县", max_length=6)
    body = models.TextField("内容")
    made_at = models.DateTimeField("定格时间", default=clock.now)

    class Meta:
        verbose_name = verbose_name_plural = "定格内容"

    def __str__(self):
        return self.sha256[:12]

    @cached_property
    def content(self) -> dict:
        """The frozen fields; numbers are decimal strings."""
        return json.loads(self.body)


@protect
class Submission(AppendOnly):
    """One handing-in of an application; a corrected one is a new submission with a snapshot of its own."""

    application = models.ForeignKey(Application, models.PROTECT, related_name="submissions", verbose_name="申报")
    number = models.PositiveSmallIntegerField("第几次送审")
    snapshot = models.ForeignKey(Snapshot, models.PROTECT, related_name="submissions", verbose_name="定格内容")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="提交人")
    at = models.DateTimeField("提交时间", default=clock.now)

    class Meta:
        verbose_name = verbose_name_plural = "送审记录"
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["application", "number"], name="submissions_are_numbered"),
        ]

    def __str__(self):
        return f"第{self.number}次"
