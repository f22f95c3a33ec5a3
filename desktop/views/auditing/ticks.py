"""What an explanation tells already, ticked while it is typed: cause, matter, document, no empty phrase."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from desktop.views.parts import label, picture, row, set_tone
from desktop.views.theme import SMALL

if TYPE_CHECKING:
    from desktop.models.explaining import Quality

_SAID = {
    "原因": ("写了原因", "没写原因"),
    "事项": ("写了具体事项", "没写具体事项"),
    "依据": ("写了依据文件", "没写依据文件"),
}
_HOLLOW = ("不是“核实无误”一类空话", "还说明不了原因")


class Ticks(QWidget):
    """Four marks in a row, each with its words."""

    def __init__(self) -> None:
        super().__init__()
        self._marks = [_Mark() for _ in range(4)]
        self.setLayout(row(*self._marks, None, gap=14))

    def show_quality(self, found: Quality, *, empty: bool) -> None:
        """Show what a text holds; an *empty* one is not blamed for being hollow."""
        marks = [(_SAID[name], holds) for name, holds in found.ticks]
        for mark, (words, holds) in zip(self._marks, [*marks, (_HOLLOW, not found.refused)], strict=True):
            mark.show_mark(words[0] if holds else words[1], holds=holds)
        self._marks[-1].setVisible(not empty)
        self.setAccessibleName("，".join(each.text for each in self._marks if not each.isHidden()))


class _Mark(QWidget):
    """A mark with its words."""

    def __init__(self) -> None:
        super().__init__()
        self._shape = picture("minus", "warn", 14)
        self._words = label("", SMALL)
        self.setLayout(row(self._shape, self._words, gap=4))

    @property
    def text(self) -> str:
        """The words."""
        return self._words.text()

    def show_mark(self, words: str, *, holds: bool) -> None:
        """Show the words with ✓ or −."""
        self._words.setText(words)
        self._shape.draw("check" if holds else "minus", "ok" if holds else "warn")
        set_tone(self._words, "text2" if holds else "warn")
