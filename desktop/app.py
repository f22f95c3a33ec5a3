"""The composition root: makes the application, its window and what happens to errors nobody caught."""

from __future__ import annotations

import os
import sys
import threading
import traceback
from collections.abc import Sequence
from datetime import datetime
from importlib import import_module
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

from PySide6.QtCore import QLibraryInfo, QLocale, QTimer, QTranslator
from PySide6.QtWidgets import QApplication

from desktop.errors import KnownError
from desktop.folders import home
from desktop.views import magnify
from desktop.views.main_window import MainWindow
from desktop.views.settings import load_settings
from desktop.views.single import bring_forward, first_window, local_path
from desktop.views.sweeping import Sweeper
from desktop.views.theme import dress

if TYPE_CHECKING:
    from desktop.views.desk import Desk

WARM_AFTER_MS = 1_000
HEAVY = (
    "desktop.report.review", "desktop.tasks.reporting", "desktop.output.pdf.container",
    "desktop.output.preview", "pypdfium2",
)  # fmt: skip
REPORTS_KEPT = 20
AGAIN_MS = 300  # After which it is looked again whether a dialog still stands open


def open_window(arguments: Sequence[str]) -> int:
    """Run the window until it is closed and return the exit code; a first argument is the file to open."""
    application = make_application()
    try:
        single = first_window(arguments, application)
    except KnownError as error:
        return _refuse(error)
    if single is None:
        return 0
    Sweeper(application)
    window = MainWindow(lambda: _make_desk(application))
    single.wanted.connect(lambda files: _called(window, files))
    errors = Errors(window)
    sys.excepthook = errors.caught
    window.show_first()
    QTimer.singleShot(0, window, lambda: _begin(window, arguments))
    QTimer.singleShot(WARM_AFTER_MS, window, warm_up)
    code = application.exec()
    single.release()
    sys.excepthook = sys.__excepthook__
    return code


def make_application() -> QApplication:
    """Make the application in its dress, with Qt's own words in Chinese."""
    os.environ.pop("QT_PLUGIN_PATH", None)  # Plugins of another Qt on this computer would not load
    present, settings = QApplication.instance(), load_settings()
    if isinstance(present, QApplication):
        application = present
    else:
        magnify.prepare(settings.scale)
        application = QApplication(sys.argv[:1])
        magnify.begin(application, settings.scale)
    application.setApplicationName("jixiao")
    application.setApplicationDisplayName("")
    application.setDesktopFileName("jixiao")
    chinese = QLocale(QLocale.Language.Chinese, QLocale.Country.China)
    translator = QTranslator(application)
    if translator.load(chinese, "qtbase", "_", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)):
        application.installTranslator(translator)
    dress(application, settings.contrast)
    return application


def _make_desk(application: QApplication) -> Desk:
    """Make the desk with the manners of its editors; both come behind the first paint."""
    from desktop.views.desk import Desk
    from desktop.views.manners import Manners

    desk = Desk(parent=application)
    Manners(application, desk)
    return desk


def _begin(window: MainWindow, arguments: Sequence[str]) -> None:
    """Open the file that the program was started with, unless the window has been closed at once."""
    if arguments and window.isVisible():
        window.open_path(Path(local_path(arguments[0])))


def _called(window: MainWindow, files: Sequence[str]) -> None:
    """Come to the front because the program was started again, and open what that was started with.

    A dialog that stands open is finished first, and so is a file that is being opened.
    """
    bring_forward(window)
    if not files:
        return
    if QApplication.activeModalWidget() is not None or window.desk.busy():
        QTimer.singleShot(AGAIN_MS, window, lambda: _called(window, files))
        return
    window.open_path(Path(files[0]))


def _refuse(error: KnownError) -> int:
    """Say why no window is shown and return the exit code."""
    from desktop.views.dialogs.error import ErrorDialog

    ErrorDialog(None, error, title="没有打开").exec()
    return 3


def warm_up() -> None:
    """Import what preview and export need in a thread of its own, once the window stands."""
    threading.Thread(target=_import_heavy, name="warm-up", daemon=True).start()


def _import_heavy() -> None:
    for name in HEAVY:
        import_module(name)


class Errors:
    """Shows what nobody caught: a known error as such, anything else as a bug whose record is kept.

    One dialog at a time; what comes while it is open is only kept.
    """

    def __init__(self, window: MainWindow) -> None:
        self._window = window
        self._showing = False

    def caught(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        """Take an exception in the place of ``sys.excepthook``."""
        if not isinstance(error, Exception):
            QApplication.exit(1)
            return
        details = "".join(traceback.format_exception(kind, error, trace))
        kept = "" if isinstance(error, KnownError) else keep_report(details)
        if self._showing:
            return
        self._showing = True
        try:
            self._show(error, kept, details)
        finally:
            self._showing = False

    def _show(self, error: Exception, kept: str, details: str) -> None:
        from desktop.views.dialogs.error import BugDialog

        if isinstance(error, KnownError):
            cause = error.__cause__
            self._window.tell(error, f"{type(cause).__name__}: {cause}" if cause else "")
        else:
            BugDialog(self._window, kept, details).exec()


def keep_report(details: str) -> str:
    """Write a bug's record into the user's folder and return where it lies, or why it does not."""
    try:
        folder = home() / "bug-reports"
        folder.mkdir(exist_ok=True)
        path = folder / f"{datetime.now().astimezone():%Y%m%d-%H%M%S}.txt"
        path.write_text(details, "utf-8")
        for old in sorted(folder.glob("*.txt"))[:-REPORTS_KEPT]:
            old.unlink()
    except (OSError, KnownError) as error:
        return f"记录没有写成：{error}"
    return str(path)
