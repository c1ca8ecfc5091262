"""Names of downloaded files: what every operating system takes."""

import re

_BAD = re.compile(r'[\x00-\x1f\x7f/\\:*?"<>|\u200b-\u200f\u202a-\u202e\u2066-\u2069]+')
LONGEST = 80


def file_name(stem: str, extension: str) -> str:
    """Without what could be a path, a wildcard or a direction mark."""
    bare = _BAD.sub("_", stem).strip(" .")[:LONGEST].strip(" .")
    return f"{bare or '标准'}.{extension}"
