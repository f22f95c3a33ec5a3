"""What the clipboard or a drag holds for an input of words."""

from __future__ import annotations

from PySide6.QtCore import QMimeData

from desktop.models.pasted import Pasted
from desktop.models.pasted_html import read_pasted

_ONLY = ("图片没有粘贴：这里只能放文字",)


def is_text(data: QMimeData | None) -> bool:
    """Tell whether there are words to be had; files are none, though Qt gives their addresses as text."""
    # An empty clipboard is none at all on some platforms, whatever Qt's stubs say
    return data is not None and not data.hasUrls() and (data.hasText() or data.hasHtml())


def pasted(data: QMimeData | None) -> Pasted:
    """Return the clean words of what is pasted or dropped, and what of it cannot stand in a text."""
    if data is None:
        return Pasted("")
    if is_text(data):
        return read_pasted(data.html() if data.hasHtml() else "", data.text())
    if data.hasUrls():
        return Pasted("", (f"{_files(data)}没有粘贴：文件请放到“佐证材料”",))
    return Pasted("", _ONLY if data.hasImage() else ())


def _files(data: QMimeData) -> str:
    names = [each.fileName() for each in data.urls()]
    return f"“{names[0]}”" if len(names) == 1 else f"{len(names)} 个文件"
