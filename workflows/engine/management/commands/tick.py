"""``manage.py tick``: fires timers that are due; ``--loop`` goes on every few seconds."""

import logging
import time

from django.core.management.base import BaseCommand
from django.db import DatabaseError, close_old_connections

from workflows.engine.deadlines import fire_due, run_chores

log = logging.getLogger("shifan.tick")


class Command(BaseCommand):
    """Run by a scheduler every minute, or as a process of its own with ``--loop``."""

    help = "触发到期的计时器（公示期满、申报截止等）"

    def add_arguments(self, parser):
        parser.add_argument("--loop", action="store_true", help="持续运行")
        parser.add_argument("--every", type=int, default=20, help="间隔秒数")

    def handle(self, *, loop: bool, every: int, **_):
        if not loop:
            self.stdout.write(f"到期事项已处理 {fire_due()} 件，催办 {run_chores()} 件。")
            return
        while True:
            self.look()
            time.sleep(every)

    def look(self) -> None:
        """One round of a loop that outlives a restart of the database."""
        close_old_connections()
        try:
            if fired := fire_due():
                self.stdout.write(f"到期事项已处理 {fired} 件。")
            run_chores()
        except DatabaseError:
            log.exception("the database did not answer; trying again")
