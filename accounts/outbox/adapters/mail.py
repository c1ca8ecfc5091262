"""E-mail by Django's own back ends. A second copy would bear the same Message-ID, but not every mailbox looks at it."""

import smtplib
from typing import Any

from django.core.mail import EmailMessage, get_connection

from accounts.outbox.outcomes import Later, Outcome, Parcel, Refused, Sent, Unclear

REPEATABLE = False


def send(parcel: Parcel, given: dict[str, Any]) -> Outcome:
    """Reasons name no address: what a mail server says may hold it."""
    connection = get_connection()
    try:
        connection.open()
    except (OSError, smtplib.SMTPException) as error:
        return Later(f"连不上邮件服务器（{type(error).__name__}）")
    letter = EmailMessage(
        subject=parcel.subject,
        body=parcel.text,
        to=[parcel.to],
        headers={
            "Message-ID": f"<{parcel.key.replace(':', '.')}@{given['domain']}>",
            "Auto-Submitted": "auto-generated",
        },
        connection=connection,
    )
    try:
        letter.send()
    except smtplib.SMTPRecipientsRefused as error:
        return by_code(min(code for code, _ in error.recipients.values()), "邮件服务器不接收这个地址")
    except smtplib.SMTPResponseException as error:
        return by_code(error.smtp_code, "邮件服务器不接收")
    except (OSError, smtplib.SMTPException) as error:
        return Unclear(f"邮件服务器没有答复（{type(error).__name__}），可能已送出")
    finally:
        connection.close()
    return Sent()


def by_code(code: int, words: str) -> Outcome:
    """4xx is for now, 5xx for good (RFC 5321)."""
    return Later(f"{words}（{code}）") if 400 <= code < 500 else Refused(f"{words}（{code}）")
