"""Size and colours of everything that is shown, changed at once: whoever types goes on where they were."""

from __future__ import annotations

from PySide6.QtWidgets import QApplication, QWidget

from desktop.views import magnify
from desktop.views.theme import take_colours


def show_scale(scale: int) -> bool:
    """Draw everything at *scale* per cent; False where that holds from the next start on only."""
    return magnify.magnify(scale)


def show_contrast(contrast: str) -> None:
    """Show everything in high contrast or without it, as in ``contrast.CHOICES``."""
    application = _application()
    take_colours(application, contrast)
    for each in application.allWidgets():
        QWidget.update(each)  # Lists have one of their own


def _application() -> QApplication:
    application = QApplication.instance()
    if not isinstance(application, QApplication):
        raise RuntimeError("there is no application with a window")
    return application
