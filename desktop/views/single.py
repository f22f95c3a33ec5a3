"""One window a user: a second start hands its files to the first one and ends.

A lock file says who is first; it is freed by a crash. The first listens on a local socket (no network) that
only this user may use, and takes one line of JSON at a time, never longer than 64 KiB.
"""

from __future__ import annotations

import getpass
import json
import os
import sys
from collections.abc import Sequence
from functools import partial
from hashlib import sha256
from pathlib import Path
from tempfile import gettempdir
from time import monotonic, sleep

from PySide6.QtCore import QLockFile, QObject, Qt, QTimer, QUrl, Signal
from PySide6.QtNetwork import QLocalServer, QLocalSocket
from PySide6.QtWidgets import QWidget

from desktop.errors import DataError
from desktop.folders import home_path

PATIENCE = 5.0  # Seconds after which the first is given up; on a slow computer it may be starting still
LONGEST = 64 << 10  # Bytes of a message
_LISTENS = 0.25  # Seconds for the first to begin to listen, tried again until patience ends
_DONE = b"ok\n"


class Single(QObject):
    """The place of the first window: taken with ``take``, or its holder asked with ``hand_over``.

    wanted(list of paths) in the first one, an empty list where only the window is asked for. It never comes
    from within a socket's own signal: whoever hears it may turn an event loop, in which the socket is deleted.
    """

    wanted = Signal(list)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        key = _key()
        self.name = str(_folder() / key) if sys.platform != "win32" else key
        self._lock = QLockFile(str(_folder() / f"{key}.lock"))
        self._lock.setStaleLockTime(0)
        self._server: QLocalServer | None = None

    def take(self) -> bool:
        """Become the first; False where another program of this user is. A lock left by a crash is freed."""
        if not self._lock.tryLock(0):
            return self._lock.error() != QLockFile.LockError.LockFailedError  # A folder that takes no lock
        QLocalServer.removeServer(self.name)
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._connected)
        self._server.listen(self.name)  # Where it cannot, the window works, only later starts are told so
        return True

    def release(self) -> None:
        """Let another be the first."""
        if self._server is not None:
            self._server.close()
        self._lock.unlock()

    def hand_over(self, files: Sequence[str]) -> None:
        """Let the first window open *files* and come to the front; DataError where it does not answer."""
        until = monotonic() + PATIENCE
        message = (
            json.dumps({"open": [str(Path(local_path(each)).absolute()) for each in files]}).encode() + b"\n"
        )
        while monotonic() < until:
            socket = QLocalSocket()
            socket.connectToServer(self.name)
            if socket.waitForConnected(round(_LISTENS * 1000)):
                if _answered(socket, message, until):
                    return
                break
            sleep(0.05)  # It has the place, but does not listen yet
        raise DataError(
            "软件已在运行但没有响应",
            "请等一会儿再打开；一直这样，就在任务管理器里结束“绩评”再打开，已保存的内容都在",
        )

    def _connected(self) -> None:
        while self._server is not None and (socket := self._server.nextPendingConnection()) is not None:
            held = bytearray()
            socket.disconnected.connect(socket.deleteLater)
            socket.readyRead.connect(partial(self._read, socket, held))
            self._read(socket, held)

    def _read(self, socket: QLocalSocket, held: bytearray) -> None:
        held.extend(socket.readAll().data())
        if len(held) > LONGEST:
            socket.abort()
            return
        line, end, _rest = held.partition(b"\n")
        if not end:
            return
        held.clear()
        files = read_message(bytes(line))
        if files is None:
            socket.abort()
            return
        socket.write(_DONE)
        socket.flush()
        QTimer.singleShot(0, self, partial(self.wanted.emit, files))


def _key() -> str:
    """Return the name of the place: of this user, desktop and folder of the program; others have theirs."""
    where = os.environ.get("WAYLAND_DISPLAY") or os.environ.get("DISPLAY", "")
    given = "|".join((getpass.getuser(), where, str(home_path())))
    return f"jixiao-{sha256(given.encode()).hexdigest()[:16]}"


def _folder() -> Path:
    """Return where lock and socket lie: on this computer, whatever share the user's folder may be on."""
    return Path(os.environ.get("XDG_RUNTIME_DIR") or gettempdir())


def first_window(files: Sequence[str], parent: QObject) -> Single | None:
    """Return the place where this program shall show a window, None where *files* have gone to the first one.

    DataError where that one does not answer.
    """
    single = Single(parent)
    if single.take():
        return single
    single.hand_over(files)
    return None


def local_path(argument: str) -> str:
    """Return the path that an argument names; desktops hand files over as paths or as file:// addresses."""
    url = QUrl(argument)
    return url.toLocalFile() if url.isLocalFile() else argument


def read_message(line: bytes) -> list[str] | None:
    """Return the absolute paths that a message asks for; None where it is not one of ours."""
    try:
        held = json.loads(line)
        files = held["open"]
    except (ValueError, RecursionError, TypeError, KeyError):
        return None
    if not isinstance(files, list) or not all(isinstance(each, str) for each in files):
        return None
    return [each for each in files if Path(each).is_absolute()]


def bring_forward(window: QWidget) -> None:
    """Show a window in front of the others, also one that is minimised."""
    window.setWindowState(
        (window.windowState() & ~Qt.WindowState.WindowMinimized) | Qt.WindowState.WindowActive
    )
    window.show()
    window.raise_()
    window.activateWindow()


def _answered(socket: QLocalSocket, message: bytes, until: float) -> bool:
    socket.write(message)
    socket.flush()
    left = max(1, round((until - monotonic()) * 1000))
    return socket.waitForReadyRead(left) and socket.readAll().data() == _DONE
