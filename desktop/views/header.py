"""The line above everything: which report this is, that it is saved, and what can be done with it."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QFrame, QMenu, QPushButton

from desktop.models.records import Project
from desktop.views.commands import export_menu
from desktop.views.parts import Elided, button, label, picture, row, set_tone
from desktop.views.shapes import PROJECT_STATES
from desktop.views.state_tag import StateTag
from desktop.views.theme import DIALOG_TITLE, HEADER, NARROW, SMALL

_ROOM_FOR_UNIT = 960  # px of the window, below which the project's name needs the place


class Header(QFrame):
    """Project, state, saved mark, undo and redo, 全审, 预览, 导出 and the menu 更多."""

    def __init__(self, actions: dict[str, QAction], menu: QMenu) -> None:
        super().__init__()
        self.setObjectName("header")
        self.setFixedHeight(HEADER)
        logo = label("绩", DIALOG_TITLE, bold=True, tone="white")
        logo.setObjectName("logo")
        logo.setFixedSize(26, 26)
        logo.setContentsMargins(5, 0, 0, 1)
        self._name = Elided("", DIALOG_TITLE, bold=True, fill=False)
        self._sub = Elided("", SMALL, tone="muted", fill=False)
        self._state = StateTag()
        self._state.pressed.connect(actions["state"].trigger)
        self._mark = picture("check", "ok")
        self._saved = label("", SMALL, tone="text2")
        self._preview = _acting(button("预览", "", "eye"), actions["preview"], "预览")
        self._preview.setCheckable(True)
        actions["preview"].toggled.connect(self._preview.setChecked)
        self._find = _acting(button("查找 Ctrl+K", "", "search"), actions["find"], "查找")
        more = button("更多", "", "more", "新建、打开、另存为、打印、关于")
        more.setMenu(menu)
        self.setLayout(
            row(
                logo,
                self._name,
                self._sub,
                self._state,
                None,
                row(self._mark, self._saved, gap=2),
                4,
                _acting(button("", "icon", "undo"), actions["undo"]),
                _acting(button("", "icon", "redo"), actions["redo"]),
                self._find,
                _acting(button("全审 F9", "", "check"), actions["audit"]),
                self._preview,
                _choosing(button("导出", "primary", "export", "导出 PDF Ctrl+E、自评表、审核清单"), actions),
                more,
                margins=(12, 0, 12, 0),
            )
        )

    def adapt(self, width: int) -> None:
        """Give way in a window *width* px wide."""
        self._sub.setVisible(width >= _ROOM_FOR_UNIT)
        for made, words in ((self._preview, "预览"), (self._find, "查找 Ctrl+K")):
            made.setText(words if width >= NARROW else "")
            set_tone(made, "" if width >= NARROW else "icon", "look")

    def show_project(self, project: Project, *, read_only: bool) -> None:
        """Show which report this is and its state."""
        self._name.show_text(project.name or "未命名的项目")
        year = f"{project.year}年度" if project.year else "年度待填"
        self._sub.show_text(" · ".join(filter(None, (year, project.unit))))
        state = "只读" if read_only else project.state or "草稿"
        self._state.show_word(state, PROJECT_STATES.get(state, "muted"))

    def show_saved(self, at: datetime | None, *, slow: bool = False) -> None:
        """Say when the last edit was saved; edits that cannot be are told by a dialog."""
        self._mark.setVisible(True)
        text = f"已保存 {at:%H:%M:%S}" if at else "已保存"
        self._saved.setText(f"{text}（存储较慢）" if slow else text)
        set_tone(self._saved, "text2")

    def show_unsaved(self) -> None:
        """Say that what was typed is not saved."""
        self._mark.setVisible(False)
        self._saved.setText("没有保存")
        set_tone(self._saved, "err")

    def show_read_only(self) -> None:
        """Say nothing about saving where nothing can be saved."""
        self._mark.setVisible(False)
        self._saved.setText("")


class _Follower(QObject):
    """Lets a button do what an action does, and follow its tooltip and whether it can be done."""

    def __init__(self, button_: QPushButton, action: QAction, name: str) -> None:
        super().__init__(button_)
        self._button, self._action, self._name = button_, action, name
        button_.clicked.connect(action.trigger)
        action.changed.connect(self.follow)
        self.follow()

    def follow(self) -> None:
        """Look at the action anew."""
        self._button.setEnabled(self._action.isEnabled())
        self._button.setToolTip(self._action.toolTip())
        self._button.setAccessibleName(self._name or self._action.text())


def _choosing(made: QPushButton, actions: dict[str, QAction]) -> QPushButton:
    """Let a button offer the ways of exporting, while there is something to export."""
    made.setMenu(export_menu(made, actions))
    actions["export"].changed.connect(lambda: made.setEnabled(actions["export"].isEnabled()))
    return made


def _acting(made: QPushButton, action: QAction, name: str = "") -> QPushButton:
    _Follower(made, action, name)
    return made
