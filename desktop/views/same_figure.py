"""F4: from a figure to the next place where the very same one stands, round in a circle (同一个数)."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

from desktop.errors import KnownError
from desktop.models.places import parse_place
from desktop.report.same_figure import Spot, figure_at, spots
from desktop.tasks.topics import topics
from desktop.views.desk import Desk
from desktop.views.editors.memo import MemoInput
from desktop.views.figure_cells import FIGURE, figure_in, focus_figure
from desktop.views.manners import composing
from desktop.views.pages.catalogue import page_for
from desktop.views.preview_pane import PreviewPane, SheetView
from desktop.views.tables.view import TableView

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from desktop.report.blocks import Document
    from desktop.views.figure_popover import FigurePopover
    from desktop.views.workspace import Workspace

NOWHERE = "光标不在一个数上"
_OF_PROJECT = ("initial", "adjusted", "spent", "execution_rate")  # Shown on 项目概况 as well


class SameFigure:
    """Goes round the places of one figure; it stays that figure as long as nobody moves in between."""

    def __init__(self, desk: Desk, workspace: Workspace) -> None:
        self._desk, self._space = desk, workspace
        self._figure, self._at = "", 0
        self._stood: tuple[object, ...] = ()
        self._cards: WeakKeyDictionary[SheetView, FigurePopover] = WeakKeyDictionary()
        workspace.turned.connect(self._watch_page)
        workspace.side.shown.connect(self._watch_pane)

    def step(self, by: int) -> None:
        """Go to the next (1) or the previous (−1) place of the figure at the caret, and say which it is."""
        if composing():
            return  # The key belongs to the input method
        self._desk.flush()
        goes_on = bool(self._figure) and self._stands() == self._stood
        figure = self._figure if goes_on else self._at_caret()
        found = self.places(figure) if figure else ()
        if not found:
            self._space.toast.show_text(NOWHERE)
            return
        self._figure, before = figure, self._at if goes_on else self._here(found)
        if len(found) == 1:
            self._space.toast.show_text(f"没有别处：{self.named(found[0])}")
            return
        self._at = (before + by) % len(found)
        self._go(found[self._at])
        self._stood = self._stands()
        name = self.named(found[self._at])
        self._space.toast.show_text(f"第 {self._at + 1} 处，共 {len(found)} 处：{name}")

    def places(self, figure: str) -> tuple[Spot, ...]:
        """Return every place of a figure, its own first."""
        found = spots(self._desk.reckoning, figure, self._document())
        if figure.removeprefix("figures/") in _OF_PROJECT and found:
            return (found[0], Spot("shown", figure, found[0].name), *found[1:])
        return found

    def show(self, place: str) -> None:
        """Go to a value, or to the cell that shows a figure."""
        if place.startswith("figures/"):
            self._go_to_figure(place)
        else:
            self._space.go(place)

    def named(self, spot: Spot) -> str:
        """Say a place in the officer's words: 资金预算 · 民生热线服务 年初预算数."""
        match spot.kind:
            case "prose":
                passage = self._desk.report.find("passages", parse_place(spot.place).id)
                topic = topics().get(getattr(passage, "section", ""))
                return f"报告正文 · {topic.title if topic else spot.name}"
            case "printed":
                page = self._page_of(spot)
                return " · ".join(filter(None, (f"报告第 {page} 页" if page else "报告预览", spot.name)))
            case "shown":
                return f"项目概况 · {spot.name}"
            case _:
                return f"{page_for(spot.place).title} · {spot.name}"

    def _page_of(self, spot: Spot) -> int | None:
        proof = self._space.proof
        return proof.page_at(spot.block, spot.row or spot.at) if proof.is_current else None

    def _document(self) -> Document | None:
        """The report as it is printed now; None where it cannot be composed, which the preview tells."""
        from desktop.tasks.reporting import document_of

        proof = self._space.proof
        if proof.is_current and proof.document is not None:
            return proof.document
        try:
            return document_of(self._desk.session, draft=False)
        except KnownError:
            return None

    # The figure that is clicked in a preview

    def _watch_page(self) -> None:
        if view := self._view():
            self._watch(view)

    def _watch_pane(self, key: str) -> None:
        pane = self._space.side.widget(key) if key == "preview" else None
        if isinstance(pane, PreviewPane):
            self._watch(pane.view)

    def _watch(self, view: SheetView) -> None:
        """Have a card shown beside the figures of a preview that are clicked."""
        from desktop.views.figure_popover import FigurePopover

        if view not in self._cards:
            self._cards[view] = FigurePopover(view, self._leave)
            view.pointed.connect(partial(self._pointed, view))

    def _pointed(self, view: SheetView, figure: str) -> None:
        card, found = self._cards[view], self.places(figure) if figure else ()
        if not found:
            card.hide()
            return
        marked = view.marked_spot
        others = [each for each in found if not (each.kind == "printed" and marked and _is_at(each, marked))]
        own = found[0] if found[0].kind == "own" else None
        card.show_figure(self._desk.reckoning, figure, [(each, self.named(each)) for each in others], own)

    def _leave(self, spot: Spot) -> None:
        self._go(spot)
        self._space.toast.show_text(self.named(spot))

    # Where the officer is

    def _focus(self) -> QWidget | None:
        return self._space.window().focusWidget()

    def _view(self) -> SheetView | None:
        """The page of the preview, while that is shown."""
        from desktop.views.pages.proof import ProofPage

        page = self._space.page(self._space.key) if self._space.key == "preview" else None
        return page.view if isinstance(page, ProofPage) else None

    def _at_caret(self) -> str:
        """The figure at the caret: that of a cell, of a field, of a passage, or marked in the preview."""
        if view := self._view():
            return view.figure
        widget, where = self._focus(), self._space.place
        if isinstance(widget, TableView):
            return figure_in(widget)
        if widget is not None and (name := widget.property(FIGURE)):
            return f"figures/{name}"
        if isinstance(widget, MemoInput) and where.startswith("passages/"):
            return figure_at(widget.text(), _characters(widget.text(), widget.textCursor().position()))
        return where

    def _here(self, found: tuple[Spot, ...]) -> int:
        """The number of the place where the caret stands, of those that were found."""
        if view := self._view():
            marked = view.marked_spot
            printed = [n for n, each in enumerate(found) if each.kind == "printed"]
            same = (n for n in printed if marked and _is_at(found[n], marked))
            return next(same, printed[0] if printed else 0)
        widget, where = self._focus(), self._space.place
        if isinstance(widget, MemoInput) and where.startswith("passages/"):
            at = _characters(widget.text(), widget.textCursor().position())
            told = (n for n, each in enumerate(found) if each.place == where and each.at <= at <= each.end)
            return next(told, 0)
        shown = self._space.key == "project" and widget is not None and bool(widget.property(FIGURE))
        return next((n for n, each in enumerate(found) if shown and each.kind == "shown"), 0)

    def _stands(self) -> tuple[object, ...]:
        widget = self._focus()
        caret = widget.textCursor().position() if isinstance(widget, MemoInput) else 0
        cell = figure_in(widget) if isinstance(widget, TableView) else ""
        view = self._view()
        marked = (view.figure, view.sheet.page) if view else ()
        return self._space.key, id(widget), self._space.place, caret, cell, marked

    # Going there

    def _go(self, spot: Spot) -> None:
        match spot.kind:
            case "prose":
                self._space.go(spot.place)
                if isinstance(widget := self._focus(), MemoInput):
                    select(widget, spot.at, spot.end)
            case "printed":
                self._space.visit("preview")
                if view := self._view():
                    view.setFocus()
                    view.show_spot(spot)
            case "shown":
                self._space.visit("project")
                focus_figure(self._space.page("project"), spot.place)
            case _ if spot.place.startswith("figures/"):
                self._go_to_figure(spot.place)
            case _:
                self._space.go(spot.place)

    def _go_to_figure(self, figure: str) -> None:
        """Go to the cell that shows a figure, else to its record, else to the page it is reckoned on."""
        parts = figure.split("/")
        record = "/".join(parts[1:3]) if len(parts) > 3 else ""
        page = page_for(figure)
        if record and page.key == "contracts":
            self._space.go(f"{record}/name")
        self._space.visit(page.key)
        if focus_figure(self._space.page(page.key), figure):
            return
        if record:
            self._space.go(record)
        else:
            self._space.page(page.key).focus_first()


def select(widget: MemoInput, start: int, end: int) -> None:
    """Select characters of a text, its first ones in sight."""
    text, cursor = widget.text(), widget.textCursor()
    cursor.setPosition(_units(text, end))
    cursor.setPosition(_units(text, start), cursor.MoveMode.KeepAnchor)
    widget.setTextCursor(cursor)
    widget.ensureCursorVisible()


def _is_at(spot: Spot, other: Spot) -> bool:
    return (spot.block, spot.at, spot.row, spot.column) == (other.block, other.at, other.row, other.column)


def _units(text: str, characters: int) -> int:
    """How many of Qt's units the first characters of a text take."""
    return len(text[:characters].encode("utf-16-le")) // 2


def _characters(text: str, units: int) -> int:
    """How many characters of a text the first of Qt's units are."""
    return len(text.encode("utf-16-le")[: 2 * units].decode("utf-16-le", "ignore"))
