"""A township's recommendations: the order in which it wants them, and the packs that its leader signed; insert-only."""

from django.conf import settings
from django.db import models

from accounts import clock
from accounts.append_only import AppendOnly, protect
from accounts.models import Region
from workflows.applications.models import Application, Submission
from workflows.rounds.models import Round

from .opinions import Opinion


@protect
class RecommendedOrder(AppendOnly):
    """The order as somebody left it (推荐顺序); the newest counts, until the leader signs."""

    round = models.ForeignKey(Round, models.PROTECT, related_name="+", verbose_name="批次")
    township = models.ForeignKey(Region, models.PROTECT, related_name="+", verbose_name="镇（街道）")
    applications = models.JSONField("申报", help_text="编号，按推荐顺序")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="排序人")
    by_name = models.CharField("排序人姓名", max_length=60)
    at = models.DateTimeField("时间", default=clock.now)

    class Meta:
        verbose_name = verbose_name_plural = "推荐顺序"
        ordering = ["id"]
        indexes = [models.Index(fields=["round", "township"], name="order_of_a_township")]

    def __str__(self):
        return f"{self.round} {self.township}"


@protect
class TownshipPack(AppendOnly):
    """What was signed together (推荐包): number 1, and supplementary ones (补充推荐) for who came late."""

    county = models.CharField("县", max_length=6)
    round = models.ForeignKey(Round, models.PROTECT, related_name="packs", verbose_name="批次")
    township = models.ForeignKey(Region, models.PROTECT, related_name="+", verbose_name="镇（街道）")
    number = models.PositiveSmallIntegerField("第几包")
    quota = models.PositiveSmallIntegerField("签发时的名额", null=True)
    opinion = models.CharField("签发意见", max_length=1000)
    sha256 = models.CharField("内容校验值", max_length=64)
    signed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="签发人")
    signed_by_name = models.CharField("签发人姓名", max_length=60)
    signed_at = models.DateTimeField("签发时间", default=clock.now)

    class Meta:
        verbose_name = verbose_name_plural = "镇（街道）推荐包"
        ordering = ["round", "township", "number"]
        constraints = [
            models.UniqueConstraint(fields=["round", "township", "number"], name="packs_of_a_township_are_numbered"),
            models.CheckConstraint(condition=models.Q(number__gte=1), name="the_first_pack_is_number_one"),
        ]

    def __str__(self):
        return f"{self.township}{self.title}"

    @property
    def is_supplementary(self) -> bool:
        return self.number > 1

    @property
    def title(self) -> str:
        """推荐包, 补充推荐包（第2次）."""
        return f"补充推荐包（第{self.number}次）" if self.is_supplementary else "推荐包"


@protect
class PackedApplication(AppendOnly):
    """One application in a pack: its place, the submission and the opinion that were signed, both totals."""

    pack = models.ForeignKey(TownshipPack, models.PROTECT, related_name="items", verbose_name="推荐包")
    place = models.PositiveSmallIntegerField("推荐顺序")
    application = models.ForeignKey(Application, models.PROTECT, related_name="packed", verbose_name="申报")
    submission = models.ForeignKey(Submission, models.PROTECT, related_name="+", verbose_name="送审")
    opinion = models.ForeignKey(Opinion, models.PROTECT, related_name="+", verbose_name="审核意见")
    self_total = models.DecimalField("自评总分", max_digits=7, decimal_places=2, null=True)
    town_total = models.DecimalField("镇核合计", max_digits=7, decimal_places=2, null=True)

    class Meta:
        verbose_name = verbose_name_plural = "推荐包内的申报"
        ordering = ["pack", "place"]
        constraints = [
            models.UniqueConstraint(fields=["pack", "place"], name="one_place_in_a_pack"),
            models.UniqueConstraint(fields=["pack", "application"], name="once_in_a_pack"),
        ]

    def __str__(self):
        return f"{self.place} {self.application_id}"
