"""The report as it will be printed, laid out anew behind every edit while somebody looks at it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from time import perf_counter
from typing import TYPE_CHECKING
from weakref import WeakSet

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from desktop.errors import KnownError
from desktop.views.desk import Desk

if TYPE_CHECKING:
    from desktop.output.pdf.spots import Box
    from desktop.output.preview import Preview
    from desktop.report.blocks import Document

_PAUSE_MS = 15
_TURN = 0.03  # Seconds of laying out between two turns of the window
_DONE = object()


class Proof(QObject):
    """Pages and pictures of the open report; ``renewed`` follows every new layout, also one that failed.

    Nothing is laid out while none of the watchers can be seen.
    """

    renewed = Signal()

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._preview: Preview | None = None
        self._document: Document | None = None
        self._problem: KnownError | None = None
        self._stale = True
        self._steps: Iterator[None] | None = None
        self._watchers: WeakSet[QWidget] = WeakSet()
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._renew_if_seen)
        desk.changed.connect(lambda _change: self._expire())
        desk.opened.connect(self._expire)
        desk.closing.connect(self._forget)

    def watch(self, widget: QWidget) -> None:
        """Lay the report out while *widget* can be seen; it calls ``look`` when it is shown."""
        self._watchers.add(widget)

    def look(self) -> None:
        """Lay the report out soon, if it has changed since it was last laid out."""
        if self._stale and not self._timer.isActive():
            self._timer.start(_PAUSE_MS)

    def renew(self) -> None:
        """Lay the report out now, if it has changed."""
        self._timer.stop()
        if self._stale and self._desk.is_open:
            for _ in self._laying():
                pass

    def _turn(self) -> None:
        """Go on laying out for some ms, while somebody looks; an edit meanwhile begins it anew."""
        if not (self._is_seen() and self._stale and self._desk.is_open):
            self._steps = None
            return
        self._steps = self._steps or self._laying()
        until = perf_counter() + _TURN
        while perf_counter() < until:
            if next(self._steps, _DONE) is _DONE:
                self._steps = None
                return
        self._timer.start(0)

    @property
    def problem(self) -> KnownError | None:
        """Why there is no proof, or None."""
        return self._problem

    @property
    def document(self) -> Document | None:
        """The report as blocks, or None before the first layout."""
        return self._document

    @property
    def preview(self) -> Preview | None:
        """Pages and their pictures, or None before the first layout."""
        return None if self._problem else self._preview

    @property
    def page_count(self) -> int:
        """How many pages there are."""
        return self._preview.page_count if self._preview and self._document and not self._problem else 0

    def page_of(self, place: str) -> int | None:
        """Return the page (from 1) that shows a place, or its record, or None."""
        if not self._preview or not self.page_count:
            return None
        record = "/".join(place.split("/")[:2])
        return self._preview.page_of(place) or self._preview.page_of(record)

    def page_at(self, block: int, position: int) -> int | None:
        """Return the page (from 1) with a row, or a character, of a block of the document, or None."""
        return self._preview.page_at(block, position) if self._preview and self.page_count else None

    def boxes(self, page: int) -> Sequence[Box]:
        """Return the characters and cells of a page (from 1), in pt; none where there is no such page."""
        is_page = self._preview is not None and 1 <= page <= self.page_count
        return self._preview.boxes(page) if self._preview and is_page else ()

    @property
    def is_current(self) -> bool:
        """Whether the pages show the report as it stands."""
        return not self._stale

    def image(self, page: int, scale: float, ratio: float) -> QImage | None:
        """Return the picture of a page, *scale* logical pixels a pt; None where there is no such page."""
        if not self._preview or not 1 <= page <= self.page_count:
            return None
        return self._preview.image(page, scale, ratio)

    def _laying(self) -> Iterator[None]:
        """Compose, measure, lay out and tell, step by step; the pages are the old ones until the end."""
        from desktop.output.preview import Preview
        from desktop.tasks.reporting import document_of

        document, problem = self._document, None
        try:
            self._preview = self._preview or Preview()
            document = document_of(self._desk.session)
            yield
            yield from self._preview.preparing(document)
            yield
            self._preview.show(document)
        except KnownError as error:
            document, problem = self._document, error
        yield
        self._document, self._problem = document, problem  # in the turn in which it is told
        self._stale = False
        self.renewed.emit()

    def _expire(self) -> None:
        self._stale, self._steps = True, None
        if self._is_seen():
            self.look()

    def _renew_if_seen(self) -> None:
        if self._is_seen():
            self._turn()

    def _is_seen(self) -> bool:
        """Whether somebody looks; a watcher whose page has gone may still be remembered."""
        return any(isValid(each) and each.isVisible() for each in self._watchers)

    def _forget(self) -> None:
        self._timer.stop()
        self._stale, self._document, self._problem, self._steps = True, None, None, None
