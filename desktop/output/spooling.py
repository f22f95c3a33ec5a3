"""Pages rendered in a process of their own, so that it never holds up the window; no Qt in here."""

from __future__ import annotations

import multiprocessing
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from typing import Any

from desktop.errors import KnownError, OutputError
from desktop.output.pdfium import Bitmap, Source, opened


class RenderedPages:
    """The pages as they arrive from the worker."""

    def __init__(self, connection: Any) -> None:
        """Read from *connection*, the receiving end of a ``multiprocessing`` pipe."""
        self._connection = connection

    @property
    def ready(self) -> bool:
        """Whether ``take`` has something to return, or to raise, at once."""
        return self._connection.poll()

    def take(self) -> Bitmap:
        """Return the next page; raises OutputError: the worker's own, or where it has died."""
        try:
            match self._connection.recv():
                case (str(message), str(advice)):
                    raise OutputError(message, advice)
                case (width, height, stride, depth):
                    return Bitmap(width, height, stride, self._connection.recv_bytes(), depth)
                case other:
                    raise AssertionError(other)
        except (EOFError, OSError) as error:
            raise OutputError(
                "打印进程意外中断，未能完成打印。", "请重试；仍不成功时，请导出 PDF 后用 PDF 阅读器打印。"
            ) from error


@contextmanager
def rendering(source: Source, pages: Sequence[int], dpi: float) -> Iterator[RenderedPages]:
    """Yield *pages* of *source* in order, rendered by a worker.

    The pipe holds the worker back: it is at most one page ahead. Leaving the block ends it at once.
    Raises OutputError where no process can be started.
    """
    context = multiprocessing.get_context("spawn")  # a fork of a program with threads is a gamble
    ours, theirs = context.Pipe(duplex=False)
    worker = context.Process(target=_send, args=(theirs, source, list(pages), dpi), daemon=True)
    try:
        worker.start()
    except OSError as error:
        ours.close()
        raise OutputError("无法启动打印进程。", "请关闭一些程序后再试。") from error
    finally:
        theirs.close()  # so that the worker's death ends the connection
    try:
        yield RenderedPages(ours)
    finally:
        ours.close()
        worker.kill()
        worker.join()
        worker.close()


def _send(connection: Any, source: Source, pages: list[int], dpi: float) -> None:
    """Render and send *pages*; this is the whole life of the worker."""
    with suppress(OSError):  # the other side has gone: cancelled
        try:
            with opened(source) as pdf:
                for n in pages:
                    bitmap = pdf.render(n, dpi / 72).without_needless_colour()
                    connection.send((bitmap.width, bitmap.height, bitmap.stride, bitmap.depth))
                    connection.send_bytes(bitmap.data)
        except KnownError as error:
            connection.send((error.message, error.advice))  # the error itself does not pickle
