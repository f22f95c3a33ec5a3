"""Rule pack and outline of a report, by their names; what the file holds are their ids."""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from functools import cache

from PySide6.QtWidgets import QMenu, QPushButton, QWidget

from desktop.errors import KnownError
from desktop.folders import resources
from desktop.store.own_rulepacks import SHIPPED, available
from desktop.views.pages.renewal import PackRenewal
from desktop.views.parts import button, column, label, row
from desktop.views.room import Room
from desktop.views.theme import SMALL

CHOICES = (("rule_pack", "规则包", "rulepacks"), ("outline", "报告提纲", "outlines"))


@cache
def shipped(folder: str) -> dict[str, str]:
    """Return what ships in a folder of the resources: id → name."""
    made: dict[str, str] = {}
    for path in sorted((resources() / folder).glob("*.toml")):
        data = tomllib.loads(path.read_text("utf-8"))
        if isinstance(data.get("id"), str):
            made[data["id"]] = str(data.get("name", data["id"]))
    return made


class NamedChoices(QWidget):
    """Two buttons that show what is in use and let another one be chosen; the page places *renewal*."""

    def __init__(self, room: Room) -> None:
        super().__init__()
        self._room = room
        self._buttons: dict[str, QPushButton] = {}
        self.renewal = PackRenewal(room.desk)
        parts = [(self._choice(*each), 1) for each in CHOICES]
        self.setLayout(row(*parts, gap=16))
        room.actions["rule_packs"].triggered.connect(self.renew)  # Called when the dialog has been closed

    def renew(self) -> None:
        """Show what is in use now."""
        project = self._room.desk.report.project
        for field, title, folder in CHOICES:
            id_ = getattr(project, field)
            name = shipped(folder).get(id_, "") or self._own(field, id_)
            made = self._buttons[field]
            made.setText(name)
            made.setAccessibleName(f"{title}：{name}")
            lock = self._room.desk.locked(f"project/1/{field}")
            made.setEnabled(not lock)
            made.setToolTip(lock or "点一下换一个")
        self.renewal.renew()

    def _own(self, field: str, id_: str) -> str:
        """The name of what does not ship: a rule pack of the file or of the user, else that it is missing."""
        try:
            pack = self._room.desk.session.pack if field == "rule_pack" else None
        except KnownError:
            pack = None
        return pack.name if pack and pack.id == id_ else f"{id_}（这台电脑上没有）"

    def _choice(self, field: str, title: str, folder: str) -> QWidget:
        made = self._buttons[field] = button("", "", "down")
        menu = QMenu(made)
        if field == "rule_pack":
            menu.setToolTipsVisible(True)
            menu.aboutToShow.connect(lambda: self.offer_packs(menu))
        for id_, name in shipped(folder).items():
            menu.addAction(name).triggered.connect(self._writing(field, id_))
        made.setMenu(menu)
        whole = QWidget()
        whole.setLayout(column(row(label(title, SMALL, tone="text2"), None), row(made, None), gap=4))
        return whole

    def offer_packs(self, menu: QMenu) -> None:
        """Fill the menu with the rule packs of this computer; one that cannot be used says why."""
        used = self._room.desk.report.project.rule_pack
        menu.clear()
        for each in available():
            action = menu.addAction(each.name if each.origin == SHIPPED else f"{each.name}（{each.origin}）")
            action.setCheckable(True)
            action.setChecked(each.id == used)
            action.setEnabled(not each.problem)
            action.setToolTip(each.problem or str(each.path))
            action.triggered.connect(self._writing("rule_pack", each.id))
        menu.addSeparator()
        menu.addAction(self._room.actions["rule_packs"])

    def _writing(self, field: str, id_: str) -> Callable[[bool], None]:
        def write(_checked: bool) -> None:  # noqa: FBT001 - Qt's own signal
            self._room.desk.write(f"project/1/{field}", id_)
            self._room.desk.close_edit()

        return write
