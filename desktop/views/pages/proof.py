"""报告预览: the very pages, their list, and what to know before they are printed (出稿检查)."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QFrame,
    QHeaderView,
    QPushButton,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from desktop.models.completeness import missing
from desktop.views.auditing.verdict import unfinished
from desktop.views.clearing import clear
from desktop.views.completeness import percent
from desktop.views.pages.catalogue import PAGES, Page
from desktop.views.pages.page import PageWidget
from desktop.views.parts import box, button, column, label, picture, row, section_title
from desktop.views.preview_pane import SheetView
from desktop.views.room import Room
from desktop.views.shapes import Tag
from desktop.views.theme import ROW, SMALL, font
from desktop.views.thumbnails import Thumbnails

if TYPE_CHECKING:
    from desktop.report.blocks import Document

ZOOMS = (0.5, 0.75, 1.0, 1.25, 1.5, 2.0)
_SIDE = 268
_ALL = 100  # per cent
_NAMED = 8  # Missing characters that are named
_ROOM_FOR_SMALL = 900  # Width of the page in px below which there are no thumbnails


@dataclass(frozen=True, slots=True)
class Check:
    """What 出稿检查 says: a shape, a sentence, a note, and the word on a link with what it does."""

    shape: str
    title: str
    note: str = ""
    action: str = ""
    clicked: Callable[[], object] | None = None


class ProofPage(PageWidget):
    """报告预览."""

    def __init__(self, page: Page, room: Room) -> None:
        super().__init__(page, room)
        self._zoom = 0.0
        self.view = SheetView(room.proof)
        self.view.turned.connect(self._turned)
        self.small = Thumbnails(room.proof)
        self.small.wanted.connect(self._leaf_to)
        self._number = label("", SMALL, tone="text2")
        self._size = label("", SMALL, tone="text2")
        self._headings = self._outline()
        self._checks = QVBoxLayout()
        self._checks.setSpacing(8)
        self._told: tuple[Check, ...] = ()
        self._searched: Document | None = None  # for characters that no face has
        self._lacking: tuple[str, ...] = ()
        self._mark = Tag()
        self._back = button("", "icon", "left", "上一页 PgUp", clicked=lambda: self.view.leaf(-1))
        self._on = button("", "icon", "right", "下一页 PgDn", clicked=lambda: self.view.leaf(1))
        self.add_actions(*self._tools())
        self.add(row(self.small, (self.view, 1), self._side(), gap=0), 1)
        room.proof.renewed.connect(self._renewed)
        room.audit.renewed.connect(self._show_checks)
        room.audit.unsettled.connect(self._show_checks)
        self.setFocusProxy(self.view)

    def _outline(self) -> QTreeWidget:
        made = QTreeWidget()
        made.setFont(font(SMALL))
        made.setAccessibleName("提纲")
        made.setFrameShape(QFrame.Shape.NoFrame)
        made.setHeaderHidden(True)
        made.setRootIsDecorated(False)
        made.setIndentation(0)
        made.setColumnCount(2)
        made.setMinimumHeight(3 * ROW)
        made.setTextElideMode(Qt.TextElideMode.ElideRight)
        made.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        made.header().setStretchLastSection(False)
        made.header().setMinimumSectionSize(20)
        made.header().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        made.header().resizeSection(1, 30)
        made.setStyleSheet("QTreeWidget { border: 0; } QTreeWidget::item { height: 24px; }")
        made.itemClicked.connect(self._jump)
        made.itemActivated.connect(self._jump)
        return made

    def _tools(self) -> Iterator[QWidget]:
        actions = self.room.actions
        yield self._back
        yield self._number
        yield self._on
        yield button("", "icon", "minus", "缩小", clicked=lambda: self._scale(-1))
        yield self._size
        yield button("", "icon", "plus", "放大", clicked=lambda: self._scale(1))
        yield button("适合宽度", small=False, clicked=self._fit)
        yield button("打印…", "", "print", "Ctrl+P", clicked=actions["print"].trigger)

    def _side(self) -> QWidget:
        inside = QWidget()
        inside.setObjectName("page")
        inside.setLayout(
            column(
                section_title("出稿检查", "", self._mark),
                self._checks,
                section_title("提纲"),
                (self._headings, 1),
                margins=(16, 0, 0, 0),
            )
        )
        inside.setFixedWidth(_SIDE)
        return inside

    def adapt(self, width: int) -> None:
        super().adapt(width)
        self.small.setVisible(width >= _ROOM_FOR_SMALL)

    def focus_first(self) -> None:
        self.view.setFocus()

    def focus_place(self, where: str) -> bool:
        self.view.follow(where)
        return True

    def _scale(self, by: int) -> None:
        now = self.view.zoom
        further = [each for each in ZOOMS if (each > now + 0.01 if by > 0 else each < now - 0.01)]
        if further:
            self._set_zoom(further[0] if by > 0 else further[-1])

    def _fit(self) -> None:
        self._set_zoom(0.0)

    def _set_zoom(self, zoom: float) -> None:
        self.view.set_zoom(zoom)
        self._show_size()

    def _turned(self, page: int) -> None:
        count = self.room.proof.page_count
        self._number.setText(f"{page} / {count}" if count else "")
        self._back.setEnabled(page > 1)
        self._on.setEnabled(page < count)
        self.small.show_page(page)
        self._show_heading(page)
        self._show_size()

    def _show_heading(self, page: int) -> None:
        """Mark the heading under which the page begins, or the first one on it."""
        preview = self.room.proof.preview
        pages = [each.page for each in preview.headings] if preview else []
        first = bisect_right(pages, page - 1)
        at = first if first < len(pages) and pages[first] == page else first - 1
        if item := self._headings.topLevelItem(at):
            self._headings.setCurrentItem(item)
            self._headings.scrollToItem(item)

    def _leaf_to(self, page: int) -> None:
        self.view.leaf(page - self.view.sheet.page)

    def _show_size(self) -> None:
        self._size.setText(f"{self.view.zoom:.0%}")

    def _renewed(self) -> None:
        preview = self.room.proof.preview
        self._headings.clear()
        for each in preview.headings if preview else ():
            item = QTreeWidgetItem([f"{'　' * (each.level - 1)}{each.text}", str(each.page)])
            item.setData(0, Qt.ItemDataRole.UserRole, each.page)
            item.setToolTip(0, each.text)
            item.setTextAlignment(1, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            item.setFont(0, font(SMALL, bold=each.level == 1))
            self._headings.addTopLevelItem(item)
        self._show_checks()

    def _jump(self, item: QTreeWidgetItem, _column: int = 0) -> None:
        self.view.follow("")
        self.view.turn_to(item.data(0, Qt.ItemDataRole.UserRole))

    def _show_checks(self) -> None:
        """List what the officer should know before the report leaves the house."""
        if not self.isVisible() or not self.desk.is_open:
            return
        self._show_mark()
        told = (*self._judged(), *self._filled(), *self._found())
        if told == self._told:
            return  # A link that has the focus keeps it
        self._told = told
        clear(self._checks)
        before: QWidget = self.view
        for each in map(_shown, told):
            self._checks.addWidget(each)
            for link in each.findChildren(QPushButton):
                self.setTabOrder(before, link)
                before = link
        self.setTabOrder(before, self._headings)

    def _show_mark(self) -> None:
        document = self.room.proof.document
        if document and document.watermark:
            self._mark.show_word("会印“草稿”水印", "warn")
        elif found := unfinished(self.room.audit):
            self._mark.show_word(found.title, found.tone)
        elif document is None:
            self._mark.show_word("正在排版…", "muted")
        else:
            self._mark.show_word("可以出稿", "ok")

    def _judged(self) -> Iterator[Check]:
        """What the rules say, or that they have not said it yet."""
        if found := unfinished(self.room.audit):
            shape = "sev_err" if self.room.audit.failure else "clock"
            again = self.room.actions["audit"].trigger if self.room.audit.failure else None
            yield Check(shape, found.title, self.room.audit.failure, "再审", again)
        counts = self.room.audit.counts()
        if counts["强制性"]:
            note = "改完以后水印自动去掉"
            yield Check("sev_err", f"强制性 {counts['强制性']} 处未改", note, "去改", self._audit)
        if counts["核实性"]:
            note = "可以先出送审稿"
            yield Check("sev_warn", f"核实性 {counts['核实性']} 处没写说明", note, "去看", self._audit)

    def _audit(self) -> None:
        self.room.go("explanations")

    def _filled(self) -> Iterator[Check]:
        """How much of what is required is filled in, which is a reason for the watermark too."""
        filled = self.room.audit.filled()
        share = percent(filled)
        if share < _ALL:
            note = "填齐以后水印自动去掉"
            yield Check("sev_warn", f"必填项填了 {share}%", note, "去填", self._fill_in)

    def _fill_in(self) -> None:
        """Go to the first required field that is empty, else to the first page that is not done."""
        where = next((places[0] for _, _, places in missing(self.desk.report)), "")
        filled = self.room.audit.filled()
        lacking = (page for page in PAGES if page.key in filled and filled[page.key].state != "done")
        self.room.go(where or next((each.sections[0] for each in lacking if each.sections), "project"))

    def _found(self) -> Iterator[Check]:
        document, preview = self.room.proof.document, self.room.proof.preview
        if document is None or preview is None:
            return
        if self._searched is not document:
            from desktop.output.pdf import Typesetter

            self._searched, self._lacking = document, Typesetter().missing_characters(document)
        if self._lacking:
            some = "、".join(self._lacking[:_NAMED])
            more = " 等" if len(self._lacking) > _NAMED else ""
            yield Check("sev_warn", f"缺字 {len(self._lacking)} 个：{some}{more}", "印出来是方框")
        else:
            yield Check("sev_ok", "没有缺字", "字体全部嵌入，跨页的表有“续表”和表头")


def _shown(check: Check) -> QWidget:
    tone = check.shape.removeprefix("sev_") if check.shape.startswith("sev_") else "muted"
    mark = column(picture(check.shape, tone), None, margins=(0, 2, 0, 0))
    words = column(label(check.title, wrap=True), gap=0)
    if check.note:
        words.addWidget(label(check.note, SMALL, tone="muted", wrap=True))
    go = []
    if check.clicked:
        go.append(button(check.action, "link", small=True, clicked=check.clicked))
        go[0].setAccessibleName(f"{check.action}：{check.title}")
    return box(row(mark, (words, 1), *go), "")
