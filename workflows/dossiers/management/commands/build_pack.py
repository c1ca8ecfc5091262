"""``manage.py build_pack --round CODE [--applicant REGION_CODE] --out DIR``: the dossiers of a round, from the shell."""

from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from workflows.dossiers.building import build_application, build_round
from workflows.engine.errors import Refusal
from workflows.rounds.models import Round


class Command(BaseCommand):
    """Unchanged volumes are kept; the rest is built."""

    help = "生成一个批次（或其中一个申报单位）的材料汇编"

    def add_arguments(self, parser):
        parser.add_argument("--round", required=True, help="批次编号，例如 619921-2026-1-county-village")
        parser.add_argument("--applicant", help="申报单位的12位区划代码；不填则生成整个批次")
        parser.add_argument("--out", type=Path, default=settings.VAR_DIR / "packs", help="存放目录")

    def handle(self, *, round, applicant, out: Path, **_):
        round_ = Round.objects.filter(code=round).select_related("standard").first()
        if round_ is None:
            known = "、".join(Round.objects.order_by("code").values_list("code", flat=True)[:20]) or "（还没有批次）"
            raise CommandError(f"没有编号为“{round}”的批次。现有批次：{known}")
        try:
            paths = self.build(round_, applicant, out)
        except Refusal as refusal:
            raise CommandError(refusal.reason) from None
        self.stdout.write(f"完成：{len(paths)} 个文件，存放在 {out}")

    def build(self, round_: Round, applicant: str | None, out: Path) -> list[Path]:
        """One application's, or all."""
        if applicant is None:
            return build_round(round_, out=out, progress=self.say)
        application = round_.applications.filter(region_id=applicant).select_related("region__parent").first()
        if application is None:
            raise CommandError(f"{round_.title}中没有区划代码为“{applicant}”的申报单位，请核对12位区划代码。")
        application.round = round_
        path = build_application(application, out=out)
        self.say(path.name, 1, 1)
        return [path]

    def say(self, title: str, done: int, total: int) -> None:
        """A line a volume."""
        self.stdout.write(f"[{done}/{total}] {title}")
