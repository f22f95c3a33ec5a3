"""The painted flow: bands from sub-projects over contracts to payees; amber without a contract."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QContextMenuEvent,
    QFontMetrics,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QApplication, QScrollArea, QToolTip, QWidget

from desktop.models.flows import Group, Strand
from desktop.models.money import group as grouped
from desktop.models.money import show_wan
from desktop.models.records import Payment
from desktop.views.flow.plan import Bough, Ribbon, Tree, height_of, planned
from desktop.views.icons import pixmap
from desktop.views.theme import BODY, SMALL, color, font

_LISTED = 10  # Payments in a tooltip
_FAINT, _CLEAR = 130, 235  # Opacity of bands, and of those pointed at
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class FlowPicture(QWidget):
    """The picture; up and down move the current row, which is a strand.

    chosen(Strand) when it changes, opened(Strand) at Enter and a double click, asked(Strand, point)
    for a menu, dropped(Strand, id of a contract) when one without a contract was dragged to one.
    """

    chosen = Signal(object)
    opened = Signal(object)
    asked = Signal(object, object)
    dropped = Signal(object, int)

    def __init__(self) -> None:
        super().__init__()
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName("合同—支付—预算图；同样的内容可以切换成表")
        self._groups: tuple[Group, ...] = ()
        self._payments: dict[int, Payment] = {}
        self._trees: tuple[Tree, ...] = ()
        self._current: tuple[int, ...] = ()
        self._hovered: tuple[int, ...] = ()
        self._pressed: QPointF | None = None
        self._dragged: Strand | None = None

    def show_groups(self, groups: tuple[Group, ...], payments: Sequence[Payment]) -> None:
        """Show where the money went; *payments* are told of in tooltips."""
        self._groups = groups
        self._payments = {each.id: each for each in payments}
        self._hovered = ()
        self.setMinimumHeight(height_of(groups) + 2)
        self._arrange()

    @property
    def current(self) -> Strand | None:
        """The strand of the current row, or None."""
        return next((each.strand for each in self.boughs if each.strand.payments == self._current), None)

    @property
    def boughs(self) -> list[Bough]:
        """All strands as they stand, from the top down."""
        return [bough for tree in self._trees for bough in tree.boughs]

    def choose(self, strand: Strand | None) -> None:
        """Make a strand the current one, bring it into sight and tell of it."""
        self._current = strand.payments if strand else ()
        self.setAccessibleDescription(said(strand) if strand else "")
        found = self._bough(self._current)
        inside = self.parentWidget()
        area = inside.parentWidget() if inside else None
        if found and isinstance(area, QScrollArea):
            middle = found.box.center().toPoint()
            area.ensureVisible(middle.x(), middle.y(), 0, 40)
        self.update()
        if strand:
            self.chosen.emit(strand)

    def tip(self, strand: Strand) -> str:
        """Return what is said of a strand at the pointer: its payments."""
        rows = [self._payments[id_] for id_ in strand.payments if id_ in self._payments]
        lines = [f"{each.item or '未写支出事项'}　{_wan(each.amount or 0)}" for each in rows[:_LISTED]]
        if len(rows) > _LISTED:
            lines.append(f"…… 共 {len(rows)} 笔")
        reasons = dict.fromkeys(each.no_contract.strip() for each in rows if strand.excused)
        return "\n".join((said(strand), *lines, *(f"原因：{each}" for each in reasons)))

    def sizeHint(self) -> QSize:
        return QSize(900, height_of(self._groups) + 2)

    def _arrange(self) -> None:
        self._trees = planned(self._groups, float(self.width() - 1))
        self.update()

    def resizeEvent(self, event: QEvent) -> None:
        self._arrange()

    def _bough(self, payments: tuple[int, ...]) -> Bough | None:
        return next((each for each in self.boughs if payments and each.strand.payments == payments), None)

    def _at(self, point: QPointF) -> Bough | None:
        """The strand whose row, or whose band, is at a point."""
        inside = next((each for each in self.boughs if each.reach.contains(point)), None)
        return inside or next((each for each in self.boughs if _path(each.ribbon).contains(point)), None)

    # Hands

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        found = self._at(event.position())
        if self._drags(event):
            self._show_target(found)
            return
        hovered = found.strand.payments if found else ()
        if hovered != self._hovered:
            self._hovered = hovered
            self.setCursor(Qt.CursorShape.PointingHandCursor if found else Qt.CursorShape.ArrowCursor)
            self.update()

    def leaveEvent(self, event: QEvent) -> None:
        self._hovered = ()
        self.update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        found = self._at(event.position())
        if found:
            self.choose(found.strand)
            held = not found.strand.linked and event.button() == Qt.MouseButton.LeftButton
            self._pressed = event.position() if held else None

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        dragged, target = self._dragged, self._at(event.position())
        self._let_go()
        if dragged and target and (contract := target.strand.contract) is not None:
            self.dropped.emit(dragged, contract)

    def _drags(self, event: QMouseEvent) -> bool:
        """Whether payments without a contract are on their way to one."""
        if self._dragged is None and self._pressed is not None:
            far = (event.position() - self._pressed).manhattanLength() >= QApplication.startDragDistance()
            self._dragged = self.current if far else None
        return self._dragged is not None

    def _show_target(self, found: Bough | None) -> None:
        """Light the contract that what is dragged would go to."""
        target = found.strand if found and found.strand.contract is not None else None
        self._hovered = target.payments if target else ()
        self.setCursor(Qt.CursorShape.DragLinkCursor if target else Qt.CursorShape.ForbiddenCursor)
        self.update()

    def _let_go(self) -> None:
        self._dragged = self._pressed = None
        self._hovered = ()
        self.unsetCursor()
        self.update()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        found = self._at(event.position())
        if found:
            self.opened.emit(found.strand)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        by_key = event.reason() == QContextMenuEvent.Reason.Keyboard
        found = self._bough(self._current) if by_key else self._at(QPointF(event.pos()))
        if found:
            self.choose(found.strand)
            at = self.mapToGlobal(found.box.bottomLeft().toPoint()) if by_key else event.globalPos()
            self.asked.emit(found.strand, at)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        match event.key():
            case Qt.Key.Key_Down | Qt.Key.Key_Up:
                self._step(1 if event.key() == Qt.Key.Key_Down else -1)
            case Qt.Key.Key_Escape if self._dragged is not None:
                self._let_go()
            case Qt.Key.Key_Return | Qt.Key.Key_Enter if (strand := self.current) is not None:
                self.opened.emit(strand)
            case _:
                super().keyPressEvent(event)

    def _step(self, by: int) -> None:
        every = self.boughs
        at = next((n for n, each in enumerate(every) if each.strand.payments == self._current), None)
        if every:
            number = 0 if at is None else min(max(at + by, 0), len(every) - 1)
            self.choose(every[number].strand)

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            found = self._at(QPointF(event.pos()))
            if found:
                QToolTip.showText(event.globalPos(), self.tip(found.strand), self)
            else:
                QToolTip.hideText()
            return True
        return super().event(event)

    # Painting

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for ribbon, lit in self._ribbons():
            tint = QColor(color("accent_line" if ribbon.settled else "warn_line"))
            tint.setAlpha(_CLEAR if lit else _FAINT)
            painter.fillPath(_path(ribbon), tint)
        for tree in self._trees:
            self._paint_group(painter, tree)
            for bough in tree.boughs:
                self._paint_strand(painter, bough)

    def _ribbons(self) -> Iterator[tuple[Ribbon, bool]]:
        for bough in self.boughs:
            lit = bough.strand.payments in (self._hovered, self._current)
            yield bough.ribbon, lit
            yield from ((twig.ribbon, lit) for twig in bough.twigs)

    def _paint_group(self, painter: QPainter, tree: Tree) -> None:
        painter.setPen(QPen(color("line2"), 1))
        painter.setBrush(color("surface"))
        painter.drawRoundedRect(tree.box, 4, 4)
        painter.fillRect(QRectF(tree.box.right() - 3, tree.box.top(), 3, tree.box.height()), color("accent"))
        inner = tree.box.adjusted(12, 0, -10, 0)
        adjusted = tree.group.adjusted
        amounts = _wan(tree.group.amount) + ("" if adjusted is None else f" / {_wan(adjusted)}")
        if tree.box.height() < 44:
            _write(painter, inner, tree.group.name, bold=True)
            return
        middle = tree.box.center().y()
        upper = QRectF(inner.left(), middle - 22, inner.width(), 22)
        _write(painter, upper, tree.group.name, bold=True)
        _write(painter, upper.translated(0, 22), amounts, px=SMALL, tone="text2")

    def _paint_strand(self, painter: QPainter, bough: Bough) -> None:
        strand, box = bough.strand, bough.box
        current = strand.payments == self._current
        loose = not (strand.linked or strand.excused)
        edge = QPen(color("warn" if loose else "line2"), 1)
        if not strand.linked:
            edge.setStyle(Qt.PenStyle.DashLine)
        if current:
            edge = QPen(color("accent"), 2)
        painter.setPen(edge)
        painter.setBrush(color("warn_soft" if loose else "surface"))
        painter.drawRoundedRect(box, 4, 4)
        inner = box.adjusted(8, 0, -8, 0)
        amounts = _amounts(strand)
        wide = QFontMetrics(font(SMALL)).horizontalAdvance(amounts)
        _write(painter, inner, amounts, px=SMALL, tone="warn" if loose else "text2", side=_RIGHT)
        if loose:
            painter.drawPixmap(QPointF(inner.left(), box.center().y() - 7), pixmap("sev_warn", "warn", 14))
            inner.setLeft(inner.left() + 20)
        inner.setRight(inner.right() - wide - 8)
        name = f"无需合同：{strand.name}" if strand.excused else strand.name
        _write(painter, inner, name, bold=loose, tone="warn" if loose else "text")
        for twig in bough.twigs:
            _write(painter, twig.text, twig.branch.payee)


def said(strand: Strand) -> str:
    """Say a strand in a line: its name, how many payments, how much, and that there is no contract."""
    beside = "" if strand.linked else "，无需合同" if strand.excused else "，没有合同"
    return f"{strand.name}：{len(strand.payments)} 笔，{_wan(strand.amount)} 万元{beside}"


def _amounts(strand: Strand) -> str:
    """What was paid, and of how much where that is more."""
    open_ = strand.agreed is not None and strand.agreed != strand.amount
    return _wan(strand.amount) + (f" / {_wan(strand.agreed or 0)}" if open_ else "")


def _wan(fen: int) -> str:
    return grouped(show_wan(fen)).replace("-", "−")


def _write(
    painter: QPainter,
    area: QRectF,
    text: str,
    *,
    px: int = BODY,
    bold: bool = False,
    tone: str = "text",
    side: Qt.AlignmentFlag = _LEFT,
) -> None:
    face = font(px, bold=bold)
    painter.setFont(face)
    painter.setPen(color(tone))
    shown = QFontMetrics(face).elidedText(text, Qt.TextElideMode.ElideRight, int(area.width()))
    painter.drawText(area, side, shown)


def _path(ribbon: Ribbon) -> QPainterPath:
    made = QPainterPath(QPointF(ribbon.left, ribbon.from_y))
    middle = (ribbon.left + ribbon.right) / 2
    made.cubicTo(middle, ribbon.from_y, middle, ribbon.to_y, ribbon.right, ribbon.to_y)
    made.lineTo(ribbon.right, ribbon.to_y + ribbon.height)
    low, high = ribbon.from_y + ribbon.height, ribbon.to_y + ribbon.height
    made.cubicTo(middle, high, middle, low, ribbon.left, low)
    made.closeSubpath()
    return made
