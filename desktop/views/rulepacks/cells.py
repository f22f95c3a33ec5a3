"""The cells of a rule pack: painted with their own padding, edited by a line or by a list of choices."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QAbstractItemModel, QObject, QRect, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QComboBox, QLineEdit, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from desktop.views.parts import set_tone
from desktop.views.rulepacks.lines import LABEL, LINE, REASONS, SOURCE, SURE, VALUE, WRONG, Index, PackLines
from desktop.views.theme import BODY, ROW, SMALL, color, font

_PAD = 8
_HINTS = {
    ("date", VALUE): "例：2024-01-01",
    ("number", SOURCE): "例：本市财绩〔2026〕3号",
    ("number", VALUE): "例：90",
}
_SHEET = "min-height: 0; max-height: 200px; border-radius: 0;"


class PackCells(QStyledItemDelegate):
    """Paints and edits; tried(message) while a cell is typed in: what the parser says of it, or ''."""

    tried = Signal(str)

    def __init__(self, rows: PackLines, parent: QObject) -> None:
        super().__init__(parent)
        self._rows = rows

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        line, rect = index.data(LINE), QRect(option.rect)  # type: ignore[attr-defined]
        painter.save()
        painter.fillRect(rect, color(self._ground(option, index)))
        painter.setPen(QPen(color("line"), 1))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        small = index.column() in (SOURCE, SURE)
        painter.setFont(font(SMALL if small else BODY, bold=not line.at))
        painter.setPen(color(self._ink(index)))
        self._write(painter, rect, index)
        if option.state & QStyle.StateFlag.State_HasFocus:  # type: ignore[attr-defined]
            painter.setPen(QPen(color("accent"), 2))
            painter.drawRect(rect.adjusted(1, 1, -1, -1))
        painter.restore()

    def _ground(self, option: QStyleOptionViewItem, index: Index) -> str:
        if not index.data(LINE).at:
            return "head"
        if index.data(WRONG):
            return "err_soft"
        selected = option.state & QStyle.StateFlag.State_Selected  # type: ignore[attr-defined]
        return "select" if selected else "surface"

    def _ink(self, index: Index) -> str:
        if index.data(WRONG):
            return "err"
        return "text" if index.column() in (LABEL, VALUE) else "text2"

    def _write(self, painter: QPainter, rect: QRect, index: Index) -> None:
        text, inner = str(index.data() or ""), rect.adjusted(_PAD, 2, -_PAD, -2)
        if index.column() == SOURCE and (reasons := index.data(REASONS)):
            self._write_reasons(painter, inner, text, reasons)
            return
        right = index.column() == VALUE and index.data(LINE).kind == "number"
        across = Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
        if rect.height() > ROW * 3 // 2:
            wrapped = Qt.TextFlag.TextWordWrap | Qt.TextFlag.TextWrapAnywhere
            painter.drawText(inner.adjusted(0, 4, 0, 0), across | wrapped, text)
            return
        shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, inner.width())
        painter.drawText(inner, across | Qt.AlignmentFlag.AlignVCenter, shown)

    def _write_reasons(self, painter: QPainter, rect: QRect, source: str, reasons: str) -> None:
        """The source as far as there is room, and under it in red what is wrong."""
        wrapped = Qt.AlignmentFlag.AlignLeft | Qt.TextFlag.TextWordWrap | Qt.TextFlag.TextWrapAnywhere
        metrics = painter.fontMetrics()
        room = rect.adjusted(0, 2, 0, -2)
        below = metrics.boundingRect(room, wrapped, reasons).height()
        if source and room.height() - below >= metrics.height():
            if room.height() - below < 2 * metrics.height():
                source = metrics.elidedText(source, Qt.TextElideMode.ElideRight, room.width())
            top = room.adjusted(0, 0, 0, -below)
            painter.setPen(color("text2"))
            painter.drawText(top, wrapped, source)
            room.setTop(min(metrics.boundingRect(top, wrapped, source).bottom() + 3, room.bottom() - below))
        painter.setPen(color("err"))
        painter.drawText(room, wrapped, reasons)

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(super().sizeHint(option, index).width() + 2 * _PAD, ROW)

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        name = f"{index.data(LINE).label}，{self._rows.headerData(index.column(), Qt.Orientation.Horizontal)}"
        options = self._rows.options(index)
        made = self._choice(parent, options) if options else self._line(parent, index)
        made.setAccessibleName(name)
        made.setFont(font(BODY))
        made.setStyleSheet(_SHEET)
        return made

    def _line(self, parent: QWidget, index: Index) -> QLineEdit:
        made = QLineEdit(parent)
        made.setPlaceholderText(_HINTS.get((index.data(LINE).kind, index.column()), ""))
        if index.data(LINE).kind == "number" and index.column() == VALUE:
            made.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        made.textEdited.connect(lambda text: self._try(made, index, text))
        return made

    def _try(self, editor: QLineEdit, index: Index, text: str) -> None:
        said = self._rows.tried(index, text)
        set_tone(editor, "error" if said else "", "state")
        self.tried.emit(said)

    def _choice(self, parent: QWidget, options: Any) -> QComboBox:
        made = QComboBox(parent)
        for value, words in options.items():
            made.addItem(words, value)
        made.activated.connect(lambda _at: self.commitData.emit(made))
        return made

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        value = str(index.data(Qt.ItemDataRole.EditRole) or "")
        match editor:
            case QComboBox():
                editor.setCurrentIndex(editor.findData(value))
            case QLineEdit() if editor.text() != value:
                editor.setText(value)
                editor.selectAll()
            case _:
                pass

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        match editor:
            case QComboBox():
                if editor.currentIndex() >= 0:
                    model.setData(index, editor.currentData())
            case QLineEdit():
                model.setData(index, editor.text())
            case _:
                pass
        self.tried.emit("")

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, _index: Index) -> None:
        rect = QRect(option.rect)  # type: ignore[attr-defined]
        rect.setHeight(min(rect.height(), ROW))
        editor.setGeometry(rect)

    def destroyEditor(self, editor: QWidget, index: Index) -> None:
        self.tried.emit("")
        super().destroyEditor(editor, index)
