"""Refusals. Each carries a sentence that tells a clerk what to do next, and an HTTP status."""

#: Somebody else is in the middle of writing the same thing.
BUSY = "这件事项正由别人办理，请稍后（几秒钟）再试。您填写的内容没有提交。"


class Refusal(Exception):
    """Somebody asked for something that cannot be done; nothing was changed."""

    status = 409

    def __init__(self, reason: str):
        super().__init__(reason)
        self.reason = reason


class NotYou(Refusal):
    """The right belongs to another post or place."""

    status = 403


class NotNow(Refusal):
    """The right is yours, but the case is not at that point (or no longer is)."""


class Incomplete(Refusal):
    """Something required is missing; ``missing`` lists it, one sentence an entry."""

    status = 422

    def __init__(self, reason: str, missing: tuple[str, ...] = ()):
        super().__init__(reason)
        self.missing = missing


class OutOfSight(Refusal):
    """Out of the person's scope: answered like a thing that does not exist."""

    status = 404
