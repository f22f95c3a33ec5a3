"""查找和替换 (Ctrl+H) over the whole report: every hit with its place, ticked or not, then one edit."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QLineEdit,
    QWidget,
)

from desktop.models.places import describe
from desktop.models.records import Report
from desktop.models.replacing import Hit, Options, excerpt, find
from desktop.tasks.replacing import replace_all
from desktop.views.desk import Desk
from desktop.views.dialogs.base import Dialog
from desktop.views.lines import ReadTable
from desktop.views.padding import PaddedCells
from desktop.views.parts import button, label, row
from desktop.views.theme import BODY, SMALL, font

Index = QModelIndex | QPersistentModelIndex
_PAUSE_MS = 120
_CHECK = Qt.ItemDataRole.CheckStateRole


class HitRows(QAbstractTableModel):
    """Hits as rows: ticked, where, the words around it now and after; ticked() when ticks change."""

    heads = ("位置", "现在", "替换后")
    ticked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.hits: tuple[Hit, ...] = ()
        self._report = Report()
        self._off: set[int] = set()
        self._new = ""

    def show_hits(self, report: Report, hits: tuple[Hit, ...], new: str) -> None:
        """Show other hits, all of them ticked."""
        self.beginResetModel()
        self._report, self.hits, self._new = report, hits, new
        self._off.clear()
        self.endResetModel()
        self.ticked.emit()

    def show_new(self, new: str) -> None:
        """Show what other words would make of the hits."""
        self._new = new
        if self.hits:
            self.dataChanged.emit(self.index(0, 2), self.index(len(self.hits) - 1, 2))

    def chosen(self) -> tuple[Hit, ...]:
        """Return the hits that are ticked."""
        return tuple(hit for number, hit in enumerate(self.hits) if number not in self._off)

    def tick(self, rows: Sequence[int], *, on: bool) -> None:
        """Tick some rows, or take their ticks away."""
        self._off = self._off - set(rows) if on else self._off | set(rows)
        if rows:
            self.dataChanged.emit(self.index(min(rows), 0), self.index(max(rows), 0))
        self.ticked.emit()

    def is_ticked(self, number: int) -> bool:
        """Tell whether a row is ticked."""
        return number not in self._off

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        return 0 if parent.isValid() else len(self.hits)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        return 0 if parent.isValid() else len(self.heads)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        shown = orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole
        return self.heads[section] if shown else None

    def flags(self, index: Index) -> Qt.ItemFlag:
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        return flags | Qt.ItemFlag.ItemIsUserCheckable if index.column() == 0 else flags

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role == _CHECK and index.column() == 0:
            on = self.is_ticked(index.row())
            return Qt.CheckState.Checked if on else Qt.CheckState.Unchecked
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            hit = self.hits[index.row()]
            if index.column() == 0:
                return describe(self._report, hit.place)
            before, words, behind = excerpt(self._report, hit)
            return f"{before}{words if index.column() == 1 else self._new}{behind}"
        return None

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        if role != _CHECK:
            return False
        self.tick([index.row()], on=Qt.CheckState(value) == Qt.CheckState.Checked)
        return True


class HitTable(ReadTable):
    """The hits; Space ticks the selected ones, Enter or a double click goes to one: opened(place)."""

    opened = Signal(str)

    def __init__(self, rows: HitRows) -> None:
        super().__init__(rows, "找到的地方", {0: 220})
        self._rows = rows
        self.setItemDelegate(PaddedCells(self))
        self.doubleClicked.connect(lambda index: self._open(index.row()))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        chosen = sorted({index.row() for index in self.selectedIndexes()})
        match event.key():
            case Qt.Key.Key_Space if chosen:
                self._rows.tick(chosen, on=not all(map(self._rows.is_ticked, chosen)))
            case Qt.Key.Key_Return | Qt.Key.Key_Enter if chosen:
                self._open(chosen[0])
            case _:
                super().keyPressEvent(event)

    def _open(self, number: int) -> None:
        self.opened.emit(self._rows.hits[number].place)


class ReplaceDialog(Dialog):
    """查找和替换; *sections* are those of the page, *title* its name."""

    def __init__(
        self,
        parent: QWidget | None,
        desk: Desk,
        sections: Sequence[str],
        title: str,
        *,
        go: Callable[[str], None],
        tell: Callable[[str], None],
    ) -> None:
        super().__init__(parent, "查找和替换", width=860, fit=False)
        self.resize(880, 560)
        self.setProperty("undoes", True)  # Ctrl+Z takes a replacement back here too
        self._desk, self._sections, self._tell, self._go = desk, frozenset(sections), tell, go
        self.words, self.new = _line("查找"), _line("替换为")
        self._where = QComboBox()
        self._where.addItems(["整个项目", *([f"只在“{title}”"] if sections else [])])
        self._where.setAccessibleName("在哪里找")
        self._options = [QCheckBox(each) for each in ("不分大小写", "不分全角半角", "连同活数字的写法")]
        self.rows = HitRows()
        self.table = HitTable(self.rows)
        self._count = label("", SMALL, tone="muted")
        self.go_button = button("替换", "primary", "swap", clicked=self._replace)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.look)
        self._lay()
        self._connect()
        self._renew()
        self.words.setFocus()

    def _lay(self) -> None:
        self.add(row((self.words, 1), (self.new, 1), self._where))
        every = button("全选", "link", small=True, clicked=lambda: self._tick_all(on=True))
        none = button("全不选", "link", small=True, clicked=lambda: self._tick_all(on=False))
        self.add(row(*self._options, None, self._count, every, none, gap=12))
        self._body.addWidget(self.table, 1)
        note = "名称、编号和正文都找，金额、日期和选项不找。换好后按 Ctrl+Z 可以一次撤销。"
        self.add(label(note, SMALL, tone="muted"))
        self.close_with(button("关闭", clicked=self.reject), self.go_button, default=self.go_button)

    def _connect(self) -> None:
        self.words.textChanged.connect(lambda _text: self._timer.start(_PAUSE_MS))
        self.words.returnPressed.connect(self.look)
        self.new.textChanged.connect(self.rows.show_new)
        self.new.textChanged.connect(lambda _text: self._renew())
        self._where.currentIndexChanged.connect(lambda _at: self.look())
        for each in self._options:
            each.toggled.connect(lambda _on: self.look())
        self.rows.ticked.connect(self._renew)
        self.table.opened.connect(self._open)
        self.go_button.setAutoDefault(False)
        self.go_button.setDefault(False)

    def look(self) -> None:
        """Look for the words as they stand."""
        self._timer.stop()
        case, width, slots = (each.isChecked() for each in self._options)
        sections = self._sections if self._where.currentIndex() else frozenset[str]()
        options = Options(sections, any_case=case, any_width=width, in_slots=slots)
        report = self._desk.report
        self.rows.show_hits(report, find(report, self.words.text(), options), self.new.text())

    def _tick_all(self, *, on: bool) -> None:
        self.rows.tick(range(len(self.rows.hits)), on=on)

    def _renew(self) -> None:
        chosen, lock = len(self.rows.chosen()), self._desk.lock
        places = len({hit.place for hit in self.rows.hits})
        found = f"找到 {len(self.rows.hits)} 处，在 {places} 格里" if self.rows.hits else "没有找到"
        self._count.setText(found if self.words.text() else "")
        verb = "替换" if self.new.text() else "删去"  # with nothing in its place the words go
        self.go_button.setText(f"{verb} {chosen} 处" if chosen else "替换")
        self.go_button.setEnabled(bool(chosen) and not lock and self.words.text() != self.new.text())
        self.go_button.setToolTip(lock)

    def _replace(self) -> None:
        if self._timer.isActive():
            self.look()  # What is ticked was found for other words
            return
        chosen = self.rows.chosen()
        replace_all(self._desk.session, chosen, self.new.text())
        self._tell(f"{'替换' if self.new.text() else '删去'}了 {len(chosen)} 处")
        self._timer.start(0)  # Looking anew is a turn of its own

    def _open(self, place: str) -> None:
        self.reject()
        self._go(place)


def _line(name: str) -> QLineEdit:
    made = QLineEdit()
    made.setFont(font(BODY))
    made.setPlaceholderText(name)
    made.setAccessibleName(name)
    made.setClearButtonEnabled(True)
    return made
