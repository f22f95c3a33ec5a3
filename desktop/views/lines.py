"""A table to read and choose from: lines of text that are no records; Enter or a double click opens one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
)

from desktop.views.headed import NUMBER, TEXT, Head, HeadedModel, Index
from desktop.views.shapes import option_rect
from desktop.views.theme import BODY, ROW, SMALL, TABLE_HEAD, color, font

_PAD = 8


@dataclass(frozen=True, slots=True)
class Line:
    """A row: its texts, a token for their colour, and the place it speaks of; a *title* heads those below.

    warned: columns whose text stands out as a warning.
    """

    cells: tuple[str, ...]
    place: str = ""
    tone: str = "text"
    title: bool = False
    warned: tuple[int, ...] = ()


class LineModel(HeadedModel):
    """Lines as Qt reads them."""

    def __init__(self, heads: Sequence[Head]) -> None:
        super().__init__(heads)
        self.lines: tuple[Line, ...] = ()

    def show_lines(self, lines: Sequence[Line]) -> None:
        """Show other lines."""
        held = tuple(lines)
        if held == self.lines:
            return
        if len(held) == len(self.lines):
            self.lines = held
            self.renew()
            return
        self.beginResetModel()
        self.lines = held
        self.endResetModel()

    def count(self) -> int:
        return len(self.lines)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        match role:
            case (
                Qt.ItemDataRole.DisplayRole | Qt.ItemDataRole.ToolTipRole | Qt.ItemDataRole.AccessibleTextRole
            ):
                return self.lines[index.row()].cells[index.column()]
            case Qt.ItemDataRole.TextAlignmentRole:
                return self.heads[index.column()].alignment
            case _:
                return None


class ReadTable(QTableView):
    """A table in the program's dress that is read and chosen from by rows; nothing in it is typed into.

    widths: px of the columns that do not share what room is left.
    """

    def __init__(self, model: QAbstractTableModel, name: str, widths: Mapping[int, int]) -> None:
        super().__init__()
        self.setModel(model)
        self.setFont(font(BODY))
        self.setAccessibleName(name)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setDefaultSectionSize(ROW)
        head = self.horizontalHeader()
        head.setFont(font(SMALL, bold=True))
        head.setFixedHeight(TABLE_HEAD)
        head.setDefaultAlignment(TEXT)
        head.setHighlightSections(False)
        head.setSectionsClickable(False)
        self.set_widths(widths)

    def set_widths(self, widths: Mapping[int, int]) -> None:
        """Give columns their widths (px); the others share what room is left."""
        head = self.horizontalHeader()
        for number in range(self.model().columnCount()):
            stretch, drawn = QHeaderView.ResizeMode.Stretch, QHeaderView.ResizeMode.Interactive
            head.setSectionResizeMode(number, drawn if number in widths else stretch)
        for number, width in widths.items():
            head.resizeSection(number, width)


class LineTable(ReadTable):
    """Lines under heads; opened(int) by Enter or double click, chosen(int) when another line is current."""

    opened = Signal(int)
    chosen = Signal(int)

    def __init__(self, heads: Sequence[Head], name: str) -> None:
        self.rows = LineModel(heads)
        super().__init__(self.rows, name, {n: each.width for n, each in enumerate(heads) if each.width})
        self.setItemDelegate(_LineDelegate(self))
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.doubleClicked.connect(lambda index: self.opened.emit(index.row()))
        self.selectionModel().currentRowChanged.connect(lambda now, _before: self.chosen.emit(now.row()))

    @property
    def line(self) -> Line | None:
        """The current line, None where there is none."""
        at = self.currentIndex().row()
        return self.rows.lines[at] if 0 <= at < len(self.rows.lines) else None

    def show_lines(self, lines: Sequence[Line]) -> None:
        """Show other lines; the current one stays where it can."""
        at = self.currentIndex().row()
        self.rows.show_lines(lines)
        if lines and at >= 0 and not self.currentIndex().isValid():
            self.selectRow(min(at, len(lines) - 1))

    def choose(self, at: int) -> None:
        """Make a line the current one."""
        self.selectRow(at)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            self.opened.emit(self.currentIndex().row())
        else:
            super().keyPressEvent(event)


class _LineDelegate(QStyledItemDelegate):
    """Paints a cell with its own padding, hairline and, where it is chosen, its background."""

    def __init__(self, table: LineTable) -> None:
        super().__init__(table)
        self._table = table

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        area, line = option_rect(option), self._table.rows.lines[index.row()]
        state = option.state  # type: ignore[attr-defined] # PySide's stub lacks the fields of options
        painter.save()
        if state & QStyle.StateFlag.State_Selected:
            painter.fillRect(area, color("select"))
        elif line.title:
            painter.fillRect(area, color("head"))
        painter.setPen(color("line"))
        painter.drawLine(area.bottomLeft(), area.bottomRight())
        self._paint_text(painter, area, line, index.column())
        if state & QStyle.StateFlag.State_HasFocus and self._table.hasFocus():
            painter.setPen(color("accent"))
            painter.drawRect(area.adjusted(0, 0, -1, -1))
        painter.restore()

    def _paint_text(self, painter: QPainter, area: QRect, line: Line, number: int) -> None:
        warned = number in line.warned
        painter.setFont(font(BODY, bold=line.title or warned))
        painter.setPen(color("warn" if warned else line.tone))
        room = area.adjusted(_PAD, 0, -_PAD, 0)
        flags = NUMBER if self._table.rows.heads[number].numeric else TEXT
        text = " ".join(line.cells[number].split("\n"))
        shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, flags, shown)
