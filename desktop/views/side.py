"""The strip beside the page: field help, preview, score …, one at a time; each page remembers its own."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Protocol, runtime_checkable

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QFrame, QSplitter, QVBoxLayout, QWidget

from desktop.views.parts import Elided, button, column, row
from desktop.views.theme import H2, NARROW

GIVES_WAY = 0.9  # What of its width a strip keeps in a narrow window


@runtime_checkable
class Follower(Protocol):
    """A strip that shows what belongs to a place."""

    def follow(self, place: str) -> None:
        """Show what belongs to the place that has the focus now; '' for none."""
        ...  # pyright takes a body of a docstring alone for one that returns nothing


class Strip(QFrame):
    """A strip with a title, a button that closes it, and a body; closed() when that is pressed."""

    closed = Signal()

    def __init__(self, title: str, keys: str = "", *, least: int = 268) -> None:
        super().__init__()
        self.setObjectName("side")
        self.setAccessibleName(title)
        self.setMinimumWidth(least)
        self.title = Elided(title, H2, bold=True)
        close = button("", "icon", "close", f"收起 {keys}".strip(), clicked=self.closed.emit)
        self.body = QVBoxLayout()
        self.body.setSpacing(8)
        head = row((self.title, 1), close, margins=(16, 10, 12, 0))
        self.setLayout(column(head, (self.body, 1), gap=4))


@dataclass(slots=True)
class _Plug:
    """What may stand in the strip, and its widget once it has been built."""

    build: Callable[[], QWidget]
    action: QAction | None
    width: float
    own: bool
    widget: QWidget | None = None


class SideStrip(QObject):
    """Shows one strip at a time at the right of a splitter; ``shown(key)`` tells which, '' for none.

    ``aside(key)`` asks for one beside a page at which none may stand. ``first`` is the strip of pages for which
    none was chosen or closed yet.
    """

    shown = Signal(str)
    aside = Signal(str)

    def __init__(self, splitter: QSplitter) -> None:
        super().__init__(splitter)
        self._splitter = splitter
        self._plugs: dict[str, _Plug] = {}
        self._chosen: dict[str, str] = {}
        self._page, self._place, self._alone, self._hushed = "", "", False, False
        self.first = ""

    @property
    def key(self) -> str:
        """The strip that is shown; '' for none."""
        chosen = self._chosen.get(self._page, self.first)
        return "" if self._alone or chosen not in self._plugs else chosen

    def plug(
        self,
        key: str,
        build: Callable[[], QWidget],
        action: QAction | None = None,
        width: float = 300,
        *,
        own: bool = False,
    ) -> None:
        """Let a strip be shown: *build* makes it the first time, a checkable *action* shows and closes it.

        *width* is in px, or below 1 a share of the room. A ``Strip`` closes itself; a ``Follower`` follows.
        One that is not a page's *own* also stands beside the pages that are visited next.
        """
        self._plugs[key] = _Plug(build, action, width, own)
        if action is not None:
            action.toggled.connect(partial(self._toggled, key))

    def show(self, key: str) -> None:
        """Show a strip beside this page in place of any other; '' closes it."""
        changed = self._plugs.get(key or self.key)
        if changed is not None and not changed.own:
            self.first = key
        self._chosen[self._page] = key
        self._lay()

    def prefer(self, page: str, key: str) -> None:
        """Let a strip stand beside a page for which none was chosen or closed yet."""
        self._chosen.setdefault(page, key)

    def turn(self, page: str, place: str, *, alone: bool = False) -> None:
        """Show what was last shown beside a page; nothing stands beside one that is *alone*."""
        self._page, self._place, self._alone = page, place, alone
        self._lay()

    def follow(self, place: str) -> None:
        """Let the strip that is shown follow the focus."""
        self._place = place
        widget = self.widget(self.key)
        if isinstance(widget, Follower):
            widget.follow(place)

    def widget(self, key: str) -> QWidget | None:
        """Return a strip, built now if it has not been shown; None for no such strip."""
        plug = self._plugs.get(key)
        if plug is not None and plug.widget is None:
            plug.widget = plug.build()
            plug.widget.hide()
            self._splitter.addWidget(plug.widget)
            if isinstance(plug.widget, Strip):
                plug.widget.closed.connect(partial(self._close, key))
        return plug.widget if plug else None

    def _toggled(self, key: str, on: bool) -> None:  # noqa: FBT001 - Qt's own signal
        if self._alone:
            self._set_back(key, on=not on)
        elif on != (self.key == key):
            self.show(key if on else "")

    def _set_back(self, key: str, *, on: bool) -> None:
        """Leave an action as it was, and ask for its strip where it may stand."""
        action = self._plugs[key].action
        if action is not None and not self._hushed:
            self._hushed = True
            action.setChecked(on)
            self._hushed = False
            self.aside.emit(key)

    def _close(self, key: str) -> None:
        if self.key == key:
            self.show("")

    def _lay(self) -> None:
        key = self.key
        for name, plug in self._plugs.items():
            if plug.widget is not None and name != key:
                plug.widget.hide()
        widget = self.widget(key)
        if widget is not None and widget.isHidden():
            widget.show()
            self._give(widget, self._plugs[key].width)
        if not self._alone:
            for name, plug in self._plugs.items():
                if plug.action is not None:
                    plug.action.setChecked(name == key)
        self.follow(self._place)
        self.shown.emit(key)

    def _give(self, widget: QWidget, width: float) -> None:
        """Give a strip its width and the page what is left."""
        room = self._splitter.width()
        wide = round(width if width >= 1 else room * width)
        if width >= 1 and self._splitter.window().width() < NARROW:
            wide = max(widget.minimumWidth(), round(wide * GIVES_WAY))
        at = self._splitter.indexOf(widget)
        sizes = [0] * self._splitter.count()
        sizes[0], sizes[at] = max(room - wide, 1), wide
        self._splitter.setSizes(sizes)
