"""``manage.py check_agreement``: do states, flows and inboxes tell the same story?"""

from django.core.management.base import BaseCommand, CommandError

from workflows.flows.agreement import all_disagreements


class Command(BaseCommand):
    """Exits 1 and names every case in which they do not."""

    help = "核对申报状态、流程环节和待办是否一致"

    def handle(self, **_):
        found = list(all_disagreements())
        for sentence in found:
            self.stderr.write(sentence)
        if found:
            raise CommandError(f"发现 {len(found)} 处不一致，请联系系统管理员核对。")
        self.stdout.write("状态、流程和待办一致。")
