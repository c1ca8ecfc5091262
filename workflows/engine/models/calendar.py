"""Working days."""

from django.db import models


class CalendarDay(models.Model):
    """A day that departs from Monday to Friday: a holiday, or a weekend worked instead (调休).

    Seeded for announced years; the county edits it when the State Council announces the next one.
    """

    day = models.DateField("日期", primary_key=True)
    is_working = models.BooleanField("上班")
    note = models.CharField("说明", max_length=40, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "工作日历"

    def __str__(self):
        return f"{self.day} {'上班' if self.is_working else '放假'} {self.note}"


class CalendarYear(models.Model):
    """Years whose holidays are known; any other year counts Monday to Friday and is marked as estimated (推算)."""

    year = models.PositiveSmallIntegerField("年份", primary_key=True)
    source = models.CharField("依据", max_length=80)

    class Meta:
        verbose_name = verbose_name_plural = "已公布年份"

    def __str__(self):
        return str(self.year)
