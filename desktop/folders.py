"""Where things lie on this computer: what ships with the program, and the user's own folders."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from desktop.errors import StoreError

NAME = "jixiao"


def resources() -> Path:
    """Return the folder of what ships with the program (fonts, outlines, rule packs, samples)."""
    bundle = getattr(sys, "_MEIPASS", None)  # Set by PyInstaller in the packaged program
    return (Path(bundle) if bundle else Path(__file__).resolve().parents[1]) / "resources"


def home() -> Path:
    """Return the user's folder of the program, made if it is not there.

    ``JIXIAO_HOME``, else ``jixiao`` in ``%APPDATA%`` or ``$XDG_DATA_HOME``; StoreError where it cannot.
    """
    return _made(home_path())


def backups_folder(uuid: str) -> Path:
    """Return the folder of the backups of the file *uuid*, made if it is not there; raises StoreError."""
    return _made(home_path() / "backups" / uuid)


def recent_file() -> Path:
    """Return the file that lists the reports opened last (it need not exist); raises StoreError."""
    return home() / "recent.json"


def documents() -> Path:
    """Return where the user's documents lie (我的文档); the user's home where there is no such folder."""
    found = (path for path in _documents() if path.is_dir())
    return next(found, Path.home())


def home_path() -> Path:
    """Return where the user's folder of the program lies or would lie."""
    if set_by_user := os.environ.get("JIXIAO_HOME"):
        return Path(set_by_user)
    if sys.platform == "win32":
        roaming = os.environ.get("APPDATA")
        return (Path(roaming) if roaming else Path.home() / "AppData" / "Roaming") / NAME
    data = os.environ.get("XDG_DATA_HOME")
    return (Path(data) if data else Path.home() / ".local" / "share") / NAME


def _made(folder: Path) -> Path:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise StoreError(
            f"不能建立程序的数据文件夹“{folder}”：{error.strerror}",
            "请检查磁盘空间和权限，或用环境变量 JIXIAO_HOME 指定另一个文件夹",
        ) from error
    return folder


def _documents() -> list[Path]:
    if sys.platform == "win32":
        return [*_windows_documents(), Path.home() / "Documents"]
    return [*_desktop_documents(), Path.home() / "文档", Path.home() / "Documents"]


def _windows_documents() -> list[Path]:
    if sys.platform != "win32":
        return []
    import winreg

    shell = r"Software\Microsoft\Windows\CurrentVersion\Explorer\User Shell Folders"
    try:
        with winreg.OpenKey(winreg.HKEY_CURRENT_USER, shell) as key:
            return [Path(os.path.expandvars(winreg.QueryValueEx(key, "Personal")[0]))]
    except OSError:
        return []  # Not set: the folder below the user's home is tried next


def _desktop_documents() -> list[Path]:
    """Return what user-dirs.dirs of the Linux desktop names (XDG user directories)."""
    configuration = Path(os.environ.get("XDG_CONFIG_HOME") or Path.home() / ".config")
    try:
        lines = (configuration / "user-dirs.dirs").read_text("utf-8").splitlines()
    except (OSError, UnicodeDecodeError):
        return []  # No desktop has written one
    named = [
        line.partition("=")[2].strip().strip('"') for line in lines if line.startswith("XDG_DOCUMENTS_DIR=")
    ]
    return [Path(each.replace("$HOME", str(Path.home()))) for each in named]
