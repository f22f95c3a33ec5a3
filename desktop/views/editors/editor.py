"""The editor of one value of the report: an input, and beneath it what is wrong with what stands there."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from desktop.models.entries import Entry
from desktop.models.places import parse_place, read_value
from desktop.session import Change
from desktop.views.desk import Desk
from desktop.views.editors.inputs import make_input, shown_text
from desktop.views.editors.pick import PickInput
from desktop.views.editors.standing import Standing, in_yuan, spoken_name, standing
from desktop.views.icons import pixmap
from desktop.views.parts import label, set_tone
from desktop.views.settings import load_settings
from desktop.views.shapes import SEVERITIES
from desktop.views.theme import SMALL

_BESIDE = frozenset({"unread", "origins", "notes"})


class Editor(QWidget):
    """Edits the value at ``place`` ('' for none): saves while it is typed, shows what stands when it is left.

    focused(place) when it is entered, refreshed() when what it shows may have changed.
    """

    focused = Signal(str)
    refreshed = Signal()

    def __init__(self, desk: Desk, place: str, entry: Entry, *, lines: int = 3) -> None:
        super().__init__()
        self.place = place
        self.entry = entry
        self.standing = Standing()
        self._desk = desk
        self._typing = False
        self._finding = ("", "")
        self.input = make_input(desk, entry, self, lines=lines)
        self._line = _ProblemLine()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addWidget(self.input)
        layout.addWidget(self._line)
        self.setFocusProxy(self.input)
        self.input.setAccessibleName(spoken_name(entry))
        self._connect()
        self.refresh()

    def _connect(self) -> None:
        if not isinstance(self.input, PickInput):
            self.input.typed.connect(self._typed)
        self.input.picked.connect(self._picked)
        self.input.entered.connect(self._entered)
        self.input.arrived.connect(lambda: self.focused.emit(self.place))
        self.input.left.connect(self._left)
        self._desk.changed.connect(self._changed)
        self._desk.opened.connect(self.refresh)

    def set_place(self, place: str) -> None:
        """Edit the same field of another record; what was typed in this one is saved first."""
        if place != self.place:
            self._desk.flush()
            self.place = place
            self._typing = False
            self._finding = ("", "")
            self.refresh()

    def show_finding(self, severity: str, message: str) -> None:
        """Show a finding beneath the input; an unreadable text comes first. '' takes it away."""
        if (severity, message) != self._finding:
            self._finding = (severity, message)
            self._show_state()

    def value(self) -> Any:
        """Return the value at the place, or that of an empty field where the record is gone."""
        row = self._desk.record(self.place) if self.place and self._desk.is_open else None
        return getattr(row, self.entry.name) if row is not None else self.entry.kind.empty

    def refresh(self) -> None:
        """Show what stands in the report, but never over what is being typed."""
        if not self._desk.is_open:
            return
        self.standing = standing(self._desk.report, self.place, self.entry) if self.place else Standing()
        typing = self._desk.pending_text(self.place) is not None
        if not typing and not (self.input.hasFocus() and self._agrees()):
            self.input.put(self._shown())
        self._show_state()
        self.refreshed.emit()

    def _shown(self) -> str:
        unread = self.standing.unread
        return shown_text(self._desk, self.entry, self.value()) if unread is None else unread

    def _agrees(self) -> bool:
        """Whether what stands in the input means what stands in the report, in other words perhaps."""
        text = self.input.value_text()
        if self.standing.unread is not None:
            return text == self.standing.unread
        try:
            return bool(read_value(self._desk.report, self.entry, text) == self.value())
        except ValueError:
            return False

    def _show_state(self) -> None:
        wrong = self.standing.problem if not (self._typing and self.input.hasFocus()) else ""
        severity, message = ("强制性", wrong) if wrong else self._finding
        lock = self._lock()
        set_tone(self.input, "error" if severity == "强制性" else "", "state")
        set_tone(self.input, self.standing.origin, "origin")
        if self.input.isReadOnly() != bool(lock):
            self.input.setReadOnly(bool(lock))
            self.input.style().polish(self.input)
        self._line.show_message(severity, message)
        self.input.setAccessibleDescription(message or self.entry.hint)
        told = (lock, in_yuan(self.entry, self.value()), self.standing.source)
        self.input.setToolTip("\n".join(each for each in told if each))

    def _lock(self) -> str:
        """Why nothing can be typed here, or ''."""
        if not self.place or self._desk.record(self.place) is None:
            return "先选一条记录"
        return self._desk.locked(self.place)

    def _typed(self, text: str) -> None:
        self._typing = True
        self._desk.gather(self.place, text)

    def _picked(self, text: str) -> None:
        self._typing = False
        self._desk.write(self.place, text)
        self._desk.close_edit()
        self.refresh()

    def _entered(self) -> None:
        self._save()
        self._typing = False
        self.refresh()
        self.input.put(self._shown())
        if load_settings().enter_moves:
            self.focusNextChild()

    def _left(self) -> None:
        self._typing = False
        if self._desk.is_open and self.place:
            self._save()
            self._desk.close_edit()
            self.refresh()

    def _save(self) -> None:
        """Write what stands in the input; that of a list is written only here and when one is chosen."""
        self._desk.flush()
        if isinstance(self.input, PickInput) and not self.input.isReadOnly() and not self._agrees():
            self._desk.write(self.place, self.input.value_text())

    def _changed(self, change: Change) -> None:
        if not self.place:
            return
        section = parse_place(self.place).section
        if change.sections & (_BESIDE | {section, "project", self.entry.kind.section}):
            self.refresh()


class _ProblemLine(QWidget):
    """A severity's shape and one sentence; hidden without one."""

    def __init__(self) -> None:
        super().__init__()
        self._mark = QLabel()
        self._mark.setFixedSize(14, 14)
        self._text = label("", SMALL, wrap=True)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(2, 0, 0, 0)
        layout.setSpacing(4)
        layout.addWidget(self._mark, 0, Qt.AlignmentFlag.AlignTop)
        layout.addWidget(self._text, 1)
        self.hide()

    def text(self) -> str:
        """Return the sentence shown."""
        return self._text.text()

    def show_message(self, severity: str, message: str) -> None:
        """Show a sentence, or hide for an empty one."""
        if message:
            shape, tone = SEVERITIES[severity]
            self._mark.setPixmap(pixmap(shape, tone, 14))
            set_tone(self._text, tone)
        self._text.setText(message)
        self.setVisible(bool(message))
