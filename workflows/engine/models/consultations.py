"""Opinions asked of others before a step is done (加签, 委派): the step waits until they have spoken."""

from django.conf import settings
from django.db import models
from django.db.models import Count, Q

from accounts import clock

from .work import WorkItem


class Consultation(models.Model):
    """One question to one or several people. Whoever asked decides; those asked give their opinion."""

    class Need(models.TextChoices):
        """How many must have spoken before the step can be done."""

        ALL = "all", "全部答复后再办"
        HALF = "half", "过半同意后再办"
        ANY = "any", "一人答复即可再办"

    work = models.ForeignKey(WorkItem, models.PROTECT, related_name="consultations", verbose_name="待办事项")
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="征求人")
    question = models.CharField("请对方看什么", max_length=400)
    need = models.CharField("办理条件", max_length=4, choices=Need, default=Need.ALL)
    asked_at = models.DateTimeField("征求时间", default=clock.now)

    class Meta:
        verbose_name = verbose_name_plural = "征求意见"

    def __str__(self):
        return self.question

    @property
    def is_settled(self) -> bool:
        """Have enough spoken? A voice that was taken back does not count."""
        spoken = self.voices.filter(withdrawn_at=None).aggregate(
            asked=Count("pk"),
            answered=Count("pk", filter=~Q(answered_at=None)),
            agreed=Count("pk", filter=Q(agrees=True)),
        )
        asked, answered, agreed = spoken["asked"], spoken["answered"], spoken["agreed"]
        if self.need == self.Need.ANY:
            return answered > 0 or not asked
        if self.need == self.Need.HALF:
            return agreed * 2 > asked or answered == asked
        return answered == asked


class VoiceQuerySet(models.QuerySet):
    def waiting_for(self, user):
        """What this person is asked for and has not answered, while the step it belongs to is open."""
        awaited = self.filter(person=user, answered_at=None, withdrawn_at=None)
        return awaited.filter(consultation__work__state=WorkItem.State.OPEN)


class Voice(models.Model):
    """What one of those asked says; said once, never changed."""

    consultation = models.ForeignKey(Consultation, models.PROTECT, related_name="voices", verbose_name="征求意见")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="被征求人")
    agrees = models.BooleanField("同意", null=True, help_text="空表示不表态，只提供意见")
    words = models.CharField("意见", max_length=1000, blank=True)
    answered_at = models.DateTimeField("答复时间", null=True)
    withdrawn_at = models.DateTimeField("收回时间", null=True)

    objects = VoiceQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "签注意见"
        indexes = [
            models.Index(fields=["person"], condition=Q(answered_at=None, withdrawn_at=None), name="voice_awaited")
        ]
        constraints = [
            models.UniqueConstraint(fields=["consultation", "person"], name="one_voice_per_person_and_question")
        ]

    def __str__(self):
        return f"{self.person}：{self.words}"
