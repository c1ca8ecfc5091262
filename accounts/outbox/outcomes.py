"""What comes of an attempt to send."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Parcel:
    """What an adapter is given: where to, a short subject, the text; ``key`` is the same at every attempt."""

    key: str
    to: str
    subject: str
    text: str


@dataclass(frozen=True)
class Sent:
    """The other side has taken it."""

    reference: str = ""


@dataclass(frozen=True)
class Later:
    """Certainly not sent; worth another attempt."""

    reason: str


@dataclass(frozen=True)
class Refused:
    """Certainly not sent, and another attempt will not help."""

    reason: str


@dataclass(frozen=True)
class Unclear:
    """It was handed over and no answer came: it may have been sent. A machine does not send it again."""

    reason: str


Outcome = Sent | Later | Refused | Unclear
