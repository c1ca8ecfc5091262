"""Registers what happened to one region: renamed, merged, moved, abolished."""

from datetime import date

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError

from accounts import regions
from accounts.models import Region


class Command(BaseCommand):
    help = "登记一个区划的更名、撤并、划转或撤销，保留原代码和历史。"

    def add_arguments(self, parser):
        actions = parser.add_subparsers(dest="action", required=True, metavar="事项")
        for action, title, second in (
            ("rename", "更名", ("new_name", "新名称")),
            ("merge", "撤并", ("into", "并入的区划代码")),
            ("move", "划转到另一个镇", ("new_code", "新代码")),
            ("abolish", "撤销，无承接区划", None),
        ):
            sub = actions.add_parser(action, help=title)
            sub.add_argument("code", help="区划代码（12 位）")
            if second:
                sub.add_argument(second[0], help=second[1])
            sub.add_argument("--on", type=date.fromisoformat, required=True, help="日期，例如 2026-01-01")

    def handle(self, *, action, code, on, **options):
        region = self.region(code)
        try:
            if action == "rename":
                regions.rename(region=region, name=options["new_name"], on=on)
            elif action == "merge":
                regions.merge(region=region, into=self.region(options["into"]), on=on)
            elif action == "move":
                region = regions.move(region=region, code=options["new_code"], on=on)
            else:
                regions.abolish(region=region, on=on)
        except ValidationError as refusal:
            raise CommandError("".join(refusal.messages)) from refusal
        self.stdout.write(f"已登记：{region.changes.last() or region.predecessors.last().changes.last()}")
        self.remind(code)

    def remind(self, code: str) -> None:
        held = Region.objects.get(pk=code).appointments.current().count()
        if held and not Region.objects.get(pk=code).is_active:
            self.stdout.write(f"原区划上还有 {held} 个在任岗位，请安全管理员在“岗位任免”中办理。")

    def region(self, code: str) -> Region:
        try:
            return Region.objects.select_related("parent").get(pk=code)
        except Region.DoesNotExist:
            raise CommandError(f"没有代码为 {code} 的区划。") from None
