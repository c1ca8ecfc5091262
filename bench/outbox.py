"""Is a message sent twice, or lost, when workers are killed and the gateway misbehaves?

Four workers drain an outbox while one of them is killed (SIGKILL) every few moments; the gateway, on this machine, is
busy, silent, or takes a message and says nothing. Run: bench/outbox.py [messages]. Prints one FIGURE line a number.
"""

import base64
import json
import os
import random
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

HERE = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(HERE))
os.environ["DJANGO_SETTINGS_MODULE"] = "config.settings.development"
os.environ.setdefault("SHIFAN_VAR", tempfile.mkdtemp(prefix="shifan-bench-"))

import django

django.setup()

from django.conf import settings
from django.core.management import call_command

from accounts.enums import Channel
from accounts.models import Contact, Delivery, User
from accounts.outbox import delivering, posting

WORKERS, KILL_EVERY = 4, 0.35
S = Delivery.State
taken: Counter[str] = Counter()


class Gateway(BaseHTTPRequestHandler):
    """Takes most, is busy for some, and of some nobody hears whether they were taken."""

    def do_POST(self):
        asked = json.loads(base64.b64decode(self.rfile.read(int(self.headers["Content-Length"]))))
        mood = random.random()
        time.sleep(random.uniform(0.002, 0.03))
        if mood < 0.15:
            return self.say(503, {})
        taken[asked["mobiles"]] += 1
        if mood < 0.18:
            return self.say(504, {})
        if mood < 0.21:
            return None
        return self.say(200, {"rspcod": "success", "success": True, "msgGroup": "1"})

    def say(self, status: int, answer: dict) -> None:
        words = json.dumps(answer).encode()
        self.send_response(status)
        self.send_header("Content-Length", str(len(words)))
        self.end_headers()
        self.wfile.write(words)

    def log_message(self, *args):
        """Figures only."""


def hurry(url: str) -> None:
    """The real rules with short times, by day."""
    settings.OUTBOX["sms"] = {"kind": "mas", "url": url, "account": "a", "secret": "s", "sign": "q", "template": "e/"}
    delivering.LEASE, delivering.PAUSES = timedelta(seconds=2), [timedelta(milliseconds=300)] * 9
    delivering.suitable = posting.suitable = lambda channel, moment: moment


def work(url: str) -> None:
    """A worker: until it is killed."""
    hurry(url)
    while True:
        delivering.recover()
        if not delivering.run():
            time.sleep(0.05)


def fill(number: int) -> None:
    people = User.objects.bulk_create(
        User(username=f"b{n}", display_name=f"人{n}", password="!") for n in range(number)
    )
    Contact.objects.bulk_create(
        Contact(user=user, channel=Channel.SMS, address=f"139{n:08d}") for n, user in enumerate(people)
    )
    posting.post({user.pk: user for user in people}, subject="到期提醒")


def left() -> int:
    return Delivery.objects.filter(state__in=(S.WAITING, S.SENDING)).count()


def main(number: int = 600) -> None:
    call_command("migrate", verbosity=0)
    server = ThreadingHTTPServer(("127.0.0.1", 0), Gateway)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    url = f"http://127.0.0.1:{server.server_port}/"
    hurry(url)
    fill(number)
    start = lambda: subprocess.Popen([sys.executable, __file__, "--work", url], cwd=HERE)  # noqa: E731
    workers, kills, began = [start() for _ in range(WORKERS)], 0, time.monotonic()
    time.sleep(4)
    while left() and time.monotonic() - began < 300:
        time.sleep(KILL_EVERY)
        victim = random.randrange(WORKERS)
        if kills < number // 15:
            workers[victim].kill()
            workers[victim].wait()
            workers[victim], kills = start(), kills + 1
    seconds = time.monotonic() - began
    for worker in workers:
        worker.kill()
        worker.wait()
    report(number, kills, seconds)


def report(number: int, kills: int, seconds: float) -> None:
    rows = dict(Delivery.objects.values_list("message__user__contacts__address", "state"))
    sent = {address for address, state in rows.items() if state == S.SENT}
    unclear = Delivery.objects.filter(state=S.FAILED, unclear=True).count()
    settled = Counter(rows.values())
    figure("outbox_workers_killed", kills, ">=20")
    figure("outbox_messages", len(rows), f">={number}")
    figure("outbox_taken_twice", sum(count > 1 for count in taken.values()), "<=0")
    figure("outbox_called_sent_but_not_taken", len(sent - set(taken)), "<=0")
    figure("outbox_lost", number - settled[S.SENT] - settled[S.FAILED], "<=0")
    figure("outbox_left_to_a_person", unclear, "-")
    figure("outbox_failed_though_clear", settled[S.FAILED] - unclear, "<=0")
    figure("outbox_messages_per_second", number / seconds, ">=5")


def figure(name: str, value: float, target: str) -> None:
    print(f"FIGURE {name} {value:g} {target}")


if __name__ == "__main__":
    if sys.argv[1:2] == ["--work"]:
        work(sys.argv[2])
    else:
        main(*map(int, sys.argv[1:]))
