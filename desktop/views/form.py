"""Forms: the fields of one record, each under its label and its origin, with its problem beneath."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from desktop.errors import DataError
from desktop.models.entries import Entry, entry_of
from desktop.models.places import parse_place, place
from desktop.models.records import SECTIONS
from desktop.views.desk import Desk
from desktop.views.editors import Editor, make_editor
from desktop.views.editors.counting import show_length
from desktop.views.parts import label, section_title, set_tone
from desktop.views.shapes import ORIGINS
from desktop.views.theme import SMALL

ACROSS, DOWN, BETWEEN_GROUPS = 16, 10, 12

Cell = str | tuple[str, int]
"""An entry's name, alone or with its share of the line."""

Lines = Sequence[Sequence[Cell]]


@dataclass(frozen=True, slots=True)
class FormGroup:
    """Some lines of a form under a title with a quiet note."""

    title: str
    note: str
    rows: Lines


class Field(QWidget):
    """A label line, an editor and, while something is wrong, a sentence; with a hint line where asked for."""

    def __init__(self, desk: Desk, where: str, entry: Entry, *, lines: int = 3, hint: bool = False) -> None:
        super().__init__()
        self.editor = make_editor(desk, where, entry, lines=lines)
        self._count = label("", SMALL, tone="muted")
        self._origin = label("", SMALL)
        head = QHBoxLayout()
        head.setSpacing(4)
        title = label(entry.label, SMALL, tone="text2")
        title.setBuddy(self.editor.input)
        head.addWidget(title)
        for text, tone in (
            (f"（{entry.unit}）" if entry.unit else "", "muted"),
            ("＊" if entry.required else "", "err"),
        ):
            if text:
                head.addWidget(label(text, SMALL, tone=tone))
        head.addStretch(1)
        head.addWidget(self._count)
        head.addWidget(self._origin)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addLayout(head)
        layout.addWidget(self.editor)
        if hint and entry.hint:
            layout.addWidget(label(entry.hint, SMALL, tone="muted", wrap=True))
        layout.addStretch(1)
        self.editor.refreshed.connect(self._show)
        self.editor.counted.connect(lambda length: show_length(self._count, length))
        self.editor.show_count()
        self._show()

    @property
    def origin(self) -> QLabel:
        """The word at the right end of the label line."""
        return self._origin

    def _show(self) -> None:
        word, tone = ORIGINS.get(self.editor.standing.origin, ("", ""))
        self._origin.setText(word)
        self._origin.setVisible(bool(word))  # an empty label takes room
        set_tone(self._origin, tone)


class RecordForm(QWidget):
    """Edits one record; *rows* are entry names, several to a line, or ``FormGroup``s of such lines.

    focused(place) when a field is entered. *lines* is the least height of texts, by entry name.
    """

    focused = Signal(str)

    def __init__(
        self,
        desk: Desk,
        section: str,
        id_: int,
        rows: Lines | Sequence[FormGroup],
        *,
        lines: Mapping[str, int] | None = None,
        hints: Iterable[str] = (),
    ) -> None:
        super().__init__()
        self._desk = desk
        self._section = section
        self._id = id_
        self._lines = lines or {}
        self._hints = frozenset(hints)
        self.fields: dict[str, Field] = {}
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(DOWN)
        for each in rows:
            if isinstance(each, FormGroup):
                self._add_group(each)
            else:
                self._layout.addLayout(self._line(each))
        self._layout.addStretch(1)
        self.setFocusProxy(next(iter(self.fields.values())).editor)

    @property
    def id(self) -> int:
        """The id of the record that is shown; 0 for none."""
        return self._id

    def set_record(self, id_: int) -> None:
        """Show another record of the section."""
        self._id = id_
        for name, field in self.fields.items():
            field.editor.set_place(self._place(name))

    def focus_place(self, where: str) -> bool:
        """Move the focus into the field of a place; False where it is not on this form."""
        try:
            known = parse_place(where)
        except DataError:
            return False
        if (known.section, known.id) != (self._section, self._id):
            return False
        field = self.fields.get(known.field) if known.field else next(iter(self.fields.values()), None)
        if field is None:
            return False
        field.editor.setFocus(Qt.FocusReason.ShortcutFocusReason)  # which selects what stands there
        self._scroll_to(field)
        return True

    def show_findings(self, findings: Mapping[str, tuple[str, str]]) -> None:
        """Show findings (place → severity and message) beneath their fields; those that are gone go."""
        for field in self.fields.values():
            field.editor.show_finding(*findings.get(field.editor.place, ("", "")))

    def _add_group(self, group: FormGroup) -> None:
        if self.fields:
            self._layout.addSpacing(BETWEEN_GROUPS - DOWN)
        self._layout.addLayout(section_title(group.title, group.note))
        for each in group.rows:
            self._layout.addLayout(self._line(each))

    def _line(self, cells: Sequence[Cell]) -> QGridLayout:
        """Lay fields side by side in equal columns; a share of two takes the gap between its columns too."""
        line = QGridLayout()
        line.setHorizontalSpacing(ACROSS)
        line.setVerticalSpacing(0)
        column = 0
        for cell in cells:
            name, share = (cell, 1) if isinstance(cell, str) else cell
            line.addWidget(self._field(name), 0, column, 1, share)
            column += share
        for each in range(column):
            line.setColumnStretch(each, 1)
            line.addWidget(_nothing(), 1, each)  # A column without anything shown would have no gap beside it
        return line

    def _field(self, name: str) -> QWidget:
        if not name:
            return QWidget()  # an empty place in the line
        entry = entry_of(SECTIONS[self._section].record, name)
        lines = self._lines.get(name, 3)
        field = Field(self._desk, self._place(name), entry, lines=lines, hint=name in self._hints)
        field.editor.focused.connect(self._focused)
        self.fields[name] = field
        return field

    def _place(self, name: str) -> str:
        return place(self._section, self._id, name) if self._id else ""

    def _focused(self, where: str) -> None:
        if where:
            self._scroll_to(self.fields[parse_place(where).field])
            self.focused.emit(where)

    def _scroll_to(self, field: Field) -> None:
        """Bring the field into view, its label and its problem line included."""
        behind = self.parentWidget()
        while behind is not None:
            if isinstance(behind, QScrollArea):
                behind.ensureWidgetVisible(field, 0, 8)
                return
            behind = behind.parentWidget()

    def editor(self, name: str) -> Editor:
        """Return the editor of an entry."""
        return self.fields[name].editor


def _nothing() -> QWidget:
    made = QWidget()
    made.setFixedHeight(0)
    return made
