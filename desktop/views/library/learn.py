"""从我的文件学习: the officer's own project files read one by one, and what of them is new, ticked."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QFileDialog, QWidget

from desktop.folders import documents
from desktop.tasks.learning import own_files, read_lesson
from desktop.views.dialogs.paths import REPORTS
from desktop.views.library.take import TakeDialog
from desktop.views.parts import button, label
from desktop.views.recent import recent_files
from desktop.views.theme import SMALL

_NOTE = "读最近用过的和“我的文件夹”里的项目文件，只读不改；勾上的才收进来。"


class LearnDialog(TakeDialog):
    """Reads a file at each turn of the event loop, so that it can be closed at any time."""

    def __init__(self, parent: QWidget | None, files: Iterable[Path] | None = None) -> None:
        super().__init__(parent, "从我的文件学习", _NOTE)
        self._progress = label("", SMALL, tone="text2")
        more = button("加文件…", "", "folder", "从别的地方选项目文件", small=True, clicked=self._ask)
        self.head.addWidget(self._progress)
        self.head.addWidget(more)
        self._waiting: list[Path] = []
        self._seen: list[Path] = []
        self._problems: list[str] = []
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._read)
        found = own_files(each.path for each in recent_files()) if files is None else files
        self.read(found)

    def read(self, files: Iterable[Path]) -> None:
        """Read more files, each once."""
        for each in files:
            if each not in self._seen:
                self._seen.append(each)
                self._waiting.append(each)
        self._say()
        if self._waiting:
            self._timer.start(0)

    @property
    def is_reading(self) -> bool:
        """Whether there are files that have not been read yet."""
        return bool(self._waiting)

    def _read(self) -> None:
        if not self._waiting:
            self._timer.stop()
            return
        lesson = read_lesson(self._waiting.pop(0))
        if lesson.problem:
            self._problems.append(f"{lesson.path.name}：{lesson.problem}")
            self.tell(self._problems)
        else:
            self.teach(lesson.library)
        self._say()

    def _say(self) -> None:
        done, all_ = len(self._seen) - len(self._waiting), len(self._seen)
        reading = f"正在读 {done + 1} / {all_}" if self._waiting else f"读了 {all_} 个文件"
        self._progress.setText(reading if all_ else "还没有项目文件")

    def _ask(self) -> None:
        names, _ = QFileDialog.getOpenFileNames(self, "选项目文件", str(documents()), REPORTS)
        self.read(map(Path, names))

    def done(self, result: int) -> None:
        self._timer.stop()
        super().done(result)
