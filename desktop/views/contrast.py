"""High contrast: the tokens of a black and of a white window, and whether the computer asks for one (高对比度)."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from typing import Final

from PySide6.QtGui import QPalette

AUTO, DARK, LIGHT, OFF = "auto", "dark", "light", "off"
CHOICES: Final = {
    AUTO: "自动（跟随系统）",
    DARK: "开：黑底白字",
    LIGHT: "开：白底黑字",
    OFF: "关",
}

_MIDDLE, _BRIGHT = 128, 230  # Lightness, of 255
_BLACK, _WHITE = "#000000", "#FFFFFF"
_SURFACES = (
    "bg",
    "surface",
    "sunken",
    "head",
    "nav",
    "accent_soft",
    "err_soft",
    "warn_soft",
    "ok_soft",
    "last_soft",
)
_LINES = ("line", "line2", "control", "thumb")
_WORDS = ("text", "text2", "muted")
_TONES = ("err", "warn", "ok", "last", "accent")

_ON_BLACK: Final = {
    "accent": "#FFFF00", "accent_hover": "#FFFFFF", "err": "#FF8A80", "warn": "#FFD24D", "ok": "#6BFFA6",
    "last": "#DDB8FF", "faint": "#9A9A9A", "select": "#00357A", "marked": "#00357A", "nav_hover": "#2B2B2B",
    "err_badge": "#5A0000", "warn_badge": "#4A3300", "paper": "#3A3A3A", "mark": "#FFE08A", "track": "#4A4A4A",
}  # fmt: skip
_ON_WHITE: Final = {
    "accent": "#00009F", "accent_hover": "#000000", "err": "#A30000", "warn": "#6B3D00", "ok": "#004D1A",
    "last": "#4B0082", "faint": "#6B6B6B", "select": "#B5D7FF", "marked": "#A6CDFF", "nav_hover": "#DCDCDC",
    "err_badge": "#FFFFFF", "warn_badge": "#FFFFFF", "paper": "#C8C8C8", "mark": "#FFE08A", "track": "#C8C8C8",
}  # fmt: skip


def scheme(name: str) -> dict[str, str]:
    """Return the tokens that differ from the usual ones in DARK or LIGHT; none for another name."""
    if name not in (DARK, LIGHT):
        return {}
    ground, ink, own = (_BLACK, _WHITE, _ON_BLACK) if name == DARK else (_WHITE, _BLACK, _ON_WHITE)
    made = dict.fromkeys(_SURFACES, ground) | dict.fromkeys((*_LINES, *_WORDS), ink) | own
    made |= {f"{tone}_line": made[tone] for tone in _TONES}
    return made | {"white": ground}


def scheme_for(setting: str, palette: QPalette) -> str:
    """Return DARK, LIGHT or OFF: what was set, else what the computer asks for; *palette* is the system's."""
    if setting in (DARK, LIGHT, OFF):
        return setting
    if not _system_asks(palette, os.environ):
        return OFF
    return DARK if palette.color(QPalette.ColorRole.Window).lightness() < _MIDDLE else LIGHT


def _system_asks(palette: QPalette, environment: Mapping[str, str]) -> bool:
    """Whether the system shows everything in high contrast."""
    if sys.platform == "win32":
        return _windows_asks()
    if "highcontrast" in environment.get("GTK_THEME", "").lower().replace("-", ""):
        return True
    ground, ink = palette.color(QPalette.ColorRole.Window), palette.color(QPalette.ColorRole.WindowText)
    return ground.name() == _BLACK and ink.lightness() > _BRIGHT


def _windows_asks() -> bool:
    """SystemParametersInfo(SPI_GETHIGHCONTRAST), flag HCF_HIGHCONTRASTON; Windows only."""
    import ctypes

    size, flags = 4 + 4 + ctypes.sizeof(ctypes.c_void_p), 4  # HIGHCONTRASTW: cbSize, dwFlags, a pointer
    told = ctypes.create_string_buffer(size)
    told[:4] = size.to_bytes(4, "little")
    ask = getattr(ctypes, "windll").user32.SystemParametersInfoW  # noqa: B009 - absent on other systems
    return bool(ask(0x42, size, told, 0)) and bool(told.raw[flags] & 1)
