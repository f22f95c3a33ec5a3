"""The long text that remembers: sentences written into its field before, offered at Alt+↓, then the library."""

from __future__ import annotations

import re
from collections.abc import Sequence

from PySide6.QtCore import QRect, Qt, QTimer
from PySide6.QtGui import QFocusEvent, QHideEvent, QInputMethodEvent, QKeyEvent, QTextCursor
from PySide6.QtWidgets import QWidget

from desktop.models.explaining import gaps
from desktop.models.memory import Remembered, fitting
from desktop.views.editors.field_menu import Deed, field_action
from desktop.views.editors.memo import MemoInput
from desktop.views.editors.option_list import Option, OptionList, standing
from desktop.views.editors.recall import Known

MOST = 40  # Sentences offered at once
WIDEST = 640  # px
_LIBRARY = Option("词句库里的其他词句…", "", "Ctrl+'")
_BEGUN = re.compile(r"[^。！？；;\n]*\Z")
_TAKES = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Tab)
_LONGEST_BEGUN = 20  # Characters of a beginning that is looked for; a longer one is a sentence of its own


class PhraseInput(MemoInput):
    """Alt+↓ lists the sentences of this field that fit what the sentence at the cursor begins with, else all.

    ↑ ↓ choose, Enter, Tab or a click puts one in the place of that beginning, Esc closes; typing goes on
    and narrows the list. The last line leads to the whole library (插入词句, Ctrl+').
    """

    offers = "insert_phrase"

    def __init__(self, known: Known, parent: QWidget | None = None, *, lines: int = 3) -> None:
        super().__init__(parent, lines=lines)
        self._known = known
        self._offered: Sequence[Remembered] = ()
        self._begun = ""
        self._list: OptionList | None = None
        self.textChanged.connect(self._narrow)

    @property
    def open(self) -> bool:
        """Whether the list is shown."""
        shown = standing(self._list)
        return shown is not None and shown.isVisible()

    def offer(self) -> None:
        """Show the sentences that fit what was begun, or all of them."""
        if self.isReadOnly() or self.composing:
            return
        known = self._known()
        begun = self._beginning()
        found = fitting(known, begun, MOST) if begun else ()
        self._begun = begun if found else ""
        library = field_action(self, self.offers) is not None
        self._show(found or tuple(known[:MOST]), library=library)
        if not known and not library:
            self.told.emit("这一格还没有写过的句子；写过的以后在这里可以取用")

    def _show(self, offered: Sequence[Remembered], *, library: bool = False) -> None:
        self._offered = offered
        if not offered and not library:
            self.hide_list()
            return
        if self._list is None:
            self._list = OptionList(self.window())
            self._list.clicked.connect(lambda index: self.take(index.row()))
            self.destroyed.connect(self._list.deleteLater)
        line: QRect = self.cursorRect().translated(self.viewport().pos())
        options = [Option(each.text, each.text, each.source) for each in offered]
        if library:
            options.append(_LIBRARY)
        self._list.show_options(options, self, line, widest=WIDEST)
        self._list.light(0)

    def hide_list(self) -> None:
        """Close the list."""
        if shown := standing(self._list):
            shown.hide()

    def take(self, number: int) -> None:
        """Put a sentence in the place of its beginning, as if it had been typed."""
        if number >= len(self._offered):
            self._to_library()
            return
        text = self._offered[number].text
        self.hide_list()
        cursor = self.textCursor()
        for _ in self._begun:
            cursor.movePosition(QTextCursor.MoveOperation.PreviousCharacter, QTextCursor.MoveMode.KeepAnchor)
        self.insert(text, cursor)

    def insert(self, text: str, cursor: QTextCursor | None = None) -> None:
        """Put words at the cursor as if they had been typed; what they leave open (【原因待填】) is selected."""
        there = cursor or self.textCursor()
        there.insertText(text)
        if left := gaps(text):
            behind = text[text.index(left[0]) :]
            there.setPosition(there.position() - _units(behind))
            there.setPosition(there.position() + _units(left[0]), QTextCursor.MoveMode.KeepAnchor)
        self.setTextCursor(there)
        self.ensureCursorVisible()

    def _to_library(self) -> None:
        """Open the library, once the list and the key or click it was chosen with are done."""
        self.hide_list()
        action = field_action(self, self.offers)
        if action is not None:
            QTimer.singleShot(0, action, action.trigger)

    def _beginning(self) -> str:
        """What stands before the cursor of its sentence; '' where that is too long to be a beginning."""
        cursor = self.textCursor()
        if cursor.hasSelection():
            return ""
        before = cursor.block().text().encode("utf-16-le")[: 2 * cursor.positionInBlock()]
        found = _BEGUN.search(before.decode("utf-16-le", "ignore"))
        begun = found[0].lstrip() if found else ""
        return begun if len(begun) <= _LONGEST_BEGUN else ""

    def _narrow(self) -> None:
        """Show what fits after another key, and close the list where nothing does."""
        if self.open and not self.composing:
            begun = self._beginning()
            self._begun = begun
            self._show(fitting(self._known(), begun, MOST))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        alt = event.modifiers() & Qt.KeyboardModifier.AltModifier
        if alt and event.key() == Qt.Key.Key_Down:
            self.offer()
        elif not (self.open and self._list is not None and self._steer(self._list, event)):
            super().keyPressEvent(event)

    def _steer(self, shown: OptionList, event: QKeyEvent) -> bool:
        """Let a key work on the open list; False where it is the text's."""
        if event.key() == Qt.Key.Key_Escape:
            self.hide_list()
        elif event.key() in _TAKES and not event.modifiers():
            self.take(max(shown.lit, 0))
        else:
            return shown.steered(event)
        return True

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        super().inputMethodEvent(event)
        if self.composing:
            self.hide_list()  # it would lie under the candidates

    def focusNextPrevChild(self, next: bool) -> bool:  # noqa: A002, FBT001 - Qt's name
        """Let Tab take from the open list instead of leaving."""
        return False if self.open else super().focusNextPrevChild(next)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self.hide_list()
        super().focusOutEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:
        self.hide_list()
        super().hideEvent(event)

    def deeds(self) -> list[Deed]:
        """Return the items of the field's menu, with the sentences written before."""
        found = bool(self._known()) or field_action(self, self.offers) is not None
        known = not self.isReadOnly() and found
        more: Deed = ("插入词句…", "Alt+↓", self.offer, known)
        return [*super().deeds(), ("", "", self.copy, False), more]


def _units(text: str) -> int:
    """How many of Qt's units a text takes."""
    return len(text.encode("utf-16-le")) // 2
