"""The bytes of an upload on its way, in a file beside the county's others. Its size is the offset: nothing else tells it.

Every piece is appended under the file's lock, and only where the file ends: two connections that send the same upload
(the first one is dead and does not know it yet) cannot tear it.
"""

import fcntl
import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings

COUNTY = re.compile(r"\d{6}")


class Elsewhere(Exception):
    """The file does not end where this piece would begin: another connection has gone on."""


def path_of(county: str, place) -> Path:
    """Where the bytes gather: ``MEDIA_ROOT/<county>/.partial/<place>``."""
    if not COUNTY.fullmatch(county):
        raise ValueError(f"not a county: {county!r}")
    return Path(settings.MEDIA_ROOT) / county / ".partial" / str(place)


def size(path: Path) -> int:
    """How much has come; 0 before the first piece."""
    try:
        return path.stat().st_size
    except FileNotFoundError:
        return 0


def append(path: Path, piece: bytes, *, at: int) -> int:
    """Add a piece at the end; returns the new size.

    :raises Elsewhere: the file does not end there.
    """
    with locked(path) as descriptor:
        if os.fstat(descriptor).st_size != at:
            raise Elsewhere
        written = 0
        try:
            while written < len(piece):
                written += os.pwrite(descriptor, piece[written:], at + written)
        except OSError:  # the disk is full: what came before this piece still stands
            os.ftruncate(descriptor, at)
            raise
    return at + written


def flush(path: Path) -> None:
    """What was acknowledged survives a power cut."""
    if path.exists():
        with locked(path) as descriptor:
            os.fsync(descriptor)


def discard(path: Path) -> None:
    """Away with it."""
    path.unlink(missing_ok=True)


@contextmanager
def locked(path: Path) -> Iterator[int]:
    """The file, open for writing, while nobody else writes into it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT, 0o600)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield descriptor
    finally:
        os.close(descriptor)
