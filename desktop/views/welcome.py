"""欢迎页: be in the right file within one click."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QFrame, QLineEdit, QMenu, QSizePolicy, QWidget

from desktop.views.icons import icon
from desktop.views.parts import Elided, box, button, column, label, picture, row, rule, scrolled
from desktop.views.recent import Recent, forget, recent_files, when
from desktop.views.samples import sample_names, sample_title
from desktop.views.shapes import PROJECT_STATES, Bar, Tag
from desktop.views.theme import BODY, H2, NARROW, SMALL, font

TILES = (
    ("last_year", "接着上年做", "名称、指标、没付完的合同带到新的一年"),
    ("new", "新建", "从空白开始，填项目名称、年度和单位"),
    ("open", "打开…", "项目文件 .jxzp，也可以拖到窗口里"),
)
_LEFT = 440


class Pressable(QFrame):
    """A frame that works as a button, by mouse and by keyboard."""

    pressed = Signal()

    def __init__(self, name: str, spoken: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAccessibleName(spoken)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton and self.rect().contains(event.position().toPoint()):
            self.pressed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.pressed.emit()
        else:
            super().keyPressEvent(event)


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
        self._files = column(gap=8)
        self._search = QLineEdit()
        self._search.setFont(font(BODY))
        self._search.setPlaceholderText("按项目、年度、单位找")
        self._search.setAccessibleName("在最近的文件里找")
        self._search.setClearButtonEnabled(True)
        self._search.setFixedWidth(200)
        self._search.addAction(icon("search", "muted"), QLineEdit.ActionPosition.LeadingPosition)
        self._search.textChanged.connect(lambda _text: self.renew())
        self.setLayout(row(self._left(), rule(upright=True), (self._right(), 1), gap=0))

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
        mark = picture({"last_year": "carry", "new": "plus"}.get(name, "folder"), "accent", 20)
        made.setLayout(row(mark, (words, 1), label(key, SMALL, tone="muted"), gap=12, margins=(16, 8, 12, 8)))
        made.setMinimumHeight(60)
        made.pressed.connect(action.trigger)
        return made

    def _right(self) -> QWidget:
        files = QWidget()
        files.setObjectName("canvas")
        files.setLayout(column(self._files, None, margins=(0, 0, 12, 0)))
        area = scrolled(files)
        area.setStyleSheet("QScrollArea { background: transparent; }")
        head = row(label("最近的文件", H2, bold=True), None, self._search)
        return box(column(head, (area, 1), gap=12, margins=(32, 32, 20, 20)), "canvas")

    def renew(self) -> None:
        """Show the files opened last as they are now."""
        while (item := self._files.takeAt(0)) is not None:
            if widget := item.widget():
                widget.deleteLater()
        wanted = self._search.text().strip().lower()
        found = [each for each in recent_files() if _matches(each, wanted)]
        for n, each in enumerate(found):
            self._files.addWidget(self._card(each, first=not n and not wanted))
        if not found:
            text = "没有符合的文件" if wanted else "打开过的文件会列在这里。可以先打开左边的示例看一看。"
            self._files.addWidget(label(text, tone="muted"))

    def _card(self, file: Recent, *, first: bool) -> QWidget:
        there = Path(file.path).exists()
        name = file.name or Path(file.path).stem
        made = Pressable("card", f"{name}，{file.year}年度，{file.state}，{file.path}")
        made.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        title = row(
            Elided(name, H2, bold=True, tone="text" if there else "faint", fill=False),
            label(f"{file.year}年度" if file.year else "", tone="text2"),
            Tag(file.state, PROJECT_STATES.get(file.state, "muted")) if there else Tag("文件不在", "warn"),
            None,
        )
        path = file.path if there else f"{file.path}　在 U 盘上时，插上后再点"
        words = column(title, Elided(path, SMALL, tone="muted"), gap=2)
        at = label(when(file.at), SMALL, tone="muted")
        at.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        at.setFixedWidth(76)
        parts = row(
            picture("file", "accent" if first else "text2", 20), (words, 1), *self._meter(file), at, gap=16
        )
        parts.setContentsMargins(16, 8, 16, 8)
        made.setLayout(parts)
        made.setFixedHeight(64)
        made.pressed.connect(_emitting(self.file_wanted, file.path))
        made.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        made.customContextMenuRequested.connect(lambda at_: self._menu(file, made.mapToGlobal(at_)))
        return made

    def _meter(self, file: Recent) -> Iterable[QWidget]:
        if self.width() < NARROW - 100:
            return ()
        bar = Bar(file.percent / 100, "ok" if file.percent == 100 else "accent")
        bar.setFixedWidth(110)
        marks = [
            part
            for shape, tone, count in (("sev_err", "err", file.must), ("sev_warn", "warn", file.check))
            if count
            for part in (picture(shape, tone, 14), label(str(count), SMALL))
        ]
        if not marks:
            marks = [picture("sev_ok", "ok", 14), label("审核无问题", SMALL, tone="ok")]
        made = QWidget()
        above = row(bar, label(f"{file.percent}%", SMALL), None)
        made.setLayout(column(above, row(*marks, None, gap=4), gap=4))
        made.setFixedWidth(170)
        return (made,)

    def _menu(self, file: Recent, at: Any) -> None:
        menu = QMenu(self)
        menu.addAction("从列表中移除").triggered.connect(lambda _checked: self._forget(file))
        menu.exec(at)
        menu.deleteLater()

    def _forget(self, file: Recent) -> None:
        forget(file.path)
        self.renew()


def _emitting(signal: Any, value: str) -> Callable[[], None]:
    return lambda: signal.emit(value)


def _matches(file: Recent, wanted: str) -> bool:
    text = f"{file.name} {file.year} {file.path} {file.state}".lower()
    return all(word in text for word in wanted.split())
