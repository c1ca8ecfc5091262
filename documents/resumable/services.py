"""Beginning an upload, taking in what comes, reading what has come, clearing away what never became anything."""

import hashlib
from collections.abc import Callable
from contextlib import contextmanager
from datetime import timedelta
from typing import Protocol, TypeVar

from django.core.exceptions import ValidationError
from django.core.files import File
from django.db import IntegrityError, transaction

from accounts import clock
from documents.resumable import partial
from documents.resumable.headers import Beginning, Wrong
from documents.resumable.models import Upload

Bound = TypeVar("Bound")

PIECE_BYTES = 64 * 1024
#: So many unfinished uploads one person may have for one case: more is no camera, it is a mistake.
MOST_OPEN = 200
#: So long a row is kept that answers a sender who asks again.
REMEMBERED = timedelta(days=60)


class Stream(Protocol):
    """The body of a request."""

    def read(self, size: int, /) -> bytes: ...


def begin(*, county: str, owner, subject_key: str, beginning: Beginning) -> Upload:
    """A new upload, or the one that was begun under this key before: an answer may have been lost on the way.

    :raises Wrong: the key was used for another file, or too many are open.
    """
    known = Upload.objects.of(owner, subject_key, beginning.key)
    fields = {"length": beginning.length, "sha256": beginning.sha256}
    upload = known.first()
    if upload is None:
        mine = Upload.objects.unfinished().filter(owner=owner, subject_key=subject_key)
        if mine.count() >= MOST_OPEN:
            raise Wrong(409, f"还有{MOST_OPEN}个文件没有传完，请等它们传完再传新的。")
        try:
            with transaction.atomic():
                return Upload.objects.create(
                    county=county,
                    owner=owner,
                    subject_key=subject_key,
                    key=beginning.key,
                    name=beginning.name[-120:],
                    begun_at=clock.now(),
                    **fields,
                )
        except IntegrityError:  # the same sender, twice at once
            upload = known.get()
    if any(getattr(upload, name) != value for name, value in fields.items()):
        raise Wrong(409, "这个标识已用于另一个文件，请重新选择文件。")
    return upload


def offset_of(upload: Upload) -> int:
    """How much of it is here; all of it once it was taken in."""
    return upload.length if upload.used_at else partial.size(path_of(upload))


def receive(upload: Upload, stream: Stream, *, at: int) -> int:
    """Take in what comes until it ends or the line is cut; returns how much of the upload is here then.

    :raises Wrong: it is not to be continued there, or more came than was announced.
    """
    path, offset = path_of(upload), at
    if offset_of(upload) != at:
        raise Wrong(409, "续传的位置不对。", again=True)
    try:
        while piece := read_piece(stream):
            if offset + len(piece) > upload.length:
                raise Wrong(413, "收到的内容比文件长，请重新选择文件。")
            offset = partial.append(path, piece, at=offset)
    except partial.Elsewhere as elsewhere:
        raise Wrong(409, "另一个连接正在续传同一个文件。", again=True) from elsewhere
    finally:
        partial.flush(path)
        if not Upload.objects.unfinished().filter(pk=upload.pk).exists():  # taken in by another connection meanwhile
            partial.discard(path)
    return offset


def read_piece(stream: Stream) -> bytes:
    """The next bytes; none when the line is cut: what came before is kept and acknowledged when asked for."""
    try:
        return stream.read(PIECE_BYTES)
    except OSError:  # UnreadablePostError too: the client is gone
        return b""


@contextmanager
def opened(upload: Upload):
    """The finished upload as a file that can be taken in.

    :raises ValidationError: it is not whole, or not what the sender had in hand.
    """
    path = path_of(upload)
    if partial.size(path) != upload.length:
        raise ValidationError("文件还没有传完，请稍等。", code="unfinished")
    with path.open("rb") as stream:
        if upload.sha256 and hashlib.file_digest(stream, "sha256").hexdigest() != upload.sha256:
            partial.discard(path)
            raise ValidationError("文件在路上传坏了，正在重传。", code="unfinished")
        yield File(stream, name=upload.name)


def use_once(upload: Upload, bind: Callable[[], Bound], *, file) -> Bound | None:
    """Do with it what it was sent for, once: whoever comes second is answered ``None``. Inside a transaction."""
    held = Upload.objects.select_for_update(no_key=True).get(pk=upload.pk)
    if held.used_at:
        return None
    bound = bind()
    held.spend(file)
    transaction.on_commit(lambda: partial.discard(path_of(upload)))
    return bound


def give_up(upload: Upload) -> None:
    """The sender does not want to send it any more."""
    if not upload.used_at:
        partial.discard(path_of(upload))
        upload.delete()


def clear_away() -> int:
    """Bytes that nobody has finished sending, and rows that nobody will ask for; returns how many uploads went."""
    stale = list(Upload.objects.unfinished().expired()[:500])
    for upload in stale:
        give_up(upload)
    Upload.objects.filter(used_at__lt=clock.now() - REMEMBERED).delete()
    return len(stale)


def path_of(upload: Upload):
    """Where its bytes gather."""
    return partial.path_of(upload.county, upload.place)
