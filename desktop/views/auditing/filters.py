"""How the list of 审核 is sorted and what of it is shown: three orders, five states with their counts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QPushButton, QWidget

from desktop.views.auditing.groups import BY_CLASS, EXPIRED, GROUPINGS, STATES, of_state
from desktop.views.auditing.words import MEANINGS
from desktop.views.icons import icon
from desktop.views.parts import button, row, rule
from desktop.views.shapes import SEVERITIES

if TYPE_CHECKING:
    from desktop.models.checks import Finding

_LOOKS: Mapping[str, tuple[str, str]] = {**SEVERITIES, EXPIRED: ("undo", "warn")}
_TIPS = {**MEANINGS, EXPIRED: "写过说明，后来数字变了"}


class Filters(QWidget):
    """Buttons in a row; changed() when another order or state is chosen. A state again shows everything."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.by, self.state = BY_CLASS, ""
        self._orders = QButtonGroup(self)
        self._orders.setExclusive(True)
        self.orders = {name: self._order(name) for name in GROUPINGS}
        self.states = {name: self._state(name) for name in STATES}
        self.orders[BY_CLASS].setChecked(True)
        orders = row(*self.orders.values(), gap=4)
        self.setLayout(row(orders, rule(upright=True), *self.states.values(), None))

    def _order(self, name: str) -> QPushButton:
        made = button(name)
        made.setCheckable(True)
        self._orders.addButton(made)
        made.clicked.connect(lambda *_: self._sort(name))
        return made

    def _state(self, name: str) -> QPushButton:
        made = button(name, tip=f"只看{name}：{_TIPS[name]}")
        made.setIcon(icon(*_LOOKS[name]))
        made.setCheckable(True)
        made.clicked.connect(lambda *_: self.choose("" if self.state == name else name))
        return made

    def show_counts(self, findings: Iterable[Finding]) -> None:
        """Count the findings of each state."""
        held = tuple(findings)
        for name, made in self.states.items():
            made.setText(f"{name} {len(of_state(held, name))}")
            made.setAccessibleName(made.text())

    def choose(self, state: str) -> None:
        """Show the findings of a state alone; '' shows them all."""
        self.state = state
        for name, made in self.states.items():
            made.setChecked(name == state)
        self.changed.emit()

    def _sort(self, name: str) -> None:
        self.by = name
        self.changed.emit()
