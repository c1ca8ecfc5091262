"""行政区划: from the province to the village, with what became of each."""

from django.core.serializers.json import DjangoJSONEncoder
from django.core.validators import RegexValidator
from django.db import models

from accounts import codes
from accounts.append_only import AppendOnly, protect
from accounts.clock import now
from accounts.enums import RegionChangeKind, RegionLevel, RegionStatus
from accounts.sounds import LONGEST, as_typed, sounds_of


class RegionQuerySet(models.QuerySet):
    def within(self, code: str):
        """The region and everything in it: a range of the primary key, so the length of the list does not matter."""
        low, high = codes.range_of(code)
        return self.filter(code__gte=low, code__lt=high)

    def active(self):
        return self.filter(status=RegionStatus.ACTIVE)

    def at(self, level: RegionLevel):
        return self.filter(level=level)

    def called(self, words: str):
        """Whose name contains these characters, or begins as these letters sound, in full or by initials."""
        sound = as_typed(words)
        return self.filter(sounds__contains=sound) if sound else self.filter(name__contains=words.strip())


class Region(models.Model):
    """One row of the statistical list. A code once used is never given to another region and never deleted."""

    code = models.CharField("区划代码", max_length=12, primary_key=True, validators=[RegexValidator(r"^[0-9]{12}$")])
    name = models.CharField("名称", max_length=60)
    sounds = models.CharField("读音", max_length=LONGEST, blank=True, editable=False, help_text="全拼和首字母，供搜索")
    level = models.PositiveSmallIntegerField("级别", choices=RegionLevel)
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="children", verbose_name="上级"
    )
    county = models.CharField("县代码", max_length=6, blank=True, help_text="六位；县以上为空")
    kind = models.CharField("类型", max_length=12, blank=True, help_text="镇、街道、乡、村委会、居委会……")
    urban_rural = models.CharField("城乡分类代码", max_length=3, blank=True)
    profile = models.JSONField("基本情况", default=dict, blank=True, encoder=DjangoJSONEncoder)
    status = models.CharField("状态", max_length=10, choices=RegionStatus, default=RegionStatus.ACTIVE)
    valid_from = models.DateField("启用日期", null=True, blank=True)
    valid_to = models.DateField("停用日期", null=True, blank=True)
    successor = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="predecessors", verbose_name="并入"
    )

    objects = RegionQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "行政区划"
        ordering = ["code"]
        indexes = [models.Index(fields=["county", "level", "code"], name="region_by_county_and_level")]
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(status=RegionStatus.ABOLISHED) | models.Q(valid_to__isnull=False),
                name="abolished_region_has_a_date",
            ),
        ]

    def __str__(self):
        return self.short_name

    def save(self, *args, update_fields=None, **kwargs):
        """Its sound follows its name; what loads whole lists states both (``regions.loading``)."""
        if update_fields is None or "name" in update_fields:
            self.sounds = sounds_of(self.short_name)
            update_fields = None if update_fields is None else {*update_fields, "sounds"}
        super().save(*args, update_fields=update_fields, **kwargs)

    @property
    def prefix(self) -> str:
        return codes.prefix_of(self.code, RegionLevel(self.level))

    @property
    def code_range(self) -> tuple[str, str]:
        return codes.range_of(self.code, RegionLevel(self.level))

    @property
    def full_name(self) -> str:
        """Two villages of one county may share a name, so a village is named with its township (石岭镇侯家崾村)."""
        if self.level == RegionLevel.VILLAGE and self.parent is not None:
            return f"{self.parent.short_name}{self.short_name}"
        return self.short_name

    @property
    def short_name(self) -> str:
        """As people say it: the statistical list names the committee (东清村委会, 泰山社区居委会)."""
        return codes.without_committee(self.name)

    @property
    def is_provisional(self) -> bool:
        return codes.is_provisional(self.code, self.name)

    @property
    def heir(self) -> "Region":
        """What stands in its place now: itself, or the last of its successors."""
        return self.successor.heir if self.successor else self

    @property
    def is_active(self) -> bool:
        return self.status == RegionStatus.ACTIVE


@protect
class RegionChange(AppendOnly):
    """What happened to a region on a day: the history that old papers refer to."""

    region = models.ForeignKey(Region, models.PROTECT, related_name="changes", verbose_name="区划")
    county = models.CharField("县代码", max_length=6, blank=True)
    kind = models.CharField("变更", max_length=10, choices=RegionChangeKind)
    on = models.DateField("变更日期")
    before = models.JSONField("变更前", default=dict, encoder=DjangoJSONEncoder)
    after = models.JSONField("变更后", default=dict, encoder=DjangoJSONEncoder)
    recorded_at = models.DateTimeField("登记时间", default=now)

    class Meta:
        verbose_name = verbose_name_plural = "区划变更"
        ordering = ["on", "pk"]
        indexes = [models.Index(fields=["county", "on"], name="region_change_by_county")]

    def __str__(self):
        return f"{self.region}{self.get_kind_display()}"


class Belt(models.Model):
    """示范带: a village may lie on several, or on none."""

    county = models.CharField("县代码", max_length=6)
    code = models.SlugField("代码", max_length=30)
    name = models.CharField("名称", max_length=60)
    regions = models.ManyToManyField(Region, blank=True, related_name="belts", verbose_name="沿线村镇")

    class Meta:
        verbose_name = verbose_name_plural = "示范带"
        ordering = ["county", "pk"]
        constraints = [models.UniqueConstraint(fields=["county", "code"], name="one_belt_per_county_and_code")]

    def __str__(self):
        return self.name
