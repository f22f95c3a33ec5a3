"""What a window can do with the field that is edited, offered in the field's own menu."""

from __future__ import annotations

from PySide6.QtWidgets import QMenu, QWidget

OF_FIELD = "field"  # The property of the window's actions that are about a field: their names


def add_field_actions(menu: QMenu, field: QWidget, *, without: str = "") -> None:
    """Add the actions of a field's window that are about a field, but for one it has itself."""
    found = [each for each in field.window().actions() if each.property(OF_FIELD) not in (None, "", without)]
    if found:
        menu.addSeparator()
        menu.addActions(found)
