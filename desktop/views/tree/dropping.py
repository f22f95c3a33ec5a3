"""Files dropped on an indicator in the tree: they prove what it says was reached."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QPoint
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QTreeView

from desktop.views.attaching import Attaching, dropped_files, proved_by
from desktop.views.desk import Desk

_DRAGS = (QEvent.Type.DragEnter, QEvent.Type.DragMove, QEvent.Type.Drop)


class TreeDrop(QObject):
    """Takes files in; *id_at* says which indicator lies at a point of the viewport, 0 for none.

    Whatever else is dragged, the tree's own rows, is left to the tree.
    """

    def __init__(
        self, tree: QTreeView, desk: Desk, attaching: Attaching, id_at: Callable[[QPoint], int]
    ) -> None:
        super().__init__(tree)
        self._desk, self._attaching, self._id_at = desk, attaching, id_at
        tree.viewport().installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() not in _DRAGS or not isinstance(event, QDropEvent) or not event.mimeData().hasUrls():
            return super().eventFilter(watched, event)
        files, id_ = dropped_files(event.mimeData()), self._id_at(event.position().toPoint())
        entering = event.type() == QEvent.Type.DragEnter  # Where it comes in says nothing of where it goes
        if not files or self._desk.locked("evidence") or not (id_ or entering):
            event.ignore()
            return True
        event.acceptProposedAction()
        if event.type() == QEvent.Type.Drop:
            for each in files:
                self._attaching.take([each], proved_by("indicators", id_, each.name))
        return True
