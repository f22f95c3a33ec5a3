"""What SQLite and the system report, in the officer's words: what happened to which file, and what to do."""

from __future__ import annotations

import errno
import sqlite3
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path

from desktop.errors import StoreError
from desktop.folders import home_path

ELSEWHERE = "请用“另存为”存到别处，再继续填写"
FULL = ("磁盘已满", "请腾出一些空间再试，或用“另存为”存到别的磁盘")
REFUSED = ("文件或所在的文件夹不能写", f"请检查文件是不是只读、U 盘是不是写保护；{ELSEWHERE}")
BUSY = ("文件正被其他程序占用", "请关闭正在使用它的程序（例如网盘同步、杀毒软件）后再试")
GONE = ("文件读写出错", f"请检查 U 盘或网络盘是不是已经断开；{ELSEWHERE}")
MOVED = ("文件被移走或删除了", ELSEWHERE)
AWAY = ("文件所在的文件夹不见了，U 盘或网络盘可能已经断开", f"请插回 U 盘后再试；{ELSEWHERE}")

_BY_CODE = {
    sqlite3.SQLITE_FULL: FULL,
    sqlite3.SQLITE_READONLY: REFUSED,
    sqlite3.SQLITE_PERM: REFUSED,
    sqlite3.SQLITE_AUTH: REFUSED,
    sqlite3.SQLITE_CANTOPEN: REFUSED,
    sqlite3.SQLITE_BUSY: BUSY,
    sqlite3.SQLITE_LOCKED: BUSY,
    sqlite3.SQLITE_CONSTRAINT: ("这次修改前后不一致", "什么都没有写入，请撤回这次修改再试"),
    sqlite3.SQLITE_TOOBIG: ("内容太大", "什么都没有写入，请把内容拆开"),
}
_BY_ERRNO = {
    errno.ENOSPC: FULL,
    errno.EDQUOT: FULL,
    errno.EACCES: REFUSED,
    errno.EPERM: REFUSED,
    errno.EROFS: REFUSED,
    errno.EBUSY: BUSY,
    errno.EISDIR: ("已有同名的文件夹", "请换一个文件名"),
    errno.ENAMETOOLONG: ("文件名或路径太长", "请换一个短一些的文件名或上层文件夹"),
    errno.ENOENT: ("找不到文件或文件夹", "请检查路径；U 盘或网络盘可能已经断开"),
}
_HELD_ON_WINDOWS = (5, 32, 33)  # Access denied, sharing violation, lock violation


def restoring() -> str:
    """Return the advice for a file that cannot be read any more."""
    return f"请用欢迎页的“从备份恢复”找回；最近几次的副本在：{home_path() / 'backups'}"


def failure(path: Path, error: Exception, doing: str = "保存") -> StoreError:
    """Say what *error* means for the file at *path*; *doing* is the verb that failed (保存, 打开 …)."""
    meaning = _meaning(error)
    what, advice = AWAY if meaning == MOVED and not path.parent.is_dir() else meaning
    return StoreError(f"{doing}“{path.name}”没有成功：{what}", advice)


@contextmanager
def told(path: Path, doing: str = "保存") -> Generator[None]:
    """Turn what SQLite and the system raise in the block into a StoreError about *path*."""
    try:
        yield
    except sqlite3.ProgrammingError:
        raise  # A mistake of ours, not of the file
    except (sqlite3.Error, OSError, OverflowError, UnicodeError) as error:
        raise failure(path, error, doing) from error


def _meaning(error: Exception) -> tuple[str, str]:
    match error:
        case sqlite3.Error():
            return _of_database(error)
        case OSError():
            if getattr(error, "winerror", None) in _HELD_ON_WINDOWS:
                return BUSY
            return _BY_ERRNO.get(error.errno or 0, GONE)
        case OverflowError():
            return "有一个数字太大，存不下", "什么都没有写入，请检查刚填的数字"
        case _:
            return "文字里有不能保存的字符", "什么都没有写入，请删去刚粘贴的特殊字符"


def _of_database(error: sqlite3.Error) -> tuple[str, str]:
    code = getattr(error, "sqlite_errorcode", None)
    if code == sqlite3.SQLITE_READONLY_DBMOVED:
        return MOVED
    if code is None or code & 0xFF in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB):
        return "文件已损坏", restoring()
    return _BY_CODE.get(code & 0xFF, GONE)
