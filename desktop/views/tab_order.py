"""The order in which Tab goes through the window: reading order, whichever part of it was built first."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget


def next_stop(parts: Sequence[QWidget], now: QWidget | None, by: int) -> QWidget | None:
    """Return where Tab (*by* 1) or Shift+Tab (-1) leads; None with the focus in none of the *parts*."""
    found = list(_stops(parts))
    return found[(found.index(now) + by) % len(found)] if now is not None and now in found else None


def _stops(parts: Sequence[QWidget]) -> Iterator[QWidget]:
    """Yield what Tab stops at within parts of a window, in each from its beginning as Qt goes through it."""
    round_trip = list(_chain(parts[0]))  # Once for all parts: a window has thousands of widgets
    begins = [round_trip.index(part) for part in parts]
    stops = [(at, each) for at, each in enumerate(round_trip) if _takes_focus(each)]
    for part, begin in zip(parts, begins, strict=True):
        inside = [(at, each) for at, each in stops if part.isAncestorOf(each)]
        yield from (each for at, each in inside if at > begin)
        yield from (each for at, each in inside if at < begin)


def _chain(first: QWidget) -> Iterator[QWidget]:
    """Yield every widget of a window, from one on, in the order of Qt's circle."""
    yield first
    each = first.nextInFocusChain()
    while each is not None and each is not first:
        yield each
        each = each.nextInFocusChain()


def _takes_focus(widget: QWidget) -> bool:
    by_tab = (widget.focusPolicy() & Qt.FocusPolicy.TabFocus) == Qt.FocusPolicy.TabFocus
    return by_tab and widget.isVisible() and widget.isEnabled() and widget.focusProxy() is None
