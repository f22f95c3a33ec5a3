"""现场数据: the numbers at issue, each with a link to where it stands."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QPushButton, QSizePolicy, QWidget

from desktop.views.auditing.words import where_words
from desktop.views.clearing import clear
from desktop.views.parts import Elided, button, column, label
from desktop.views.theme import BODY, ROW, SMALL

if TYPE_CHECKING:
    from desktop.models.facts import Fact
    from desktop.models.figures import Reckoning

SHOWN, MOST = 4, 60
_NUMBER = re.compile(r"[≥≤<>=]?[+−-]?[\d,.]+\s*[%万亿元]*\Z")
_HEADS = ("现场数据", "数值", "出处")
_CHANGED = "原值 → 现值"
_SHORT = 17  # Characters of two numbers that the smallest window has room for
_COMPUTED = "审核时算出"


class FactsTable(QFrame):
    """Facts as rows; wanted(place) when a link is pressed. More than a few unfold on demand.

    links: in the order of the rows.
    """

    wanted = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("card")
        self.setAccessibleName("现场数据")
        self._facts: Sequence[Fact] = ()
        self._reckoning: Reckoning | None = None
        self.links: list[QPushButton] = []
        self._grid = QGridLayout()
        self._grid.setSpacing(0)
        self._grid.setContentsMargins(0, 0, 0, 0)
        for n, share in enumerate((34, 26, 40)):
            self._grid.setColumnStretch(n, share)
        self._more = button("", "link", small=True, clicked=self._unfold)
        self.setLayout(column(self._grid, self._more, gap=0))

    def show_facts(self, reckoning: Reckoning, facts: Sequence[Fact]) -> None:
        """Show the facts of a finding; nothing at all where there are none."""
        if reckoning is self._reckoning and facts == self._facts:
            return
        self._reckoning, self._facts = reckoning, facts
        self._fill(SHOWN if len(facts) > SHOWN + 1 else len(facts))
        self.setVisible(bool(facts))

    def _unfold(self) -> None:
        self._fill(MOST)
        if links := self.links:
            links[min(SHOWN, len(links) - 1)].setFocus(Qt.FocusReason.OtherFocusReason)

    def _fill(self, most: int) -> None:
        clear(self._grid)
        self.links = []
        value = _CHANGED if any(each.was for each in self._facts) else _HEADS[1]
        for n, head in enumerate((_HEADS[0], value, _HEADS[2])):
            self._grid.addWidget(_cell(label(head, SMALL, bold=True, tone="text2"), n, head=True), 0, n)
        for line, fact in enumerate(self._facts[:most], 1):
            for n, part in enumerate(self._row(fact)):
                self._grid.addWidget(_cell(part, n), line, n)
        rest = len(self._facts) - most
        self._more.setText(f"另有 {rest} 处" if most < MOST else f"另有 {rest} 处，导出审核清单可以看全")
        self._more.setEnabled(most < MOST)
        self._more.setVisible(rest > 0)
        if links := self.links:
            self.setTabOrder(links[-1], self._more)

    def _row(self, fact: Fact) -> tuple[QWidget, QWidget, QWidget]:
        return Elided(fact.name, BODY, tone="text2"), _shown(fact), self._source(fact)

    def _source(self, fact: Fact) -> QWidget:
        if not fact.place or self._reckoning is None:
            return Elided(_COMPUTED, SMALL, tone="muted")
        told = where_words(self._reckoning, fact.place, field=False)
        made = ElidedLink(told)
        made.setProperty("place", fact.place)
        self.links.append(made)
        before = f"，写说明时是 {fact.was}" if fact.was else ""
        made.setAccessibleName(f"{fact.name} {fact.value}{before}，去 {told}")
        made.clicked.connect(lambda *_: self.wanted.emit(fact.place))
        return made


def _shown(fact: Fact) -> QWidget:
    """The value; where it has changed since the explanation was written, what it was and what it is."""
    if not fact.was:
        return _value(fact.value)
    told = f"{fact.was} → {fact.value}"
    if len(told) <= _SHORT and _NUMBER.match(fact.was) and _NUMBER.match(fact.value):
        made: QLabel = label(told, BODY, bold=True, tone="warn")
        made.setAlignment(Qt.AlignmentFlag.AlignRight)
    else:
        made = Elided(told, BODY, bold=True, tone="warn")
    made.setToolTip(f"写说明时是 {fact.was}，现在是 {fact.value}")
    return made


def _value(text: str) -> QWidget:
    """A number at the right, words at the left."""
    if not _NUMBER.match(text):
        return Elided(text, BODY)
    made = label(text, BODY, bold=True)
    made.setAlignment(Qt.AlignmentFlag.AlignRight)
    return made


class ElidedLink(QPushButton):
    """A link whose words end in … where there is no room; the whole is its tooltip."""

    def __init__(self, text: str) -> None:
        super().__init__()
        made = button("", "link", "jump", text, small=True)
        self.setProperty("look", "link")
        self.setProperty("small", "on")
        self.setFont(made.font())
        self.setIcon(made.icon())
        self.setToolTip(text)
        self.setAutoDefault(False)
        self._text = text
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def resizeEvent(self, event: object) -> None:
        super().resizeEvent(event)  # type: ignore[arg-type] # Qt's own event
        room = self.width() - 32
        self.setText(self.fontMetrics().elidedText(self._text, Qt.TextElideMode.ElideRight, room))


def _cell(part: QWidget, column_: int, *, head: bool = False) -> QFrame:
    made = QFrame()
    made.setObjectName("fact_head" if head else "fact")
    made.setFixedHeight(ROW)
    inner = column(part, gap=0, margins=(10 if column_ < 2 else 4, 0, 6, 0))
    inner.setAlignment(Qt.AlignmentFlag.AlignVCenter)
    made.setLayout(inner)
    return made
