"""Where Enter leads in a form: to the next field, past the buttons between, which Tab reaches."""

from __future__ import annotations

from PySide6.QtWidgets import QApplication, QPushButton, QWidget


def go_on(editor: QWidget) -> None:
    """Move the focus on to the next field of the page; after the last one to what Tab leads to."""
    page = _page_of(editor)
    editor.focusNextChild()
    first = now = QApplication.focusWidget()
    while isinstance(now, QPushButton) and page.isAncestorOf(now):
        now.focusNextChild()
        now = QApplication.focusWidget()
    if first is not None and now is not None and not page.isAncestorOf(now):
        first.setFocus()


def _page_of(editor: QWidget) -> QWidget:
    """The page that an editor stands on: the outermost frame of that name, else the whole window."""
    found, above = editor.window(), editor.parentWidget()
    while above is not None:
        if above.objectName() == "page":
            found = above
        above = above.parentWidget()
    return found
