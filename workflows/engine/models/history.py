"""The history of a case."""

from django.conf import settings
from django.db import models

from accounts import clock
from accounts.append_only import AppendOnly, AppendOnlyQuerySet, protect
from accounts.enums import Post

from ..actions import Action

#: What begins a case: whoever does it finds the case again under 我发起.
BEGINNINGS = (Action.START_APPLICATION.value, Action.PREPARE_ROUND.value)


class EventQuerySet(AppendOnlyQuerySet):
    def begun_by(self, user):
        """Beginnings of the cases that this person began (我发起)."""
        return self.filter(actor=user, action__in=BEGINNINGS)


@protect
class Event(AppendOnly):
    """One entry of a case's history (流程跟踪): who did what, on which post, when, and why. Insert-only."""

    county = models.CharField("县", max_length=6)
    process = models.ForeignKey("viewflow.Process", models.PROTECT, related_name="events", verbose_name="流程")
    at = models.DateTimeField("时间", default=clock.now)
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="办理人"
    )
    actor_name = models.CharField("办理人姓名", max_length=60)
    post = models.CharField("岗位", max_length=24, choices=Post, blank=True)
    on_behalf_of = models.CharField("代理", max_length=60, blank=True, help_text="代谁办理；本人办理为空")
    organisation_name = models.CharField("单位", max_length=60, blank=True)
    action = models.CharField("动作", max_length=32)
    before = models.CharField("原状态", max_length=24)
    after = models.CharField("新状态", max_length=24)
    opinion = models.TextField("意见", blank=True)
    confidential = models.BooleanField("仅经办可见", default=False)
    data = models.JSONField("附带数据", default=dict)

    objects = EventQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "流程记录"
        indexes = [
            models.Index(fields=["process", "id"], name="event_by_process"),
            models.Index(fields=["actor", "-id"], condition=models.Q(action__in=BEGINNINGS), name="event_begun_by"),
        ]

    def __str__(self):
        return f"{self.at:%Y-%m-%d %H:%M} {self.actor_name} {self.action}"
