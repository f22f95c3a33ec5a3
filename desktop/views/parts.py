"""The parts that every screen is put together from: labels, buttons, boxes, cards and rows of them."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLayout,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from desktop.views.icons import icon, pixmap
from desktop.views.theme import BODY, FIGURE, H1, H2, SMALL, color, font

Item = QWidget | QLayout | int | None | tuple[QWidget | QLayout, int]
Margins = tuple[int, int, int, int]
NO_MARGINS: Margins = (0, 0, 0, 0)
_ICON_TONES = {"primary": "white", "link": "accent", "danger": "err"}


def row(*items: Item, gap: int = 8, margins: Margins = NO_MARGINS) -> QHBoxLayout:
    """Lay items side by side; a number is a space in px, None what is left, a pair carries its stretch."""
    made = QHBoxLayout()
    _fill(made, items, gap, margins)
    return made


def column(*items: Item, gap: int = 8, margins: Margins = NO_MARGINS) -> QVBoxLayout:
    """Lay items below one another, as ``row`` does side by side."""
    made = QVBoxLayout()
    _fill(made, items, gap, margins)
    return made


def _fill(layout: QBoxLayout, items: tuple[Item, ...], gap: int, margins: Margins) -> None:
    layout.setSpacing(gap)
    layout.setContentsMargins(*margins)
    for item in items:
        match item:
            case None:
                layout.addStretch(1)
            case int():
                layout.addSpacing(item)
            case (QWidget() as widget, int(stretch)):
                layout.addWidget(widget, stretch)
            case (QLayout() as inner, int(stretch)):
                layout.addLayout(inner, stretch)
            case QWidget():
                layout.addWidget(item)
            case QLayout():
                layout.addLayout(item)


def box(layout: QLayout, name: str = "", *, height: int = 0, width: int = 0) -> QFrame:
    """Put a layout into a frame; *name* chooses its look in the style sheet, sizes are in px."""
    made = QFrame()
    made.setObjectName(name)
    made.setLayout(layout)
    if height:
        made.setFixedHeight(height)
    if width:
        made.setFixedWidth(width)
    return made


def rule(*, upright: bool = False) -> QFrame:
    """Return a hairline."""
    made = QFrame()
    made.setObjectName("rule")
    if upright:
        made.setFixedWidth(1)
    else:
        made.setFixedHeight(1)
    return made


def label(
    text: str = "", px: int = BODY, *, bold: bool = False, tone: str = "", wrap: bool = False
) -> QLabel:
    """Return plain text; *tone* is a token of the theme."""
    made = QLabel(text)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setFont(font(px, bold=bold))
    if tone:
        made.setProperty("tone", tone)
    if wrap:
        made.setWordWrap(True)
        made.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
    return made


def set_tone(widget: QWidget, tone: str, name: str = "tone") -> None:
    """Change the tone (or another property of the style sheet) of a widget that is shown already."""
    if widget.property(name) != tone:
        widget.setProperty(name, tone)
        widget.style().unpolish(widget)
        widget.style().polish(widget)


class Picture(QLabel):
    """An icon as a part of a row, drawn when it is shown; *px* is its side."""

    def __init__(self, name: str, tone: str, px: int) -> None:
        super().__init__()
        self._px = px
        self.setFixedSize(px, px)
        self.draw(name, tone)

    def draw(self, name: str, tone: str) -> None:
        """Show an icon in the colour of a token."""
        self._name, self._tone = name, tone
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        QPainter(self).drawPixmap(0, 0, pixmap(self._name, self._tone, self._px))


def picture(name: str, tone: str = "text2", px: int = 16) -> Picture:
    """Return an icon as a part of a row."""
    return Picture(name, tone, px)


def button(
    text: str = "",
    look: str = "",
    icon_name: str = "",
    tip: str = "",
    *,
    small: bool = False,
    clicked: Callable[[], object] | None = None,
) -> QPushButton:
    """Return a button; *look* is primary, link, danger, icon or ''. One without text is named by its tip."""
    made = QPushButton(text)
    look = look or ("" if text else "icon")
    made.setFont(font(SMALL if small else BODY))
    made.setProperty("look", look)
    if small:
        made.setProperty("small", "on")  # "size" is a property of every widget, and no word
    if icon_name:
        made.setIcon(icon(icon_name, _ICON_TONES.get(look, "text2")))
        made.setIconSize(QSize(16, 16))
    made.setToolTip(tip)
    if not text:  # Its text names a button, also when it changes
        made.setAccessibleName(tip)
    made.setAutoDefault(False)
    made.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
    if clicked:
        made.clicked.connect(lambda *_: clicked())
    return made


class Elided(QLabel):
    """One line of plain text that ends in … instead of being cut; the whole text is its tooltip.

    fill: take all the room there is, else no more than the text needs.
    """

    def __init__(
        self, text: str = "", px: int = BODY, *, bold: bool = False, tone: str = "text", fill: bool = True
    ) -> None:
        super().__init__(text)
        self._tone = tone
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setFont(font(px, bold=bold))
        across = QSizePolicy.Policy.Ignored if fill else QSizePolicy.Policy.Maximum
        self.setSizePolicy(across, QSizePolicy.Policy.Preferred)
        self.show_text(text)

    def show_text(self, text: str, tone: str = "") -> None:
        """Show another text."""
        self._tone = tone or self._tone
        self.setText(text)
        self.setToolTip(text)
        self.update()

    def minimumSizeHint(self) -> QSize:
        return QSize(24, super().minimumSizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setFont(self.font())
        painter.setPen(color(self._tone))
        shown = self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, self.width())
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignVCenter, shown)


def callout(tone: str, title: str, text: str = "", *actions: QWidget) -> QFrame:
    """Return a coloured box that stands in the flow above what it speaks of."""
    shape = {"err": "sev_err", "warn": "sev_warn", "ok": "sev_ok", "accent": "sev_hint", "last": "clock"}[
        tone
    ]
    words = column(label(title, bold=bool(text), wrap=True), gap=2)
    if text:
        words.addWidget(label(text, SMALL, tone="text2", wrap=True))
    mark = column(picture(shape, tone), None, margins=(0, 2, 0, 0))
    return box(row(mark, (words, 1), *actions, margins=(12, 8, 12, 8)), f"box_{tone}")


class FigureCard(QFrame):
    """A caption over a large number with its unit and a line beneath."""

    def __init__(self, caption: str, unit: str = "", tone: str = "text") -> None:
        super().__init__()
        self._value = label("—", FIGURE, bold=True, tone=tone)
        self._unit = label(unit, SMALL, tone="muted")
        self._unit.setAlignment(Qt.AlignmentFlag.AlignBottom)
        self._note = label("", SMALL, tone="text2")
        numbers = row(self._value, self._unit, None, gap=4)
        self.setLayout(column(label(caption, SMALL, tone="muted"), numbers, self._note, gap=2))
        self._caption = caption

    def keep_note(self, *, on: bool) -> None:
        """Keep the line beneath, or give its room away where no card of a row has anything to say there."""
        self._note.setVisible(on)

    def show_value(self, value: str, note: str = "", unit: str = "") -> None:
        """Show a value and what is said beneath it, in another *unit* perhaps; an empty value shows as —."""
        if unit:
            self._unit.setText(unit)
        self._value.setText(value or "—")
        self._note.setText(note)
        self.setAccessibleName(f"{self._caption} {value or '未填'}{self._unit.text()} {note}".strip())


def section_title(text: str, note: str = "", *actions: QWidget) -> QHBoxLayout:
    """Return the title of a part of a page, 14 px bold, with a quiet note and actions at the right."""
    return row(label(text, H2, bold=True), label(note, SMALL, tone="muted"), None, *actions)


def page_title(text: str, px: int = H1) -> QLabel:
    """Return a page's title."""
    return label(text, px, bold=True)


def scrolled(widget: QWidget, name: str = "") -> QScrollArea:
    """Let a widget scroll up and down only; by keys too with a *name*, where nothing in it takes the focus."""
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setAccessibleName(name)
    if not name:
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    if not widget.objectName():
        widget.setObjectName("page")
    area.setWidget(widget)
    return area
