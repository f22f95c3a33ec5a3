"""The input that offers a list: choices, and records of another section."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from desktop.models.pinyin import begins, matches
from desktop.views.editors.listed import ListedInput
from desktop.views.editors.option_list import Option
from desktop.views.icons import icon

__all__ = ["NEW", "Create", "Option", "Options", "PickInput", "Suggest"]

NEW = "新建："

Options = Callable[[], Sequence[Option]]
Create = Callable[[str], str]
"""Makes what is called so and returns the value to be written for it."""

Suggest = Callable[[], Option | None]
"""What may be made besides what is typed: a name and a quiet word; None for nothing."""


class PickInput(ListedInput):
    """A line with a list below it; typing narrows it (name, pinyin, detail), Enter takes.

    The list is a part of the window and never takes the focus, so an input method goes on undisturbed.
    """

    def __init__(
        self,
        options: Options,
        parent: QWidget | None = None,
        *,
        create: Create | None = None,
        suggest: Suggest = lambda: None,
    ) -> None:
        super().__init__(parent)
        self._options = options
        self._create, self._suggest = create, suggest
        self._offered: list[Option] = []
        self._taken: Option | None = None
        action = self.addAction(icon("down"), QLineEdit.ActionPosition.TrailingPosition)
        action.triggered.connect(self._toggle)
        self.textEdited.connect(self._narrow)

    def value_text(self) -> str:
        """Return what is to be written: the value of the option whose text stands here, else the text."""
        text = self.text().strip()
        if self._taken and self._taken.text == text:
            return self._taken.value
        found = [each.value for each in self._options() if each.text == text]
        return found[0] if len(found) == 1 else text

    def offer(self, *, everything: bool = False) -> None:
        """Show the options that match what is typed, or all of them."""
        if self.isReadOnly():
            return
        typed = "" if everything else self.text()
        self._offered = sorted(
            (each for each in self._options() if _fits(each, typed)),
            key=lambda each: not begins(typed, each.text),
        )
        name, idea = typed.strip(), self._suggest()
        if self._create and name and all(each.text != name for each in self._offered):
            self._offered.append(Option(f"{NEW}{name}", ""))
        if self._create and idea and idea.text not in {name, *(each.text for each in self._options())}:
            self._offered.insert(0, Option(f"{NEW}{idea.text}", "", idea.detail))
        elif idea and not name:
            self._offered.sort(key=lambda each: each.text != idea.text)
        if not self._offered:
            self.hide_list()
            return
        shown = self.list_view()
        shown.show_options(self._offered, self)
        current = next((n for n, each in enumerate(self._offered) if each.text == self.text()), -1)
        known = (n for n, each in enumerate(self._offered) if each.value or not each.text.startswith(NEW))
        first = next(known, -1) if name else -1  # a new one is made only when it is chosen
        if current >= 0 or first >= 0:
            shown.light(current if current >= 0 else first)

    def _narrow(self) -> None:
        self.offer()

    def take(self, number: int) -> None:
        """Take an option that is offered."""
        self._taken = self._made(self._offered[number])
        self.setText(self._taken.text)
        self.hide_list()
        self.picked.emit(self._taken.value)

    def _made(self, option: Option) -> Option:
        """The option itself, or for the last one what is new and called as it says."""
        if self._create is None or option.value or not option.text.startswith(NEW):
            return option
        name = option.text.removeprefix(NEW)
        return Option(name, self._create(name))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        super().mousePressEvent(event)
        if event.button() == Qt.MouseButton.LeftButton and not self.open:
            self.selectAll()
            self.offer(everything=True)

    def _toggle(self) -> None:
        if self.open:
            self.hide_list()
        else:
            self.setFocus(Qt.FocusReason.MouseFocusReason)
            self.offer(everything=True)


def _fits(option: Option, typed: str) -> bool:
    return not typed.strip() or matches(typed, option.text) or typed.strip() in option.detail
