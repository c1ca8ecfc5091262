"""Short messages by the two gateways, against a server of this machine."""

import base64
import hashlib
import json
from datetime import UTC, datetime
from urllib.parse import parse_qs, urlsplit

import pytest

from accounts.outbox.adapters import aliyun, mas
from accounts.outbox.outcomes import Later, Parcel, Refused, Sent, Unclear

PARCEL = Parcel("message:1:sms", "13900001111", "到期提醒：2件", "系统：到期提醒：2件。请登录系统查看。")


@pytest.fixture
def cloud(gateway):
    return {"url": gateway.url, "account": "AK", "secret": "SK", "sign": "禾塬示范办", "template": "SMS_1"}


@pytest.fixture
def office(gateway):
    return {"url": gateway.url, "account": "ap", "secret": "pw", "sign": "Qm1", "template": "禾塬县委/01"}


def test_aliyun_signature_is_the_documented_one():
    """Computed step by step from the description of version 3."""
    given = {"secret": "SK", "account": "AK"}
    moment = datetime(2026, 3, 16, 1, 2, 3, tzinfo=UTC)

    headers = aliyun.signed("A=1", "dysms.example", given, now=moment, nonce="n1")

    empty = hashlib.sha256(b"").hexdigest()
    canonical = (
        "POST\n/\nA=1\nhost:dysms.example\nx-acs-action:SendSms\n"
        f"x-acs-content-sha256:{empty}\nx-acs-date:2026-03-16T01:02:03Z\nx-acs-signature-nonce:n1\n"
        "x-acs-version:2017-05-25\n\n"
        "host;x-acs-action;x-acs-content-sha256;x-acs-date;x-acs-signature-nonce;x-acs-version\n" + empty
    )
    to_sign = "ACS3-HMAC-SHA256\n" + hashlib.sha256(canonical.encode()).hexdigest()
    assert headers["Authorization"].endswith(
        "Signature=" + aliyun.hmac.new(b"SK", to_sign.encode(), "sha256").hexdigest()
    )
    assert headers["Authorization"].startswith("ACS3-HMAC-SHA256 Credential=AK,SignedHeaders=host;x-acs-action;")


def test_aliyun_is_asked_for_the_template(gateway, cloud):
    gateway.answers = [(200, {"Code": "OK", "BizId": "9001"})]

    outcome = aliyun.send(PARCEL, cloud)

    call = gateway.calls[0]
    asked = {name: values[0] for name, values in parse_qs(urlsplit(call.path).query).items()}
    assert outcome == Sent("9001")
    assert asked == {
        "OutId": "message:1:sms",
        "PhoneNumbers": "13900001111",
        "SignName": "禾塬示范办",
        "TemplateCode": "SMS_1",
        "TemplateParam": '{"subject": "到期提醒：2件"}',
    }
    assert call.headers["host"] == urlsplit(gateway.url).netloc
    assert call.headers["x-acs-action"] == "SendSms"


@pytest.mark.parametrize(
    ("code", "expected"),
    [("isv.BUSINESS_LIMIT_CONTROL", Later), ("isv.MOBILE_NUMBER_ILLEGAL", Refused), ("SignatureDoesNotMatch", Refused)],
)
def test_aliyun_says_whether_to_come_back(gateway, cloud, code, expected):
    gateway.answers = [(200, {"Code": code})]

    assert type(aliyun.send(PARCEL, cloud)) is expected


def test_mas_is_signed_over_every_field_in_order(gateway, office):
    gateway.answers = [(200, {"rspcod": "success", "msgGroup": "77", "success": True})]

    outcome = mas.send(PARCEL, office)

    sent = json.loads(base64.b64decode(gateway.calls[0].body))
    signed = "禾塬县委" + "ap" + "pw" + PARCEL.to + PARCEL.text + "Qm1" + "01"
    assert outcome == Sent("77")
    assert sent == {
        "ecName": "禾塬县委",
        "apId": "ap",
        "mobiles": PARCEL.to,
        "content": PARCEL.text,
        "sign": "Qm1",
        "addSerial": "01",
        "mac": hashlib.md5(signed.encode()).hexdigest(),
    }


def test_mas_refuses_in_its_own_words(gateway, office):
    gateway.answers = [(200, {"rspcod": "IllegalMac", "success": False})]

    assert mas.send(PARCEL, office) == Refused("短信平台不接收（IllegalMac）")


@pytest.mark.parametrize("adapter", [aliyun, mas])
def test_an_answer_nobody_understands_is_no_success(gateway, cloud, office, adapter):
    gateway.answers = [(200, b"busy")]

    assert type(adapter.send(PARCEL, cloud if adapter is aliyun else office)) is Unclear
