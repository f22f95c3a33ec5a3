"""The calendar that a date is chosen in: one month, Monday first, steered by arrows or the pointer."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta

from PySide6.QtCore import QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QLabel, QWidget

from desktop.views.parts import button, column, label, row
from desktop.views.theme import BODY, SMALL, color, font, is_high_contrast

FIRST, LAST = date(1900, 1, 1), date(2999, 12, 31)  # The days that a field reads
_CELL_W, _CELL_H, _HEAD_H = 36, 30, 26  # px
_WEEK, _WEEKS = 7, 6
_NAMES = "一二三四五六日"
_TAKES = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space)
_TIP = "↑ ↓ ← → 选日期，PageUp PageDown 换月，加 Ctrl 换年，Home 回到今天，回车选定，Esc 关闭"


class DayGrid(QWidget):
    """Six weeks round a month with one current day.

    moved() when the current day is another, taken() at Enter, Space or a click, given_up() at Esc.
    """

    moved = Signal()
    taken = Signal()
    given_up = Signal()

    def __init__(self, day: date, chosen: date | None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.day, self._chosen = day, chosen
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setFixedSize(_WEEK * _CELL_W, _HEAD_H + _WEEKS * _CELL_H)
        self.setMouseTracking(True)
        self._under: date | None = None
        self._name()

    def go(self, day: date) -> None:
        """Make a day the current one."""
        if day != self.day:
            self.day = day
            self._name()
            self.update()
            self.moved.emit()

    def step(self, months: int) -> None:
        """Go some months on or back, at most to the last day of a shorter one."""
        self.go(months_on(self.day, months))

    def days(self) -> list[date]:
        """Return the days shown, row by row."""
        first = self.day.replace(day=1)
        start = first - timedelta(first.weekday() or _WEEK)  # at least a day of the month before
        return [start + timedelta(each) for each in range(_WEEK * _WEEKS)]

    def rect_of(self, day: date) -> QRect:
        """Return where a day is shown. Raises ValueError for one that is not."""
        number = self.days().index(day)
        return _cell(number)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, modifiers = Qt.Key(event.key()), event.modifiers()
        years = 12 if modifiers & Qt.KeyboardModifier.ControlModifier else 1
        by = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Up: -_WEEK, Qt.Key.Key_Down: _WEEK}
        if key == Qt.Key.Key_Escape or (key == Qt.Key.Key_Up and modifiers & Qt.KeyboardModifier.AltModifier):
            self.given_up.emit()
        elif key in _TAKES:
            self.taken.emit()
        elif key in by:
            self.go(days_on(self.day, by[key]))
        elif key in (Qt.Key.Key_PageUp, Qt.Key.Key_PageDown):
            self.step(years if key == Qt.Key.Key_PageDown else -years)
        elif key == Qt.Key.Key_Home:
            self.go(date.today())
        elif key == Qt.Key.Key_End:
            self.go(self.day.replace(day=monthrange(self.day.year, self.day.month)[1]))
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        day = self._at(event.position().toPoint())
        if event.button() == Qt.MouseButton.LeftButton and day is not None:
            self.go(day)
            self.taken.emit()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._under = self._at(event.position().toPoint())
        self.update()

    def leaveEvent(self, event: object) -> None:
        self._under = None
        self.update()

    def _at(self, spot: QPoint) -> date | None:
        found = (day for n, day in enumerate(self.days()) if _cell(n).contains(spot))
        return next((day for day in found if FIRST <= day <= LAST), None)

    def _name(self) -> None:
        """Let a screen reader say the day that is reached."""
        mark = "，今天" if self.day == date.today() else ""
        self.setAccessibleName(
            f"{month_words(self.day)}{self.day.day}日 星期{_NAMES[self.day.weekday()]}{mark}"
        )
        self.setAccessibleDescription(_TIP)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(font(SMALL))
        painter.setPen(color("text2"))
        for number, name in enumerate(_NAMES):
            painter.drawText(number * _CELL_W, 0, _CELL_W, _HEAD_H, Qt.AlignmentFlag.AlignCenter, name)
        for number, day in enumerate(self.days()):
            self._paint_day(painter, _cell(number), day)

    def _paint_day(self, painter: QPainter, cell: QRect, day: date) -> None:
        inner = cell.adjusted(2, 2, -2, -2)
        chosen, current = day == self._chosen, day == self.day
        ground = "accent" if chosen else "select" if current else "head" if day == self._under else ""
        painter.setPen(Qt.PenStyle.NoPen)
        if ground:
            painter.setBrush(color(ground))
            painter.drawRoundedRect(inner, 4, 4)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        if current and self.hasFocus():
            painter.setPen(QPen(color("text" if chosen else "accent"), 2))
            painter.drawRoundedRect(inner.adjusted(1, 1, -1, -1), 3, 3)
        today = day == date.today()
        other = (day.year, day.month) != (self.day.year, self.day.month)
        beyond = "faint" if is_high_contrast() else "muted"
        tone = "white" if chosen else "accent" if today else beyond if other else "text"
        painter.setFont(font(BODY, bold=today or chosen))
        painter.setPen(color(tone))
        painter.drawText(inner, Qt.AlignmentFlag.AlignCenter, str(day.day))
        if today:
            painter.fillRect(inner.center().x() - 5, inner.bottom() - 4, 12, 2, color(tone))


class Calendar(QFrame):
    """A month with its head and what steers it; picked(date) for a day that is taken, closed() at Esc."""

    picked = Signal(date)
    closed = Signal()

    def __init__(self, day: date, chosen: date | None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("calendar")
        self.grid = DayGrid(day, chosen, self)
        self.head: QLabel = label("", BODY, bold=True)
        self.head.setAlignment(Qt.AlignmentFlag.AlignCenter)
        back = button("", "icon", "left", "上个月 PageUp", clicked=lambda: self.grid.step(-1))
        on = button("", "icon", "right", "下个月 PageDown", clicked=lambda: self.grid.step(1))
        year_back = button(
            "前一年", "link", "", "前一年 Ctrl+PageUp", small=True, clicked=lambda: self.grid.step(-12)
        )
        year_on = button(
            "后一年", "link", "", "后一年 Ctrl+PageDown", small=True, clicked=lambda: self.grid.step(12)
        )
        today = button("今天", "link", "", "回到今天 Home", small=True, clicked=self._today)
        for each in (back, on, year_back, year_on, today):
            each.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # the keys stay with the days
        foot = row(year_back, year_on, None, today, gap=4)
        self.setLayout(
            column(row(back, (self.head, 1), on, gap=4), self.grid, foot, gap=4, margins=(8, 6, 8, 6))
        )
        self.grid.moved.connect(self._show_month)
        self.grid.taken.connect(lambda: self.picked.emit(self.grid.day))
        self.grid.given_up.connect(self.closed)
        self.setFocusProxy(self.grid)
        self._show_month()

    def sizeHint(self) -> QSize:
        return self.minimumSizeHint()

    def _today(self) -> None:
        self.grid.go(date.today())

    def _show_month(self) -> None:
        self.head.setText(month_words(self.grid.day))


def month_words(day: date) -> str:
    """Return the head of a month: 2026年11月."""
    return f"{day.year}年{day.month}月"


def months_on(day: date, months: int) -> date:
    """Return the day some months on or back, the last of a shorter month; the same where no field reads it."""
    number = day.year * 12 + day.month - 1 + months
    year, month = number // 12, number % 12 + 1
    if not FIRST.year <= year <= LAST.year:
        return day
    return date(year, month, min(day.day, monthrange(year, month)[1]))


def days_on(day: date, days: int) -> date:
    """Return the day some days on or back; the same where no field reads it."""
    there = day + timedelta(days)
    return there if FIRST <= there <= LAST else day


def _cell(number: int) -> QRect:
    across, down = number % _WEEK, number // _WEEK
    return QRect(across * _CELL_W, _HEAD_H + down * _CELL_H, _CELL_W, _CELL_H)
