"""An upload on its way: whose it is, what for, how long it will be. How much has come is told by the file itself."""

import re
import uuid
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.db import models

from accounts import clock

KEY = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
#: So long the bytes of an unfinished upload are kept; the sender begins anew after that, from what it still holds.
KEPT = timedelta(days=7)


class UploadQuerySet(models.QuerySet):
    def of(self, owner, subject_key: str, key: str):
        """The one that this person has begun under this key; a key of anybody else's is not there."""
        return self.filter(owner=owner, subject_key=subject_key, key=key) if KEY.fullmatch(key) else self.none()

    def unfinished(self):
        return self.filter(used_at=None)

    def expired(self):
        return self.filter(begun_at__lt=clock.now() - KEPT)


class Upload(models.Model):
    """One file that one person sends, under a key that the sender chose: sent again, it is the same upload."""

    county = models.CharField("县级区划代码", max_length=6)
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="上传人")
    subject_key = models.CharField("所属事项", max_length=100)
    key = models.UUIDField("上传标识")
    place = models.UUIDField("暂存位置", default=uuid.uuid4, unique=True, editable=False)
    name = models.CharField("文件名", max_length=120)
    length = models.PositiveBigIntegerField("字节数")
    sha256 = models.CharField("发送方的校验值", max_length=64, blank=True, default="")
    begun_at = models.DateTimeField("开始时间", default=clock.now)
    file = models.ForeignKey(
        "documents.EvidenceFile", models.PROTECT, null=True, blank=True, related_name="+", verbose_name="收下的文件"
    )
    used_at = models.DateTimeField("收下时间", null=True, blank=True)

    objects = UploadQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "断点续传"
        constraints = [
            models.UniqueConstraint(fields=["owner", "subject_key", "key"], name="one_upload_per_key"),
            models.CheckConstraint(condition=models.Q(length__gt=0), name="an_upload_is_not_empty"),
        ]
        indexes = [models.Index(fields=["begun_at"], name="upload_by_age")]

    def __str__(self) -> str:
        return self.name

    def spend(self, file: Any) -> None:
        """It has become this file; whoever asks for it again is told so and nothing happens twice."""
        self.file, self.used_at = file, clock.now()
        self.save(update_fields=["file", "used_at"])
