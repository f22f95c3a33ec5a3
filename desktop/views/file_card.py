"""A project file as a card: state, completeness, open findings, execution; where the last one was left."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop.errors import DataError
from desktop.models.places import parse_place
from desktop.views.parts import Elided, button, column, label, picture, row, rule
from desktop.views.pressable import Pressable
from desktop.views.recent import when
from desktop.views.seen_files import SeenFile
from desktop.views.shapes import PROJECT_STATES, Bar, Tag
from desktop.views.theme import H2, SMALL

_ROOM_FOR_METER = 560  # Width of the list in px below which a card shows no bar
_HEIGHT, _FIRST = 64, 106


class FileCard(Pressable):
    """One file; *first* is the one left last, with where that was. *room* is the width of the list in px."""

    def __init__(self, file: SeenFile, room: int, *, first: bool = False) -> None:
        spoken = f"{file.title}，{file.year}年度，{file.problem or file.state}，{file.path}"
        super().__init__("card", spoken)
        self.file = file
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        mark = picture("file", "accent" if first else "faint" if file.away else "text2", 20)
        at = label(when(file.at), SMALL, tone="muted")
        at.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        at.setFixedWidth(76)
        meter = (self._meter(),) if room >= _ROOM_FOR_METER and not file.problem else ()
        above = row(mark, (self._words(), 1), *meter, at, gap=16)
        if first and not file.problem:
            self.setLayout(column(above, rule(), self._left_at(), gap=6, margins=(16, 8, 16, 6)))
            self.setFixedHeight(_FIRST)
        else:
            above.setContentsMargins(16, 8, 16, 8)
            self.setLayout(above)
            self.setFixedHeight(_HEIGHT)
        if file.away:
            self.setCursor(Qt.CursorShape.ArrowCursor)
        self.setToolTip(file.problem)

    def _words(self) -> QWidget:
        file = self.file
        tag = Tag(file.state, PROJECT_STATES.get(file.state, "muted"))
        if file.problem:
            tag = Tag("文件不在", "warn") if file.away else Tag("读不出", "err")
        title = row(
            Elided(file.title, H2, bold=True, tone="faint" if file.away else "text", fill=False),
            label(f"{file.year}年度" if file.year else "", tone="text2"),
            tag,
            None,
        )
        told = f"　{file.problem}" if file.problem else ""
        path = f"{file.path}　在 U 盘上时，插上 U 盘后再点" if file.away else f"{file.path}{told}"
        made = QWidget()
        made.setLayout(column(title, Elided(path, SMALL, tone="muted"), gap=2))
        return made

    def _meter(self) -> QWidget:
        file = self.file
        bar = Bar(file.percent / 100, "ok" if file.percent == 100 else "accent")
        bar.setFixedWidth(110)
        marks = [
            part
            for shape, tone, count in (("sev_err", "err", file.must), ("sev_warn", "warn", file.check))
            if count > 0
            for part in (picture(shape, tone, 14), label(str(count), SMALL))
        ]
        if file.must < 0:
            marks = [label("审核没有做完", SMALL, tone="muted")]
        elif not marks:
            marks = [picture("sev_ok", "ok", 14), label("审核无问题", SMALL, tone="ok")]
        rate = [label(f"执行率 {file.rate}", SMALL, tone="muted")] if file.rate else []
        made = QWidget()
        above = row(bar, label(f"{file.percent}%", SMALL), None)
        made.setLayout(column(above, row(*marks, 4, *rate, None, gap=4), gap=4))
        made.setFixedWidth(200)
        return made

    def _left_at(self) -> QWidget:
        """Where the work stopped, and the button that goes on there."""
        file = self.file
        parts = [label("上次停在", SMALL, tone="muted"), label(left_at(file.place), SMALL)]
        short = [
            *((f"必填项 {100 - file.percent}% 没填",) if file.percent < 100 else ()),
            *(("审核没有做完",) if file.must < 0 else ()),
            *((f"强制性 {file.must} 处",) if file.must > 0 else ()),
            *((f"核实性 {file.check} 处",) if file.check > 0 else ()),
        ]
        words = Elided("、".join(short) or "必填项都填了，没有要改的", SMALL)
        lacking = [12, label("还有", SMALL, tone="muted")] if short else [12]
        go = button("接着填", "primary", small=True, clicked=self.pressed.emit)
        made = QWidget()
        made.setLayout(row(*parts, *lacking, (words, 1), go, gap=8))
        return made

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go to the next card (Down) or the one before (Up)."""
        by = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()), 0)
        above = self.parentWidget()
        if not by or above is None:
            super().keyPressEvent(event)
            return
        cards = sorted((each for each in above.findChildren(FileCard) if not each.isHidden()), key=_height)
        to = cards.index(self) + by
        if 0 <= to < len(cards):
            cards[to].setFocus(Qt.FocusReason.TabFocusReason)

    def offer(self, run: Callable[[SeenFile, QWidget], object]) -> None:
        """Let a right click ask *run* for what can be done with the file."""
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.customContextMenuRequested.connect(lambda _at: run(self.file, self))


def _height(card: QWidget) -> int:
    return card.y()


def left_at(where: str) -> str:
    """Say where a report was left: its page, and the field there if one is known (绩效指标 › 实际完成值)."""
    from desktop.views.pages.catalogue import page_for

    page = page_for(where or "project").title
    try:
        known = parse_place(where)
    except DataError:
        return page
    return f"{page} › {known.entry.label}" if known.field else page
