"""``manage.py try_channel``: one test message by a configured channel, and what came of it."""

import secrets

from django.core.management.base import BaseCommand, CommandError

from accounts.enums import Channel
from accounts.outbox import ways
from accounts.outbox.outcomes import Parcel, Sent

SUBJECT = "测试消息"


class Command(BaseCommand):
    """For the machine's keeper, after the configuration was written; nothing is kept."""

    help = "用配置好的渠道发一条测试消息，显示结果。"

    def add_arguments(self, parser):
        parser.add_argument("channel", choices=Channel.values, help="email、sms 或 robot")
        parser.add_argument("to", help="邮箱、手机号，或机器人的名称")
        parser.add_argument("--county", default="", help="机器人所在县的六位代码")

    def handle(self, *, channel: str, to: str, county: str, **_):
        if problems := list(ways.problems()):
            raise CommandError("\n".join(problems))
        robot = channel == Channel.ROBOT
        way = ways.robots_of(county).get(to) if robot else ways.personal_ways().get(Channel(channel))
        if way is None:
            raise CommandError("没有配置这个渠道，见 docs/operations.md 的“Messages”。")
        key = f"try:{secrets.token_hex(4)}:{channel}"
        outcome = way.send(Parcel(key, "" if robot else to, SUBJECT, ways.words_outside(SUBJECT)))
        if not isinstance(outcome, Sent):
            raise CommandError(outcome.reason)
        where = "写入文件（试用，没有真正发出）" if way.is_trial else "已送出"
        self.stdout.write(f"{where}{f'：{outcome.reference}' if outcome.reference else ''}")
