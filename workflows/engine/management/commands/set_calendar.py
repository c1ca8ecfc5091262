"""``manage.py set_calendar``: enters a year's holidays and worked weekends when the State Council announces them."""

from datetime import date, timedelta

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from workflows.engine.calendar_entry import announce, enter


def days_of(text: str) -> list[date]:
    """``2027-02-06`` or ``2027-02-06~2027-02-12``."""
    first, _, last = text.partition("~")
    begin, end = date.fromisoformat(first), date.fromisoformat(last or first)
    if end < begin or (end - begin).days > 60:
        raise ValueError(text)
    return [begin + timedelta(days=number) for number in range((end - begin).days + 1)]


class Command(BaseCommand):
    """Deadlines already set are instants and stay as they are."""

    help = "登记节假日和调休上班日；登记后该年不再标“推算”。已经定下的期限不变。"

    def add_arguments(self, parser):
        parser.add_argument("year", type=int, help="年份")
        parser.add_argument("--off", action="append", default=[], metavar="日期[~日期]", help="放假，可重复")
        parser.add_argument("--work", action="append", default=[], metavar="日期[~日期]", help="周末调休上班，可重复")
        parser.add_argument("--source", required=True, help="依据，例如：国办发明电〔2026〕7号")

    @transaction.atomic
    def handle(self, *, year: int, off: list[str], work: list[str], source: str, **_):
        try:
            days = {day: False for text in off for day in days_of(text)}
            days |= {day: True for text in work for day in days_of(text)}
        except ValueError as error:
            raise CommandError("日期请写成 2027-02-06 或 2027-02-06~2027-02-12。") from error
        if strangers := sorted(day for day in days if day.year != year):
            raise CommandError(f"{strangers[0]:%Y-%m-%d} 不在 {year} 年，请核对。")
        for working in (False, True):
            if chosen := [day for day, works in days.items() if works is working]:
                enter(by=None, days=chosen, working=working, note=source)
        announce(by=None, year=year, source=source)
        self.stdout.write(f"{year} 年：登记 {len(days)} 天，依据 {source}。已经定下的期限不变。")
