"""Loads a county's departments, key tasks, measures and targets."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from accounts import departments
from accounts.refusals import BadFile


class Command(BaseCommand):
    help = "导入部门、重点任务、措施和目标（YAML）。重复导入无影响。"

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path, metavar="FILE")
        parser.add_argument("--county", default="", metavar="代码", help="县代码（6 位）；只有一个县时可省略")

    def handle(self, *, file, county, **options):
        try:
            report = departments.load(file, county=county)
        except BadFile as bad:
            raise CommandError(str(bad)) from bad
        for line in report.lines():
            self.stdout.write(line)
