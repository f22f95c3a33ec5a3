"""The line that remembers: what was written into its field before is offered while it is typed into."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QWidget

from desktop.models.memory import Remembered, fitting
from desktop.views.editors.field_menu import Deed
from desktop.views.editors.listed import ListedInput
from desktop.views.editors.option_list import Option

Known = Callable[[], Sequence[Remembered]]


class RecallInput(ListedInput):
    """Offers what begins with, contains or is abbreviated by what is typed; nothing is taken by itself.

    Alt+↓ offers all; ↓ goes into the list, Enter, Tab or a click takes, Esc closes it. Going on typing is
    never disturbed: nothing is lit before ↓, and the list goes while an input method composes.
    """

    lit_by_mouse = False

    def __init__(self, known: Known, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._known = known
        self._offered: tuple[Remembered, ...] = ()
        self.textEdited.connect(self._narrow)

    def offer(self, *, everything: bool = False) -> None:
        """Show what fits what is typed, or everything."""
        typed = "" if everything else self.text().strip()
        if self.isReadOnly() or self.composing or not (typed or everything):
            self.hide_list()
            return
        self._offered = fitting([each for each in self._known() if each.text != self.text()], typed)
        if not self._offered:
            self.hide_list()
            if everything:
                self.told.emit("这一格以前没有填过别的内容")
            return
        shown = self.list_view()
        options = [Option(each.text, each.text, each.source) for each in self._offered]
        shown.show_options(options, self)
        if everything:
            shown.light(0)  # it was asked for

    def take(self, number: int) -> None:
        """Put what was written before in the place of what stands here."""
        text = self._offered[number].text
        self.hide_list()
        self.setText(text)
        self.picked.emit(text)

    def deeds(self) -> list[Deed]:
        """Return the items of the field's menu, with what was written before."""
        known = not self.isReadOnly() and bool(self._known())
        more: Deed = ("填过的内容…", "Alt+↓", lambda: self.offer(everything=True), known)
        return [*super().deeds(), ("", "", self.copy, False), more]

    def _narrow(self) -> None:
        if self.hasFocus() or self.open:
            self.offer()
