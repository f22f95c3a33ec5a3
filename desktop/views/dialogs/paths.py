"""Asking for files by the system's dialogs, and names that every file system takes."""

from __future__ import annotations

import re
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

REPORTS = "绩评项目文件 (*.jxzp)"
LEDGERS = "支付台账 (*.xlsx *.xls *.csv *.et *.xlsm);;所有文件 (*)"
PDF = "PDF 文件 (*.pdf)"
WORKBOOK = "Excel 工作簿 (*.xlsx)"
SUFFIX = ".jxzp"
_LONGEST = 60  # Characters; Linux allows 255 bytes, 85 汉字
_RESERVED = re.compile(r"(?i)^(con|prn|aux|nul|com\d|lpt\d)$")


def is_file(path: Path) -> bool:
    """Tell whether a file is there; a name that is too long for the system is none."""
    try:
        return path.is_file()
    except OSError:
        return False


def is_folder(path: Path) -> bool:
    """Tell whether a folder is there; a name that is too long for the system is none."""
    try:
        return path.is_dir()
    except OSError:
        return False


def ask_open(parent: QWidget | None, title: str, folder: Path, kinds: str) -> Path | None:
    """Ask for a file that is there; None when cancelled."""
    name, _ = QFileDialog.getOpenFileName(parent, title, str(folder), kinds)
    return Path(name) if name else None


def ask_save(
    parent: QWidget | None, title: str, path: Path, kinds: str, suffix: str, *others: str
) -> Path | None:
    """Ask where to write a file; a name that has neither *suffix* nor one of the *others* gets *suffix*.

    None when cancelled.
    """
    name, _ = QFileDialog.getSaveFileName(parent, title, str(path), kinds)
    if not name:
        return None
    chosen = Path(name)
    return chosen if chosen.suffix.lower() in (suffix, *others) else chosen.with_name(chosen.name + suffix)


def safe_name(text: str) -> str:
    """Return *text* as a file name that Windows and Linux take."""
    clean = re.sub(r'[<>:"/\\|?*\x00-\x1f]', " ", text)
    clean = " ".join(clean.split())[:_LONGEST].rstrip(". ")
    return f"_{clean}" if _RESERVED.match(clean) or not clean else clean


def free_path(folder: Path, name: str, suffix: str) -> Path:
    """Return a path in *folder* where no file is yet: 名称, 名称（2）, 名称（3）…"""
    path, number = folder / f"{name}{suffix}", 1
    while path.exists():
        number += 1
        path = folder / f"{name}（{number}）{suffix}"
    return path
