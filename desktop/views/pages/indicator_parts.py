"""Small parts of 绩效指标: table or tree, how many targets want a look (体检), and what is said of the one shown."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QButtonGroup, QPushButton, QWidget

from desktop.models.places import place
from desktop.views.parts import Elided, button, row
from desktop.views.room import Room
from desktop.views.tables.memory import remember, remembered
from desktop.views.theme import SMALL

if TYPE_CHECKING:
    from desktop.models.checks import Finding
    from desktop.models.fixes import Fix

HEALTH = frozenset({"I08", "I09"})  # Rules over how a target is set
_WHERE = ("indicators", "form")


class ViewSwitch(QWidget):
    """合并层级 or 树, remembered between two starts; *chosen* is called with on=True for the tree."""

    def __init__(self, chosen: Callable[..., None]) -> None:
        super().__init__()
        self._chosen = chosen
        self.merged, self.tree = (
            button("合并层级", "", "", "一级、二级指标合并成一格", small=True),
            button("树", "", "", "按层级折叠，可以拖到别的层级", small=True),
        )
        group = QButtonGroup(self)
        for each in (self.merged, self.tree):
            each.setCheckable(True)
            group.addButton(each)
        self.merged.setChecked(True)
        group.buttonClicked.connect(lambda _button: self._choose())
        self.setLayout(row(self.merged, self.tree, gap=0))

    @property
    def is_tree(self) -> bool:
        """Whether the tree is wanted."""
        return self.tree.isChecked()

    def restore(self) -> None:
        """Show what was shown the last time."""
        if remembered(*_WHERE).get("tree") is True:
            self.tree.setChecked(True)
            self._chosen(on=True)

    def _choose(self) -> None:
        remember(*_WHERE, {"tree": self.is_tree})
        self._chosen(on=self.is_tree)


class HealthButton(QPushButton):
    """体检 n: leads from one indicator whose target wants a look to the next; hidden where all are well."""

    def __init__(self, room: Room) -> None:
        super().__init__()
        made = button("体检", "link", "flag", "逐个看指标值定得不合适的指标", small=True)
        self.setText(made.text())
        self.setIcon(made.icon())
        self.setIconSize(made.iconSize())
        self.setFont(made.font())
        self.setToolTip(made.toolTip())
        self.setProperty("look", "link")
        self.setProperty("size", "small")
        self._room, self._at = room, -1
        self._places: tuple[str, ...] = ()
        room.audit.renewed.connect(self.renew)
        self.clicked.connect(self._go_on)
        self.hide()

    def renew(self) -> None:
        """Count anew."""
        found = [each for each in self._room.audit.open_findings if each.rule in HEALTH]
        self._places = tuple(dict.fromkeys(where for each in found for where in each.places))
        self.setText(f"体检 {len(self._places)}")
        self.setAccessibleName(f"体检，{len(self._places)} 项指标值要看一看")
        self.setVisible(bool(self._places))

    def _go_on(self) -> None:
        self._at = (self._at + 1) % len(self._places)
        self._room.go(self._places[self._at])


class HealthLine(QWidget):
    """What is said of how the target of the indicator shown is set, with what mends it (照此改)."""

    def __init__(self, room: Room) -> None:
        super().__init__()
        self._room, self._id = room, 0
        self._said = Elided("", SMALL, tone="text2")
        self._mend = button("", "link", small=True)
        self._mend.clicked.connect(self._apply)
        self._fix: Fix | None = None
        self.setLayout(row((self._said, 1), self._mend, gap=6))
        room.audit.renewed.connect(self.renew)
        self.hide()

    def show_indicator(self, id_: int) -> None:
        """Show what is said of another indicator."""
        self._id = id_
        self.renew()

    def renew(self) -> None:
        """Look anew what is found."""
        finding = self._finding()
        self.setVisible(finding is not None)
        if finding is None:
            return
        from desktop.models.fixes import fixes

        self._said.show_text(f"体检：{finding.message}")
        self._fix = next(iter(fixes(self._room.desk.reckoning, finding)), None)
        self._mend.setVisible(self._fix is not None and not self._room.desk.locked("indicators"))
        self._mend.setText(self._fix.label if self._fix else "")

    def _finding(self) -> Finding | None:
        begins = f"{place('indicators', self._id)}/" if self._id else "-"
        return next(
            (
                each
                for each in self._room.audit.open_findings
                if each.rule in HEALTH and any(where.startswith(begins) for where in each.places)
            ),
            None,
        )

    def _apply(self) -> None:
        """Mend it; raises DataError where the report has changed since."""
        if self._fix is not None:
            desk = self._room.desk
            desk.flush()
            desk.edit(
                self._fix.apply(desk.report, desk.session.new_id),
                self._fix.text,
                place=place("indicators", self._id),
            )
