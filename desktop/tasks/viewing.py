"""Evidence looked at: a read-only copy in a folder of this run, so that no viewer can change what is kept."""

from __future__ import annotations

import atexit
import shutil
import stat
from functools import cache
from pathlib import Path
from tempfile import mkdtemp

from desktop.errors import DataError, OutputError
from desktop.models.evidence import may_open
from desktop.models.places import parse_place, place, record_at
from desktop.session import Session
from desktop.tasks.evidence import extract


def copy_to_view(session: Session, id_: int) -> Path:
    """Copy a piece of evidence out, read-only, and return where it lies until the program ends.

    DataError for a file that the system's viewer is not to be given (a program, a script) or whose bytes
    are missing, OutputError where there is no room.
    """
    row = record_at(session.report, parse_place(place("evidence", id_)))
    if not may_open(row.file_name):
        raise DataError(
            f"“{row.file_name}”不是常见的文档、图片或压缩包，程序不直接打开它",
            "可以“另存”到文件夹，确认来源可靠以后再打开",
        )
    path = extract(session, id_, _folder(str(id_)))
    path.chmod(stat.S_IREAD)
    return path


def _folder(name: str) -> Path:
    try:
        folder = _made() / name
        folder.mkdir(exist_ok=True)
    except OSError as error:
        raise OutputError(
            f"不能建立临时文件夹：{error.strerror}", "请检查磁盘空间，或用“另存”存到别处再打开"
        ) from error
    return folder


@cache
def _made() -> Path:
    folder = Path(mkdtemp(prefix="jixiao-view-"))
    atexit.register(_remove, folder)
    return folder


def _remove(folder: Path) -> None:
    """Take the copies away; what a viewer still holds (Windows) is left to the system's own tidying."""
    for each in folder.rglob("*"):
        if each.is_file():
            each.chmod(stat.S_IREAD | stat.S_IWRITE)  # Windows deletes no read-only file
    shutil.rmtree(folder, ignore_errors=True)
