"""``manage.py run_demo``: the fictional county, two finished rounds, one in full swing, and their dossiers on disk."""

from pathlib import Path
from time import monotonic

from django.conf import settings
from django.core.management.base import BaseCommand
from django.db import transaction

from workflows.demo import county, finished_rounds, running_round
from workflows.demo.cast import PASSWORD
from workflows.demo.sign_ins import sign_ins
from workflows.dossiers.building import build_round
from workflows.rounds.models import Kind, Level, Round


class Command(BaseCommand):
    """Idempotent: what is there is left as it is."""

    help = "载入虚构的禾塬县，走完两个批次，生成材料汇编"

    def add_arguments(self, parser):
        parser.add_argument("--out", type=Path, default=settings.VAR_DIR / "packs", help="材料汇编存放目录")

    def handle(self, *, out: Path, **_):
        self.began = monotonic()
        for line in county.load_county():
            self.say(line)
        for play in (self.village_round, self.township_round, self.running_round):
            with transaction.atomic():  # a run that is cut short leaves no half round behind
                play()
        for round_ in Round.objects.filter(county=county.COUNTY, state="named").order_by("pk"):
            built = build_round(round_, out=out / round_.code)
            self.say(f"{round_.title}：材料汇编 {len(built)} 册，存放在 {out / round_.code}")
        self.say_sign_ins()

    def say(self, text: str) -> None:
        """A line with the seconds since the start."""
        self.stdout.write(f"[{monotonic() - self.began:6.1f} 秒] {text}")

    def village_round(self) -> None:
        """县级示范村, from the notice to the naming."""
        if not self.done(Kind.VILLAGE, Level.COUNTY):
            bids = county.village_bids()
            quotas = {bid.region.parent_id: 3 for bid in bids}
            round_ = finished_rounds.run_round(
                Kind.VILLAGE, county.standard_of("village"), bids, places=15, quotas=quotas
            )
            self.say(f"{round_.title}：{len(bids)} 个村申报，{round_.get_state_display()}")

    def township_round(self) -> None:
        """县级示范镇."""
        if not self.done(Kind.TOWNSHIP, Level.COUNTY):
            bids = county.township_bids()
            round_ = finished_rounds.run_round(Kind.TOWNSHIP, county.standard_of("township"), bids, places=2, quotas={})
            self.say(f"{round_.title}：{len(bids)} 个镇申报，{round_.get_state_display()}")

    def running_round(self) -> None:
        """省级示范村, in full swing."""
        if not self.done(Kind.VILLAGE, Level.PROVINCE):
            bids = county.running_bids()
            round_ = running_round.run_round(county.standard_of("village"), bids, places=4)
            self.say(f"{round_.title}：{len(bids)} 个村在不同环节，各岗位都有待办")

    def done(self, kind: Kind, level: Level) -> bool:
        """Was this round played before?"""
        round_ = Round.objects.filter(county=county.COUNTY, kind=kind, level=level).first()
        if round_ is not None:
            self.say(f"{round_.title}：已存在，{round_.get_state_display()}")
        return round_ is not None

    def say_sign_ins(self) -> None:
        """Who can sign in, and where."""
        self.stdout.write("")
        self.stdout.write(f"演示账号（密码都是 {PASSWORD}）：")
        for username, who in sign_ins():
            self.stdout.write(f"  {username:<16}{who}")
