"""Long work: how far it is, and whether it is to stop. Told where the work is done, asked where it is shown.

Whoever works calls ``tell`` between its parts and need not know whether anybody listens; whoever has it done
in a thread of its own enters ``listening`` there.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, Protocol, TypeVar

from desktop.errors import Stopped

T = TypeVar("T")


class Patience(Protocol):
    """Has long work done and returns what comes of it: at once, or beside a window that stays alive."""

    def __call__(
        self, title: str, deed: Callable[[], T], *, abandon: Callable[[T], object] | None = None
    ) -> T:
        """Do *deed*, called *title* (正在备份…); raises what it raises, and Stopped where it was stopped.

        abandon: where the deed only reads, what to do with a result that comes after it was stopped.
        """
        ...


def at_once(title: str, deed: Callable[[], T], *, abandon: Callable[[T], object] | None = None) -> T:
    """Do long work here and now, where nobody can stop it."""
    del title, abandon
    return deed()


def forget(_late: object) -> None:
    """Let go of what comes too late: for work that only reads or reckons."""


class Work:
    """One piece of long work: its title, how far it is (*done* of *total*, 0 of 0 where nobody knows)."""

    def __init__(self, title: str) -> None:
        self.title = title
        self.done, self.total, self.detail = 0, 0, ""
        self._stop = threading.Event()

    @property
    def stopped(self) -> bool:
        """Whether it is to stop."""
        return self._stop.is_set()

    def stop(self) -> None:
        """Let the work stop where it next tells how far it is."""
        self._stop.set()

    def refuse(self) -> None:
        """Raise Stopped."""
        raise Stopped(f"已停止：{self.title}", "什么都没有留下，可以再做一次")


_here: Any = threading.local()


@contextmanager
def listening(work: Work) -> Iterator[None]:
    """Let what is told in this thread be told to *work*."""
    _here.work = work
    try:
        yield
    finally:
        _here.work = None


def tell(done: int = 0, total: int = 0, detail: str = "") -> None:
    """Say how far the work in hand is, or nothing new; raises Stopped where it is to stop."""
    work: Work | None = getattr(_here, "work", None)
    if work is None:
        return
    if work.stopped:
        work.refuse()
    if total or detail:
        work.done, work.total, work.detail = done, total, detail
