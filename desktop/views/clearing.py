"""Parts that are shown no more: out of sight at once, deleted when no event of their own is at work.

A part may be on its way out while Qt is within its own click or key. It must keep its parent till Qt deletes it:
without one it is Python's, and goes with the last name for it, at once.
"""

from __future__ import annotations

from PySide6.QtWidgets import QLayout, QWidget


def put_away(widget: QWidget) -> None:
    """Take a widget away."""
    widget.hide()
    widget.deleteLater()


def clear(layout: QLayout) -> None:
    """Take everything out of a layout, lines of widgets in it included."""
    while (item := layout.takeAt(0)) is not None:
        if widget := item.widget():
            put_away(widget)
        elif inner := item.layout():
            clear(inner)
            inner.deleteLater()
