"""设置: how large the window is drawn, what Enter does, where second backups go."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QCheckBox, QComboBox, QWidget

from desktop.tasks.keeping import second_folder
from desktop.tasks.memory import forget_texts, keep_from_files, kept_texts
from desktop.views.contrast import CHOICES
from desktop.views.dialogs.ask import confirmed
from desktop.views.dialogs.base import Dialog
from desktop.views.parts import Elided, button, label, row
from desktop.views.recent import recent_files
from desktop.views.settings import SCALES, load_settings, save_settings
from desktop.views.theme import BODY, SMALL, font

_SIZE, _COLOUR = "这个大小", "这种颜色"
_ROOM = (1024, 600)  # What the window needs at 100 %, in device-independent pixels


class SettingsDialog(Dialog):
    """设置; every choice holds at once, size and colours from the next start on, which is said before."""

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
        self._note = label(_at_next_start(_SIZE, is_other=False), SMALL, tone="muted")
        self.contrast_box = self._contrast_choice(held.contrast)
        self._contrast_note = label(_at_next_start(_COLOUR, is_other=False), SMALL, tone="muted")
        self.enter = self._tick("在表单里按回车跳到下一格", on=held.enter_moves)
        self.learns = self._tick("每次定稿后，把指标、词句和收款单位收进我的库", on=held.learn_final)
        self.remembers = self._tick("关闭文件时记住填过的单位、事项和句子，以后填写时提示", on=held.remembers)
        self._known = Elided("", SMALL, tone="muted")
        self.learn = button("读入最近的文件", clicked=self._learn)
        self.learn.setToolTip("把最近打开过的项目文件里填过的内容也记住")
        self.forget = button("清除记住的内容…", "danger", clicked=self._forget)
        self._second = Elided("", SMALL, tone="text2")
        self.heading("字和界面的大小")
        self.add(row(self.size_box, self._note, None))
        self.heading("高对比度")
        self.add(row(self.contrast_box, self._contrast_note, None))
        self.heading("回车")
        self.add(self.enter)
        self.heading("我的指标与词句")
        self.add(self.learns)
        self.heading("记住填过的内容")
        self.add(self.remembers, row((self._known, 1), self.learn, self.forget))
        self.heading("第二备份文件夹")
        change = button("换个位置…", "", "usb", clicked=self._ask_second)
        self.add(row((self._second, 1), change))
        self.add(label("每次备份再存一份到这里，电脑坏了也不丢。", SMALL, tone="muted"))
        self._show_second()
        self._show_known()
        self.close_with(button("关闭", "primary", clicked=self.accept))

    def _tick(self, words: str, *, on: bool) -> QCheckBox:
        made = QCheckBox(words)
        made.setChecked(on)
        made.toggled.connect(lambda _on: self._keep())
        return made

    def _contrast_choice(self, held: str) -> QComboBox:
        made = QComboBox()
        made.setFont(font(BODY))
        made.setAccessibleName("高对比度")
        for key, words in CHOICES.items():
            made.addItem(words, key)
        made.setCurrentIndex(max(0, made.findData(held)))
        made.currentIndexChanged.connect(lambda _at: self._keep())
        return made

    def _keep(self) -> None:
        scale = int(self.size_box.currentData())
        self._note.setText(_at_next_start(_SIZE, is_other=scale != round(_drawn())))
        contrast = str(self.contrast_box.currentData())
        self._contrast_note.setText(_at_next_start(_COLOUR, is_other=contrast != load_settings().contrast))
        chosen = {
            "contrast": contrast,
            "enter_moves": self.enter.isChecked(),
            "learn_final": self.learns.isChecked(),
            "remembers": self.remembers.isChecked(),
        }
        save_settings(replace(load_settings(), scale=scale, **chosen))

    def _show_known(self, before: str = "") -> None:
        count = kept_texts().count
        known = f"记住了 {count} 条（只在本机）" if count else "还没有记住什么"
        self._known.show_text(f"{before}{known}")
        self.forget.setEnabled(bool(count))

    def _learn(self) -> None:
        files = [Path(each.path) for each in recent_files() if Path(each.path).exists()]
        read, unread = keep_from_files(files)
        self._show_known(f"读了 {read} 个文件{f'，{len(unread)} 个读不出' if unread else ''}，")

    def _forget(self) -> None:
        text = "以前的文件里填过的单位、事项和句子不再提示。项目文件和我的指标与词句库不受影响。"
        if confirmed(self, "清除记住的内容？", text, "清除", danger=True):
            forget_texts()
            self._show_known()

    def _ask_second(self) -> None:
        self._ask()
        self._show_second()

    def _show_second(self) -> None:
        folder = second_folder()
        self._second.show_text(str(folder) if folder else "还没有设置")


def _at_next_start(what: str, *, is_other: bool) -> str:
    """Say that a choice holds from the next start on, before it is made and once it has been."""
    return f"已记下，关掉程序、下次启动时换成{what}" if is_other else "改了以后，下次启动程序时起作用"


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
