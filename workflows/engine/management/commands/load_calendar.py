"""``manage.py load_calendar``: seeds the working-day table for the years announced so far."""

from chinese_calendar import constants
from django.core.management.base import BaseCommand
from django.db import transaction

from workflows.engine.models import CalendarDay, CalendarYear


def seed_calendar() -> tuple[int, int]:
    """Add missing days and years; days that the county has edited stay as they are. Returns (days, years) added."""
    special = {day: (False, names) for day, names in constants.holidays.items()}
    special |= {day: (True, names) for day, names in constants.workdays.items()}
    known = set(CalendarDay.objects.values_list("day", flat=True))
    days = [
        CalendarDay(day=day, is_working=working, note=str(name)[:40])
        for day, (working, name) in sorted(special.items())
        if day not in known
    ]
    years = [
        CalendarYear(year=year, source="国务院办公厅节假日安排通知")
        for year in sorted({day.year for day in special} - set(CalendarYear.objects.values_list("year", flat=True)))
    ]
    with transaction.atomic():
        CalendarDay.objects.bulk_create(days)
        CalendarYear.objects.bulk_create(years)
    return len(days), len(years)


class Command(BaseCommand):
    """Years not announced yet count Monday to Friday and are marked as estimated."""

    help = "写入已公布年份的节假日和调休"

    def handle(self, **_):
        days, years = seed_calendar()
        last = CalendarYear.objects.order_by("-year").values_list("year", flat=True).first()
        self.stdout.write(f"工作日历：新增 {days} 天、{years} 个年份；已公布到 {last} 年，以后的年份按周一至周五推算。")
