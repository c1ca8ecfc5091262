"""``manage.py verify_handover PATH``: is an electronic pack unchanged, and does the register know what is in it?"""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from documents.proving.verify import NothingToCheck, differences, open_source, read_list
from workflows.dossiers.models import Dossier


class Command(BaseCommand):
    """Exits 1 and names every file that differs."""

    help = "核验电子报送包：文件与清单是否一致，各册汇编是否为本系统生成、是否已有新版"

    def add_arguments(self, parser):
        parser.add_argument("path", type=Path, help="电子报送包的文件夹或 zip 文件")
        parser.add_argument("--root", default="", help="移交单上所印的清单校验值")

    def handle(self, *, path: Path, root: str, **_):
        try:
            source = open_source(path)
            listed = read_list(source)
        except NothingToCheck as problem:
            raise CommandError(str(problem)) from None
        wrong = list(differences(source, listed, root))
        for sentence in wrong:
            self.stderr.write(sentence)
        for entry in listed["files"]:
            if entry["path"].endswith(".pdf"):
                self.stdout.write(f"{entry['title']}：{standing_of(entry['sha256'])}")
        if wrong:
            raise CommandError(f"发现 {len(wrong)} 处不符。")
        self.stdout.write(f"{len(listed['files'])} 个文件与清单一致，清单校验值 {listed['root']}")


def standing_of(sha256: str) -> str:
    """What this installation knows of a volume."""
    dossier = Dossier.objects.filter(sha256=sha256).order_by("pk").last()
    if dossier is None:
        return "本系统没有生成过这个文件"
    newest = Dossier.objects.filter(subject_key=dossier.subject_key).order_by("pk").last()
    built = f"{dossier.built_at:%Y年%-m月%-d日}"
    return f"{built}生成，现行版本" if newest.sha256 == sha256 else f"{built}生成，此后已有新版"
