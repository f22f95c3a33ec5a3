"""The editors of single values, made from what an entry says about its field."""

from __future__ import annotations

from desktop.models.entries import Entry
from desktop.views.desk import Desk
from desktop.views.editors.editor import Editor

__all__ = ["Editor", "make_editor"]


def make_editor(desk: Desk, place: str, entry: Entry, *, lines: int = 3) -> Editor:
    """Return the editor of the value at *place*; *lines* is the least height of a text of several lines."""
    return Editor(desk, place, entry, lines=lines)
