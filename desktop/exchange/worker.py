"""Runs a reader in a process of its own, with limits on time and memory: no file takes the program down."""

from __future__ import annotations

import atexit
import gc
import multiprocessing
import os
import pickle
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from multiprocessing.connection import Connection
from multiprocessing.context import SpawnProcess
from typing import Any
from weakref import WeakSet

from desktop.errors import ImportRefused, KnownError
from desktop.exchange import limits

TRY_LESS = "请只保留这个项目的支付记录（另存为新的 .xlsx）再导入"
_RESAVE = "请用 Excel 或 WPS 打开它，另存为 .xlsx 再导入"
_GLANCE = 0.1  # Seconds between two looks at the clock and at the worker's memory


@dataclass(frozen=True, slots=True)
class Limits:
    """How long a reader may take (seconds) and how much memory it may have (MB)."""

    seconds: float = 60
    megabytes: int = 1500


USUAL = Limits()


class Job:
    """One reader at work elsewhere: ask ``poll`` from a timer or wait for ``result``; ``cancel`` ends it.

    *function* must be importable by name (spawn, also in the packaged program) and return plain values.
    A thread watches over the worker; it calls nothing of the caller's.
    """

    def __init__(self, function: Callable[..., Any], *arguments: Any, limits: Limits = USUAL) -> None:
        self._limits = limits
        self._ended = threading.Event()
        self._cancelled = threading.Event()
        self._value: Any = None
        self._refusal: ImportRefused | None = _ended_badly(None)
        request = pickle.dumps((function, arguments))
        context = multiprocessing.get_context("spawn")
        self._pipe, theirs = context.Pipe()
        self._process = context.Process(target=_serve, args=(theirs, limits.megabytes), daemon=True)
        self._process.start()
        theirs.close()
        self._watcher = threading.Thread(target=self._watch, args=(request,), daemon=True)
        self._watcher.start()
        _AT_WORK.add(self)

    def poll(self) -> bool:
        """Tell whether the reader has ended, in whatever way; never waits."""
        return self._ended.is_set()

    def result(self, timeout: float | None = None) -> Any:
        """Wait and return what the reader returned; raises its ImportRefused, or one for how it ended.

        Raises TimeoutError where it is still at work after *timeout* seconds; the job goes on.
        """
        if not self._ended.wait(timeout):
            raise TimeoutError
        self._watcher.join()
        if self._refusal is not None:
            raise self._refusal
        return self._value

    def cancel(self) -> None:
        """End the reader; ``result`` raises ImportRefused from then on unless it had ended before."""
        self._cancelled.set()

    def end(self) -> None:
        """End the reader and wait until nothing of it is left."""
        self.cancel()
        self._watcher.join()

    def _watch(self, request: bytes) -> None:
        """Send the request, wait for the answer, and leave neither process nor pipe behind."""
        try:
            with limits.fence(_pid(self._process), self._limits.megabytes) as fence:
                self._pipe.send_bytes(request)
                self._value, self._refusal = _opened(self._answer(fence)), None
        except ImportRefused as refusal:
            self._refusal = refusal
        except (EOFError, OSError):
            self._process.join()
            self._refusal = _ended_badly(self._process.exitcode)
        finally:
            self._process.kill()
            self._process.join()
            self._process.close()
            self._pipe.close()
            self._ended.set()

    def _answer(self, fence: limits.Fence) -> tuple[Any, ...]:
        """The worker's answer; raises ImportRefused where it is cancelled or passes a limit."""
        deadline = time.monotonic() + self._limits.seconds
        while not self._pipe.poll(_GLANCE):
            if self._cancelled.is_set():
                raise ImportRefused("已取消读取", "什么都没有写入，可以重新选文件")
            if time.monotonic() > deadline:
                raise ImportRefused(f"读了 {self._limits.seconds:g} 秒还没有读完，已停止", TRY_LESS)
            if fence.megabytes() > self._limits.megabytes:
                raise _out_of_memory()
        return self._pipe.recv()


_AT_WORK: WeakSet[Job] = WeakSet()


@atexit.register
def _end_all() -> None:
    """End what still reads when the program ends: before multiprocessing, which would wait for it as well."""
    for job in tuple(_AT_WORK):
        job.end()


def run(function: Callable[..., Any], *arguments: Any, limits: Limits = USUAL) -> Any:
    """Run a reader in a process of its own and wait for what it returns; raises ImportRefused."""
    return Job(function, *arguments, limits=limits).result()


def _serve(pipe: Connection, megabytes: int) -> None:
    """The worker: take one request, answer it, end. Nothing it prints may reach the officer's terminal."""
    silent = os.open(os.devnull, os.O_WRONLY)
    for stream in (1, 2):
        os.dup2(silent, stream)
    limits.limit_own_memory(megabytes)
    gc.disable()  # It lives for one file, and 100 000 rows would be gone through again and again
    try:
        function, arguments = pipe.recv()
        answer = ("value", function(*arguments))
    except KnownError as error:
        answer = ("refused", error.message, error.advice)
    except MemoryError:
        answer = ("memory",)
    except Exception as error:  # noqa: BLE001 - whatever a hostile file brings about must reach the officer
        answer = ("failed", f"{type(error).__name__}: {error}"[:200])
    pipe.send(answer)
    pipe.close()


def _opened(answer: tuple[Any, ...]) -> Any:
    """The value of an answer; raises ImportRefused for every answer that is none."""
    match answer:
        case ("value", value):
            return value
        case ("refused", message, advice):
            raise ImportRefused(message, advice)
        case ("memory",):
            raise _out_of_memory()
        case _:
            raise ImportRefused(f"这个文件读不出来（{answer[-1]}）", _RESAVE)


def _out_of_memory() -> ImportRefused:
    return ImportRefused("读这个文件要用的内存太多，已停止", TRY_LESS)


def _ended_badly(code: int | None) -> ImportRefused:
    return ImportRefused(f"读这个文件的进程中途停了（代码 {code}），可能是内存不够或者文件坏了", _RESAVE)


def _pid(process: SpawnProcess) -> int:
    return process.pid or 0
