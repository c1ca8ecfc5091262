"""Short messages by 阿里云 (SendSms, signature version 3: ACS3-HMAC-SHA256).

The text is the approved template's; ``subject`` is its one variable. A copy within a short time is not known as such.
"""

import hashlib
import hmac
import json
import secrets
from datetime import UTC, datetime
from typing import Any
from urllib.parse import quote, urlsplit

from accounts.outbox.calling import CallFailed, post
from accounts.outbox.outcomes import Later, Outcome, Parcel, Refused, Sent

REPEATABLE = False
#: What the variable of a template may hold.
LONGEST = 35
ACTION, VERSION = "SendSms", "2017-05-25"
#: Limits of the moment, and their own trouble; everything else is ours to mend.
PASSING = ("isv.BUSINESS_LIMIT_CONTROL", "isp.SYSTEM_ERROR", "Throttling", "ServiceUnavailable", "InternalError")


def send(parcel: Parcel, given: dict[str, Any]) -> Outcome:
    query = "&".join(f"{escaped(name)}={escaped(value)}" for name, value in sorted(fields_of(parcel, given).items()))
    headers = signed(query, urlsplit(given["url"]).netloc, given)
    try:
        answer = post(f"{given['url'].rstrip('/')}/?{query}", b"", headers).json()
    except CallFailed as failed:
        return failed.outcome
    code = str(answer.get("Code", ""))
    if code == "OK":
        return Sent(str(answer.get("BizId", ""))[:80])
    words = f"短信平台不接收（{code[:60]}）"
    return Later(words) if code.startswith(PASSING) else Refused(words)


def fields_of(parcel: Parcel, given: dict[str, Any]) -> dict[str, str]:
    """Of the request; ``OutId`` lets their records be found by ours."""
    subject = parcel.subject if len(parcel.subject) <= LONGEST else parcel.subject[: LONGEST - 1] + "…"
    return {
        "OutId": parcel.key,
        "PhoneNumbers": parcel.to,
        "SignName": given["sign"],
        "TemplateCode": given["template"],
        "TemplateParam": json.dumps({"subject": subject}, ensure_ascii=False),
    }


def signed(
    query: str, host: str, given: dict[str, Any], *, now: datetime | None = None, nonce: str = ""
) -> dict[str, str]:
    """The headers: everything that is signed, and the signature."""
    empty = hashlib.sha256(b"").hexdigest()
    headers = {
        "host": host,
        "x-acs-action": ACTION,
        "x-acs-content-sha256": empty,
        "x-acs-date": (now or datetime.now(UTC)).strftime("%Y-%m-%dT%H:%M:%SZ"),
        "x-acs-signature-nonce": nonce or secrets.token_hex(16),
        "x-acs-version": VERSION,
    }
    names = ";".join(headers)
    lines = "".join(f"{name}:{value}\n" for name, value in headers.items())
    request = f"POST\n/\n{query}\n{lines}\n{names}\n{empty}"
    words = f"ACS3-HMAC-SHA256\n{hashlib.sha256(request.encode()).hexdigest()}"
    sign = hmac.new(given["secret"].encode(), words.encode(), hashlib.sha256).hexdigest()
    return headers | {
        "Authorization": f"ACS3-HMAC-SHA256 Credential={given['account']},SignedHeaders={names},Signature={sign}"
    }


def escaped(value: str) -> str:
    """RFC 3986."""
    return quote(value, safe="-_.~")
