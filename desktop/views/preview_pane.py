"""The page beside the work: what is being edited, as it will be printed."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QShowEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget

from desktop.views.parts import button, column, label, row, set_tone
from desktop.views.proof import Proof
from desktop.views.theme import H2, SMALL, color

if TYPE_CHECKING:
    from desktop.output.pdf.spots import Box
    from desktop.report.same_figure import Spot

PAGE_WIDTH, PAGE_HEIGHT = 595.28, 841.89  # A4 in pt
MARGIN = 12
_LEAST = 120
_AROUND = 60  # px kept in sight above and below what is marked


class Sheet(QWidget):
    """One page of the proof at a width in px, with a figure on it marked; pressed(Box) where it is clicked."""

    pressed = Signal(object)

    def __init__(self, proof: Proof) -> None:
        super().__init__()
        self._proof = proof
        self._page = 1
        self._width = 400
        self._marks: tuple[Box, ...] = ()
        self.setAccessibleName("报告的一页")

    @property
    def page(self) -> int:
        """The page shown, from 1."""
        return self._page

    def show_page(self, page: int, width: int) -> None:
        """Show a page *width* px wide."""
        self._page, self._width = page, max(_LEAST, width)
        self.setFixedSize(self.sizeHint())
        self.update()

    @property
    def marked(self) -> QRect:
        """The rectangle (px) about what is marked, an empty one for nothing."""
        found = QRect()
        for each in self._marks:
            found = found.united(self._on_screen(each).toAlignedRect())
        return found

    def mark(self, marks: Iterable[Box]) -> None:
        """Tint some characters or cells of the page, and nothing else."""
        self._marks = tuple(marks)
        self.update()

    def _on_screen(self, box: Box) -> QRectF:
        scale = self._width / PAGE_WIDTH
        return QRectF(box.left * scale, box.top * scale, box.width * scale, box.height * scale)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        scale = PAGE_WIDTH / self._width
        x, y = event.position().x() * scale, event.position().y() * scale
        found = next((each for each in self._proof.boxes(self._page) if each.holds(x, y)), None)
        self.pressed.emit(found)
        super().mousePressEvent(event)

    def sizeHint(self) -> QSize:
        return QSize(self._width, round(self._width * PAGE_HEIGHT / PAGE_WIDTH))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), color("surface"))
        image = self._proof.image(self._page, self._width / PAGE_WIDTH, self.devicePixelRatioF())
        if image is not None:
            painter.drawImage(0, 0, image)
        painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Multiply)  # black stays black
        for each in self._marks:
            painter.fillRect(self._on_screen(each), color("mark"))
        painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_SourceOver)
        painter.setPen(color("line2"))
        painter.drawRect(self.rect().adjusted(0, 0, -1, -1))


class SheetView(QScrollArea):
    """A page that fits the width it has, or is *zoom* times as wide as on paper at 96 dpi; 0 fits.

    turned(page) when another page is shown, leafed() when that was by hand; pointed(figure) at a click on one.
    """

    turned = Signal(int)
    leafed = Signal()
    pointed = Signal(str)

    def __init__(self, proof: Proof) -> None:
        super().__init__()
        self._proof = proof
        self._zoom = 0.0
        self._place = ""
        self._spot: Spot | None = None
        self.marked_spot: Spot | None = None
        self.sheet = Sheet(proof)
        self.sheet.pressed.connect(self._pressed)
        self._notice = label("", tone="muted", wrap=True)
        self._notice.hide()
        paper = QFrame()
        paper.setObjectName("paper")
        centred = row(None, self.sheet, None)
        paper.setLayout(column(self._notice, centred, None, margins=(MARGIN, MARGIN, MARGIN, MARGIN)))
        self.setWidget(paper)
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName("报告第 1 页")
        proof.watch(self)
        proof.renewed.connect(self._renewed)

    @property
    def zoom(self) -> float:
        """How large the page is shown: 1 is its true size at 96 dpi."""
        return self.sheet.width() / PAGE_WIDTH * 72 / 96

    def set_zoom(self, zoom: float) -> None:
        """Show the page at another size; 0 fits the width."""
        self._zoom = zoom
        self._lay()

    def follow(self, place: str) -> None:
        """Show the page on which a place is printed, now and after further edits."""
        self._place = place
        page = self._proof.page_of(place) if place else None
        if page:
            self.turn_to(page)

    @property
    def figure(self) -> str:
        """The figure that is marked, '' for none."""
        return self.marked_spot.place if self.marked_spot else ""

    def show_spot(self, spot: Spot) -> None:
        """Show a printed place with the figure marked, now or as soon as the report is laid out."""
        self.follow("")
        self._spot = None if self._proof.is_current else spot
        page = self._proof.page_at(spot.block, spot.row or spot.at)
        if page:
            self.turn_to(page)
            self._mark(spot)
        self.marked_spot = spot

    def _mark(self, spot: Spot) -> None:
        """Tint the characters of a paragraph, or the cell of a table, and bring them into sight."""
        self.marked_spot = spot
        cell = (spot.row, spot.column)
        self.sheet.mark(
            each
            for each in self._proof.boxes(self.sheet.page)
            if each.block == spot.block
            and (spot.at <= each.character < spot.end if spot.end else (each.row, each.column) == cell)
        )
        there = self.sheet.marked
        if there.isValid():
            middle = self.sheet.mapTo(self.widget(), there.center())
            self.ensureVisible(middle.x(), middle.y(), 0, there.height() // 2 + _AROUND)

    def unmark(self) -> None:
        """Mark nothing."""
        self.marked_spot = self._spot = None
        self.sheet.mark(())

    def _pressed(self, box: Box | None) -> None:
        """Mark the figure that was clicked, and tell which it is."""
        from desktop.report.same_figure import Spot, printed_at, shown_at

        document = self._proof.document
        self.unmark()
        if box is None or document is None:
            self.pointed.emit("")
            return
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        figure = printed_at(document, box.block, box.character, box.row, box.column)
        if figure:
            start, end = shown_at(document, box.block, box.character)
            self._mark(Spot("printed", figure, "", start, end, box.block, box.row, box.column))
        self.pointed.emit(figure)

    def turn_to(self, page: int) -> None:
        """Show a page, from 1; the nearest there is."""
        page = max(1, min(page, self._proof.page_count))
        self.setAccessibleName(f"报告第 {page} 页")
        if page != self.sheet.page:
            self.unmark()
            self.sheet.show_page(page, self._wide())
            self.verticalScrollBar().setValue(0)
        self.turned.emit(page)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._proof.look()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._lay()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        match event.key():
            case Qt.Key.Key_PageDown:
                self._scroll_on(1)
            case Qt.Key.Key_PageUp:
                self._scroll_on(-1)
            case Qt.Key.Key_Home:
                self.leaf(1 - self.sheet.page)
            case Qt.Key.Key_End:
                self.leaf(self._proof.page_count - self.sheet.page)
            case _:
                super().keyPressEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        up, bar = event.angleDelta().y() > 0, self.verticalScrollBar()
        if bar.value() == (bar.minimum() if up else bar.maximum()):
            self._over_edge(-1 if up else 1)
            event.accept()
        else:
            super().wheelEvent(event)

    def leaf(self, by: int) -> None:
        """Turn some pages on or back, and follow the place no longer."""
        self.follow("")
        self.turn_to(self.sheet.page + by)
        self.leafed.emit()

    def _scroll_on(self, by: int) -> None:
        """Scroll by most of what is in view, over the edge to the next page."""
        bar = self.verticalScrollBar()
        if bar.value() == (bar.maximum() if by > 0 else bar.minimum()):
            self._over_edge(by)
        else:
            bar.setValue(bar.value() + by * (bar.pageStep() - 2 * MARGIN))

    def _over_edge(self, by: int) -> None:
        before = self.sheet.page
        self.leaf(by)
        if by < 0 and self.sheet.page != before:
            self.verticalScrollBar().setValue(self.verticalScrollBar().maximum())

    def _wide(self) -> int:
        if self._zoom:
            return round(PAGE_WIDTH * self._zoom * 96 / 72)
        return self.viewport().width() - 2 * MARGIN

    def _lay(self) -> None:
        self.sheet.show_page(self.sheet.page, self._wide())

    def _renewed(self) -> None:
        problem = self._proof.problem
        self._notice.setVisible(problem is not None)
        self.sheet.setVisible(problem is None)
        if problem is not None:
            self._notice.setText(f"报告暂时排不出来：{problem.message}\n{problem.advice}")
            return
        if self._spot is not None:
            self.show_spot(self._spot)
            return
        self.unmark()
        page = self._proof.page_of(self._place) if self._place else None
        self.turn_to(page or self.sheet.page)


class PreviewPane(QFrame):
    """The preview beside a page: follows the focused place until it is turned by hand."""

    closed = Signal()

    def __init__(self, proof: Proof, parent: QWidget) -> None:
        super().__init__(parent)  # Which takes it along where it was never shown in a splitter
        self.setObjectName("side")
        self._proof = proof
        self.view = SheetView(proof)
        self.view.setStyleSheet("QScrollArea { border: 0; }")
        self._number = label("", SMALL, tone="text2")
        self._follows = label("跟随当前位置", SMALL, tone="muted")
        self._back = button("", "icon", "left", "上一页", clicked=lambda: self.view.leaf(-1))
        self._on = button("", "icon", "right", "下一页", clicked=lambda: self.view.leaf(1))
        close = button("", "icon", "close", "收起 F7", clicked=self.closed.emit)
        head = row(
            label("预览", H2, bold=True),
            self._follows,
            None,
            self._back,
            self._number,
            self._on,
            close,
            gap=4,
            margins=(12, 8, 8, 8),
        )
        self.setLayout(column(head, (self.view, 1), gap=0))
        self.setMinimumWidth(300)
        self.view.turned.connect(self._turned)
        self.view.leafed.connect(lambda: self._follows.setText("手动翻页"))

    def follow(self, place: str) -> None:
        """Show where a place is printed."""
        self._follows.setText("跟随当前位置")
        self.view.follow(place)

    def _turned(self, page: int) -> None:
        count = self._proof.page_count
        self._number.setText(f"{page} / {count}" if count else "")
        self._back.setEnabled(page > 1)
        self._on.setEnabled(page < count)
        set_tone(self._number, "text2")
