"""The input for one side of a rule: a sum whose last name is looked for by words or pinyin."""

from __future__ import annotations

import re

from PySide6.QtGui import QMouseEvent

from desktop.models.pinyin import begins, matches
from desktop.views.editors.line import LineInput
from desktop.views.editors.pick import Option, Options, PickInput
from desktop.views.theme import BODY, font

_SIGNS = re.compile(r"[+*/×÷−＋－＊／]\s*|\s-\s*")
_NUMBER = re.compile(r"[\d.,，]+\s*(?:亿|万|元|万元|%)?\Z")


class OperandInput(PickInput):
    """Offers numbers for the name being typed; what stands before the last sign stays."""

    def __init__(self, options: Options, name: str) -> None:
        super().__init__(options)
        self.setFont(font(BODY))
        self.setAccessibleName(name)
        self.setAccessibleDescription("写数的名称，可以加减乘除；Alt+↓ 列出全部")

    def value_text(self) -> str:
        """Return the expression as it stands."""
        return self.text().strip()

    def offer(self, *, everything: bool = False) -> None:
        """Show the numbers that match the last name, or all of them."""
        if self.isReadOnly():
            return
        typed = "" if everything else self._last()[1].strip()
        if not everything and (not typed or _NUMBER.match(typed)):
            self.hide_list()
            return
        found = [each for each in self._options() if matches(typed, each.text)]
        self._offered = sorted(found, key=lambda each: not begins(typed, each.text))
        if not found or [each.text for each in found] == [typed]:
            self.hide_list()
            return
        shown = self.list_view()
        shown.show_options(self._offered, self)
        if typed:
            exact = next((n for n, each in enumerate(self._offered) if each.text == typed), 0)
            shown.setCurrentIndex(shown.model().index(exact, 0))

    def take(self, number: int) -> None:
        """Put the chosen number in the place of the name being typed."""
        option: Option = self._offered[number]
        self.setText(f"{self._last()[0]}{option.text}")
        self.hide_list()
        self.picked.emit(self.text())

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Place the cursor, as in any line; the list opens by its arrow."""
        LineInput.mousePressEvent(self, event)

    def _last(self) -> tuple[str, str]:
        """What stands before the last name, and that name."""
        text = self.text()
        ends = [each.end() for each in _SIGNS.finditer(text)]
        at = ends[-1] if ends else 0
        while at < len(text) and text[at] in " (（":
            at += 1
        return text[:at], text[at:]
