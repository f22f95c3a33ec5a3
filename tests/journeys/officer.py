"""An officer at the window: writes a value by keys and input method, row after row, and answers dialogs."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from PySide6.QtCore import QItemSelectionModel, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QPushButton, QWidget

from desktop.models.entries import Entry
from desktop.models.pinyin import begins, initials, matches
from desktop.models.places import name_of
from desktop.models.records import Record, Report
from desktop.views.form import RecordForm
from desktop.views.tables import RecordTable
from tests.windows import compose, focused, keys, press

KEY = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier
_RUNS = re.compile(r"[ -~]+|[^ -~]+")
_MOST_STEPS = 60
_PATIENCE = 2000  # Turns of the event loop; a few are enough
Said = Callable[[Record, Entry], str]


def write(text: str) -> None:
    """Type a text where the focus is: Latin and digits by keys, the rest by the input method."""
    for run in _RUNS.findall(text):
        keys(run) if run.isascii() else compose(run)


def paste(text: str) -> None:
    """Put a text on the clipboard and paste it where the focus is."""
    QApplication.clipboard().setText(text)
    press(KEY.Key_V, CTRL)


def click(widget: QWidget) -> None:
    """Press the left button of the mouse on a widget."""
    QTest.qWait(0)  # it lies where it is shown only then
    QTest.mouseClick(widget, Qt.MouseButton.LeftButton)


def push(parent: QWidget, words: str) -> None:
    """Press a button in sight, by its words, with the space bar."""
    found = [each for each in parent.findChildren(QPushButton) if each.isVisible() and each.text() == words]
    found[-1].setFocus(Qt.FocusReason.TabFocusReason)
    press(KEY.Key_Space)


def choosing(rows: Sequence[Record]) -> Callable[[int | None], str]:
    """Return what is typed to pick a record: its pinyin initials where they find it first, else its name."""
    names = [name_of(each) for each in rows]

    def said(id_: int | None) -> str:
        name = next((name_of(each) for each in rows if each.id == id_), "")
        short = initials(name)
        found = sorted((n for n in names if matches(short, n)), key=lambda n: not begins(short, n))
        return short if short.isascii() and short.isprintable() and found[:1] == [name] else name

    return said


def spelling(report: Report) -> Said:
    """Return how an officer writes a value of a record: references by what finds them."""
    by_section: dict[str, Callable[[int | None], str]] = {}

    def said(record: Record, entry: Entry) -> str:
        value = getattr(record, entry.name)
        section = entry.kind.section
        if not section:
            return entry.kind.show(value)
        if section not in by_section:
            by_section[section] = choosing(report.rows(section))
        return by_section[section](value)

    return said


def fill_form(form: RecordForm, record: Record, said: Said, *, start: str = "", until: str = "") -> None:
    """Fill a form from the field with the focus on: each value by keys, Enter to the next field."""
    names = list(form.fields)
    if start:
        click(form.editor(start).input)
        names = names[names.index(start) :]
    for name in names:
        assert form.editor(name).input.hasFocus(), (name, focused().accessibleName())
        entry = form.editor(name).entry
        if text := said(record, entry):
            press(KEY.Key_A, CTRL)
            write(text)
        if name == until:
            press(KEY.Key_Tab)
            return
        press(KEY.Key_Return)


def fill_rows(table: RecordTable, rows: Sequence[Record], said: Said, joined: Joins | None = None) -> None:
    """Fill a table from its current row on, Tab from cell to cell and on into the next row."""
    view = table.view
    for record in rows:
        columns = view.shown_columns
        press(KEY.Key_Home)
        for number in columns:
            column = table.columns[number]
            at = view.currentIndex().column()
            assert at == number, (record, column.label, at)
            if column.entry is not None:
                make = (joined or {}).get(column.name)
                text = make(record) if make else said(record, column.entry)
                if text:
                    write(text)
            if number != columns[-1]:
                press(KEY.Key_Tab)
        press(KEY.Key_Tab)


Joins = Mapping[str, Callable[[Any], str]]


def go_to_row(table: RecordTable, number: int) -> None:
    """Go to the first cell of a row by mouse and arrow keys."""
    view = table.view
    view.setFocus(Qt.FocusReason.MouseFocusReason)
    if not view.currentIndex().isValid():
        view.selectionModel().setCurrentIndex(
            view.records.index(0, view.shown_columns[0]), QItemSelectionModel.SelectionFlag.ClearAndSelect
        )
    for _ in range(_MOST_STEPS):
        row = view.currentIndex().row()
        if row == number:
            break
        press(KEY.Key_Down if row < number else KEY.Key_Up)
    press(KEY.Key_Home)


def back_to(window: QWidget) -> None:
    """Wait until a window is the active one (again) with the focus in it, at or after a dialog."""

    def has_focus() -> bool:
        widget = QApplication.focusWidget()
        return widget is not None and widget.window() is window

    window.activateWindow()
    for _ in range(_PATIENCE):
        if has_focus():
            return
        QTest.qWait(1)
    raise AssertionError(f"{window} did not get the focus")


def answering(kind: type[QDialog], answer: Callable[[Any], object]) -> None:
    """Let the next dialog of a kind be answered, once it is shown."""

    def look() -> None:
        dialog = QApplication.activeModalWidget()
        if isinstance(dialog, kind) and dialog.isVisible():
            try:
                back_to(dialog)
                answer(dialog)
            finally:
                if dialog.isVisible():  # else a failed answer would leave the test waiting for ever
                    dialog.reject()
        else:
            QTimer.singleShot(5, look)

    QTimer.singleShot(0, look)
