"""The verbs of publicity: publish and close a notice, hear and settle objections."""

from .notices import close_notice, notice_ends_at, plan_notice, publish_notice, result_text
from .objections import (
    identity_of,
    raise_objection,
    refuse_objection,
    settle_objection,
    take_up_objection,
)

__all__ = [
    "close_notice",
    "identity_of",
    "notice_ends_at",
    "plan_notice",
    "publish_notice",
    "raise_objection",
    "refuse_objection",
    "result_text",
    "settle_objection",
    "take_up_objection",
]
