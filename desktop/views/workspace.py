"""An open report on the screen: header, section list, page, preview and findings."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QAction, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QApplication, QFrame, QSplitter, QWidget

from desktop.session import Change
from desktop.views.audit import Audit, first_place
from desktop.views.auditing.verdict import unfinished
from desktop.views.banner import Banner
from desktop.views.desk import Desk
from desktop.views.findings import FindingsStrip
from desktop.views.full_look import FullLook
from desktop.views.header import Header
from desktop.views.navigation import Navigation
from desktop.views.page_stack import PageStack
from desktop.views.pages.catalogue import GROUPS, PAGES, build_page, page_for, page_of
from desktop.views.parts import column, row
from desktop.views.preview_pane import PreviewPane
from desktop.views.proof import Proof
from desktop.views.recent import place_left
from desktop.views.room import Room
from desktop.views.score_memory import score_wanted, want_score
from desktop.views.settled import Settled
from desktop.views.side import SideStrip
from desktop.views.tab_order import next_stop
from desktop.views.toast import Toast

if TYPE_CHECKING:
    from desktop.models.checks import Finding
    from desktop.views.pages.page import PageWidget

ALONE = ("audit", "preview")  # Pages that show what strip and pane would show
SCORE_WIDE = 356  # px
BARE = ("portal",)  # Pages without fields, so that nothing is to be said beside them
SHARE = 0.46  # Of the width, for the preview beside a page


class Workspace(QFrame):
    """Shows one report at a time; pages are built when they are first visited; turned() to another one."""

    turned = Signal()

    def __init__(self, desk: Desk, actions: dict[str, QAction], header: Header) -> None:
        super().__init__()
        self.setObjectName("canvas")
        self._desk, self._actions, self.header = desk, actions, header
        self._audit, self.proof = Audit(desk, self), Proof(desk, self)
        self._settled = Settled(desk)
        self._pages: dict[str, PageWidget] = {}
        self._key, self._place = "", ""
        self._before = "project"  # The page with a strip beside it that was seen last
        self.banner = Banner()
        self._navigation = Navigation()
        self._stack = PageStack()
        self._pane = PreviewPane(self.proof, self)
        self._pane.hide()
        self._strip = FindingsStrip(self._audit)
        self._splitter = QSplitter(Qt.Orientation.Horizontal)
        self.side = SideStrip(self._splitter)
        self._lay()
        self.toast = Toast(self, self._splitter)
        self.full_look = FullLook(self._audit, self, self.toast)
        self.room = Room(desk, self._audit, self.proof, self.go, self._strip.show_at, actions, self.toast)
        self._connect()

    def _lay(self) -> None:
        self._splitter.setHandleWidth(1)
        self._splitter.setChildrenCollapsible(False)
        self._splitter.addWidget(self._stack)
        self._splitter.setStretchFactor(0, 1)
        work = column((self._splitter, 1), self._strip, gap=0)
        body = row(self._navigation, (work, 1), gap=0)
        self.setLayout(column(self.header, self.banner, (body, 1), gap=0))

    def _connect(self) -> None:
        for number, group in enumerate(GROUPS, 1):
            first = next(page.key for page in PAGES if page.group == group)
            QShortcut(QKeySequence(f"Alt+{number}"), self, partial(self.choose, first))
        self._navigation.chosen.connect(self.choose)
        self._navigation.entered.connect(self._enter_page)
        self._strip.wanted.connect(self.go_to_finding)
        self._strip.unfolded.connect(self._actions["findings"].setChecked)
        self.side.plug("preview", lambda: self._pane, self._actions["preview"], SHARE)
        self.side.plug("score", self._make_score, self._actions["score"], SCORE_WIDE, own=True)
        self.side.shown.connect(self._keep_score)
        self.side.aside.connect(self._show_aside)
        if score_wanted():
            self.side.prefer("indicators", "score")
        self._actions["findings"].toggled.connect(self._unfold)
        self._pane.closed.connect(lambda: self.side.show(""))
        self.banner.backups_wanted.connect(self._actions["restore"].trigger)
        self._audit.renewed.connect(self._renew_navigation)
        self._audit.unsettled.connect(self._renew_navigation)
        self._desk.opened.connect(self._opened)
        self._desk.closing.connect(self._closing)
        self._desk.changed.connect(self._changed)
        self._desk.told.connect(self.toast.show_text)

    def _show_aside(self, key: str) -> None:
        """Show a strip that was asked for on a page that has none: beside a page that may have it."""
        if key == "preview":
            self.visit("preview")
            return
        self.visit("indicators" if key == "score" else self._before)
        self.side.show(key)

    def _make_score(self) -> QWidget:
        from desktop.views.score_strip import ScoreStrip

        return ScoreStrip(self.room)

    def _keep_score(self, key: str) -> None:
        """Remember whether the score stands beside the indicators."""
        if self._key == "indicators":
            want_score(on=key == "score")

    @property
    def place(self) -> str:
        """The place that was focused last."""
        return self._place

    @property
    def percent(self) -> int:
        """The share of required values that are filled, in per cent."""
        return self._navigation.percent

    @property
    def audit(self) -> Audit:
        """The findings of the report."""
        return self._audit

    @property
    def key(self) -> str:
        """The key of the page that is shown."""
        return self._key

    def page(self, key: str) -> PageWidget:
        """Return a page, built now if it has not been visited."""
        if key not in self._pages:
            made = self._pages[key] = build_page(page_of(key), self.room)
            made.focused.connect(self._focused)
            self._stack.addWidget(made)
            made.renew(None)
        return self._pages[key]

    def visit(self, key: str) -> None:
        """Show a page; what was being typed on the one before is saved."""
        if not self._desk.is_open or key == self._key:
            return
        self._desk.flush()
        page, within = self.page(key), self._has_keys()
        self._key = key
        self._stack.setCurrentWidget(page)
        if within:  # else Qt gives the keys of a page that goes to the first button of the next one
            page.focus_first()
        self._navigation.show_page(key)
        self._place = page.page.sections[0] if page.page.sections else ""
        self._show_beside()
        self.turned.emit()

    def choose(self, key: str) -> None:
        """Show a page that the officer chose and its first finding; the keys go on in the section list."""
        self.visit(key)
        self._navigation.take_focus()
        self._strip.prefer({key})

    def go(self, place: str) -> None:
        """Show a place on its page with the focus in it."""
        if not place:
            return
        key = page_for(place).key
        self.visit(key)
        self._focused(place)
        if not self._pages[key].focus_place(place) and not self._has_keys():
            self._pages[key].focus_first()

    def _has_keys(self) -> bool:
        """Whether the keys go into the page that is shown."""
        holder = QApplication.focusWidget()
        return holder is not None and self._stack.isAncestorOf(holder)

    def go_to_finding(self, finding: Finding) -> None:
        """Show where a finding is mended."""
        self.go(first_place(finding) or "project")

    def step_finding(self, by: int) -> None:
        """Go to the next (1) or the previous (-1) finding."""
        self._strip.step(by)

    def _enter_page(self) -> None:
        if self._key:
            self._pages[self._key].focus_first()

    def _focused(self, place: str) -> None:
        self._place = place
        self.side.follow(place)

    def want_preview(self) -> None:
        """Show the preview beside the pages of the next report, as it was the last time."""
        self.side.first = "preview"

    def _unfold(self, on: bool) -> None:  # noqa: FBT001 - Qt's own signal
        if on != self._strip.is_unfolded:
            self._strip.unfold(on=on)

    def _show_beside(self) -> None:
        """Show strip and findings beside the page, unless the page is one of them itself."""
        alone = self._key in ALONE
        self._strip.setVisible(not alone)
        if not alone and self._key not in BARE:
            self._before = self._key
        self.side.turn(self._key, self._place, alone=alone or self._key in BARE)

    def _opened(self) -> None:
        self._key, self._place = "", ""
        self.renew_session()
        self._renew_navigation()
        QTimer.singleShot(0, self, self.begin)  # In a turn of its own: a page is built in it

    def begin(self) -> None:
        """Show the place where the report was left, unless a page is shown already."""
        if not self._desk.is_open or self._key:
            return
        left = place_left(self._desk.session.path)
        self.visit(page_for(left).key if left else "project")
        self._navigation.take_focus()
        self.go(left)

    def renew_session(self) -> None:
        """Show which file this is and whether it can be changed."""
        session = self._desk.session
        self.header.show_project(session.report.project, read_only=session.read_only)
        if session.read_only:
            self.header.show_read_only()
        else:
            self.header.show_saved(session.saved_at)
        self.banner.show_session(session)

    def _closing(self) -> None:
        """Let the pages of this report go; the next one has its own."""
        self._stack.hide()  # else each page would come into sight as the one before it goes
        for page in self._pages.values():
            page.setParent(None)  # Not removeWidget, after which the binding holds the page for good
            page.deleteLater()
        self._pages.clear()
        self._stack.show()

    def _changed(self, change: Change) -> None:
        session = self._desk.session
        if "project" in change.sections:
            self.header.show_project(session.report.project, read_only=session.read_only)
            self.banner.show_session(session)
        self.header.show_saved(session.saved_at, slow=session.slow)
        if change.text.startswith(("撤销", "重做")) and change.place:
            QTimer.singleShot(0, self, lambda: self._return_to(change.place))

    def _return_to(self, place: str) -> None:
        """Show what was undone or redone, unless a dialog has come in between."""
        if self._desk.is_open and QApplication.activeModalWidget() is None:
            self.go(place)

    def _renew_navigation(self) -> None:
        if self._desk.is_open:
            found = unfinished(self._audit)
            self._navigation.renew(self._audit.filled(), self._audit.badges(), found.title if found else "")

    def focusNextPrevChild(self, next: bool) -> bool:  # noqa: A002, FBT001 - Qt's own names
        beside = [each for n in range(1, self._splitter.count()) if (each := self._splitter.widget(n))]
        parts = (self.header, self.banner, self._navigation, self._stack, *beside, self._strip)
        stop = next_stop(parts, QApplication.focusWidget(), 1 if next else -1)
        if stop is None:
            return super().focusNextPrevChild(next)
        stop.setFocus(Qt.FocusReason.TabFocusReason if next else Qt.FocusReason.BacktabFocusReason)
        return True

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.header.adapt(event.size().width())
        self._navigation.adapt(event.size().width())
