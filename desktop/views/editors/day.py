"""The input for dates: typed as people write them, or chosen in a calendar; it can be empty."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QHideEvent, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget
from shiboken6 import isValid

from desktop.models.dates import read_date, show_date, with_year
from desktop.views.editors.calendar import FIRST, LAST, Calendar
from desktop.views.editors.line import LineInput
from desktop.views.icons import icon


class DateInput(LineInput):
    """A line for a date with a calendar button (Alt+↓), which is read as typed: 2021.3.29, 3月29日, 3.29.

    year: that of a day without one, and the one at which the calendar of an empty line opens; 0 for none known.
    """

    def __init__(self, parent: QWidget | None = None, *, year: Callable[[], int] = lambda: 0) -> None:
        super().__init__(parent)
        self._year = year
        self._popup: Calendar | None = None
        self.textEdited.disconnect(self.typed)
        self.textEdited.connect(lambda _text: self.typed.emit(self.value_text()))
        action = self.addAction(icon("calendar"), QLineEdit.ActionPosition.TrailingPosition)
        action.setToolTip("打开日历 Alt+↓")
        action.triggered.connect(self.open_calendar)

    def value_text(self) -> str:
        """Return the text as it is to be read: a day without a year has the report's."""
        return with_year(self.text(), self._year())

    @property
    def calendar(self) -> Calendar | None:
        """The calendar while it is shown."""
        popup = self._popup
        return popup if popup is not None and isValid(popup) and popup.isVisible() else None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Down and event.modifiers() & Qt.KeyboardModifier.AltModifier:
            self.open_calendar()
        else:
            super().keyPressEvent(event)

    def open_calendar(self) -> None:
        """Show the month of the date that stands here, else the report's year, of this year today."""
        if self.isReadOnly() or self.composing:
            return
        year, chosen = self._year(), self._day()
        popup = Calendar(chosen or opening_day(year, date.today()), chosen, self)
        popup.setWindowFlags(Qt.WindowType.Popup)
        popup.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        popup.setAttribute(Qt.WidgetAttribute.WA_NoMouseReplay)  # a click on the button closes it, no more
        popup.picked.connect(self._take)
        popup.closed.connect(self._close)
        self._popup = popup
        popup.adjustSize()
        popup.move(self._beside(popup))
        popup.show()
        popup.grid.setFocus(Qt.FocusReason.PopupFocusReason)

    def _day(self) -> date | None:
        try:
            return read_date(self.text(), year=self._year())
        except ValueError:
            return None

    def _beside(self, popup: QWidget) -> QPoint:
        """Below the line, or above where there is no room, within the screen."""
        below = self.mapToGlobal(QPoint(0, self.height()))
        screen: QRect = self.screen().availableGeometry()
        top = (
            below.y()
            if below.y() + popup.height() <= screen.bottom()
            else below.y() - self.height() - popup.height()
        )
        left = min(below.x(), screen.right() - popup.width())
        return QPoint(max(screen.left(), left), max(screen.top(), top))

    def _fold(self) -> None:
        popup, self._popup = self._popup, None
        if popup is not None and isValid(popup):  # a click beside it has closed and deleted it
            popup.close()

    def _close(self) -> None:
        self._fold()
        self.setFocus(Qt.FocusReason.PopupFocusReason)

    def hideEvent(self, event: QHideEvent) -> None:
        """Let the calendar go with its field."""
        self._fold()
        super().hideEvent(event)

    def _take(self, day: date) -> None:
        self._close()
        self.setText(show_date(day))
        self.picked.emit(self.text())


def opening_day(year: int, today: date) -> date:
    """Return the day an empty field's calendar opens at: the first of the report's year, of this year today."""
    is_another = FIRST.year <= year <= LAST.year and year != today.year
    return date(year, 1, 1) if is_another else today
