"""欢迎页: be in the right file within one click."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QFrame, QWidget

from desktop.views.parts import box, button, column, label, picture, row, rule
from desktop.views.pressable import Pressable
from desktop.views.samples import sample_names, sample_title
from desktop.views.theme import H2, SMALL
from desktop.views.welcome_files import FileList

TILES = (
    ("last_year", "接着上年做", "名称、指标、没付完的合同带到新的一年"),
    ("new", "新建", "从空白开始，填项目名称、年度和单位"),
    ("open", "打开…", "项目文件 .jxzp，也可以拖到窗口里"),
    ("find_lost", "从备份恢复…", "文件丢了、坏了，从本机的备份找回来"),
)
_LEFT = 440
_ICONS = {"last_year": "carry", "new": "plus", "find_lost": "clock"}


class Welcome(QFrame):
    """The ways to begin at the left, the files opened last at the right.

    file_wanted(path) and sample_wanted(name).
    """

    file_wanted = Signal(str)
    sample_wanted = Signal(str)

    def __init__(self, actions: dict[str, QAction]) -> None:
        super().__init__()
        self.setObjectName("canvas")
        self._actions = actions
        self.files = FileList()
        self.files.file_wanted.connect(self.file_wanted)
        self.setLayout(row(self._left(), rule(upright=True), (self.files, 1), gap=0))

    def _left(self) -> QWidget:
        logo = label("绩", 20, bold=True, tone="white")
        logo.setObjectName("logo")
        logo.setAlignment(Qt.AlignmentFlag.AlignCenter)
        logo.setFixedSize(40, 40)
        title = column(
            label("项目支出绩效自评", 20, bold=True),
            label("数据只存在本机，不联网", SMALL, tone="muted"),
            gap=0,
        )
        tiles = [self._tile(*each, first=not n) for n, each in enumerate(TILES)]
        shown = [
            button(sample_title(name), "", "file", clicked=_emitting(self.sample_wanted, name))
            for name in sample_names()
        ]
        folder = button("程序的数据文件夹", "link", "folder", clicked=self._actions["data_folder"].trigger)
        about = button("关于", "link", "help", clicked=self._actions["about"].trigger)
        made = box(
            column(
                row(logo, title, None, gap=12),
                20,
                *tiles,
                8,
                label("示例", SMALL, bold=True, tone="text2"),
                row(*shown, None),
                label("打开的是副本，随便改，不会影响原件。", SMALL, tone="muted"),
                None,
                row(folder, about, None),
                margins=(32, 32, 32, 20),
            ),
            "welcome_left",
        )
        made.setFixedWidth(_LEFT)
        return made

    def _tile(self, name: str, title: str, note: str, *, first: bool) -> Pressable:
        action = self._actions[name]
        key = action.shortcut().toString()
        made = Pressable("tile_first" if first else "tile", f"{title}，{note}")
        words = column(label(title, H2, bold=True), label(note, SMALL, tone="text2", wrap=True), gap=2)
        mark = picture(_ICONS.get(name, "folder"), "accent", 20)
        made.setLayout(row(mark, (words, 1), label(key, SMALL, tone="muted"), gap=12, margins=(16, 8, 12, 8)))
        made.setMinimumHeight(60)
        made.pressed.connect(action.trigger)
        return made

    def renew(self) -> None:
        """Show the files opened last as they are now; the keys begin with the last one, which Enter opens."""
        self.files.renew()
        if last := next((each for each in self.files.cards() if not each.file.away), None):
            last.setFocus(Qt.FocusReason.OtherFocusReason)


def _emitting(signal: Any, value: str) -> Callable[[], None]:
    return lambda: signal.emit(value)
