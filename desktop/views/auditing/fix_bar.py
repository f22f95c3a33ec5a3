"""可以直接改: the quick fixes of a finding as buttons that say in their tooltips what they change."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QWidget

from desktop.views.clearing import clear
from desktop.views.parts import Elided, button, column, label, row
from desktop.views.theme import SMALL

if TYPE_CHECKING:
    from desktop.models.fixes import Fix
    from desktop.models.records import Report

_TOLD = 12  # Lines of a tooltip
_WIDE = 540  # px; what the smallest window leaves to a line of buttons


class FixBar(QWidget):
    """A button for each fix; chosen(Fix)."""

    chosen = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._lines = column(gap=6)
        self._changes = Elided("", SMALL, tone="muted")
        self.buttons: list[QPushButton] = []
        self._parts: list[QWidget] = []
        self.setLayout(column(self._lines, self._changes, gap=4))

    def show_fixes(self, report: Report, fixes: Sequence[Fix], lock: str) -> None:
        """Offer fixes for the report as it stands; *lock* says why nothing can be changed."""
        clear(self._lines)
        self._parts = []
        self.buttons = [self._button(report, each, lock) for each in fixes]
        self.setVisible(bool(fixes))
        if not fixes:
            return
        self._parts = [label("可以直接改：", SMALL, tone="text2"), *self.buttons]
        self._lay()

    def _lay(self) -> None:
        """Put the buttons into as many lines as they need."""
        line: list[QWidget] = []
        for part in self._parts:
            if line and sum(each.sizeHint().width() + 8 for each in line) + part.sizeHint().width() > _WIDE:
                self._lines.addLayout(row(*line, None))
                line = []
            line.append(part)
        self._lines.addLayout(row(*line, None))

    def _button(self, report: Report, fix: Fix, lock: str) -> QPushButton:
        from desktop.report.fixes import outcome

        lines = outcome(report, fix)
        more = f"\n另有 {len(lines) - _TOLD} 处" if len(lines) > _TOLD else ""
        told = "\n".join(lines[:_TOLD]) + more
        made = button(fix.label, "", "edit", lock or told, clicked=lambda: self.chosen.emit(fix))
        made.setAccessibleDescription(lock or told)
        made.setEnabled(not lock)
        self._changes.show_text(f"{lines[0]} 等 {len(lines)} 处" if len(lines) > 1 else "".join(lines))
        return made
