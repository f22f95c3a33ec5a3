"""The table of the library's entries: Space ticks, Enter takes, Del deletes, typing goes on searching."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QItemSelectionModel, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit

from desktop.models.library import KnownEntry
from desktop.views.icons import icon
from desktop.views.library.entry_rows import EntryRows
from desktop.views.lines import ReadTable
from desktop.views.padding import PaddedCells
from desktop.views.theme import BODY, font

_STEPS = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: 10, Qt.Key.Key_PageUp: -10}


class EntryTable(ReadTable):
    """taken() at Enter or a double click, deleted() at Del, chosen() when another row is current."""

    taken = Signal()
    deleted = Signal()
    chosen = Signal()

    def __init__(self, rows: EntryRows, name: str) -> None:
        super().__init__(rows, name, {})
        self.rows = rows
        self._line: QLineEdit | None = None
        self.setItemDelegate(PaddedCells(self))
        self.setProperty("own_undo", True)  # Ctrl+Z here is the library's, not the report's
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        rows.modelReset.connect(self._fit)
        self.doubleClicked.connect(lambda _index: self.taken.emit())
        self.selectionModel().currentRowChanged.connect(lambda _now, _before: self.chosen.emit())
        self._fit()

    def _fit(self) -> None:
        """Give every column its width, and make the first row current."""
        fields = self.rows.fields
        self.set_widths({number: each.head.width for number, each in enumerate(fields) if each.head.width})
        if self.rows.entries:
            self.choose(0)
        self.chosen.emit()

    @property
    def current(self) -> KnownEntry | None:
        """The entry of the current row."""
        at = self.currentIndex().row()
        return self.rows.entries[at] if 0 <= at < len(self.rows.entries) else None

    @property
    def selected(self) -> tuple[KnownEntry, ...]:
        """The entries of the selected rows."""
        return tuple(self.rows.entries[n] for n in self._selected_rows())

    def choose(self, at: int) -> None:
        """Make a row current and the only one selected, whatever keys are held; -1 for none."""
        flags = QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows
        if at >= 0:
            self.selectionModel().setCurrentIndex(self.rows.index(at, 0), flags)

    def show_entry(self, entry: KnownEntry) -> None:
        """Make the row of an entry current, if it is listed."""
        if entry in self.rows.entries:
            self.choose(self.rows.entries.index(entry))

    def search_with(self, line: QLineEdit) -> None:
        """Let arrows and Enter in a search line work here, and letters typed here go on in the line."""
        self._line = line
        line.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._line and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() in _STEPS:
                self._step(_STEPS[Qt.Key(event.key())])
                return True
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self.taken.emit()
                return True
        return super().eventFilter(watched, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        rows = self._selected_rows()
        plain = event.modifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier)
        match event.key():
            case Qt.Key.Key_Space if rows and self.rows.ticks:
                self.rows.toggle(rows)
            case Qt.Key.Key_Return | Qt.Key.Key_Enter if rows:
                self.taken.emit()
            case Qt.Key.Key_Delete if rows:
                self.deleted.emit()
            case _ if (
                plain
                and self._line is not None
                and event.text().strip().isprintable()
                and (event.text().strip())
            ):
                self._line.setFocus()
                self._line.insert(event.text())
            case _:
                super().keyPressEvent(event)

    def _selected_rows(self) -> list[int]:
        return sorted({index.row() for index in self.selectedIndexes()})

    def _step(self, by: int) -> None:
        at = min(max(self.currentIndex().row() + by, 0), len(self.rows.entries) - 1)
        self.choose(at)


def search_line(name: str) -> QLineEdit:
    """Return a line to search by."""
    made = QLineEdit()
    made.setFont(font(BODY))
    made.setPlaceholderText(name)
    made.setAccessibleName(name)
    made.addAction(icon("search", "muted"), QLineEdit.ActionPosition.LeadingPosition)
    made.setClearButtonEnabled(True)
    return made
