"""送达: one message on its way out by one channel."""

from django.db import models
from django.db.models import Q

from accounts import clock
from accounts.enums import Channel
from accounts.models.letter import Letter
from accounts.models.message import Message


class DeliveryQuerySet(models.QuerySet):
    def due(self):
        """Whose time has come, the oldest first."""
        return self.filter(state=Delivery.State.WAITING, due_at__lte=clock.now()).order_by("due_at", "pk")

    def abandoned(self):
        """In the hands of a worker that is gone."""
        return self.filter(state=Delivery.State.SENDING, leased_until__lte=clock.now())

    def failed(self):
        return self.filter(state=Delivery.State.FAILED)


class Delivery(models.Model):
    """Written in the transaction of its message; ``accounts.outbox.delivering`` moves it on.

    ``key`` makes it one a message and channel. ``fence`` grows with every claim: who lost the lease settles nothing.
    The address is not kept here; it is the person's, read at the moment of sending.
    """

    class State(models.IntegerChoices):
        WAITING = 0, "待发送"
        SENDING = 1, "发送中"
        SENT = 2, "已送出"
        FAILED = 3, "没有送出"
        DROPPED = 4, "不再发送"

    key = models.CharField("标识", max_length=80, unique=True, editable=False)
    county = models.CharField("县代码", max_length=6, blank=True)
    channel = models.CharField("渠道", max_length=8, choices=Channel)
    message = models.ForeignKey(Message, models.CASCADE, null=True, related_name="deliveries", verbose_name="站内信")
    letter = models.ForeignKey(Letter, models.CASCADE, null=True, related_name="deliveries", verbose_name="群发消息")
    robot = models.CharField("机器人", max_length=40, blank=True)
    state = models.PositiveSmallIntegerField("状态", choices=State, default=State.WAITING)
    made_at = models.DateTimeField("登记时间", default=clock.now)
    due_at = models.DateTimeField("发送时间", default=clock.now)
    attempts = models.PositiveSmallIntegerField("已试次数", default=0)
    fence = models.PositiveIntegerField("领取序号", default=0)
    leased_until = models.DateTimeField("领取到期", null=True)
    problem = models.CharField("原因", max_length=200, blank=True)
    unclear = models.BooleanField("可能已送出", default=False)
    reference = models.CharField("对方回执", max_length=80, blank=True)
    settled_at = models.DateTimeField("办结时间", null=True)
    reported = models.BooleanField("已报管理员", default=False)

    objects = DeliveryQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "送达"
        ordering = ["pk"]
        indexes = [
            models.Index(fields=["due_at", "id"], condition=Q(state=0), name="deliveries_due"),
            models.Index(fields=["leased_until"], condition=Q(state=1), name="deliveries_leased"),
            models.Index(fields=["county", "-id"], condition=Q(state=3), name="deliveries_failed"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(message__isnull=False, letter=None, robot="")
                | Q(message=None, letter__isnull=False) & ~Q(robot=""),
                name="a_delivery_is_to_a_person_or_a_group",
            ),
        ]

    def __str__(self):
        return self.key
