"""Faces that the computer has: 仿宋, 楷体, 黑体, 宋体 and 小标宋 as Windows, 银河麒麟, 统信 UOS and WPS install them."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

from desktop.output.pdf.face import Face, FaceError

FILES: dict[str, tuple[str, ...]] = {
    "fang": ("fzfsjw", "fzfs_gbk", "simfang", "fangsong_gb2312", "仿宋_gb2312", "方正仿宋_gbk", "stfangso"),
    "kai": (
        "simkai_gb2312",
        "kaiti_gb2312",
        "楷体_gb2312",
        "fzktjw",
        "fzktk",
        "方正楷体_gbk",
        "simkai",
        "stkaiti",
    ),
    "hei": ("simhei", "fzhtjw", "fzhtk", "方正黑体_gbk"),
    "song": ("simsun", "fzssjw", "fzssk", "方正书宋_gbk"),
    "xbs": ("fzxbsjw", "fzxbsk", "方正小标宋简体", "方正小标宋_gbk"),
}
"""File names without ending, small letters, best first."""

NAMES: dict[str, tuple[str, ...]] = {
    "fang": ("仿宋_GB2312", "方正仿宋_GBK", "方正仿宋简体", "仿宋", "FangSong", "STFangsong", "华文仿宋"),
    "kai": ("楷体_GB2312", "方正楷体_GBK", "方正楷体简体", "楷体", "KaiTi", "STKaiti", "华文楷体"),
    "hei": ("黑体", "SimHei", "方正黑体_GBK", "方正黑体简体"),
    "song": ("宋体", "SimSun", "方正书宋_GBK", "方正书宋简体"),
    "xbs": ("方正小标宋简体", "方正小标宋_GBK", "小标宋", "FZXiaoBiaoSong-B05S", "FZXiaoBiaoSong-B05"),
}
"""Family or full names, where no file name fits."""

_ENDINGS = {".ttf", ".ttc", ".otf"}
_PROOF = "国务院办公厅绩效评价〔〕，。"


def folders() -> tuple[Path, ...]:
    """Return where this system keeps fonts, the user's own last."""
    if sys.platform == "win32":
        windows = Path(os.environ.get("WINDIR", r"C:\Windows")) / "Fonts"
        local = os.environ.get("LOCALAPPDATA")
        return (windows, Path(local, "Microsoft", "Windows", "Fonts")) if local else (windows,)
    shared = (Path("/usr/share/fonts"), Path("/usr/local/share/fonts"), Path("/opt/kingsoft"))
    return (*shared, Path.home() / ".local/share/fonts", Path.home() / ".fonts")


def find(role: str, among: Iterable[Path] | None = None) -> Face | None:
    """Return the best usable face for *role* (a key of FILES) in *among*, else in the system's folders.

    A face that is broken, has no TrueType outlines, may not be embedded or lacks common characters
    is passed over for the next one.
    """
    files = _files(tuple(among) if among is not None else folders())
    for path in _candidates(role, files):
        for index in range(4 if path.suffix.lower() == ".ttc" else 1):
            face = _usable(path, index)
            if face is not None:
                return face
    return None


@cache
def _files(places: tuple[Path, ...]) -> tuple[Path, ...]:
    found = (Path(root, name) for place in places for root, _, names in os.walk(place) for name in names)
    return tuple(sorted(path for path in found if path.suffix.lower() in _ENDINGS))


def _candidates(role: str, files: tuple[Path, ...]) -> Iterator[Path]:
    """Yield the files whose name is known, then those whose name table says the family."""
    by_name = {path.stem.lower(): path for path in files}
    known = [by_name[name] for name in FILES[role] if name in by_name]
    yield from known
    families = _families(files)
    for name in NAMES[role]:
        yield from (path for path in families.get(name, ()) if path not in known)


@cache
def _families(files: tuple[Path, ...]) -> dict[str, tuple[Path, ...]]:
    """Return the files by the family and full names they give."""
    found: dict[str, tuple[Path, ...]] = {}
    for path in files:
        try:
            names = set(Face(path).all_names())
        except (FaceError, OSError):
            continue
        for name in names:
            found[name] = (*found.get(name, ()), path)
    return found


def _usable(path: Path, index: int) -> Face | None:
    try:
        face = Face(path, index)
        return face if all(face.glyph(ord(c)) for c in _PROOF) else None
    except (FaceError, OSError):
        return None
