"""Rows under heads as Qt reads them: what every table model of plain rows has in common."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtWidgets import QTableWidgetItem

from desktop.views.theme import color

Index = QModelIndex | QPersistentModelIndex
NUMBER = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
TEXT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


@dataclass(frozen=True, slots=True)
class Head:
    """A column: its label, width in px (0 takes what is left) and whether it holds numbers."""

    label: str
    width: int = 0
    numeric: bool = False

    @property
    def alignment(self) -> Qt.AlignmentFlag:
        """Where its texts stand."""
        return NUMBER if self.numeric else TEXT


class HeadedModel(QAbstractTableModel):
    """A table of so many rows under *heads*; what stands in a cell says the model that is one."""

    def __init__(self, heads: Iterable[Head]) -> None:
        super().__init__()
        self.heads = tuple(heads)

    def count(self) -> int:
        """Return how many rows there are; none, unless the model says more."""
        return 0

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        return 0 if parent.isValid() else self.count()

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        return 0 if parent.isValid() else len(self.heads)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation != Qt.Orientation.Horizontal:
            return None
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return self.heads[section].label
            case Qt.ItemDataRole.TextAlignmentRole:
                return self.heads[section].alignment
            case _:
                return None

    def renew(self) -> None:
        """Let every cell be shown anew."""
        if self.count():
            self.dataChanged.emit(self.index(0, 0), self.index(self.count() - 1, len(self.heads) - 1))


class TonedItem(QTableWidgetItem):
    """A cell of a plain table in the colour of a token, also when the colours change."""

    def __init__(self, text: str = "", tone: str = "text") -> None:
        super().__init__(text)
        self.tone = tone

    def data(self, role: int) -> Any:
        return color(self.tone) if role == Qt.ItemDataRole.ForegroundRole else super().data(role)
