"""选档次 in a table or tree: Enter, Space or a double click at the cell offer the bands."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView

from desktop.models.joined import actual_shown, is_qualitative
from desktop.models.records import Indicator
from desktop.views.bands import BandMenu
from desktop.views.desk import Desk

At = Callable[[QModelIndex | QPersistentModelIndex], Indicator | None]
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class BandKeys(QObject):
    """Offers the bands at the cells of which *at* returns the indicator (None for all others).

    told(words) says why nothing can be written, done(band) is called when one was, idle(place) for 不适用.
    """

    def __init__(
        self,
        view: QAbstractItemView,
        desk: Desk,
        at: At,
        *,
        told: Callable[[str], object],
        done: Callable[[str], object],
        idle: Callable[[str], object],
    ) -> None:
        super().__init__(view)
        self._view, self._desk, self._at = view, desk, at
        self._told, self._done, self._idle = told, done, idle
        view.installEventFilter(self)
        view.viewport().installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        match event:
            case QKeyEvent() if event.type() == QEvent.Type.KeyPress and watched is self._view:
                return self._key(event)
            case _ if event.type() == QEvent.Type.MouseButtonDblClick:
                found = self._at(self._view.currentIndex())
                return self._offer(found) if found and not actual_shown(found) else False
            case _:
                return False

    def _key(self, event: QKeyEvent) -> bool:
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        found = self._at(self._view.currentIndex()) if plain else None
        if found is None or self._view.state() == QAbstractItemView.State.EditingState:
            return False
        asked = event.key() == Qt.Key.Key_Space or (event.key() in _ENTER and not actual_shown(found))
        return asked and self._offer(found)

    def _offer(self, indicator: Indicator) -> bool:
        if not is_qualitative(indicator):
            return False
        if lock := self._desk.locked("indicators"):
            self._told(lock)
            return True
        menu = BandMenu(self._view, self._desk, indicator)
        menu.written.connect(self._done)
        menu.idle.connect(self._idle)
        area = self._view.visualRect(self._view.currentIndex())
        menu.popup(self._view.viewport().mapToGlobal(area.bottomLeft()))
        return True
