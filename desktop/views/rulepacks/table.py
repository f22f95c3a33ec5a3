"""The table of a rule pack: keys as in every table; headings over the width, a shared source over its rows."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemDelegate, QAbstractItemView, QWidget

from desktop.models.rulepack_lines import At
from desktop.models.rulepack_parts import added, moved, removed
from desktop.views.lines import ReadTable
from desktop.views.rulepacks.cells import PackCells
from desktop.views.rulepacks.lines import HEADS, LABEL, SOURCE, SURE, UNIT, VALUE, WRONG, PackLines
from desktop.views.theme import ROW

TALL = 46  # px of a row under whose source the reason stands
_WIDTHS = {LABEL: 206, VALUE: 150, UNIT: 46, SURE: 100}
_TRIGGERS = (
    QAbstractItemView.EditTrigger.DoubleClicked
    | QAbstractItemView.EditTrigger.EditKeyPressed
    | QAbstractItemView.EditTrigger.AnyKeyPressed
)
_CTRL, _ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier


class PackTable(ReadTable):
    """Shows a rule pack; typing or F2 begins to edit, Enter takes it and goes down, Del leaves it open.

    Ctrl+Enter adds to the list at hand, Ctrl+- removes from it, Alt+Up and Alt+Down move, F8 finds what is
    wrong. stood() when another cell is the current one.
    """

    stood = Signal()

    def __init__(self, rows: PackLines) -> None:
        self.rows = rows
        super().__init__(rows, "规则包的各项规定", _WIDTHS)
        self.cells = PackCells(rows, self)
        self.setItemDelegate(self.cells)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectItems)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(_TRIGGERS)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        rows.modelReset.connect(self._span)
        rows.dataChanged.connect(self._grow)
        self.selectionModel().currentChanged.connect(lambda _now, _before: self.stood.emit())

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
        self._grow()
        if self.rows.lines:
            self.setCurrentIndex(self.rows.index(0, VALUE))

    def _grow(self) -> None:
        """Give a line that says what is wrong with it the height for that."""
        for row, line in enumerate(self.rows.lines):
            alone = bool(line.at) and len(self.rows.block(row)) == 1
            height = TALL if alone and self.rows.reasons(row) else ROW
            if self.rowHeight(row) != height:
                self.setRowHeight(row, height)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        here = self.currentIndex()
        if self.state() == QAbstractItemView.State.EditingState:
            event.accept()  # The editor has taken it and lets it pass on
            return
        plain = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        match event.key(), plain:
            case Qt.Key.Key_Return | Qt.Key.Key_Enter, modifier if modifier == _CTRL:
                self.add_row()
            case Qt.Key.Key_Minus, modifier if modifier == _CTRL:
                self.remove_row()
            case Qt.Key.Key_Up | Qt.Key.Key_Down as key, modifier if modifier == _ALT:
                self.move_row(-1 if key == Qt.Key.Key_Up else 1)
            case Qt.Key.Key_F8, _:
                self.go_to_wrong()
            case Qt.Key.Key_Return | Qt.Key.Key_Enter, _ if here.isValid():
                if self._editable(here):
                    self.edit(here)
                else:
                    self._go_down()
            case Qt.Key.Key_Delete | Qt.Key.Key_Backspace, _ if here.isValid() and not self.rows.options(
                here
            ):
                self.rows.setData(here, "")
            case _:
                super().keyPressEvent(event)

    def _editable(self, index: QModelIndex) -> bool:
        return bool(self.rows.flags(index) & Qt.ItemFlag.ItemIsEditable)

    @property
    def adds(self) -> At:
        """The list at hand that another row may be added to, () where there is none."""
        here = self.currentIndex()
        return self.rows.lines[here.row()].adds if here.isValid() and self.rows.editable else ()

    @property
    def part(self) -> At:
        """The row of a list that the current line belongs to, () where it stands by itself."""
        here = self.currentIndex()
        return self.rows.lines[here.row()].part if here.isValid() and self.rows.editable else ()

    def add_row(self, adds: At = ()) -> None:
        """Add a row to a list (the one at hand unless another is named) and stand at its first cell."""
        adds = adds or self.adds
        if adds and self.rows.editable:
            draft, at = added(self.rows.draft, adds, self.part)
            self.rows.change(draft, at)
            self.stand_at(at)
            rows = [n for n, line in enumerate(self.rows.lines) if line.part == at]
            self.scrollTo(self.rows.index(rows[-1], LABEL))

    def remove_row(self) -> None:
        """Remove the row of a list that the current line belongs to."""
        if part := self.part:
            self.rows.change(removed(self.rows.draft, part), part)
            self.stand_at(part)

    def move_row(self, by: int) -> None:
        """Move the row of a list that the current line belongs to up (-1) or down (1)."""
        if part := self.part:
            draft, to = moved(self.rows.draft, part, by)
            here = self.currentIndex()
            tail = self.rows.lines[here.row()].at[len(part) :]
            self.rows.change(draft, to)
            self.stand_at((*to, *tail), here.column())

    def stand_at(self, at: At | None, column: int = -1) -> None:
        """Go to the line of a place, to its name where it is to be named first."""
        row = self.rows.row_of(at) if at else -1
        if row < 0:
            return
        while row + 1 < len(self.rows.lines) and not self.rows.lines[row].at:
            row += 1
        line = self.rows.lines[row]
        if column < 0:
            column = {
                line.named: LABEL,
                (*line.held, "source"): SOURCE,
                (*line.held, "confidence"): SURE,
            }.get(at or (), LABEL if line.named and not line.label else VALUE)
        self.setCurrentIndex(self.rows.index(row, column))
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def go_to_wrong(self) -> None:
        """Go to the next cell that is marked, from the top again after the last."""
        wrong, here = self._wrong_rows(), self.currentIndex().row()
        if wrong:
            row = next((n for n in wrong if n > here), wrong[0])
            columns = (at for at in (LABEL, VALUE, SOURCE, SURE) if self.rows.index(row, at).data(WRONG))
            self.setCurrentIndex(self.rows.index(row, next(columns, VALUE)))
            self.setFocus(Qt.FocusReason.OtherFocusReason)

    def _wrong_rows(self) -> list[int]:
        """The rows with a cell that is marked."""
        return [row for row in range(len(self.rows.lines)) if any(self._marked(row))]

    def _marked(self, row: int) -> list[str]:
        return [told for at in (LABEL, VALUE, SOURCE, SURE) if (told := self.rows.index(row, at).data(WRONG))]

    def wrong_words(self) -> str:
        """Say what is wrong at the current line, else at the first one that is marked; '' where nothing is."""
        wrong, here = self._wrong_rows(), self.currentIndex().row()
        if not wrong:
            return ""
        row = here if here in wrong else wrong[0]
        return f"{self.rows.lines[row].label.strip() or '还没有名称的一行'}：{self._marked(row)[0]}"

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
