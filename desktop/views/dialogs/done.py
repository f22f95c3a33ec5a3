"""导出完成: which file was written, what the officer should know of it, and the way to it."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFrame, QWidget

from desktop.errors import DataError
from desktop.views.dialogs.base import Dialog
from desktop.views.parts import Elided, box, button, callout, column, label, picture, row
from desktop.views.theme import BODY, SMALL

GO_MEND, PRINT = 2, 3  # What exec() returns besides accepted and rejected
_TONES = {".pdf": "err", ".xlsx": "ok"}  # Of the file's shape


class ExportDone(Dialog):
    """The file *named* so with its size; *draft* says why it carries the watermark.

    printable: it can be printed by the program itself.
    """

    def __init__(
        self,
        parent: QWidget | None,
        path: Path,
        content: str,
        *,
        draft: str = "",
        named: str = "PDF",
        printable: bool = True,
    ) -> None:
        super().__init__(parent, f"已导出{' ' if named.isascii() else ''}{named}", width=560, mark="sev_ok")
        self._path = path
        self.add(Elided(str(path.parent), SMALL, tone="muted"), self._file(content))
        if draft:
            mend = button("去改", clicked=lambda: self.done(GO_MEND))
            self.add(callout("warn", "PDF 带“草稿”水印", draft, mend))
        ways = (
            button("打开文件夹", "", "folder", clicked=lambda: open_path(path.parent)),
            button("打开", "", "file", clicked=lambda: open_path(path)),
            button("打印…", "", "print", clicked=lambda: self.done(PRINT)),
        )
        done = button("完成", "primary", clicked=self.accept)
        self.close_with(done, left=ways if printable else ways[:2])

    def _file(self, content: str) -> QFrame:
        name = Elided(self._path.name, BODY, bold=True)
        shape = picture("file", _TONES.get(self._path.suffix.lower(), "text2"), 20)
        size = label(size_of(self._path), SMALL, tone="text2")
        words = column(name, label(content, SMALL, tone="text2"), gap=2)
        return box(row(shape, (words, 1), size, gap=12, margins=(12, 8, 12, 8)), "sunken")


def open_path(path: Path) -> bool:
    """Let the system open a file or folder with its own program."""
    return QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))


def show_folder(path: Path) -> None:
    """Let the system show the folder in which a file lies; DataError where it cannot."""
    folder = path.parent
    if not folder.is_dir():
        raise DataError(
            f"文件夹“{folder}”不在了", "U 盘或网络盘可能已经断开，请插回后再试；或用“另存为”存到别处"
        )
    if not open_path(folder):
        raise DataError(f"系统没有打开文件夹“{folder}”", "请在文件管理器里打开它")


def size_of(path: Path) -> str:
    """Return a file's size as people say it; '' where it is gone."""
    try:
        size = path.stat().st_size
    except OSError:
        return ""
    return f"{size / 1024:.0f} KB" if size < 1024 * 1024 else f"{size / 1024 / 1024:.1f} MB"
