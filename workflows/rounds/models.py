"""Rounds of creation (创建批次) and their quotas."""

import hashlib

from django.db import models
from django.urls import reverse

from accounts import clock
from accounts.enums import Post
from accounts.models import Region
from workflows.engine.models import Case
from workflows.standards.models import Standard

from .states import ENDED, ROUND_MOVES, TONES, RoundState

#: Who sees a round that is still being prepared.
SEES_DRAFTS = frozenset({Post.OFFICE_OPERATOR, Post.OFFICE_DIRECTOR, Post.COUNTY_LEADER, Post.AUDITOR})


class Level(models.TextChoices):
    """The level that is sought (梯级)."""

    COUNTY = "county", "县级"
    PROVINCE = "province", "省级"


class Kind(models.TextChoices):
    """What is created."""

    VILLAGE = "village", "示范村"
    TOWNSHIP = "township", "示范镇"
    COUNTY = "county", "示范县"


class RoundQuerySet(models.QuerySet):
    """Which rounds."""

    def visible_to(self, user):
        """Rounds of the counties in which the person holds a post; what is being prepared stays in the office."""
        held = user.current_appointments
        own = models.Q(county__in={one.county for one in held})
        office = models.Q(county__in={one.county for one in held if one.post in SEES_DRAFTS})
        return self.filter(office | own & ~models.Q(state=RoundState.DRAFT))

    def taking_applications(self):
        return self.filter(state=RoundState.OPEN)


class Round(Case):
    """One round in one county: it pins a published standard, an approval basis, a quota and a schedule.

    A creation campaign may be run only by the county's Party committee and government, with approval
    (创建示范活动管理办法): ``approval_basis`` is therefore required.
    """

    state = models.CharField("状态", max_length=24, choices=RoundState, default=RoundState.DRAFT, editable=False)
    code = models.CharField("批次编号", max_length=40, unique=True)
    year = models.PositiveSmallIntegerField("年度")
    number = models.PositiveSmallIntegerField("批次", default=1)
    level = models.CharField("层级", max_length=10, choices=Level)
    kind = models.CharField("创建对象", max_length=10, choices=Kind)
    standard = models.ForeignKey(Standard, models.PROTECT, related_name="rounds", verbose_name="评定标准")
    flow_version = models.PositiveSmallIntegerField("流程版本", default=1)
    approval_basis = models.CharField("批准依据", max_length=200, help_text="批准机关、文号、日期")
    plan_number = models.CharField("方案文号", max_length=60)
    places = models.PositiveSmallIntegerField("总名额")
    township_cap = models.PositiveSmallIntegerField("每镇（街道）最多入选", null=True, blank=True)
    opens_on = models.DateField("申报开始")
    intake_ends_at = models.DateTimeField("申报截止")
    notice_days = models.PositiveSmallIntegerField("公示工作日数", default=5)
    count_first_day = models.BooleanField("公示首日计入", default=True)

    MOVES = ROUND_MOVES
    READ_WITH = ("standard",)
    WITH_THE_OTHER_SIDE = frozenset({RoundState.DRAFT})
    ENDED = ENDED
    objects = RoundQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "创建批次"
        constraints = [
            models.UniqueConstraint(
                fields=["county", "year", "number", "level", "kind"], name="one_round_per_year_number_level_and_kind"
            ),
            models.CheckConstraint(condition=~models.Q(approval_basis=""), name="a_round_rests_on_an_approval"),
            models.CheckConstraint(condition=models.Q(notice_days__gte=5), name="notice_lasts_five_working_days"),
            models.CheckConstraint(condition=models.Q(places__gte=1), name="a_round_has_places"),
        ]

    def __str__(self):
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("inbox:round", args=[self.pk])

    @property
    def tone(self) -> str:
        """Colour of the state's badge."""
        return TONES.get(self.state, "blue")

    @property
    def is_over(self) -> bool:
        return self.state in ENDED

    @property
    def title(self) -> str:
        """``2026年第1批县级示范村``"""
        return f"{self.year}年第{self.number}批{self.honour}"

    @property
    def honour(self) -> str:
        """The title that is sought: ``县级示范村``."""
        return f"{self.get_level_display()}{self.get_kind_display()}"

    @property
    def work_title(self) -> str:
        return self.title

    @property
    def region(self) -> Region:
        """The county."""
        return Region.objects.get(pk=f"{self.county}000000")

    def quota_of(self, township_code: str) -> int | None:
        """How many villages a township may recommend; ``None`` where no quota is set."""
        return self.quotas.filter(township_id=township_code).values_list("number", flat=True).first()

    @property
    def cap(self) -> int | None:
        """How many of one township may be proposed; townships compete for themselves."""
        return self.township_cap if self.kind == Kind.VILLAGE else None

    def fingerprint(self) -> str:
        """A mark of everything that the director approves: changes when any of it does."""
        told = [
            self.code, self.standard_id, self.approval_basis, self.plan_number, self.places, self.township_cap,
            self.opens_on.isoformat(), self.intake_ends_at.timestamp(), self.notice_days, self.count_first_day,
            *self.quotas.order_by("township_id").values_list("township_id", "number"),
        ]  # fmt: skip
        return hashlib.sha256(repr(told).encode()).hexdigest()[:16]

    def taking(self) -> bool:
        """Does the round take applications at this moment?"""
        now = clock.now()
        return self.state == RoundState.OPEN and self.opens_on <= clock.today() and now < self.intake_ends_at


class TownshipQuota(models.Model):
    """How many applications a township may recommend in a round (名额分配, F25)."""

    round = models.ForeignKey(Round, models.PROTECT, related_name="quotas", verbose_name="批次")
    township = models.ForeignKey(Region, models.PROTECT, related_name="+", verbose_name="镇（街道）")
    number = models.PositiveSmallIntegerField("名额")

    class Meta:
        verbose_name = verbose_name_plural = "名额分配"
        ordering = ["township"]
        constraints = [models.UniqueConstraint(fields=["round", "township"], name="one_quota_per_round_and_township")]

    def __str__(self):
        return f"{self.township} {self.number}"
