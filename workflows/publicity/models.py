"""Public notices (公示), objections (异议), and the complainants kept apart from them."""

from django.conf import settings
from django.db import models
from django.urls import reverse

from accounts import clock
from accounts.append_only import AppendOnly, protect
from accounts.enums import Post
from documents.models import Document
from workflows.applications.models import Application
from workflows.ranking.models import Ranking
from workflows.rounds.models import Round


class Notice(models.Model):
    """A list shown to the public; its text never changes: another list is another notice.

    At least five working days, the day of issue counted by default; its end is an instant set at issue.
    """

    round = models.ForeignKey(Round, models.PROTECT, related_name="notices", verbose_name="批次")
    ranking = models.OneToOneField(Ranking, models.PROTECT, related_name="notice", verbose_name="排名")
    number = models.PositiveSmallIntegerField("第几次公示")
    document = models.OneToOneField(Document, models.PROTECT, null=True, related_name="+", verbose_name="公示文本")
    issued_on = models.DateField("发布日期")
    ends_on = models.DateField("截止日期")
    ends_at = models.DateTimeField("截止时刻")
    estimated = models.BooleanField("推算", default=False, help_text="跨入节假日安排尚未公布的年份")
    applications = models.ManyToManyField(Application, related_name="notices", verbose_name="公示对象")
    title = models.CharField("标题", max_length=200)
    text = models.TextField("正文", help_text="与公示文本一致，一行一段")
    names = models.JSONField("名单", default=list, help_text="发布时的镇、村名称；以后更名不影响")
    phone = models.CharField("联系电话（座机）", max_length=20)
    address = models.CharField("通信地址", max_length=120)
    issued_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="发布人")

    class Meta:
        verbose_name = verbose_name_plural = "公示"
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["round", "number"], name="notices_are_numbered"),
            models.CheckConstraint(condition=models.Q(ends_on__gte=models.F("issued_on")), name="notice_ends_later"),
        ]

    def __str__(self):
        return f"{self.round} 第{self.number}次公示"

    def get_absolute_url(self) -> str:
        return reverse("publicity:notice", args=[self.pk])

    @property
    def is_running(self) -> bool:
        """May objections still come in?"""
        return clock.now() < self.ends_at

    @property
    def paragraphs(self) -> list[str]:
        """The text as it was published."""
        return self.text.splitlines()


@protect
class NoticeResult(AppendOnly):
    """What came of a notice (公示结果说明, F17); made on the day after it ended at the earliest."""

    notice = models.OneToOneField(Notice, models.PROTECT, related_name="result", verbose_name="公示")
    document = models.OneToOneField(Document, models.PROTECT, null=True, related_name="+", verbose_name="结果说明")
    text = models.TextField("说明")
    closed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="办理人")
    closed_at = models.DateTimeField("时间", default=clock.now)

    class Meta:
        verbose_name = verbose_name_plural = "公示结果"

    def __str__(self):
        return f"{self.notice} 结果"


#: Who reads objections. A matter may betray who wrote it, so nobody else does.
READS_OBJECTIONS = frozenset({Post.OFFICE_OPERATOR, Post.OFFICE_DIRECTOR})


class ObjectionQuerySet(models.QuerySet):
    """Which objections."""

    def visible_to(self, user):
        """Those of the person's county, for the office only."""
        held = user.current_appointments
        return self.filter(notice__round__county__in={one.county for one in held if one.post in READS_OBJECTIONS})

    def open(self):
        return self.filter(state__in=(Objection.State.RECEIVED, Objection.State.CHECKING))


class Objection(models.Model):
    """An objection to one name on a notice. Who raised it is kept in :class:`Complainant`, apart and encrypted."""

    class State(models.TextChoices):
        RECEIVED = "received", "已收到"
        CHECKING = "checking", "核查中"
        SETTLED = "settled", "已办结"
        REFUSED = "refused", "不予受理"

    class Finding(models.TextChoices):
        UPHELD = "upheld", "成立"
        PARTLY = "partly", "部分成立"
        DISMISSED = "dismissed", "不成立"

    notice = models.ForeignKey(Notice, models.PROTECT, related_name="objections", verbose_name="公示")
    application = models.ForeignKey(Application, models.PROTECT, related_name="objections", verbose_name="对象")
    number = models.CharField("编号", max_length=40, unique=True)
    receipt = models.CharField("查询码", max_length=16, unique=True)
    received_at = models.DateTimeField("收到时间", default=clock.now)
    channel = models.CharField("方式", max_length=20, default="网上")
    real_name = models.BooleanField("实名")
    matter = models.TextField("反映事项", max_length=4000)
    summary = models.CharField("事项摘要", max_length=200, blank=True, help_text="不含反映人身份，用于答复书和登记表")
    state = models.CharField("状态", max_length=12, choices=State, default=State.RECEIVED)
    due_on = models.DateField("办理期限")
    finding = models.CharField("结论", max_length=12, choices=Finding, blank=True)
    findings_of_fact = models.TextField("事实认定", max_length=4000, blank=True)
    disposal = models.CharField("处理", max_length=200, blank=True)
    reply = models.TextField("答复", max_length=4000, blank=True)
    settled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="办理人"
    )
    settled_at = models.DateTimeField("办结时间", null=True)

    objects = ObjectionQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "异议"
        ordering = ["received_at"]
        indexes = [models.Index(fields=["notice", "state"], name="objection_by_state")]
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(state="settled") | (~models.Q(finding="") & ~models.Q(findings_of_fact="")),
                name="a_settled_objection_has_a_finding",
            )
        ]

    def __str__(self):
        return self.number

    def get_absolute_url(self) -> str:
        return reverse("publicity:objection", args=[self.pk])

    @property
    def is_open(self) -> bool:
        return self.state in {self.State.RECEIVED, self.State.CHECKING}

    @property
    def tone(self) -> str:
        """Colour of the state's badge."""
        return {self.State.RECEIVED: "red", self.State.CHECKING: "amber", self.State.SETTLED: "green"}.get(
            self.State(self.state), "grey"
        )

    @property
    def subject_key(self) -> str:
        """Under which its reply (F16) is issued."""
        return f"objection:{self.pk}"

    @property
    def shown_receipt(self) -> str:
        """The receipt in groups, as a person copies it: ``7F3A-91C2-0B``."""
        return "-".join(self.receipt[start : start + 4] for start in range(0, len(self.receipt), 4))


class Complainant(models.Model):
    """Who raised an objection: encrypted, shown to two posts only, every look is audited."""

    objection = models.OneToOneField(Objection, models.PROTECT, primary_key=True, related_name="complainant")
    sealed = models.BinaryField("密文（姓名、单位、联系方式）")

    class Meta:
        verbose_name = verbose_name_plural = "反映人"

    def __str__(self):
        return "（已加密）"
