"""The one-line input with a list below it, of which something can be taken."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QFocusEvent, QHideEvent, QInputMethodEvent, QKeyEvent
from PySide6.QtWidgets import QWidget

from desktop.views.editors.line import LineInput
from desktop.views.editors.option_list import OptionList, standing

_ON = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Tab)
_BY_KEY = (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason)


class ListedInput(LineInput):
    """A line whose list is shown by ``offer``: arrows choose in it, Enter and Tab take, Esc closes it."""

    lit_by_mouse = True

    def __init__(self, parent: QWidget | None = None, *, numeric: bool = False) -> None:
        super().__init__(parent, numeric=numeric)
        self._list: OptionList | None = None

    @property
    def open(self) -> bool:
        """Whether the list is shown."""
        shown = standing(self._list)
        return shown is not None and shown.isVisible()

    def offer(self, *, everything: bool = False) -> None:
        """Show what fits what is typed, or all there is."""
        raise NotImplementedError

    def take(self, number: int) -> None:
        """Take something that is offered."""
        raise NotImplementedError

    def hide_list(self) -> None:
        """Close the list."""
        if shown := standing(self._list):
            shown.hide()

    def settle(self) -> None:
        """Take what is lit in the open list, if anything is."""
        shown = standing(self._list)
        if shown is not None and shown.lit >= 0:
            self.take(shown.lit)

    def list_view(self) -> OptionList:
        """Return the list, made when it is first needed."""
        if self._list is None:
            self._list = OptionList(self.window(), lit_by_mouse=self.lit_by_mouse)
            self._list.clicked.connect(lambda index: self.take(index.row()))
            self.destroyed.connect(self._list.deleteLater)
        return self._list

    def keyPressEvent(self, event: QKeyEvent) -> None:
        alt_down = event.key() == Qt.Key.Key_Down and event.modifiers() & Qt.KeyboardModifier.AltModifier
        if alt_down and not self.open:
            self.offer(everything=True)
        elif not (self.open and self._steer(event)):
            super().keyPressEvent(event)

    def _steer(self, event: QKeyEvent) -> bool:
        """Let a key work on the open list; False where it is not the list's."""
        if event.key() == Qt.Key.Key_Escape:
            self.hide_list()
            return True
        if event.key() in _ON:
            self.settle()
            return False  # they go on to the next field
        return self.list_view().steered(event)

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        super().inputMethodEvent(event)
        if self.composing and not self.lit_by_mouse:
            self.hide_list()  # it would lie under the candidates

    def focusOutEvent(self, event: QFocusEvent) -> None:
        if event.reason() in _BY_KEY:
            self.settle()
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self.hide_list()
        super().focusOutEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:
        self.hide_list()
        super().hideEvent(event)
