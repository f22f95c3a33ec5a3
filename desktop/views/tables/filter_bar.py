"""The filter above a table (Ctrl+F): a line to type into and buttons that count what needs a look."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from itertools import islice

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QLineEdit, QPushButton

from desktop.models.records import Record
from desktop.views.icons import icon
from desktop.views.parts import button, row
from desktop.views.tables.arrangement import Where
from desktop.views.tables.counts import Basis, Counts, Test
from desktop.views.tables.model import RecordModel
from desktop.views.tables.searching import Search, Sifting
from desktop.views.theme import BODY, font

_AT_ONCE = 2_000  # Records made ready, or looked through, in one go: about 10 ms


class FilterBar(QFrame):
    """Chooses which rows of a table are in sight; changed() with every choice, left() when it is done with.

    Buttons show their count and only while there is something to count; one of them is down at a time.
    """

    changed = Signal()
    left = Signal()

    def __init__(self, records: RecordModel) -> None:
        self._stays = False
        super().__init__()
        self._records = records
        self._tests: dict[str, Callable[[], Test]] = {}
        self._buttons: dict[str, QPushButton] = {}
        self._counts = Counts(records.exchange)
        self._down = ""
        entries = [each.entry for each in records.columns if each.entry]
        self._search = Search(lambda: records.desk.report, entries)
        self._fits: Where | None = None
        self._unready: Iterator[Record] = iter(())
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._prepare)
        self.line = self._make_line()
        self._layout = row((self.line, 1), None, margins=(0, 0, 0, 8))
        self._close = button("", "icon", "close", "收起筛选 Esc", clicked=self.leave)
        self._layout.addWidget(self._close)
        self.setLayout(self._layout)
        self._counting = QTimer(self)
        self._counting.timeout.connect(self._count_on)
        self._seeking = QTimer(self)
        self._seeking.timeout.connect(self._seek_on)
        self._sifting: Sifting | None = None
        records.desk.closing.connect(self._stop_seeking)
        for name, kind in (("仍是上年数", "last_year"), ("导入未核对", "imported")):
            self._add_pinned(name, lambda: records.content.marks.origins, kind)
        self._add_pinned("待核实", lambda: records.content.marks.notes)
        self._add_pinned("读不出", lambda: records.content.marks.unread)

    def _make_line(self) -> QLineEdit:
        made = QLineEdit()
        made.setFont(font(BODY))
        made.setPlaceholderText("文字、拼音、金额")
        made.setAccessibleName("在这张表里筛选")
        made.setClearButtonEnabled(True)
        made.setMinimumWidth(140)
        made.setMaximumWidth(320)
        made.addAction(icon("search", "muted"), QLineEdit.ActionPosition.LeadingPosition)
        made.textChanged.connect(self._seek)
        made.installEventFilter(self)
        return made

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Make ready for a search as soon as the line is gone into, by a key or by the mouse."""
        if event.type() == QEvent.Type.FocusIn:
            self._make_ready()
        return super().eventFilter(watched, event)

    def _make_ready(self) -> None:
        if self._records.desk.is_open and not self._timer.isActive():
            self._unready = iter(self._records.desk.report.rows(self._records.section))
            self._timer.start(0)

    def add_count(self, name: str, test: Test, basis: Basis = lambda: None) -> None:
        """Offer a button that counts the records *test* takes, and shows only those.

        basis: what else than the record the test looks at; only where that differs are all records counted anew.
        """
        self._add(name, lambda: test, basis)

    def _add_pinned(self, name: str, marks: Callable[[], Mapping[str, str]], kind: str = "") -> None:
        self._add(name, lambda: _among(self._ids(marks(), kind)), marks)

    def _add(self, name: str, test: Callable[[], Test], basis: Basis) -> None:
        made = button(name, "", "", f"只看{name}的")
        made.setCheckable(True)
        made.clicked.connect(lambda on: self._choose(name if on else ""))
        made.hide()
        self._tests[name], self._buttons[name] = test, made
        self._counts.add(name, test, basis)
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

    @property
    def chosen(self) -> str:
        """What the rows in sight were chosen by, in words; '' while all are shown."""
        sought = self.line.text().strip()
        return "、".join(filter(None, (self._down, f"“{sought}”" if sought else "")))

    def reckon(self) -> None:
        """Count what has changed; a button that is down stays, though it counts nothing any more.

        What would take long is counted between one event and the next.
        """
        desk = self._records.desk
        if not (self.isVisible() and desk.is_open):
            return
        for name, count in self._counts.over(desk.report.rows(self._records.section)):
            self._say(name, count)
        if self._counts.late and not self._counting.isActive():
            self._counting.start(0)

    def _count_on(self) -> None:
        """Count a stretch of what takes long, while the bar can be seen; else it is asked for again."""
        if not (self.isVisible() and self._records.desk.is_open and self._counts.late):
            self._counting.stop()
        elif self._counts.go_on(self._records.desk.report.rows(self._records.section)):
            self.reckon()

    def _say(self, name: str, count: int) -> None:
        made = self._buttons[name]
        if made.text() != f"{name} {count}":
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
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._stays = True
        self.show()

    def setVisible(self, visible: bool) -> None:  # noqa: FBT001 - Qt's own signature
        super().setVisible(visible or self._stays)

    def enter(self) -> None:
        """Come into sight, ready to be typed into."""
        self.show()
        self.reckon()
        self.line.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.line.selectAll()

    def leave(self) -> None:
        """Show all rows again and go."""
        self.clear()
        self._timer.stop()
        self.hide()
        self.left.emit()

    def clear(self) -> None:
        """Show all rows again."""
        self.line.clear()
        self._choose("")

    def count_button(self, name: str) -> QPushButton:
        """Return the button of a name."""
        return self._buttons[name]

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
        """Look for what is typed: at once in a few records, else between one event and the next.

        Until then the rows stay as they are, and what is typed on is looked for in the place of it.
        """
        self._stop_seeking()
        fits, desk = self._search.test(text), self._records.desk
        rows = desk.report.rows(self._records.section) if desk.is_open else ()
        if fits is None or len(rows) <= _AT_ONCE:
            self._take(fits)
            return
        self._timer.stop()  # It is made ready on the way
        self._sifting = Sifting(rows, fits)
        self._seeking.start(0)

    def _seek_on(self) -> None:
        """Look through a stretch."""
        sifting = self._sifting
        if sifting is not None and sifting.go_on(_AT_ONCE):
            self._stop_seeking()
            self._take(sifting.takes)

    def _stop_seeking(self) -> None:
        self._seeking.stop()
        self._sifting = None

    def _take(self, fits: Where | None) -> None:
        before, self._fits = self._fits, fits
        if before or fits:
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
