"""The three robots' requests, against a server of this machine."""

import base64
import hashlib
import hmac
from urllib.parse import parse_qs, urlsplit

import pytest

from accounts.outbox.adapters import robots
from accounts.outbox.outcomes import Later, Parcel, Refused, Sent

PARCEL = Parcel("letter:1:robot:县办", "", "公告", "公告：开始申报")


def sign(key: str, words: str) -> str:
    return base64.b64encode(hmac.new(key.encode(), words.encode(), hashlib.sha256).digest()).decode()


def test_wecom_is_told_the_text_under_its_key(gateway):
    outcome = robots.send(PARCEL, {"kind": "wecom", "url": f"{gateway.url}/cgi-bin/webhook/send?key=abc"})

    assert outcome == Sent()
    assert gateway.calls[0].path == "/cgi-bin/webhook/send?key=abc"
    assert gateway.calls[0].json == {"msgtype": "text", "text": {"content": "公告：开始申报"}}


def test_dingtalk_signs_the_address(gateway):
    url = f"{gateway.url}/robot/send?access_token=abc"

    outcome = robots.send(PARCEL, {"kind": "dingtalk", "url": url, "secret": "SEC1"})

    asked = parse_qs(urlsplit(gateway.calls[0].path).query)
    stamp = asked["timestamp"][0]
    assert outcome == Sent()
    assert len(stamp) == 13
    assert asked == {"access_token": ["abc"], "timestamp": [stamp], "sign": [sign("SEC1", f"{stamp}\nSEC1")]}


def test_feishu_signs_the_body(gateway):
    gateway.answers = [(200, {"code": 0, "msg": "success"})]

    outcome = robots.send(PARCEL, {"kind": "feishu", "url": f"{gateway.url}/hook/abc", "secret": "S1"})

    body = gateway.calls[0].json
    assert outcome == Sent()
    assert body == {
        "msg_type": "text",
        "content": {"text": "公告：开始申报"},
        "timestamp": body["timestamp"],
        "sign": sign(f"{body['timestamp']}\nS1", ""),
    }
    assert len(body["timestamp"]) == 10


@pytest.mark.parametrize("kind", ["wecom", "dingtalk", "feishu"])
@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        ({"errcode": 45009}, Later),
        ({"errcode": 130101}, Later),
        ({"code": 11232}, Later),
        ({"errcode": 310000}, Refused),
        ({"code": 19021}, Refused),
        ({}, Refused),
    ],
)
def test_a_robot_that_refuses_says_whether_to_come_back(gateway, kind, answer, expected):
    gateway.answers = [(200, answer)]

    assert type(robots.send(PARCEL, {"kind": kind, "url": gateway.url})) is expected


def test_a_long_text_is_cut_to_what_the_shortest_takes(gateway):
    robots.send(Parcel("k", "", "s", "长" * 2000), {"kind": "wecom", "url": gateway.url})

    text = gateway.calls[0].json["text"]["content"]
    assert text.endswith("长…")
    assert len(text.encode()) <= 2048
