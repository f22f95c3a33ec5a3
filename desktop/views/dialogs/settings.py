"""设置: how large everything is drawn and in which colours, what Enter does, where second backups go."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QCheckBox, QComboBox, QWidget

from desktop.tasks.keeping import second_folder
from desktop.tasks.memory import forget_texts, keep_from_files, kept_texts
from desktop.views.appearance import show_contrast, show_scale
from desktop.views.contrast import CHOICES
from desktop.views.dialogs.ask import confirmed
from desktop.views.dialogs.base import Dialog
from desktop.views.parts import Elided, button, label, row
from desktop.views.recent import recent_files
from desktop.views.settings import SCALES, load_settings, save_settings
from desktop.views.theme import BODY, SMALL, font

_AT_ONCE, _LATER = "马上起作用；放不下的部分可以滚动", "已记下，下次启动时换成这个大小"


class SettingsDialog(Dialog):
    """设置; every choice holds at once, without closing anything."""

    def __init__(self, parent: QWidget | None, *, ask_second: Callable[[], object]) -> None:
        super().__init__(parent, "设置", width=480)
        held = load_settings()
        self._ask = ask_second
        self.size_box = QComboBox()
        self.size_box.setFont(font(BODY))
        self.size_box.setAccessibleName("字和界面的大小")
        for scale in SCALES:
            self.size_box.addItem(f"{scale}%{'（标准）' if scale == 100 else ''}", scale)
        self.size_box.setCurrentIndex(self.size_box.findData(held.scale))
        self.size_box.currentIndexChanged.connect(lambda _at: self._choose(self._show_scale))
        self._note = label(_AT_ONCE, SMALL, tone="muted")
        self.contrast_box = self._contrast_choice(held.contrast)
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
        self.add(row(self.contrast_box, label("马上起作用", SMALL, tone="muted"), None))
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
        made.currentIndexChanged.connect(lambda _at: self._choose(self._show_contrast))
        return made

    def _choose(self, show: Callable[[], None]) -> None:
        """Keep what was chosen, and show it when the list it was chosen from is closed."""
        self._keep()
        QTimer.singleShot(0, self, show)

    def _show_scale(self) -> None:
        at_once = show_scale(int(self.size_box.currentData()))
        self._note.setText(_AT_ONCE if at_once else _LATER)

    def _show_contrast(self) -> None:
        show_contrast(str(self.contrast_box.currentData()))

    def _keep(self) -> None:
        chosen = {
            "scale": int(self.size_box.currentData()),
            "contrast": str(self.contrast_box.currentData()),
            "enter_moves": self.enter.isChecked(),
            "learn_final": self.learns.isChecked(),
            "remembers": self.remembers.isChecked(),
        }
        save_settings(replace(load_settings(), **chosen))

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
