"""How long a text is against the limit of its box in the form, while it is typed; it never stops anybody."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPoint, Qt
from PySide6.QtWidgets import QLabel

from desktop.models.entries import Entry
from desktop.report.form_lengths import Length, length_of
from desktop.views.desk import Desk
from desktop.views.editors.line import LineInput
from desktop.views.editors.memo import MemoInput
from desktop.views.parts import label, set_tone
from desktop.views.theme import SMALL

STRIP = 18  # px below a long text in a cell
_GAP = 6


def measured(desk: Desk, where: str, entry: Entry, text: str) -> Length | None:
    """Return how long a text is at a place; None where nobody counts: a line without a limit, no words."""
    if entry.kind.name not in ("text", "memo") or not desk.is_open:
        return None
    found = length_of(desk.reckoning, where, text, entry.limit)
    return found if found.limit or (entry.kind.name == "memo" and found.count) else None


def tone_of(length: Length | None) -> str:
    """Return the tone of a count: red over the limit, amber near it, else quiet."""
    if length is None:
        return "muted"
    return "err" if length.over else "warn" if length.is_near else "muted"


def show_length(shown: QLabel, length: Length | None) -> None:
    """Show a count in a label; what is expected of a text that is too long stands in the tooltip."""
    shown.setText(length.text if length else "")
    shown.setToolTip(length.told if length else "")
    set_tone(shown, tone_of(length))


class CountBadge(QObject):
    """The count within an input that is opened over a cell: in a strip below a long text, else at its end."""

    def __init__(self, desk: Desk, where: str, entry: Entry, field: LineInput | MemoInput) -> None:
        super().__init__(field)
        self._desk, self._where, self._entry, self._field = desk, where, entry, field
        self.label = label("", SMALL, tone="muted")
        self.label.setParent(field)
        self.label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        field.installEventFilter(self)
        field.textChanged.connect(lambda *_: self.renew())
        if isinstance(field, MemoInput):
            field.leave_strip(STRIP)
        self.renew()

    def renew(self) -> None:
        """Count what stands in the input."""
        found = measured(self._desk, self._where, self._entry, self._field.text())
        show_length(self.label, found)
        if found and found.over:
            self._field.setAccessibleDescription(found.told)
            words = found.told if self._fits(found.told) else f"多 {found.over} 字　{found.text}"
            self.label.setText(words)
        self._place()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize:
            self.renew()
        return False

    def _fits(self, words: str) -> bool:
        room = self._field.width() - 2 * _GAP - self._bar()
        return (
            isinstance(self._field, MemoInput) and self.label.fontMetrics().horizontalAdvance(words) <= room
        )

    def _bar(self) -> int:
        """The width of the scroll bar beside a long text, in px."""
        bar = self._field.verticalScrollBar() if isinstance(self._field, MemoInput) else None
        return bar.width() if bar is not None and bar.isVisible() else 0

    def _place(self) -> None:
        self.label.adjustSize()
        size, field = self.label.size(), self._field
        if isinstance(field, LineInput):
            field.setTextMargins(0, 0, size.width() + _GAP if self.label.text() else 0, 0)
            top = (field.height() - size.height()) // 2
        else:
            top = field.height() - size.height() - 2
        self.label.move(QPoint(max(_GAP, field.width() - size.width() - _GAP - self._bar()), top))
        self.label.setVisible(bool(self.label.text()))
