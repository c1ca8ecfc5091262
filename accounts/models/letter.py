"""群发消息: what many people are told at once waits for a second look."""

import hashlib

from django.conf import settings
from django.db import models
from django.db.models import Q

from accounts import clock


class LetterQuerySet(models.QuerySet):
    def of(self, county: str):
        return self.filter(county=county)

    def waiting(self):
        """Drafts that may still be sent."""
        return self.filter(Q(good_until=None) | Q(good_until__gt=clock.now()), state=Letter.State.DRAFT)


class Letter(models.Model):
    """A draft until somebody else than its author sends it. Written only by ``accounts.outbox.letters``."""

    class State(models.IntegerChoices):
        DRAFT = 0, "待发出"
        SENT = 1, "已发出"
        DISCARDED = 2, "不发"

    county = models.CharField("县代码", max_length=6)
    subject = models.CharField("标题", max_length=120)
    body = models.TextField("内容", blank=True)
    url = models.CharField("链接", max_length=200, blank=True)
    audience = models.CharField("发给", max_length=200)
    to_groups = models.BooleanField("同时发到工作群", default=False)
    state = models.PositiveSmallIntegerField("状态", choices=State, default=State.DRAFT, editable=False)
    drafted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="起草人"
    )
    drafted_at = models.DateTimeField("起草时间", default=clock.now)
    good_until = models.DateTimeField("最晚发出时间", null=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="复核人"
    )
    decided_at = models.DateTimeField("复核时间", null=True)

    objects = LetterQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "群发消息"
        ordering = ["-pk"]
        indexes = [models.Index(fields=["county", "state", "-id"], name="letters_by_county")]
        constraints = [
            models.CheckConstraint(
                condition=Q(drafted_by=None) | Q(decided_by=None) | ~Q(state=1) | ~Q(decided_by=models.F("drafted_by")),
                name="a_letter_is_sent_by_a_second_person",
            ),
        ]

    def __str__(self):
        return self.subject

    @property
    def is_stale(self) -> bool:
        return self.good_until is not None and self.good_until <= clock.now()

    def fingerprint(self) -> str:
        """What was looked at: the words and the list."""
        parts = [self.subject, self.body, self.url, str(self.to_groups)]
        parts += [f"{user}:{body}" for user, body in self.addressees.order_by("user").values_list("user", "body")]
        return hashlib.sha256("\0".join(parts).encode()).hexdigest()[:32]


class Addressee(models.Model):
    """Who is on the list; a text of one's own where each is told something else."""

    letter = models.ForeignKey(Letter, models.CASCADE, related_name="addressees", verbose_name="群发消息")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="收件人")
    body = models.TextField("内容", blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "收件人"
        constraints = [models.UniqueConstraint(fields=["letter", "user"], name="once_on_the_list_of_a_letter")]
