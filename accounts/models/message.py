"""站内信."""

from django.conf import settings
from django.db import models

from accounts.clock import now
from accounts.models.letter import Letter


class MessageQuerySet(models.QuerySet):
    def of(self, user):
        return self.filter(user=user)

    def unread(self):
        return self.filter(read_at__isnull=True)


class Message(models.Model):
    """What a person is told. Written by ``accounts.outbox.posting``; only ``read_at`` changes afterwards."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="messages", verbose_name="收件人")
    at = models.DateTimeField("时间", default=now)
    subject = models.CharField("标题", max_length=120)
    body = models.TextField("内容", blank=True)
    url = models.CharField("链接", max_length=200, blank=True)
    letter = models.ForeignKey(
        Letter, models.PROTECT, null=True, blank=True, related_name="messages", verbose_name="群发消息"
    )
    read_at = models.DateTimeField("阅读时间", null=True, blank=True)

    objects = MessageQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "站内信"
        ordering = ["-pk"]
        indexes = [
            models.Index(fields=["user", "-id"], name="messages_newest_first"),
            models.Index(fields=["user"], condition=models.Q(read_at__isnull=True), name="messages_unread"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["letter", "user"],
                condition=models.Q(letter__isnull=False),
                name="one_message_per_person_and_letter",
            ),
        ]

    def __str__(self):
        return self.subject
