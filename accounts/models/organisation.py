"""部门和单位 of a county."""

from datetime import date

from django.db import models

from accounts import clock
from accounts.enums import OrganisationKind
from accounts.models.region import Region


class OrganisationQuerySet(models.QuerySet):
    def current(self, on: date | None = None):
        """Those that exist on a day; after a reform the successor takes the place of the old one."""
        on = on or clock.today()
        return self.filter(models.Q(valid_from__isnull=True) | models.Q(valid_from__lte=on)).filter(
            models.Q(valid_to__isnull=True) | models.Q(valid_to__gt=on)
        )


class Organisation(models.Model):
    """A department may vanish by reform; its row stays, with the day and the successor (机构改革)."""

    county = models.CharField("县代码", max_length=6)
    code = models.CharField("代码", max_length=20)
    name = models.CharField("简称", max_length=60, help_text="与实施方案用语一致")
    full_name = models.CharField("全称", max_length=120)
    kind = models.CharField("性质", max_length=10, choices=OrganisationKind)
    region = models.ForeignKey(Region, models.PROTECT, related_name="organisations", verbose_name="所属区划")
    duty = models.CharField("职责", max_length=200, blank=True)
    valid_from = models.DateField("设立日期", null=True, blank=True)
    valid_to = models.DateField("撤销日期", null=True, blank=True, help_text="自该日起不再存在")
    successor = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="predecessors", verbose_name="职责承接单位"
    )

    objects = OrganisationQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "单位"
        ordering = ["county", "pk"]
        constraints = [models.UniqueConstraint(fields=["county", "code"], name="one_organisation_per_county_and_code")]

    def __str__(self):
        return self.name

    def exists_on(self, day: date) -> bool:
        return (self.valid_from is None or self.valid_from <= day) and (self.valid_to is None or day < self.valid_to)

    @property
    def family(self) -> "list[Organisation]":
        """Itself and all whose duties it took over, also those of its predecessors."""
        return [self, *(one for former in self.predecessors.all() for one in former.family)]

    @property
    def heir(self) -> "Organisation":
        """Who answers for its duties now: itself, or the last of its successors."""
        return self.successor.heir if self.successor else self
