"""Small parts of 绩效指标: table or tree, how many targets want a look (体检), and what is said of the one shown."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from desktop.models.places import place
from desktop.views.editors.problem_line import plain_tip
from desktop.views.parts import Elided, button, row
from desktop.views.room import Room
from desktop.views.segments import Segments
from desktop.views.shapes import Tag, tag_width
from desktop.views.tables.memory import remember, remembered
from desktop.views.theme import SMALL, font

if TYPE_CHECKING:
    from desktop.models.checks import Finding
    from desktop.models.fixes import Fix

HEALTH = frozenset({"I08", "I09"})  # Rules over how a target is set
_WHERE = ("indicators", "form")


class ViewSwitch(Segments):
    """合并层级 or 树, remembered between two starts; *turned* is called with on=True for the tree."""

    def __init__(self, turned: Callable[..., None]) -> None:
        super().__init__("显示", ("合并层级", "树"), "一级、二级合并成一格；或按层级折叠，可以拖到别的层级")
        self._turned = turned
        self.merged, self.tree = self.button_of("合并层级"), self.button_of("树")
        self.chosen.connect(self._choose)

    @property
    def is_tree(self) -> bool:
        """Whether the tree is wanted."""
        return self.tree.isChecked()

    def restore(self) -> None:
        """Show what was shown the last time."""
        if remembered(*_WHERE).get("tree") is True:
            self.tree.setChecked(True)

    def _choose(self, _word: str) -> None:
        remember(*_WHERE, {"tree": self.is_tree})
        self._turned(on=self.is_tree)


class CappedTag(Tag):
    """A tag no wider than *most* px; what does not fit ends in … and stands whole in the tooltip."""

    def __init__(self) -> None:
        self._said = ("", "muted", "")
        self._most = 220
        super().__init__()

    @property
    def most(self) -> int:
        """The greatest width, in px."""
        return self._most

    @most.setter
    def most(self, px: int) -> None:
        if px != self._most:
            self._most = px
            self.show_word(*self._said)

    def show_word(self, text: str, tone: str = "muted", icon: str = "") -> None:
        """Show another word; an empty one hides the tag."""
        self._said = (text, tone, icon)
        room = self._most - tag_width("", icon=icon)
        shown = QFontMetrics(font(SMALL)).elidedText(text, Qt.TextElideMode.ElideRight, room)
        super().show_word(shown, tone, icon)
        self.setAccessibleName(text)
        self.setToolTip("" if shown == text else plain_tip(text))


class HealthButton(QPushButton):
    """体检 n: leads from one indicator whose target wants a look to the next; hidden where all are well."""

    def __init__(self, room: Room) -> None:
        super().__init__()
        made = button("体检", "", "flag", "逐个看指标值定得不合适的指标")
        self.setText(made.text())
        self.setIcon(made.icon())
        self.setIconSize(made.iconSize())
        self.setFont(made.font())
        self.setToolTip(made.toolTip())
        self.setSizePolicy(made.sizePolicy())
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
        self._room, self._id, self._message = room, 0, ""
        self._said = Elided("", SMALL, tone="text2")
        self._mend = button("", "link", small=True)
        self._mend.clicked.connect(self._apply)
        self._fix: Fix | None = None
        self._yields = False
        self.setLayout(row((self._said, 1), self._mend, gap=6))
        room.audit.renewed.connect(self.renew)
        self.hide()

    def show_indicator(self, id_: int) -> None:
        """Show what is said of another indicator."""
        self._id = id_
        self.renew()

    @property
    def message(self) -> str:
        """What is found of the target, '' for nothing."""
        return self._message

    def give_way(self, *, on: bool) -> None:
        """Show no more than what mends it, while something graver is said beside it."""
        self._yields = on
        self._show()

    def renew(self) -> None:
        """Look anew what is found."""
        from desktop.models.fixes import fixes

        finding = self._finding()
        self._message = finding.message if finding else ""
        self._fix = next(iter(fixes(self._room.desk.reckoning, finding)), None) if finding else None
        self._show()

    def _show(self) -> None:
        mends = self._fix is not None and not self._room.desk.locked("indicators")
        self._said.show_text(f"体检：{self._message}")
        self._said.setVisible(not self._yields)
        across = QSizePolicy.Policy.Maximum if self._yields else QSizePolicy.Policy.Preferred
        self.setSizePolicy(across, QSizePolicy.Policy.Preferred)
        self._mend.setVisible(mends)
        self._mend.setText(self._fix.label if self._fix else "")
        self._mend.setToolTip(self._message)
        self.setVisible(bool(self._message) and (mends or not self._yields))

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
