"""See a paper without running a round: its sample as PDF."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from documents import rendering
from documents.papers import registry


class Command(BaseCommand):
    help = "把一种文书的样例生成为PDF：preview_document 文种 --out 文件；--list 列出全部文种。"

    def add_arguments(self, parser):
        parser.add_argument("kind", nargs="?", help="文种，例如 public_notice")
        parser.add_argument("--out", type=Path, help="输出文件，缺省为当前目录下的“文种.pdf”")
        parser.add_argument("--list", action="store_true", help="列出全部文种")

    def handle(self, *args, kind=None, out=None, **options):
        if options["list"] or not kind:
            for name, paper in sorted(registry.items()):
                self.stdout.write(f"{name:24}{paper.label}")
            return
        if kind not in registry:
            raise CommandError(f"没有“{kind}”这种文书。用 --list 查看全部文种。")
        paper = registry[kind].sample()
        target = out or Path(f"{kind}.pdf")
        target.write_bytes(rendering.render(paper.html(), style=paper.style))
        self.stdout.write(f"已生成 {target}")
