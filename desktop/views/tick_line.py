"""What a text tells and what it lacks, one mark with its words each, renewed while it is typed."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from desktop.models.adjusting_words import Told
from desktop.views.parts import label, picture, row, set_tone
from desktop.views.theme import SMALL


class TickLine(QWidget):
    """Marks side by side: ✓ in green for what is told, − in amber for what is not."""

    def __init__(self, count: int) -> None:
        super().__init__()
        self._marks = [(picture("minus", "warn", 14), label("", SMALL)) for _ in range(count)]
        self.setLayout(row(*(row(*pair, gap=4) for pair in self._marks), gap=12))

    @property
    def texts(self) -> tuple[str, ...]:
        """The words in sight."""
        return tuple(words.text() for _, words in self._marks)

    def show_told(self, found: Sequence[Told]) -> None:
        """Show as many marks as there are things that can be told."""
        for (mark, words), each in zip(self._marks, found, strict=True):
            mark.draw("check" if each.told else "minus", "ok" if each.told else "warn")
            words.setText(each.text)
            set_tone(words, "text2" if each.told else "warn")
        self.setAccessibleName("，".join(self.texts))
