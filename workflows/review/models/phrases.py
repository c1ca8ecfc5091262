"""A person's own canned opinions (常用语)."""

from django.conf import settings
from django.db import models

from accounts import clock


class Phrase(models.Model):
    """A sentence that its owner writes often; nobody else sees it."""

    class Purpose(models.TextChoices):
        ITEM = "item", "一项指标的意见"
        WHOLE = "whole", "整件的意见"

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="review_phrases", verbose_name="所属人"
    )
    purpose = models.CharField("用在", max_length=10, choices=Purpose)
    text = models.CharField("常用语", max_length=200)
    at = models.DateTimeField("添加时间", default=clock.now)

    class Meta:
        verbose_name = verbose_name_plural = "常用语"
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["user", "purpose", "text"], name="a_phrase_once"),
            models.CheckConstraint(condition=~models.Q(text=""), name="a_phrase_says_something"),
        ]

    def __str__(self):
        return self.text
