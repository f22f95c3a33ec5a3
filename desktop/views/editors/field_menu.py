"""The menu of a field: the clipboard in Chinese words, and what a window can do with what is edited."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QAbstractItemView, QMenu, QPlainTextEdit, QTextEdit, QWidget

OF_FIELD = "field"  # The property of the window's actions that are about a field: their names
OF_WORDS = ("insert_phrase", "keep_phrase")  # Those about words, for fields of several lines and cells

Deed = tuple[str, str, Callable[[], object], bool]
"""An item: its words, its key, what it does, and whether it can be done now; words '' for a line."""


def fill_field_menu(menu: QMenu, deeds: list[Deed]) -> None:
    """Put items into a menu."""
    for text, key, deed, possible in deeds:
        if not text:
            menu.addSeparator()
            continue
        item = menu.addAction(f"{text}\t{key}" if key else text)
        item.setEnabled(possible)
        item.triggered.connect(lambda _=False, each=deed: each())


def field_action(field: QWidget, name: str) -> QAction | None:
    """Return an action of a field's window that is about a field, where it can be done now."""
    found = (each for each in field.window().actions() if each.property(OF_FIELD) == name)
    return next((each for each in found if each.isEnabled()), None)


def add_field_actions(menu: QMenu, field: QWidget, *, without: str = "") -> None:
    """Add the actions of a field's window that are about a field, but for one it has itself."""
    worded = isinstance(field, QPlainTextEdit | QTextEdit | QAbstractItemView)
    left_out = (None, "", without, *(() if worded else OF_WORDS))
    found = [each for each in field.window().actions() if each.property(OF_FIELD) not in left_out]
    if found:
        menu.addSeparator()
        menu.addActions(found)
