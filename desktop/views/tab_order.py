"""The order in which Tab goes through the window: reading order, whichever part of it was built first."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget


def next_stop(parts: Sequence[QWidget], now: QWidget | None, by: int) -> QWidget | None:
    """Return where Tab (*by* 1) or Shift+Tab (-1) leads; None with the focus in none of the *parts*."""
    found = [each for part in parts for each in _stops(part)]
    return found[(found.index(now) + by) % len(found)] if now is not None and now in found else None


def _stops(part: QWidget) -> Iterator[QWidget]:
    """Yield what Tab stops at within a part of a window, in the order in which Qt goes through it."""
    each = part.nextInFocusChain()
    while each is not None and each is not part:
        if part.isAncestorOf(each) and _takes_focus(each):
            yield each
        each = each.nextInFocusChain()


def _takes_focus(widget: QWidget) -> bool:
    by_tab = (widget.focusPolicy() & Qt.FocusPolicy.TabFocus) == Qt.FocusPolicy.TabFocus
    return by_tab and widget.isVisible() and widget.isEnabled() and widget.focusProxy() is None
