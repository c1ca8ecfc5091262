"""The same county served by another process: what a second machine of the county would answer."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import quote, urlencode

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from django.db import connection

from accounts.models import User

ROOT = Path(__file__).resolve().parent.parent.parent
#: Serves each request in a thread of its own, and says on which port.
SERVER = """
import socketserver, wsgiref.simple_server as simple
from config.wsgi import application
class Server(socketserver.ThreadingMixIn, simple.WSGIServer):
    daemon_threads, request_queue_size = True, 64
class Quiet(simple.WSGIRequestHandler):
    def log_message(self, *words): pass
    def address_string(self): return self.client_address[0]
server = simple.make_server("127.0.0.1", 0, application, Server, Quiet)
print(server.server_port, flush=True)
server.serve_forever()
"""
TOKEN = "a" * 32


def database_url() -> str:
    """Of the tests' own database."""
    at = connection.settings_dict
    host, port = at["HOST"] or "", f":{at['PORT']}" if at["PORT"] else ""
    password = f":{quote(at['PASSWORD'], safe='')}" if at["PASSWORD"] else ""
    return f"postgres://{quote(at['USER'], safe='')}{password}@{host}{port}/{at['NAME']}"


@contextmanager
def another_process() -> Iterator[int]:
    """The port at which it serves; it ends with the test."""
    environment = {**os.environ, "DATABASE_URL": database_url(), "DJANGO_SETTINGS_MODULE": "config.settings.test"}
    command = [sys.executable, "-c", SERVER]
    with subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True) as server:
        try:
            yield int(server.stdout.readline())
        finally:
            server.kill()


def signed_in(user: User) -> str:
    """A session's key, valid in every process on this database."""
    session = SessionStore()
    session[SESSION_KEY] = str(user.pk)
    session[BACKEND_SESSION_KEY] = "django.contrib.auth.backends.ModelBackend"
    session[HASH_SESSION_KEY] = user.get_session_auth_hash()
    session.create()
    return session.session_key


def post(port: int, session: str, url: str, **entered: str) -> int:
    """Press the button of a page; returns the answer's status."""
    cookies = f"{settings.SESSION_COOKIE_NAME}={session}; {settings.CSRF_COOKIE_NAME}={TOKEN}"
    headers = {"Cookie": cookies, "X-CSRFToken": TOKEN, "Content-Type": "application/x-www-form-urlencoded"}
    browser = HTTPConnection("127.0.0.1", port, timeout=60)
    try:
        browser.request("POST", url, urlencode(entered), headers)
        answer = browser.getresponse()
        answer.read()
        return answer.status
    finally:
        browser.close()
