"""设置: how large the window is drawn, what Enter does, where second backups go."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import replace

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QCheckBox, QComboBox, QWidget

from desktop.tasks.keeping import second_folder
from desktop.views.dialogs.base import Dialog
from desktop.views.parts import Elided, button, label, row
from desktop.views.settings import SCALES, load_settings, save_settings
from desktop.views.theme import BODY, SMALL, font

_ROOM = (1024, 600)  # What the window needs at 100 %, in device-independent pixels


class SettingsDialog(Dialog):
    """设置; every choice holds at once, the size from the next start on."""

    def __init__(self, parent: QWidget | None, *, ask_second: Callable[[], object]) -> None:
        super().__init__(parent, "设置", width=480)
        held = load_settings()
        self._ask = ask_second
        self.size_box = QComboBox()
        self.size_box.setFont(font(BODY))
        self.size_box.setAccessibleName("字和界面的大小")
        for scale in _fitting(held.scale):
            self.size_box.addItem(f"{scale}%{'（标准）' if scale == 100 else ''}", scale)
        self.size_box.setCurrentIndex(self.size_box.findData(held.scale))
        self.size_box.currentIndexChanged.connect(lambda _at: self._keep())
        self._note = label("", SMALL, tone="muted")
        self.enter = QCheckBox("在表单里按回车跳到下一格")
        self.enter.setChecked(held.enter_moves)
        self.enter.toggled.connect(lambda _on: self._keep())
        self._second = Elided("", SMALL, tone="text2")
        self.heading("字和界面的大小")
        self.add(row(self.size_box, self._note, None))
        self.heading("回车")
        self.add(self.enter)
        self.heading("第二备份文件夹")
        change = button("换个位置…", "", "usb", clicked=self._ask_second)
        self.add(row((self._second, 1), change))
        self.add(label("每次备份再存一份到这里，电脑坏了也不丢。", SMALL, tone="muted"))
        self._show_second()
        self.close_with(button("关闭", "primary", clicked=self.accept))

    def _keep(self) -> None:
        scale = int(self.size_box.currentData())
        self._note.setText("下次启动时换成这个大小" if scale != round(_drawn()) else "")
        save_settings(replace(load_settings(), scale=scale, enter_moves=self.enter.isChecked()))

    def _ask_second(self) -> None:
        self._ask()
        self._show_second()

    def _show_second(self) -> None:
        folder = second_folder()
        self._second.show_text(str(folder) if folder else "还没有设置")


def _fitting(now: int) -> list[int]:
    """The sizes at which the smallest window still fits the screen, and the one that is set."""
    screen = QGuiApplication.primaryScreen().availableGeometry()
    drawn = _drawn()
    wide, high = screen.width() * drawn / 100, screen.height() * drawn / 100
    return [
        each
        for each in SCALES
        if each in (100, now) or (_ROOM[0] * each / 100 <= wide and _ROOM[1] * each / 100 <= high)
    ]


def _drawn() -> float:
    """The size that is in force, in per cent; another one set since holds from the next start on."""
    try:
        return float(os.environ.get("QT_SCALE_FACTOR", "1")) * 100
    except ValueError:
        return 100.0
