"""The card beside a figure that was clicked in the preview: what it is, whence it comes, where else it stands."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QLabel, QVBoxLayout

from desktop.models.evidence import of_place
from desktop.models.facts import name_at, value_text
from desktop.models.figures import Reckoning
from desktop.models.records import SECTIONS, Report
from desktop.report.same_figure import Spot
from desktop.views.clearing import clear
from desktop.views.help_strip import origin_said
from desktop.views.parts import Elided, button, column, label, row
from desktop.views.preview_pane import SheetView
from desktop.views.theme import BODY, H2, SMALL

WIDTH = 320  # px
MOST = 6  # Places that are listed; the rest are counted
_GAP = 4  # px between the figure and the card
Go = Callable[[Spot], object]


class FigurePopover(QFrame):
    """Stands beside the marked figure of a preview until Esc, a click elsewhere or another page."""

    def __init__(self, view: SheetView, go: Go) -> None:
        super().__init__(view.window())
        self.setObjectName("pop")
        self.setFixedWidth(WIDTH)
        self.setAccessibleName("这个数")
        self._view, self._go = view, go
        self._own: Spot | None = None
        self._name, self._value = Elided("", SMALL), label("", H2, bold=True)
        self._whence = label("", SMALL, tone="text2", wrap=True)
        self._places = QVBoxLayout()
        self._places.setSpacing(0)
        head = row((self._name, 1), button("", "icon", "close", "收起 Esc", clicked=self.hide))
        self.setLayout(
            column(head, self._value, self._whence, 4, self._places, gap=4, margins=(12, 6, 8, 10))
        )
        view.installEventFilter(self)
        view.verticalScrollBar().valueChanged.connect(self.hide)
        view.turned.connect(lambda _page: self.hide())
        view.destroyed.connect(self.deleteLater)  # Its parent is the window, which outlives the view
        self.hide()

    @property
    def texts(self) -> list[str]:
        """What is listed, line by line."""
        held = (self._places.itemAt(n) for n in range(self._places.count()))
        widgets = (each.widget() for each in held if each is not None)
        return [each.property("said") or "" for each in widgets if each is not None]

    def show_figure(
        self, reckoning: Reckoning, figure: str, others: Sequence[tuple[Spot, str]], own: Spot | None
    ) -> None:
        """Show a figure with its other places in words; *own* is where it is typed or reckoned."""
        self._own = own
        self._name.show_text(name_at(reckoning, figure))
        self._value.setText(value_text(reckoning, figure) or "—")
        self._whence.setText(_whence(reckoning, figure))
        clear(self._places)
        for spot, name in others[:MOST]:
            self._places.addWidget(self._link(spot, name))
        left = len(others) - MOST
        rest = f"还有 {left} 处　" if left > 0 else ""
        self._places.addWidget(
            _note(f"{rest}F4 下一处　Shift+F4 上一处　Enter 去改" if others else "没有别处")
        )
        self.adjustSize()
        self._stand()
        self.show()
        self.raise_()

    def _link(self, spot: Spot, name: str) -> QFrame:
        made, words = QFrame(), Elided(name, BODY)
        go = button("去看", "link", small=True, clicked=partial(self._leave, spot))
        go.setAccessibleName(f"去看 {name}")
        made.setLayout(row((words, 1), go, gap=4))
        made.setProperty("said", name)
        return made

    def _leave(self, spot: Spot) -> None:
        self.hide()
        self._go(spot)

    def _stand(self) -> None:
        """Below the figure, above where there is no room, never over it."""
        sheet, window = self._view.sheet, self._view.window()
        there = QRect(sheet.mapTo(window, sheet.marked.topLeft()), sheet.marked.size())
        below = there.bottom() + _GAP
        fits = below + self.height() <= window.height()
        top = below if fits else max(0, there.top() - _GAP - self.height())
        self.move(QPoint(max(0, min(there.left(), window.width() - WIDTH - _GAP)), top))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let Esc close the card and Enter go to where the figure is typed, while the preview has the keys."""
        if event.type() == QEvent.Type.Hide:
            self.hide()
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and self.isVisible():
            if event.key() == Qt.Key.Key_Escape:
                self.hide()
                return True
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self._own is not None:
                self._leave(self._own)
                return True
        return super().eventFilter(watched, event)


def _note(text: str) -> QLabel:
    made = label(text, SMALL, tone="muted", wrap=True)
    made.setProperty("said", text)
    return made


def _whence(reckoning: Reckoning, figure: str) -> str:
    """Where a figure comes from, and how much proves it."""
    report: Report = reckoning.report
    if not figure.startswith("figures/"):
        told = origin_said(report, figure)[0] if not figure.startswith("last/") else ""
    else:
        made = reckoning.figure(figure.removeprefix("figures/"))
        used = dict.fromkeys(SECTIONS[each.partition("/")[0]].label for each in made.sources) if made else ()
        told = f"计算得出，来自{'、'.join(used)}" if used else "计算得出"
    proofs = len(of_place(report, figure.removeprefix("figures/")))
    return "　".join(filter(None, (told, f"佐证 {proofs} 份" if proofs else "")))
