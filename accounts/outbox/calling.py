"""Calls to the outside: POST to one address, no redirects, no proxies, a bounded answer, nothing in a log.

The standard library on purpose: connecting and asking are two steps there, and the difference matters. What failed
while connecting was certainly not sent; what failed afterwards may have been.
"""

import http.client
import ipaddress
import json
import ssl
import time
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from accounts.outbox.outcomes import Later, Outcome, Refused, Unclear

#: Seconds for a step, and for the whole answer.
PATIENCE, LONGEST = 10, 25
#: Bytes of an answer that are read.
ENOUGH = 64 * 1024
#: Answers after which it makes sense to try again: nothing was taken.
NOT_NOW = frozenset({408, 425, 429, 500, 503})
#: Between us and the other side something gave up: who knows what arrived.
IN_BETWEEN = frozenset({502, 504})


class CallFailed(Exception):
    """``outcome`` says whether it may have arrived; the text names neither address nor secret."""

    def __init__(self, outcome: Outcome):
        super().__init__(type(outcome).__name__)
        self.outcome = outcome


@dataclass(frozen=True)
class Answer:
    status: int
    body: bytes

    def json(self) -> dict[str, Any]:
        """The object in the answer; an answer that is none leaves open what happened."""
        try:
            found = json.loads(self.body)
        except ValueError:
            found = None
        if not isinstance(found, dict):
            raise CallFailed(Unclear("对方的答复看不懂，可能已送出"))
        return found


def is_allowed(url: str) -> bool:
    """https; plain http only to this machine or an address of the own network."""
    parts = urlsplit(url)
    if not parts.hostname or parts.username or parts.fragment:
        return False
    return parts.scheme == "https" or (parts.scheme == "http" and is_near(parts.hostname))


def is_near(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_private
    except ValueError:
        return False


def post(url: str, body: bytes, headers: dict[str, str]) -> Answer:
    """Hand the body over, once.

    :raises CallFailed: there is no answer to read, or it is no success.
    """
    if not is_allowed(url):
        raise CallFailed(Refused("地址配置不正确，须以 https 开头，请系统管理员检查"))
    connection = connect(url)
    try:
        parts = urlsplit(url)
        connection.request("POST", f"{parts.path or '/'}{'?' * bool(parts.query)}{parts.query}", body, headers)
        with connection.getresponse() as response:
            answer = Answer(response.status, read(response))
    except (OSError, http.client.HTTPException) as error:
        raise CallFailed(Unclear(f"没有等到对方答复（{type(error).__name__}），可能已送出")) from None
    finally:
        connection.close()
    return judged(answer)


def connect(url: str) -> http.client.HTTPConnection:
    """Or a failure that certainly sent nothing."""
    parts = urlsplit(url)
    host = parts.hostname or ""
    connection: http.client.HTTPConnection
    if parts.scheme == "https":
        secure = ssl.create_default_context()
        connection = http.client.HTTPSConnection(host, parts.port, timeout=PATIENCE, context=secure)
    else:
        connection = http.client.HTTPConnection(host, parts.port, timeout=PATIENCE)
    try:
        connection.connect()
    except OSError as error:
        connection.close()
        raise CallFailed(Later(f"连不上对方（{type(error).__name__}）")) from None
    return connection


def read(response: http.client.HTTPResponse) -> bytes:
    """As much as anybody needs, however slowly it drips."""
    until, parts, size = time.monotonic() + LONGEST, [], 0
    while size < ENOUGH and (part := response.read1(ENOUGH - size)):
        parts.append(part)
        size += len(part)
        if time.monotonic() > until:
            raise TimeoutError
    return b"".join(parts)


def judged(answer: Answer) -> Answer:
    """A redirect is not followed: only the address that an administrator wrote down is ever called."""
    if answer.status in NOT_NOW:
        raise CallFailed(Later(f"对方暂时不接收（{answer.status}）"))
    if answer.status in IN_BETWEEN:
        raise CallFailed(Unclear(f"对方网关没有答复（{answer.status}），可能已送出"))
    if not 200 <= answer.status < 300:
        raise CallFailed(Refused(f"对方不接收（{answer.status}），请系统管理员检查配置"))
    return answer
