"""Loads lists of regions: the official CSV or a county's YAML."""

from datetime import date
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from accounts import regions
from accounts.refusals import BadFile


def named(text: str) -> tuple[str, str]:
    code, _, name = text.partition("=")
    if not code.isdigit() or not name:
        raise ValueError
    return code, name


class Command(BaseCommand):
    help = "导入行政区划名单（CSV 或 YAML）。可一次给出多个文件；有一处错误则全部不导入；重复导入无影响。"

    def add_arguments(self, parser):
        parser.add_argument("files", nargs="+", type=Path, metavar="FILE", help="名单文件")
        parser.add_argument(
            "--name",
            action="append",
            type=named,
            default=[],
            metavar="代码=名称",
            help="名单之外的上级区划叫什么，例如 610524=合阳县；可重复",
        )
        parser.add_argument("--on", type=date.fromisoformat, help="更名等变更的日期（默认今天），例如 2026-01-01")

    def handle(self, *, files, name, on, **options):
        try:
            report = regions.load(files, names=dict(name), on=on)
        except BadFile as bad:
            raise CommandError(str(bad)) from bad
        for line in report.lines():
            self.stdout.write(line)
