"""One passage of the report's prose: its text with live figures, and beneath it what is printed."""

from __future__ import annotations

from html import escape

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QLabel, QLayout, QScrollArea, QWidget

from desktop.models.entries import entry_of
from desktop.models.outline import OutlineHeading, OutlineTable, Topic
from desktop.models.places import place
from desktop.models.records import Passage, Report
from desktop.models.slots import Shown, render
from desktop.models.word_count import word_count
from desktop.report.form_lengths import Length, length_of
from desktop.report.numbering import table_numbers
from desktop.session import Change
from desktop.tasks.topics import outline_of
from desktop.views.editors import make_editor
from desktop.views.editors.counting import show_length
from desktop.views.editors.memo import MemoInput
from desktop.views.parts import button, column, label, row, set_tone
from desktop.views.room import Room
from desktop.views.shapes import ORIGINS
from desktop.views.theme import COLOURS, SMALL

TEXT = entry_of(Passage, "text")
_MOST_PRINTED = 132  # px


class PassageBox(QWidget):
    """Edits a passage of a topic; while it has none, a button begins it. focused(place).

    fills: the text takes the height that is left, and what is printed scrolls beneath it. quiet: what is
    printed stands in the place of the text, and beneath it only while it is written.
    """

    focused = Signal(str)

    def __init__(
        self,
        room: Room,
        topic: Topic,
        *,
        rows: int = 5,
        titled: bool = True,
        fills: bool = False,
        quiet: bool = False,
    ) -> None:
        super().__init__()
        self._quiet = quiet
        self._room, self._topic, self._id, self._titled = room, topic, 0, titled
        self._live = False
        self._editor = make_editor(room.desk, "", TEXT, lines=rows)
        self._editor.measure = self._measured
        self._editor.focused.connect(self._focused)
        self._editor.input.left.connect(self._show_printed)
        self._editor.counted.connect(lambda length: show_length(self._count, length))
        self._editor.input.setAccessibleName(topic.title)
        self._title = label(topic.title, SMALL, tone="text2")
        self._title.setBuddy(self._editor.input)
        self._star = label("＊", SMALL, tone="err")
        self._count = label("", SMALL, tone="muted")
        self._begin = button("开始写这一节", "primary", "edit", clicked=self.begin)
        self._printed = _Printed()
        self._beneath: QWidget = _Beneath(self._printed) if fills else self._printed
        self._origin = label("", SMALL)
        self._editor.refreshed.connect(self._show_origin)
        head = row(self._title, self._star, None, self._count, self._origin, gap=4)
        self._lay(head, fills=fills)
        self.show_topic(topic)

    def _lay(self, head: QLayout, *, fills: bool) -> None:
        made = column(head, (self._editor, int(fills)), row(self._begin, None), self._beneath, gap=4)
        if fills:
            self._editor.fill()
            made.addStretch(0)  # takes what is left only while there is no text
        self.setLayout(made)

    @property
    def place(self) -> str:
        """The place of the passage's text, '' while there is none."""
        return place("passages", self._id, "text") if self._id else ""

    def show_topic(self, topic: Topic, id_: int = 0) -> None:
        """Show the passage of another topic: the one with an id, or its first."""
        self._topic = topic
        self._title.setText(topic.title if self._titled else "正文")
        self._editor.input.setAccessibleName(topic.title)
        self._star.setVisible(topic.required)
        self._show(id_ or self._first())

    def renew(self, change: Change | None) -> None:
        """Show the passage and its figures as they are now."""
        report = self._room.desk.report
        if self._id == 0 or report.find("passages", self._id) is None:
            self._show(self._first())
        self._renew_printed()

    def begin(self) -> None:
        """Make the passage and go into it."""
        desk = self._room.desk
        desk.flush()
        made = Passage(desk.session.new_id("passages"), section=self._topic.key)
        where = place("passages", made.id)
        desk.edit(desk.report.with_record("passages", made), f"开始写“{self._topic.title}”", place=where)
        self._show(made.id)
        self._editor.setFocus(Qt.FocusReason.OtherFocusReason)

    def focus_place(self, where: str) -> bool:
        """Go into the passage of a place; False where another one is shown."""
        if not self._id or not f"{where}/".startswith(place("passages", self._id) + "/"):
            return False
        self._editor.setFocus(Qt.FocusReason.OtherFocusReason)
        return True

    def _first(self) -> int:
        rows = self._room.desk.report.passages
        return next((each.id for each in rows if each.section == self._topic.key), 0)

    def _show(self, id_: int) -> None:
        self._id = id_
        self._editor.set_place(self.place)
        self._editor.show_count()
        for part in (self._editor, self._count):
            part.setVisible(bool(id_))
        self._beneath.hide()
        self._begin.setVisible(not id_)
        self._begin.setEnabled(not self._room.desk.locked("passages"))
        self.setFocusProxy(self._editor if id_ else self._begin)
        self._renew_printed()

    def _renew_printed(self) -> None:
        passage = self._room.desk.report.find("passages", self._id)
        if passage is None:
            return
        reckoning = self._room.desk.reckoning
        text, spans = render(reckoning, passage.text, numbers_of(reckoning.report))
        self._printed.show_text(text, spans)
        self._live = bool(spans)  # with no live figure there is nothing to add to the text
        if self._quiet and isinstance(self._editor.input, MemoInput):
            self._editor.input.show_instead(printed_html(text, spans) if spans else "")
        self._show_printed()

    def _show_printed(self) -> None:
        """Show what is printed beneath the text, unless it stands in its place."""
        self._beneath.setVisible(self._live and not (self._quiet and not self._editor.input.hasFocus()))

    def _measured(self, text: str) -> Length | None:
        """How long the passage is as it will be printed: live figures count as their text."""
        desk = self._room.desk
        if not self._id or not desk.is_open:
            return None
        found = length_of(desk.reckoning, self.place, text)
        if found.limit:
            return found
        printed, _ = render(desk.reckoning, text, numbers_of(desk.report))
        return Length(word_count(printed), self._topic.limit)

    def _show_origin(self) -> None:
        """Say at the end of the label line where the text came from, as a form does."""
        word, tone = ORIGINS.get(self._editor.standing.origin, ("", ""))
        self._origin.setText(word)
        self._origin.setVisible(bool(word) and bool(self._id))
        set_tone(self._origin, tone)

    def _focused(self, where: str) -> None:
        self._show_printed()
        if where:
            self.focused.emit(where)


