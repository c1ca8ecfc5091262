"""Short messages by 中国移动云MAS (HTTP, ``norsubmit``), which many offices have: JSON in Base64, signed with MD5 as it demands."""

import base64
import hashlib
import json
from typing import Any

from accounts.outbox.calling import CallFailed, post
from accounts.outbox.outcomes import Outcome, Parcel, Refused, Sent

REPEATABLE = False


def send(parcel: Parcel, given: dict[str, Any]) -> Outcome:
    try:
        answer = post(given["url"], request_of(parcel, given), {"Content-Type": "text/plain; charset=utf-8"}).json()
    except CallFailed as failed:
        return failed.outcome
    code = str(answer.get("rspcod", ""))
    if code == "success" and answer.get("success") is True:
        return Sent(str(answer.get("msgGroup", ""))[:80])
    return Refused(f"短信平台不接收（{code[:60]}）")


def request_of(parcel: Parcel, given: dict[str, Any]) -> bytes:
    """Every field in the order in which the signature wants them, the secret among them but not sent."""
    company, _, serial = given["template"].partition("/")
    fields = {
        "ecName": company,
        "apId": given["account"],
        "mobiles": parcel.to,
        "content": parcel.text,
        "sign": given["sign"],
        "addSerial": serial,
    }
    order = (company, given["account"], given["secret"], parcel.to, parcel.text, given["sign"], serial)
    fields["mac"] = hashlib.md5("".join(order).encode(), usedforsecurity=False).hexdigest()
    return base64.b64encode(json.dumps(fields, ensure_ascii=False).encode())
