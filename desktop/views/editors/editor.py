"""The editor of one value of the report: an input, and beneath it what is wrong with what stands there."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.errors import StoreError
from desktop.models.entries import Entry
from desktop.models.places import name_of, parse_place, read_value
from desktop.report.form_lengths import Length
from desktop.session import Change
from desktop.views.desk import Desk
from desktop.views.editors.counting import measured
from desktop.views.editors.going_on import go_on
from desktop.views.editors.inputs import make_input, shown_text
from desktop.views.editors.memo import MemoInput
from desktop.views.editors.pick import PickInput
from desktop.views.editors.problem_line import Clamped, ProblemLine
from desktop.views.editors.standing import Standing, in_yuan, spoken_name, standing
from desktop.views.parts import set_tone
from desktop.views.settings import load_settings

_BESIDE = frozenset({"unread", "origins", "notes"})
_MOST_UNDONE = 20  # Steps that one stay in a field is taken back by


class Editor(QWidget):
    """Edits the value at ``place`` ('' for none): saves while it is typed, shows what stands when it is left.

    focused(place) when it is entered, refreshed() when what it shows may have changed, counted(Length or
    None) when its length may have. ``measure`` says how long a text is. tells: what is wrong is written beneath;
    else the page says it where it has the room.
    """

    focused = Signal(str)
    refreshed = Signal()
    counted = Signal(object)

    def __init__(self, desk: Desk, place: str, entry: Entry, *, lines: int = 3) -> None:
        super().__init__()
        self.place = place
        self.entry = entry
        self.standing = Standing()
        self._desk = desk
        self._typing = False
        self.tells = True
        self._finding = ("", "")
        self.measure: Callable[[str], Length | None] = self._measured
        self.input = make_input(desk, entry, self, lines=lines, where=lambda: self.place)
        self.input.gives_back = True
        self._line = ProblemLine()
        self._over = Clamped("err")
        self._over.setContentsMargins(2, 0, 0, 0)
        self._over.hide()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addWidget(self.input)
        layout.addWidget(self._line)
        layout.addWidget(self._over)
        self.setFocusProxy(self.input)
        self.input.setAccessibleName(spoken_name(entry))
        self._connect()
        self.refresh()

    def _connect(self) -> None:
        if not isinstance(self.input, PickInput):
            self.input.typed.connect(self._typed)
        self.input.picked.connect(self._picked)
        self.input.entered.connect(self._entered)
        self.input.given_up.connect(self._given_up)
        self.input.told.connect(self._desk.told)
        self.input.arrived.connect(lambda: self.focused.emit(self.place))
        self.input.left.connect(self._left)
        self._desk.changed.connect(self._changed)
        self._desk.opened.connect(self.refresh)
        self._desk.dropped.connect(self._dropped)

    def set_place(self, place: str) -> None:
        """Edit the same field of another record; what was typed in this one is saved first."""
        if place != self.place:
            self._desk.flush()
            self.place = place
            self._typing = False
            self._finding = ("", "")
            self.refresh()
            self.input.began = self.input.text()

    def fill(self) -> None:
        """Let a text of several lines take all the height there is."""
        if isinstance(self.input, MemoInput) and isinstance(layout := self.layout(), QVBoxLayout):
            self.input.fill()
            layout.setStretchFactor(self.input, 1)

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
        self.show_count()
        self.refreshed.emit()

    def show_count(self) -> None:
        """Count what stands in the input; a text that is too long is told beneath it."""
        text = self.input.text()
        length = self.measure(text)
        told = length.told if length and text.strip() else ""  # an empty one is not what is too long
        self._over.show_words(told)
        self._over.setVisible(bool(told) and self.tells)
        self.counted.emit(length)

    def _measured(self, text: str) -> Length | None:
        return measured(self._desk, self.place, self.entry, text)

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
        self._line.show_message(severity, message if self.tells else "", self._called())
        self.input.setAccessibleDescription(message or self._over.whole or self.entry.hint)
        told = (lock, in_yuan(self.entry, self.value()), self.standing.source)
        self.input.setToolTip("\n".join(each for each in told if each))

    def _called(self) -> str:
        """What the record is called in a message about it, '' for none."""
        row = self._desk.record(self.place) if self.place and self._desk.is_open else None
        return name_of(row) if row is not None else ""

    def _lock(self) -> str:
        """Why nothing can be typed here, or ''."""
        if not self.place or self._desk.record(self.place) is None:
            return "先选一条记录"
        return self._desk.locked(self.place)

    def _typed(self, text: str) -> None:
        self._typing = True
        self._desk.gather(self.place, text)
        self.show_count()

    def _picked(self, text: str) -> None:
        self._typing = False
        self._desk.write(self.place, text)
        self._desk.close_edit()
        self.refresh()
        self.input.began = self.input.text()

    def _given_up(self) -> None:
        """Give back what stood here when the field was entered; what was typed can be had again by redoing."""
        began, where = self.input.began, self.place
        self._typing = False
        try:
            self._save()
        except StoreError:  # The officer gives it up, so that it was not saved is no matter
            self._desk.give_up(where)
        self._desk.close_edit()
        for _ in range(_MOST_UNDONE):
            if self._shown() == began:
                break
            step = self._desk.undo()
            if step is None or step.place != where:
                self._desk.redo()
                break
        self.refresh()
        self.input.put(self._shown())

    def _dropped(self, where: str) -> None:
        if where == self.place:
            self._typing = False
            self.refresh()
            self.input.put(self._shown())

    def _entered(self) -> None:
        self._save()
        self._typing = False
        self.refresh()
        self.input.put(self._shown())
        self.input.began = self.input.text()
        if load_settings().enter_moves:
            go_on(self)

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
            if not self._typing or change.text.startswith(("撤销", "重做")):
                self.input.began = self.input.text()  # Esc goes back no further than to what is seen now