class _Printed(QLabel):
    """The sentence as printed: live figures blue, those that resolve to nothing red."""

    def __init__(self) -> None:
        super().__init__()
        self.setTextFormat(Qt.TextFormat.RichText)
        self.setWordWrap(True)
        self.setAccessibleName("印出来的样子")
        self.setContentsMargins(2, 0, 2, 0)
        self.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)

    def show_text(self, text: str, spans: tuple[Shown, ...]) -> None:
        """Show a rendered passage."""
        self.setText(f'<span style="color:{COLOURS["muted"]}">印出来　</span>{printed_html(text, spans)}')


class _Beneath(QScrollArea):
    """What is printed, as high as it is or a third of a small window, then it scrolls."""

    def __init__(self, printed: _Printed) -> None:
        super().__init__()
        self._printed = printed
        printed.setAlignment(Qt.AlignmentFlag.AlignTop)
        printed.setAutoFillBackground(False)
        self.setWidget(printed)
        self.setWidgetResizable(True)
        self.setAccessibleName("印出来的样子")
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.viewport().setAutoFillBackground(False)

    def setVisible(self, visible: bool) -> None:  # noqa: FBT001 - Qt's own
        super().setVisible(visible)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Take the height of the text in this width."""
        wanted = self._printed.heightForWidth(max(1, self.viewport().width()))
        height = max(0, min(wanted, _MOST_PRINTED))
        if height != self.minimumHeight():
            self.setFixedHeight(height)


def printed_html(text: str, spans: tuple[Shown, ...]) -> str:
    """Return a rendered passage with its live figures blue, those that resolve to nothing red."""
    parts: list[str] = []
    done = 0
    for span in spans:
        parts.append(escape(text[done : span.start]))
        tone = COLOURS["accent" if span.ok else "err"]
        parts.append(f'<span style="color:{tone}">{escape(text[span.start : span.end])}</span>')
        done = span.end
    parts.append(escape(text[done:]))
    return "".join(parts).replace("\n", "<br>")


def numbers_of(report: Report) -> dict[str, str]:
    """Return the printed numbers of the tables of a report's outline, by key."""
    outline = outline_of(report)
    found: list[tuple[int, str]] = []
    for part in outline.parts if outline else ():
        match part:
            case OutlineHeading(level=level):
                found.append((level, ""))
            case OutlineTable(key=key):
                found.append((0, key))
            case _:
                pass
    return table_numbers(found)
