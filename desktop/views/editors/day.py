"""The input for dates: typed as people write them, or chosen in a calendar; it can be empty."""

from __future__ import annotations

from datetime import MAXYEAR, MINYEAR, date

from PySide6.QtCore import QDate, QPoint, QRect, Qt
from PySide6.QtGui import QHideEvent, QKeyEvent
from PySide6.QtWidgets import QCalendarWidget, QFrame, QLineEdit, QVBoxLayout, QWidget
from shiboken6 import isValid

from desktop.models.dates import read_date, show_date
from desktop.views.editors.line import LineInput
from desktop.views.icons import icon


class DateInput(LineInput):
    """A line for a date with a calendar button (Alt+↓ or F4)."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._popup: QFrame | None = None
        action = self.addAction(icon("calendar"), QLineEdit.ActionPosition.TrailingPosition)
        action.setToolTip("打开日历 Alt+↓")
        action.triggered.connect(self.open_calendar)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        alt = bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)
        if event.key() == Qt.Key.Key_F4 or (event.key() == Qt.Key.Key_Down and alt):
            self.open_calendar()
        else:
            super().keyPressEvent(event)

    def open_calendar(self) -> None:
        """Show the month of the date that stands here, or of today."""
        if self.isReadOnly():
            return
        frame = QFrame(self, Qt.WindowType.Popup)
        frame.setObjectName("pop")
        frame.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        calendar = QCalendarWidget(frame)
        calendar.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
        calendar.setSelectedDate(_shown(_day(self.text()) or date.today()))
        calendar.clicked.connect(self._take)
        calendar.activated.connect(self._take)
        layout = QVBoxLayout(frame)
        layout.setContentsMargins(1, 1, 1, 1)
        layout.addWidget(calendar)
        self._popup = frame
        frame.adjustSize()
        frame.move(self._beside(frame))
        frame.show()
        calendar.setFocus()

    def _beside(self, frame: QWidget) -> QPoint:
        below = self.mapToGlobal(QPoint(0, self.height()))
        screen: QRect = self.screen().availableGeometry()
        top = (
            below.y()
            if below.y() + frame.height() <= screen.bottom()
            else below.y() - self.height() - frame.height()
        )
        return QPoint(min(below.x(), screen.right() - frame.width()), top)

    def _fold(self) -> None:
        popup, self._popup = self._popup, None
        if popup is not None and isValid(popup):  # a click beside it has closed and deleted it
            popup.close()

    def hideEvent(self, event: QHideEvent) -> None:
        """Let the calendar go with its field."""
        self._fold()
        super().hideEvent(event)

    def _take(self, day: QDate) -> None:
        self._fold()
        self.setFocus()
        if day.isValid() and MINYEAR <= day.year() <= MAXYEAR:  # what is typed into a calendar may be no day
            self.setText(show_date(date(day.year(), day.month(), day.day())))
            self.picked.emit(self.text())


def _day(text: str) -> date | None:
    try:
        return read_date(text)
    except ValueError:
        return None


def _shown(day: date) -> QDate:
    return QDate(day.year, day.month, day.day)
