"""Write beside, then replace: an output file is either the old one or wholly the new one."""

from __future__ import annotations

import errno
import os
import secrets
import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from desktop.errors import OutputError
from desktop.progress import tell

_HELD = {5, 32, 33}  # Windows: access denied, sharing violation, lock violation
_TRIES = 4  # virus scanners hold a new file for a moment
_PAUSE = 0.2  # seconds between two tries

_SPACE = ("存储空间不足", "请清理磁盘，或换一个位置保存。")
_DENIED = ("没有写入该位置的权限", "请换一个文件夹保存，或请管理员开放权限。")
_MISSING = ("文件夹不存在", "请确认文件夹还在，移动盘或共享盘是否已连接。")
_NAME = ("文件名过长或含有不允许的字符", '请换一个较短的文件名，不要使用 < > : " / \\ | ? * 等字符。')
_REASONS = {
    errno.ENOSPC: _SPACE,
    errno.EDQUOT: _SPACE,
    errno.EFBIG: ("文件超出该磁盘允许的大小", "请换一个磁盘保存。"),
    errno.EACCES: _DENIED,
    errno.EPERM: _DENIED,
    errno.EROFS: ("该磁盘是只读的", "请换一个磁盘保存。"),
    errno.ENOENT: _MISSING,
    errno.ENOTDIR: _MISSING,
    errno.ENAMETOOLONG: _NAME,
    errno.EINVAL: _NAME,
    errno.EISDIR: ("同名的文件夹已经存在", "请换一个文件名。"),
    errno.EIO: ("磁盘读写出错", "请检查移动盘或共享盘的连接，或换一个位置保存。"),
}
_OTHER = ("系统未能完成写入", "请重试，或换一个位置保存。")


@contextmanager
def replacing(path: Path) -> Iterator[Path]:
    """Yield a temporary path in the folder of *path*; when the block ends well, it becomes *path*.

    Whatever is raised in the block (a cancelled export too) leaves *path* as it was and nothing
    beside it. Raises OutputError, naming *path*, for every OSError of the block or of the replacing;
    where another program holds *path*, the finished new file is kept under the next free name.
    """
    target = Path(os.path.realpath(path))
    beside = target.with_name(f"~{secrets.token_hex(6)}{target.suffix}")
    try:
        _refuse_protected(target)
        beside.open("xb").close()  # a folder that cannot be written to is found before the work
        yield beside
        tell()  # The last moment to stop
        _settle(beside, target)
    except OSError as error:
        raise output_error(error, target, ours=beside) from error
    finally:
        with suppress(OSError):  # already moved; or the medium is gone, which the error has said
            beside.unlink()


def output_error(error: OSError, target: Path, ours: Path | None = None) -> OutputError:
    """Return what *error* means for the officer who wanted *target* written.

    A file other than *target* and our temporary *ours*, such as an evidence file being copied, is named too.
    """
    reason, advice = _REASONS.get(error.errno or 0, _OTHER)
    other = error.filename if isinstance(error.filename, str) else ""
    known = {str(target), str(ours), ""}
    if other not in known:
        reason = f"“{Path(other).name}”{'找不到' if error.errno == errno.ENOENT else '：' + reason}"
    return OutputError(f"无法写入“{target.name}”：{reason}。", advice)


def _refuse_protected(target: Path) -> None:
    """Refuse a file the officer has set read-only: Windows would, Linux would replace it."""
    if target.is_dir():
        raise IsADirectoryError(errno.EISDIR, "", str(target))
    if target.exists() and not target.stat().st_mode & 0o222:
        raise OutputError(
            f"无法写入“{target.name}”：该文件是只读的。", "请在文件属性中取消“只读”，或换一个文件名保存。"
        )


def _settle(beside: Path, target: Path) -> None:
    """Bring *beside* to the disk, then put it in the place of *target*."""
    if target.exists():
        shutil.copymode(target, beside)
    with beside.open("r+b") as file:
        os.fsync(file.fileno())
    try:
        _replace(beside, target)
    except OSError as error:
        if getattr(error, "winerror", 0) not in _HELD:
            raise
        raise _held(beside, target) from error
    _sync_folder(target.parent)


def _replace(beside: Path, target: Path) -> None:
    for left in reversed(range(_TRIES)):
        try:
            beside.replace(target)
        except OSError as error:
            if not left or getattr(error, "winerror", 0) not in _HELD:
                raise
            time.sleep(_PAUSE)
        else:
            return


def _held(beside: Path, target: Path) -> OutputError:
    """Keep the new content under a free name and say where; the error names the target."""
    free = next(name for name in _numbered(target) if not name.exists())
    kept = ""
    with suppress(OSError):  # then there is simply no second file to speak of
        beside.rename(free)
        kept = f"本次内容已保存在“{free.name}”。"
    return OutputError(
        f"无法写入“{target.name}”：该文件正被其他程序打开（例如 PDF 阅读器或 WPS）。{kept}",
        "请关闭后重试，或另存为其他文件名。",
    )


def _numbered(target: Path) -> Iterator[Path]:
    for number in range(2, 10_000):
        yield target.with_name(f"{target.stem}（{number}）{target.suffix}")


def _sync_folder(folder: Path) -> None:
    """Bring the renaming itself to the disk; only POSIX knows how, and not every file system of its."""
    if os.name != "posix":
        return
    with suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
