import smtplib

import pytest
from django.core import mail as sent_mail
from django.core.mail.backends.base import BaseEmailBackend

from accounts.outbox.adapters import files, mail
from accounts.outbox.outcomes import Later, Parcel, Refused, Sent, Unclear

PARCEL = Parcel("message:5:email", "li@example.cn", "请补正", "系统：请补正。请登录系统查看。")
GIVEN = {"domain": "shifan.example"}


class Deaf(BaseEmailBackend):
    """A server that cannot be reached."""

    def open(self):
        raise ConnectionRefusedError("mail.secret.example")


class Grumpy(BaseEmailBackend):
    """A server that answers what the test says."""

    answer: Exception = OSError()

    def send_messages(self, messages):
        raise self.answer


def test_a_letter_bears_the_same_number_at_every_attempt():
    assert [mail.send(PARCEL, GIVEN), mail.send(PARCEL, GIVEN)] == [Sent(), Sent()]

    numbers = {letter.extra_headers["Message-ID"] for letter in sent_mail.outbox}
    assert numbers == {"<message.5.email@shifan.example>"}
    assert (sent_mail.outbox[0].to, sent_mail.outbox[0].subject) == (["li@example.cn"], "请补正")


def test_a_server_that_cannot_be_reached_is_tried_again(settings):
    settings.EMAIL_BACKEND = f"{__name__}.Deaf"

    assert mail.send(PARCEL, GIVEN) == Later("连不上邮件服务器（ConnectionRefusedError）")


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        (smtplib.SMTPRecipientsRefused({"li@example.cn": (550, b"li@example.cn unknown")}), Refused),
        (smtplib.SMTPRecipientsRefused({"li@example.cn": (451, b"later")}), Later),
        (smtplib.SMTPDataError(452, b"full"), Later),
        (smtplib.SMTPDataError(554, b"spam"), Refused),
        (smtplib.SMTPServerDisconnected("gone"), Unclear),
        (TimeoutError(), Unclear),
    ],
)
def test_what_the_server_says_decides(settings, monkeypatch, answer, expected):
    settings.EMAIL_BACKEND = f"{__name__}.Grumpy"
    monkeypatch.setattr(Grumpy, "answer", answer)

    outcome = mail.send(PARCEL, GIVEN)

    assert type(outcome) is expected
    assert "li@example.cn" not in outcome.reason


def test_without_configuration_a_file_shows_what_would_be_sent(tmp_path):
    for _ in range(2):
        files.send(PARCEL, {"folder": tmp_path / "outbox"})

    [written] = (tmp_path / "outbox").iterdir()
    assert written.name == "message-5-email.json"
    assert '"to": "li@example.cn"' in written.read_text(encoding="utf-8")
    assert written.stat().st_mode & 0o077 == 0
