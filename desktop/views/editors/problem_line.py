"""The sentence beneath an input that says what is wrong with what stands there."""

from __future__ import annotations

import re
from html import escape

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QResizeEvent, QTextLayout
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QWidget

from desktop.views.parts import label, picture, set_tone
from desktop.views.shapes import SEVERITIES
from desktop.views.theme import SMALL

LINES = 2  # What does not fit into so many lines stands in the tooltip
_MARK, _BETWEEN = 14, 4  # px
_LEAST = 40  # px of a line, however narrow the field is
_KEPT = 18  # Characters of a long name that a finding quotes, before ……
_SEVERAL = re.compile(r"《|[、，]“|^[等、和与及]")


class Clamped(QLabel):
    """Plain text of at most ``LINES`` lines of its width; the whole of a longer one is its tooltip."""

    def __init__(self, tone: str = "") -> None:
        super().__init__()
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setFont(label("", SMALL).font())
        self.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self._words = self._whole = ""
        if tone:
            self.setProperty("tone", tone)

    def show_words(self, words: str, whole: str = "") -> None:
        """Show *words*; *whole* is what the tooltip says where that is more."""
        self._words, self._whole = words, whole or words
        self._clamp()

    @property
    def whole(self) -> str:
        """The whole text."""
        return self._whole

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._clamp()

    def _clamp(self) -> None:
        margins = self.contentsMargins()
        room = max(_LEAST, self.width() - margins.left() - margins.right())
        shown = self._elided(room)
        if shown != self.text():
            self.setText(shown)
        whole = shown.replace("\n", "") == self._whole.replace("\n", "")
        self.setToolTip("" if whole else plain_tip(self._whole))

    def _elided(self, room: int) -> str:
        lines = broken(self._words, self.font(), room, LINES)
        last = self.fontMetrics().elidedText(lines[-1], Qt.TextElideMode.ElideRight, room)
        return "\n".join([*lines[:-1], last])


class ProblemLine(QWidget):
    """A severity's shape and one sentence, of a very long one its beginning; hidden without one."""

    def __init__(self) -> None:
        super().__init__()
        self._message = ""
        self._mark = picture("sev_hint", px=_MARK)
        self._text = Clamped()
        layout = QHBoxLayout(self)
        layout.setContentsMargins(2, 0, 0, 0)
        layout.setSpacing(_BETWEEN)
        layout.addWidget(self._mark, 0, Qt.AlignmentFlag.AlignTop)
        layout.addWidget(self._text, 1)
        self.hide()

    def text(self) -> str:
        """Return the whole sentence."""
        return self._message

    @property
    def shown(self) -> str:
        """What of the sentence there is room for, its lines one behind the other."""
        return self._text.text().replace("\n", "")

    def show_message(self, severity: str, message: str, name: str = "") -> None:
        """Show a sentence, or hide for an empty one; *name* is that of the record it stands under."""
        if message:
            shape, tone = SEVERITIES[severity]
            self._mark.draw(shape, tone)
            set_tone(self._text, tone)
        self._message = message
        parent = self.parentWidget()
        if not self.isVisible() and parent is not None:  # as wide as it will be
            self._text.resize(parent.width() - _MARK - _BETWEEN - 2, self._text.height())
        self._text.show_words(without_name(message, name), message)
        self.setVisible(bool(message))


def without_name(message: str, name: str) -> str:
    """Return a message under a field of the record called *name* without the 《name》 that it begins with.

    One that tells of several records stays whole.
    """
    plain = name.strip()
    if not plain:
        return message
    named = "|".join(re.escape(each) for each in (plain, f"{plain[:_KEPT]}……"))
    found = re.match(rf"(?:子项目|指标|合同)?[《“](?:{named})[》”][：的]?", message)
    rest = message[found.end() :].strip() if found else ""
    return message if not rest or _SEVERAL.search(rest) else rest


def broken(text: str, face: QFont, width: int, most: int) -> list[str]:
    """Return a text in lines of *width* px, as Qt breaks them; of *most* lines the last holds what is left."""
    units = text.replace("\n", " ").encode("utf-16-le")  # Qt counts in UTF-16
    layout = QTextLayout(text.replace("\n", " "), face)
    starts: list[int] = []
    layout.beginLayout()
    while len(starts) < most and (line := layout.createLine()).isValid():
        line.setLineWidth(width)
        starts.append(line.textStart())
    layout.endLayout()
    ends = [*starts[1:], len(units) // 2]
    found = [units[2 * a : 2 * b].decode("utf-16-le", "ignore") for a, b in zip(starts, ends, strict=False)]
    return found or [""]


def plain_tip(text: str) -> str:
    """Return a text as a tooltip of several lines; what looks like markup in it stays as it is written."""
    return f"<p>{escape(text[:1_000])}{'…' if len(text) > 1_000 else ''}</p>"
