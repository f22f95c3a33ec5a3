"""How large everything is drawn (字和界面的大小): from the start on, and changed while the window stands.

Qt reads its factor (QT_SCALE_FACTOR) once, when the application is made. What sets it later Qt exports for its
own platform plugins alone, so it is looked up by name; where it is missing, or Qt is of a make that was not
tried, ``magnify`` says so and the size holds from the next start on. Nothing is rebuilt: for every widget it is as
if the window had been moved to a screen of another density.
"""

from __future__ import annotations

import ctypes
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from typing import Final

import shiboken6
from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLoggingCategory, QRect, QSize, QVersionNumber
from PySide6.QtGui import QGuiApplication, QMoveEvent, QResizeEvent, QWindow
from PySide6.QtWidgets import QApplication, QDialog, QWidget

STANDARD: Final = 100  # Per cent
_KEY = "QT_SCALE_FACTOR"
_PROPERTY = "jixiao_scale"
_TRIED: Final = (QVersionNumber(6, 8), QVersionNumber(6, 12))  # From the first on, the second no longer
_WINDOWS: Final = (
    "?setGlobalFactor@QHighDpiScaling@@SAXN@Z",
    "?resetCachedDevicePixelRatio@QGuiApplicationPrivate@@SAXXZ",
    (
        "??$handleWindowDevicePixelRatioChanged@USynchronousDelivery@QWindowSystemInterface@@"
        "@QWindowSystemInterface@@SAXPEAVQWindow@@@Z"
    ),
)
_LINUX: Final = (
    "_ZN15QHighDpiScaling15setGlobalFactorEd",
    "_ZN22QGuiApplicationPrivate27resetCachedDevicePixelRatioEv",
    (
        "_ZN22QWindowSystemInterface35handleWindowDevicePixelRatioChanged"
        "INS_19SynchronousDeliveryEEEvP7QWindow"
    ),
)


def _owners_factor() -> float:
    """The factor that the computer's owner has set for every program of Qt."""
    try:
        return float(os.environ.get(_KEY, "1"))
    except ValueError:
        return 1.0


_OWNERS: Final = _owners_factor()


@dataclass(frozen=True, slots=True)
class _Doors:
    """What Qt offers its platform plugins: set the factor, forget the largest one, tell a window of it."""

    set_factor: Callable[[float], object]
    forget_largest: Callable[[], object]
    tell_window: Callable[[int], object]


def prepare(scale: int) -> None:
    """Have the application that is made next draw everything at *scale* per cent."""
    if scale != STANDARD:
        os.environ[_KEY] = str(_OWNERS * scale / STANDARD)


def begin(application: QApplication, scale: int) -> None:
    """Note at which size an application draws that has just been made."""
    application.setProperty(_PROPERTY, scale)


def drawn() -> int:
    """Return the size that is in force, in per cent."""
    application = QGuiApplication.instance()
    return (application.property(_PROPERTY) if application else None) or STANDARD


def magnify(scale: int) -> bool:
    """Draw everything at *scale* per cent at once; False where that holds from the next start on only.

    A window keeps its frame on the screen, so that it shows less; a dialog grows with what stands in it.
    """
    application, doors = QApplication.instance(), _doors()
    if not isinstance(application, QApplication) or doors is None:
        return False
    if scale == drawn():
        return True
    sizes = {each: each.size() for each in application.topLevelWidgets() if each.isVisible()}
    with _quiet():
        doors.set_factor(_OWNERS * scale / STANDARD)
    doors.forget_largest()
    application.setProperty(_PROPERTY, scale)
    for window in application.allWindows():
        doors.tell_window(shiboken6.getCppPointer(window)[0])
    for widget, size in sizes.items():
        _fit(widget, size)
    return True


@contextmanager
def _quiet() -> Iterator[None]:
    """Keep Qt from warning that windows exist: they are told, which is what the warning is about."""
    QLoggingCategory.setFilterRules("default.warning=false")
    try:
        yield
    finally:
        QLoggingCategory.setFilterRules("")


def _fit(widget: QWidget, size: QSize) -> None:
    """Let a widget follow its window, whose numbers are others now; *size* is that from before."""
    window = widget.windowHandle()
    if window is None:
        return
    _follow(widget, window)
    free = widget.screen().availableGeometry()
    if isinstance(widget, QDialog):
        middle = widget.geometry().center()
        widget.resize(size.boundedTo(free.size()))
        place = widget.geometry()
        place.moveCenter(middle)
        widget.move(_within(place, free).topLeft())


def _follow(widget: QWidget, window: QWindow) -> None:
    """Tell a window its own place and size, as the system would have done."""
    for event in (
        QMoveEvent(window.position(), widget.pos()),
        QResizeEvent(window.size(), widget.size()),
    ):
        QCoreApplication.sendEvent(window, event)


def _within(place: QRect, free: QRect) -> QRect:
    """Move a rectangle into another one as far as that has room for it; the upper left corner always is."""
    moved = QRect(place)
    moved.moveRight(min(moved.right(), free.right()))
    moved.moveBottom(min(moved.bottom(), free.bottom()))
    moved.moveLeft(max(moved.left(), free.left()))
    moved.moveTop(max(moved.top(), free.top()))
    return moved


@cache
def _doors() -> _Doors | None:
    """Look Qt's own doors up; None where one is missing or they may have become others."""
    if not _TRIED[0] <= QLibraryInfo.version() < _TRIED[1]:
        return None
    file, names = ("Qt6Gui.dll", _WINDOWS) if sys.platform == "win32" else ("libQt6Gui.so.6", _LINUX)
    try:
        library = ctypes.CDLL(file)  # Qt has loaded it already: this very one, wherever it lies
        found = [getattr(library, name) for name in names]
    except (OSError, AttributeError):
        return None
    takes = ([ctypes.c_double], [], [ctypes.c_void_p])
    for function, kinds in zip(found, takes, strict=True):
        function.argtypes, function.restype = kinds, None
    return _Doors(*found)
