"""A gateway on this machine, and the settings that lead there."""

import json
import threading
import time
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from accounts import clock
from tests.world import STORY_BEGINS


@dataclass
class Call:
    """What the gateway was asked."""

    path: str
    headers: dict[str, str]
    body: bytes

    @property
    def json(self):
        return json.loads(self.body)


@dataclass
class Gateway:
    """Answers what is written into ``answers`` (status, object), the last one again and again."""

    url: str = ""
    calls: list[Call] = field(default_factory=list)
    answers: list[tuple[int, object]] = field(default_factory=lambda: [(200, {"errcode": 0})])
    silent: bool = False
    location: str = ""

    def next_answer(self) -> tuple[int, object]:
        return self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]


@pytest.fixture
def gateway():
    here = Gateway()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self):
            body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
            here.calls.append(Call(self.path, {key.lower(): value for key, value in self.headers.items()}, body))
            if here.silent:
                time.sleep(0.4)
                return
            status, answer = here.next_answer()
            words = answer if isinstance(answer, bytes) else json.dumps(answer).encode()
            self.send_response(status)
            if here.location:
                self.send_header("Location", here.location)
            self.send_header("Content-Length", str(len(words)))
            self.end_headers()
            self.wfile.write(words)

        def log_message(self, *args):
            """Tests are quiet."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    here.url = f"http://127.0.0.1:{server.server_port}"
    yield here
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.fixture
def outbox(settings, tmp_path):
    """``outbox(sms={…})``: other channels than files; called without anything, the default."""

    def configure(**changes):
        settings.OUTBOX = {**settings.OUTBOX, "folder": tmp_path / "outbox", **changes}

    configure()
    return configure


@pytest.fixture
def by_day():
    """Nine in the morning: nothing waits for the day."""
    with clock.at(STORY_BEGINS):
        yield
