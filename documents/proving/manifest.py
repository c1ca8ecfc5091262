"""The list of an electronic pack: every file with its size and hashes, and one hash for the whole list."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from .verify import LIST, SCHEMA, digests_of, root_of

#: A changed byte is found to within this many bytes.
BLOCK = 1 << 16

VERIFIER = Path(__file__).with_name("verify.py")

__all__ = ["BLOCK", "LIST", "SCHEMA", "VERIFIER", "Listed", "manifest_of"]


@dataclass(frozen=True)
class Listed:
    """One file of a pack: its place in it, where its bytes lie now, what a person calls it."""

    path: str
    source: Path
    title: str = ""


def manifest_of(files: Iterable[Listed], *, title: str, **facts) -> dict:
    """The list as plain data; ``root`` stands for everything in it.

    :param facts: strings and numbers that tell what the pack is about.
    """
    listed = {"schema": SCHEMA, "hash": "sha256", "block": BLOCK, "title": title, **facts}
    listed["files"] = [entry_of(file) for file in sorted(files, key=lambda file: file.path)]
    listed["root"] = root_of(listed)
    return listed


def entry_of(file: Listed) -> dict:
    """One line."""
    with file.source.open("rb") as stream:
        sha256, size, blocks = digests_of(stream, BLOCK)
    return {"path": file.path, "title": file.title, "size": size, "sha256": sha256, "blocks": blocks}
