"""``manage.py flow_editions``: on which edition each round runs, which open work the code cannot serve, and the way on."""

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from workflows.engine.errors import NotNow
from workflows.engine.upgrading import standings, unserved
from workflows.flows.editions import all_flows, newest
from workflows.flows.upgrading import take_along
from workflows.rounds.models import Round
from workflows.rounds.states import ENDED


class Command(BaseCommand):
    """Without options it only looks; exits 1 when open work has no node in this code."""

    help = "查看各批次使用的流程版本和当前程序办不了的待办；把在办批次换到新版流程"

    def add_arguments(self, parser):
        parser.add_argument("--round", type=int, metavar="ID", help="要换版的批次；不写只查看")
        parser.add_argument("--to", type=int, metavar="版本", help="换到第几版，默认最新版")
        parser.add_argument("--apply", action="store_true", help="确认换版；不写只试算，不改动")

    def handle(self, *, round, to, apply, **_):
        if round is not None:
            self.move(round, to or newest(), apply=apply)
            return
        for running in Round.objects.exclude(state__in=ENDED).exclude(process=None).order_by("pk"):
            self.stdout.write(f"批次 {running.pk} {running}：第{running.flow_version}版（最新第{newest()}版）")
        for standing in standings():
            self.stdout.write(f"  在办 {standing}")
        lost = list(unserved(all_flows()))
        for standing in lost:
            self.stderr.write(f"办不了：{standing}，当前程序没有这个环节")
        if lost:
            raise CommandError("请在 flows/editions.py 写明这些环节改到哪里，再用 --round 批次 --apply 换版。")

    def move(self, pk: int, to: int, *, apply: bool) -> None:
        """Try it, show what it does, and keep it only when asked to."""
        found = Round.objects.filter(pk=pk).first()
        if found is None:
            raise CommandError(f"没有编号为 {pk} 的批次。不带参数运行本命令可查看全部批次。")
        try:
            with transaction.atomic():
                moved = take_along(round_=found, to=to)
                transaction.set_rollback(not apply)
        except NotNow as refusal:
            raise CommandError(str(refusal)) from refusal
        done = "已换到" if apply else "试算：可以换到"
        self.stdout.write(f"{found}{done}第{to}版流程，{moved['cases']} 件事项、{moved['tasks']} 项在办环节。")
        if not apply:
            self.stdout.write("没有改动。确认后加 --apply 再运行一次。")
