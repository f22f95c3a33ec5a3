"""The filter above a table (Ctrl+F): a line to type into and buttons that count what needs a look."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from itertools import islice

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QLineEdit, QPushButton

from desktop.models.records import Record
from desktop.views.icons import icon
from desktop.views.parts import button, row
from desktop.views.tables.arrangement import Where
from desktop.views.tables.model import RecordModel
from desktop.views.tables.searching import Search
from desktop.views.theme import BODY, font

_AT_ONCE = 2_000  # Records made ready in one go: about 10 ms
Test = Callable[[Record], bool]


class FilterBar(QFrame):
    """Chooses which rows of a table are in sight; changed() with every choice, left() when it is done with.

    Buttons show their count and only while there is something to count; one of them is down at a time.
    """

    changed = Signal()
    left = Signal()

    def __init__(self, records: RecordModel) -> None:
        super().__init__()
        self._records = records
        self._tests: dict[str, Callable[[], Test]] = {}
        self._buttons: dict[str, QPushButton] = {}
        self._down = ""
        entries = [each.entry for each in records.columns if each.entry]
        self._search = Search(lambda: records.desk.report, entries)
        self._fits: Where | None = None
        self._stays = False
        self._unready: Iterator[Record] = iter(())
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._prepare)
        self.line = self._make_line()
        self._layout = row((self.line, 1), None, margins=(0, 0, 0, 8))
        self._close = button("", "icon", "close", "收起筛选 Esc", clicked=self.leave)
        self._layout.addWidget(self._close)
        self.setLayout(self._layout)
        for name, kind in (("仍是上年数", "last_year"), ("导入未核对", "imported")):
            self._add(name, lambda kind=kind: _among(self._ids(records.content.marks.origins, kind)))
        self._add("待核实", lambda: _among(self._ids(records.content.marks.notes)))
        self._add("读不出", lambda: _among(self._ids(records.content.marks.unread)))

    def _make_line(self) -> QLineEdit:
        made = QLineEdit()
        made.setFont(font(BODY))
        made.setPlaceholderText("文字、拼音首字母、金额")
        made.setAccessibleName("在这张表里筛选")
        made.setClearButtonEnabled(True)
        made.setMinimumWidth(140)
        made.setMaximumWidth(320)
        made.addAction(icon("search", "muted"), QLineEdit.ActionPosition.LeadingPosition)
        made.textChanged.connect(self._seek)
        return made

    def add_count(self, name: str, test: Test) -> None:
        """Offer a button that counts the records *test* takes, and shows only those."""
        self._add(name, lambda: test)

    def _add(self, name: str, test: Callable[[], Test]) -> None:
        made = button(name, "", "", f"只看{name}的")
        made.setCheckable(True)
        made.clicked.connect(lambda on: self._choose(name if on else ""))
        made.hide()
        self._tests[name], self._buttons[name] = test, made
        self._layout.insertWidget(self._layout.count() - 2, made)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.reckon()

    def _ids(self, places: Mapping[str, str], kind: str = "") -> frozenset[int]:
        """The ids of the records of this section that something of *kind* is pinned to."""
        begins = f"{self._records.section}/"
        found = (
            where.split("/")[1]
            for where, each in places.items()
            if where.startswith(begins) and kind in ("", each)
        )
        return frozenset(int(number) for number in found if number.isdecimal())

    @property
    def where(self) -> Where | None:
        """What is in sight, or None for all."""
        test = self._tests[self._down]() if self._down else None
        fits = self._fits
        if fits is None:
            return test
        return fits if test is None else lambda record: test(record) and fits(record)

    def reckon(self) -> None:
        """Count again; a button that is down stays, though it counts nothing any more."""
        desk = self._records.desk
        if not (self.isVisible() and desk.is_open):
            return
        rows = desk.report.rows(self._records.section)
        for name, made in self._buttons.items():
            count = sum(map(self._tests[name](), rows))
            made.setText(f"{name} {count}")
            made.setAccessibleName(f"{name}，{count} 行")
            made.setVisible(bool(count) or made.isChecked())

    def _prepare(self) -> None:
        """Make some more records ready to be searched, between one event and the next."""
        ready = list(islice(self._unready, _AT_ONCE))
        self._search.prepare(ready)
        if len(ready) < _AT_ONCE:
            self._timer.stop()

    def stay(self) -> None:
        """Stay in sight for good, for a page that places the bar itself."""
        self._close.hide()
        self._stays = True
        self.show()

    def enter(self) -> None:
        """Come into sight, ready to be typed into."""
        self.show()
        self.reckon()
        self._unready = iter(self._records.desk.report.rows(self._records.section))
        self._timer.start(0)
        self.line.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.line.selectAll()

    def leave(self) -> None:
        """Show all rows again and go."""
        self.line.clear()
        self._choose("")
        self._timer.stop()
        self.setVisible(self._stays)
        self.left.emit()

    def choose(self, name: str) -> None:
        """Press the button of a name, '' for none."""
        self._choose(name)

    def _choose(self, name: str) -> None:
        for each, made in self._buttons.items():
            made.setChecked(each == name)
        if name != self._down:
            self._down = name
            self.changed.emit()

    def _seek(self, text: str) -> None:
        before, self._fits = self._fits, self._search.test(text)
        if before or self._fits:
            self.changed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        match event.key():
            case Qt.Key.Key_Escape:
                self.leave()
            case Qt.Key.Key_Return | Qt.Key.Key_Enter | Qt.Key.Key_Down:
                self.left.emit()
            case _:
                super().keyPressEvent(event)


def _among(ids: frozenset[int]) -> Test:
    return lambda record: record.id in ids
