"""What keeps the window whole on a screen that has too little room for it: scroll bars instead of a cut."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRect, QRectF, QSize, Qt, QTimer
from PySide6.QtGui import QScreen
from PySide6.QtWidgets import QAbstractItemView, QApplication, QFrame, QScrollArea, QWidget

from desktop.views.magnify import STANDARD, drawn

_AROUND = 80  # px beside the caret that are kept in sight, at most


class OuterFrame(QScrollArea):
    """Shows *inside* no smaller than its parts can be; where the window is smaller, it is scrolled.

    least: how small the window may be made (px at 100 %) where the screen has that much room. What takes the
    focus is scrolled into sight.
    """

    def __init__(self, inside: QWidget, least: tuple[int, int]) -> None:
        super().__init__()
        self._least = QSize(*least)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setWidgetResizable(True)
        self.setWidget(inside)
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._show_focus)
            application.inputMethod().cursorRectangleChanged.connect(self._show_caret)

    def least_on(self, screen: QScreen | None) -> QSize:
        """Return how small the window may be drawn: as small as its parts can, or as the screen is."""
        least = self._least * (STANDARD / drawn())
        return least if screen is None else least.boundedTo(screen.availableGeometry().size())

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.DevicePixelRatioChange:
            QTimer.singleShot(0, self, self._make_room)  # The window has its new size by then
        return super().event(event)

    def _make_room(self) -> None:
        """Let the window be as small as it may be where everything is drawn in another size."""
        window = self.window()
        window.setMinimumSize(self.least_on(window.screen()))
        self._show_focus(None, QApplication.focusWidget())

    def _show_focus(self, _before: QWidget | None, now: QWidget | None) -> None:
        if now is not None and self._is_scrolled and self.widget().isAncestorOf(now):
            self.ensureWidgetVisible(now, 0, 0)
            self._show_caret()

    def _show_caret(self) -> None:
        """Keep in sight where the next key goes: the caret, or the current cell of a table."""
        now = QApplication.focusWidget()
        if now is None or not self._is_scrolled or not self.widget().isAncestorOf(now):
            return
        where = now.inputMethodQuery(Qt.InputMethodQuery.ImCursorRectangle)
        if isinstance(where, QRect | QRectF):
            ground = now.viewport() if isinstance(now, QAbstractItemView) else now
            place = QRectF(where).toRect()
            spot = ground.mapTo(self.widget(), place.center())
            self.ensureVisible(spot.x(), spot.y(), min(_AROUND, place.width()), min(_AROUND, place.height()))

    @property
    def _is_scrolled(self) -> bool:
        return bool(self.horizontalScrollBar().maximum() or self.verticalScrollBar().maximum())

    def minimumSizeHint(self) -> QSize:
        return QSize(0, 0)
