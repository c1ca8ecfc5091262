"""What a tus client writes into its headers, read strictly; each mistake has a sentence."""

import base64
import binascii
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Self

from documents.resumable.models import KEY

VERSION = "1.0.0"
EXTENSIONS = "creation,expiration,termination"
PIECE = "application/offset+octet-stream"
SHA256 = re.compile(r"[0-9a-f]{64}")
DIGITS = re.compile(r"\d{1,15}")
LONGEST = 2000  # characters of metadata


class Wrong(Exception):
    """The request does not keep to the protocol.

    :param again: nothing is wrong that asking for the offset and going on from there would not mend.
    """

    def __init__(self, status: int, reason: str, *, again: bool = False):
        super().__init__(reason)
        self.status, self.reason, self.again = status, reason, again


@dataclass(frozen=True)
class Beginning:
    """What a client says of a file before it sends it."""

    length: int
    key: str
    name: str
    sha256: str

    @classmethod
    def read(cls, headers: Mapping[str, str], *, most: int) -> Self:
        """From ``Upload-Length`` and ``Upload-Metadata`` (filename, key, sha256?)."""
        length = number(headers.get("Upload-Length"), "Upload-Length")
        if length > most:
            raise Wrong(413, f"文件超过{most // (1024 * 1024)}MB。请压缩或拆分后再上传。")
        if not length:
            raise Wrong(400, "文件是空的。请检查后重新上传。")
        told = metadata(headers.get("Upload-Metadata", ""))
        key, sha256 = told.get("key", ""), told.get("sha256", "")
        if not KEY.fullmatch(key):
            raise Wrong(400, "上传请求缺少标识（key），请刷新页面再传。")
        if sha256 and not SHA256.fullmatch(sha256):
            raise Wrong(400, "上传请求的校验值（sha256）不对，请刷新页面再传。")
        return cls(length, key, told.get("filename", ""), sha256)


def check_version(headers: Mapping[str, str]) -> None:
    """Refuse a client of another version, or none."""
    version = headers.get("Tus-Resumable", "")
    if not version:
        raise Wrong(400, "上传请求不完整，请刷新页面再传。")
    if version != VERSION:
        raise Wrong(412, f"只支持tus {VERSION}，请刷新页面再传。")


def number(text: str | None, name: str) -> int:
    """A whole number of bytes."""
    if text is None or not DIGITS.fullmatch(text) or not text.isascii():
        raise Wrong(400, f"上传请求的 {name} 不对，请刷新页面再传。")
    return int(text)


def metadata(text: str) -> dict[str, str]:
    """``key base64,key base64`` → a dict; what is no text is refused."""
    if len(text) > LONGEST:
        raise Wrong(400, "文件名太长，请改短后再传。")
    told = {}
    for pair in filter(None, (part.strip() for part in text.split(","))):
        name, _, value = pair.partition(" ")
        try:
            told[name] = base64.b64decode(value, validate=True).decode()
        except (binascii.Error, UnicodeDecodeError) as error:
            raise Wrong(400, "上传请求的 Upload-Metadata 不对，请刷新页面再传。") from error
    return told
