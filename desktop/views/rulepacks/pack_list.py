"""The rule packs to choose from: own ones first, each with its mark and whether the report uses it."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QListWidget, QListWidgetItem

from desktop.store.own_rulepacks import OWN, Available, available
from desktop.views.icons import icon
from desktop.views.theme import BODY, ROW, font


class PackList(QListWidget):
    """Lists the rule packs of this computer."""

    def __init__(self) -> None:
        super().__init__()
        self.packs: tuple[Available, ...] = ()
        self.setFont(font(BODY))
        self.setAccessibleName("这台电脑上的规则包")
        self.setUniformItemSizes(True)
        self.setIconSize(QSize(16, 16))
        self.setStyleSheet("QListWidget::item { padding: 0 4px; }")
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    @property
    def chosen(self) -> Available | None:
        """The rule pack of the current row."""
        at = self.currentRow()
        return self.packs[at] if 0 <= at < len(self.packs) else None

    def fill(self, in_use: str, chosen: str) -> None:
        """List the packs anew and choose one by its id, the first where it is gone."""
        self.packs = available()
        self.blockSignals(True)
        self.clear()
        for each in self.packs:
            self.addItem(_item(each, in_use))
        self.blockSignals(False)
        self.setCurrentRow(self.row_of(chosen))

    def row_of(self, id_: str) -> int:
        """Return the row of a pack, the first where there is none."""
        return next((n for n, each in enumerate(self.packs) if each.id == id_), 0)


def _item(pack: Available, in_use: str) -> QListWidgetItem:
    used = pack.id == in_use
    made = QListWidgetItem(f"{pack.name}（在用）" if used else pack.name)
    made.setFont(font(BODY, bold=used))
    made.setSizeHint(QSize(80, ROW))
    mark, tone = ("edit", "accent") if pack.origin == OWN else ("lock", "muted")
    made.setIcon(icon("sev_err", "err") if pack.problem else icon(mark, tone))
    words = (pack.name, pack.origin, pack.problem)
    made.setToolTip("\n".join(each for each in words if each))
    made.setData(Qt.ItemDataRole.AccessibleTextRole, "，".join((made.text(), *words[1:])).rstrip("，"))
    return made
