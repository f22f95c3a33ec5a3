"""The table of a rule pack: keys as in every table; headings over the width, a shared source over its rows."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemDelegate, QAbstractItemView, QHeaderView, QTableView, QWidget

from desktop.views.rulepacks.cells import PackCells
from desktop.views.rulepacks.lines import HEADS, LABEL, SOURCE, SURE, UNIT, VALUE, PackLines
from desktop.views.theme import BODY, ROW, SMALL, TABLE_HEAD, font

_WIDTHS = {LABEL: 206, VALUE: 150, UNIT: 46, SURE: 100}
_TRIGGERS = (
    QAbstractItemView.EditTrigger.DoubleClicked
    | QAbstractItemView.EditTrigger.EditKeyPressed
    | QAbstractItemView.EditTrigger.AnyKeyPressed
)


class PackTable(QTableView):
    """Shows a rule pack; typing or F2 begins to edit, Enter takes it and goes down, Del leaves it open."""

    def __init__(self, rows: PackLines) -> None:
        super().__init__()
        self.rows = rows
        self.setModel(rows)
        self.cells = PackCells(rows, self)
        self.setItemDelegate(self.cells)
        self.setFont(font(BODY))
        self.setAccessibleName("规则包的各项规定")
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(_TRIGGERS)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setDefaultSectionSize(ROW)
        head = self.horizontalHeader()
        head.setFont(font(SMALL, bold=True))
        head.setFixedHeight(TABLE_HEAD)
        head.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        head.setHighlightSections(False)
        for at in range(len(HEADS)):
            mode = QHeaderView.ResizeMode.Stretch if at == SOURCE else QHeaderView.ResizeMode.Interactive
            head.setSectionResizeMode(at, mode)
        for at, width in _WIDTHS.items():
            head.resizeSection(at, width)
        rows.modelReset.connect(self._span)

    def _span(self) -> None:
        """Let headings take the width, and a source stand once over the rows that share it."""
        self.clearSpans()
        row = 0
        while row < len(self.rows.lines):
            block = self.rows.block(row)
            if not self.rows.lines[row].at:
                self.setSpan(row, 0, 1, len(HEADS))
            elif len(block) > 1:
                self.setSpan(row, SOURCE, len(block), 1)
                self.setSpan(row, SURE, len(block), 1)
            row = block[-1] + 1
        if self.rows.lines:
            self.setCurrentIndex(self.rows.index(0, VALUE))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        here = self.currentIndex()
        if self.state() == QAbstractItemView.State.EditingState:
            event.accept()  # The editor has taken it and lets it pass on
            return
        match event.key():
            case Qt.Key.Key_Return | Qt.Key.Key_Enter if here.isValid():
                if self._editable(here):
                    self.edit(here)
                else:
                    self._go_down()
            case Qt.Key.Key_Delete | Qt.Key.Key_Backspace if here.isValid() and not self.rows.options(here):
                self.rows.setData(here, "")
            case _:
                super().keyPressEvent(event)

    def _editable(self, index: QModelIndex) -> bool:
        return bool(self.rows.flags(index) & Qt.ItemFlag.ItemIsEditable)

    def closeEditor(self, editor: QWidget, hint: QAbstractItemDelegate.EndEditHint) -> None:
        super().closeEditor(editor, hint)
        if hint == QAbstractItemDelegate.EndEditHint.SubmitModelCache:
            self._go_down()

    def _go_down(self) -> None:
        """Go to the next line that has a value, in the same column."""
        here = self.currentIndex()
        shared = here.column() in (SOURCE, SURE)
        first = (self.rows.block(here.row())[-1] if shared else here.row()) + 1
        after = range(first, len(self.rows.lines))
        below = next((row for row in after if self.rows.lines[row].at), None)
        if below is not None:
            self.setCurrentIndex(self.rows.index(below, here.column()))
