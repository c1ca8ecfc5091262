"""Robots of work groups: WeCom (企业微信), DingTalk (钉钉), Feishu (飞书). Each is an address with a key in it, to be kept secret.

The signatures are those that the three describe publicly: DingTalk signs the address (milliseconds), Feishu the body
(seconds), WeCom nothing but the key.
"""

import base64
import hashlib
import hmac
import json
import time
from typing import Any
from urllib.parse import urlencode, urlsplit

from accounts.outbox.calling import CallFailed, post
from accounts.outbox.outcomes import Later, Outcome, Parcel, Refused, Sent

#: None of them knows a copy when it sees one.
REPEATABLE = False
#: The shortest limit of the three (WeCom: 2,048 bytes), with room for what is put before and after.
LONGEST = 1800
#: "Too fast": WeCom, DingTalk, Feishu.
TOO_FAST = frozenset({45009, 130101, 11232})


def send(parcel: Parcel, given: dict[str, Any]) -> Outcome:
    url, body = REQUESTS[given["kind"]](given["url"], given.get("secret", ""), shorten(parcel.text))
    try:
        answer = post(url, json.dumps(body).encode(), {"Content-Type": "application/json; charset=utf-8"}).json()
    except CallFailed as failed:
        return failed.outcome
    code = answer.get("errcode", answer.get("code", answer.get("StatusCode")))
    if code == 0:
        return Sent()
    if code in TOO_FAST:
        return Later(f"群机器人发送太快（{code}）")
    return Refused(f"群机器人不接收（{str(code)[:20]}），请系统管理员检查地址、密钥和关键词")


def wecom(url: str, secret: str, text: str) -> tuple[str, dict[str, Any]]:
    return url, {"msgtype": "text", "text": {"content": text}}


def dingtalk(url: str, secret: str, text: str) -> tuple[str, dict[str, Any]]:
    body = {"msgtype": "text", "text": {"content": text}}
    if not secret:
        return url, body
    stamp = str(round(time.time() * 1000))
    sign = signature(secret.encode(), f"{stamp}\n{secret}".encode())
    mark = "&" if urlsplit(url).query else "?"
    return f"{url}{mark}{urlencode({'timestamp': stamp, 'sign': sign})}", body


def feishu(url: str, secret: str, text: str) -> tuple[str, dict[str, Any]]:
    body: dict[str, Any] = {"msg_type": "text", "content": {"text": text}}
    if secret:
        stamp = str(int(time.time()))
        body |= {"timestamp": stamp, "sign": signature(f"{stamp}\n{secret}".encode(), b"")}
    return url, body


REQUESTS = {"wecom": wecom, "dingtalk": dingtalk, "feishu": feishu}


def signature(key: bytes, words: bytes) -> str:
    return base64.b64encode(hmac.new(key, words, hashlib.sha256).digest()).decode()


def shorten(text: str) -> str:
    """No longer than the shortest limit, cut between characters."""
    if len(text.encode()) <= LONGEST:
        return text
    return text.encode()[: LONGEST - 3].decode(errors="ignore") + "…"
