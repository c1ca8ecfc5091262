"""A line between a browser and the server that can be cut: what is on it then is lost, in either direction."""

import socket
import struct
import threading
import time
from contextlib import suppress
from urllib.parse import urlsplit

#: Closing with a reset: what was written and not read yet is gone.
AT_ONCE = struct.pack("ii", 1, 0)
PIECE = 16 * 1024


class WeakLine:
    """Listens on a port of its own and passes everything on to the server.

    :param pace: seconds that each piece of 16 KB takes, so that a photograph is on its way for a while.
    """

    def __init__(self, server_url: str, pace: float = 0.0):
        parts = urlsplit(server_url)
        self.target, self.pace = (parts.hostname, parts.port), pace
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.url = f"http://localhost:{self.listener.getsockname()[1]}"
        self.open, self.left, self.cuts, self.received = True, None, 0, 0
        self.sockets: set[socket.socket] = set()
        self.lock = threading.Lock()
        threading.Thread(target=self.accept, daemon=True).start()

    def accept(self) -> None:
        with suppress(OSError):
            while True:
                near, _ = self.listener.accept()
                threading.Thread(target=self.connect, args=(near,), daemon=True).start()

    def connect(self, near: socket.socket) -> None:
        """Both directions of one connection, while the line is open."""
        far = None
        with self.lock:
            if self.open:
                with suppress(OSError):
                    far = socket.create_connection(self.target)
                    self.sockets |= {near, far}
        if far is None:
            reset(near)
            return
        threading.Thread(target=self.pass_on, args=(near, far), daemon=True).start()
        self.pass_on(far, near, comes=True)

    def pass_on(self, source: socket.socket, target: socket.socket, *, comes: bool = False) -> None:
        with suppress(OSError):
            while piece := source.recv(PIECE):
                piece, is_last = self.still(piece)
                self.received += len(piece) if comes else 0
                target.sendall(piece)
                if is_last:
                    self.cut()
                time.sleep(self.pace)
            with suppress(OSError):
                target.shutdown(socket.SHUT_WR)

    def still(self, piece: bytes) -> tuple[bytes, bool]:
        """What of it still passes before the line is cut."""
        with self.lock:
            if self.left is None:
                return piece, False
            passes = piece[: self.left]
            self.left -= len(passes)
            if self.left > 0:
                return piece, False
            self.left = None
            return passes, True

    def cut_after(self, count: int) -> None:
        """So many bytes more, in whichever direction, and it is cut."""
        with self.lock:
            self.left = count

    def cut(self) -> None:
        """Now: everything that is open is reset, and nothing gets through until it is mended."""
        with self.lock:
            if self.open:
                self.cuts += 1
            self.open, self.left = False, None
            gone, self.sockets = self.sockets, set()
        for one in gone:
            reset(one)

    def mend(self) -> None:
        with self.lock:
            self.open, self.left = True, None

    def close(self) -> None:
        self.listener.close()
        self.cut()


def reset(one: socket.socket) -> None:
    with suppress(OSError):
        one.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, AT_ONCE)
        one.shutdown(socket.SHUT_RDWR)
    with suppress(OSError):
        one.close()
