"""Design tokens, palette and style sheet: beside ``contrast`` the only file that names a colour or a size."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QLocale
from PySide6.QtGui import QColor, QFont, QFontDatabase, QPalette
from PySide6.QtWidgets import QApplication, QStyleFactory

from desktop.folders import resources
from desktop.views.contrast import OFF, scheme, scheme_for

COLOURS: Final = {
    "bg": "#F2F5F8", "surface": "#FFFFFF", "sunken": "#F7F9FB", "head": "#EEF2F6", "nav": "#E9EEF3",
    "nav_hover": "#DEE5EC", "line": "#E0E6EC", "line2": "#C5CED8", "control": "#7F8B9A", "text": "#1B2530",
    "text2": "#465363", "muted": "#5C6878", "faint": "#A5AFBB", "accent": "#1F5C99",
    "accent_hover": "#194C80",
    "accent_soft": "#E7F0F8", "accent_line": "#A6C4E2", "select": "#DCE9F6", "marked": "#BBD5EF",
    "err": "#B3261E", "err_soft": "#FCEFEE", "err_line": "#E3A9A5", "err_badge": "#F6D5D2",
    "warn": "#8A5300", "warn_soft": "#FFF6E3", "warn_line": "#E2BE7B", "warn_badge": "#F8E3B8",
    "ok": "#1E6E43", "ok_soft": "#E9F5EE", "ok_line": "#9CCDB2",
    "last": "#6A4A94", "last_soft": "#F3EEF9", "last_line": "#C5B2DF",
    "paper": "#D9DFE6", "mark": "#FFE08A", "thumb": "#BBC5CF", "white": "#FFFFFF",
    "track": "#C5CED8",
}  # fmt: skip

# Sizes in device-independent pixels
BODY, SMALL, H2, H1, DIALOG_TITLE, FIGURE = 13, 12, 14, 18, 15, 22
CONTROL, ROW, TABLE_HEAD, TOTALS, RADIUS = 30, 28, 30, 32, 4
HEADER, NAV, NAV_NARROW, STRIP, PANEL = 48, 184, 168, 34, 176
NARROW = 1340  # Windows narrower than this give way (section list, words of buttons)

FAMILIES: Final = (
    "Microsoft YaHei UI", "Microsoft YaHei", "Noto Sans CJK SC", "Source Han Sans SC", "Noto Sans SC",
    "WenQuanYi Micro Hei",
)  # fmt: skip
BUNDLED = "NotoSansSC-400-subset.ttf"
_SOFT = ("err", "warn", "ok", "accent", "last")
_USUAL: Final = dict(COLOURS)
_families: list[str] = []
_made: dict[str, QColor] = {}
_systems: list[QPalette] = []  # The palette that the computer gave to the application, before its first dress


def color(name: str) -> QColor:
    """Return the colour of a token, or of a #RRGGBB; it is everybody's, so a change of it goes into a copy."""
    found = _made.get(name)
    if found is None:
        found = _made[name] = QColor(COLOURS.get(name, name))
    return found


def font(px: int = BODY, *, bold: bool = False) -> QFont:
    """Return the face of the interface in a size in px; two weights only."""
    made = QFont()
    made.setFamilies(_families or list(FAMILIES))
    made.setPixelSize(px)
    made.setBold(bold)
    made.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    return made


def is_high_contrast() -> bool:
    """Tell whether the window is drawn in high contrast: no pale ground carries a meaning then."""
    return COLOURS["line"] == COLOURS["text"]


def dress(application: QApplication, contrast: str = OFF) -> None:
    """Give the application its style, palette, faces, style sheet and the Chinese locale.

    contrast: as in ``take_colours``.
    """
    QLocale.setDefault(QLocale(QLocale.Language.Chinese, QLocale.Country.China))
    application.setStyle(QStyleFactory.create("Fusion"))
    _families[:] = _present_families()
    application.setFont(font())
    take_colours(application, contrast)


def take_colours(application: QApplication, contrast: str) -> None:
    """Give the application another set of colours.

    contrast: DARK or LIGHT for high contrast, AUTO where the computer is to decide.
    """
    if not _systems:
        _systems.append(QPalette(application.palette()))
    COLOURS.update(_USUAL | scheme(scheme_for(contrast, _systems[0])))
    _made.clear()
    application.setPalette(_palette())
    application.setStyleSheet(_style_sheet())


def _present_families() -> list[str]:
    """Return the faces this computer has, best first; the bundled one only where there is none."""
    present = [family for family in FAMILIES if QFontDatabase.hasFamily(family)]
    if present:
        return present
    number = QFontDatabase.addApplicationFont(str(resources() / "fonts" / BUNDLED))
    return QFontDatabase.applicationFontFamilies(number) if number >= 0 else []


def _palette() -> QPalette:
    made, role = QPalette(), QPalette.ColorRole
    roles = {
        role.Window: "bg", role.Base: "surface", role.AlternateBase: "sunken", role.Button: "surface",
        role.WindowText: "text", role.Text: "text", role.ButtonText: "text", role.PlaceholderText: "muted",
        role.Highlight: "select", role.HighlightedText: "text", role.ToolTipBase: "surface",
        role.ToolTipText: "text", role.Link: "accent", role.LinkVisited: "accent",
    }  # fmt: skip
    for each, name in roles.items():
        made.setColor(each, color(name))
    for each in (role.WindowText, role.Text, role.ButtonText):
        made.setColor(QPalette.ColorGroup.Disabled, each, color("muted"))
    return made


def _style_sheet() -> str:
    """Return the style sheet with the tokens filled in; callouts are made from their names."""
    icons = (resources() / "icons").as_posix()
    sheet = (resources() / "style.qss").read_text("utf-8")
    if is_high_contrast():
        sheet += (resources() / "contrast.qss").read_text("utf-8")
    boxes = "".join(
        f"#box_{name} {{ background: @{name}_soft; border: 1px solid @{name}_line; border-radius: 4px; }}\n"
        f'QLabel[tone="{name}"] {{ color: @{name}; }}\n'
        for name in _SOFT
    )
    ground = "dark" if color("surface").lightness() < color("text").lightness() else "light"
    sheet = (sheet + boxes).replace("@icons", icons).replace("@ground", ground)
    for name in sorted(COLOURS, key=len, reverse=True):  # @err must not eat the beginning of @err_soft
        sheet = sheet.replace(f"@{name}", COLOURS[name])
    return sheet
