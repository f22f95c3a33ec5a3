"""得分计算: beside the indicators, one line an item with its arithmetic, and what the total can still be."""

from __future__ import annotations

from decimal import Decimal

from PySide6.QtGui import QGuiApplication, QShowEvent
from PySide6.QtWidgets import QWidget

from desktop.models.numbers import plain
from desktop.models.scoring import ItemScore, Score, lines
from desktop.models.scoring import score as score_of_report
from desktop.models.scoring.shown import bounds, grade_scale, open_items
from desktop.session import Change
from desktop.views.parts import Elided, box, button, column, label, row, set_tone
from desktop.views.room import Room
from desktop.views.score_list import ScoreList
from desktop.views.shapes import Tag
from desktop.views.side import Strip
from desktop.views.theme import SMALL

TITLE = "得分计算"
SCORE = 26  # px of the total
LEAST = 330  # px of the strip
_GLUED = 20  # Characters that are kept together at the end of a line: 效益 8 项 35.55 分
_TONES = {"优": "ok", "良": "ok", "中": "warn", "差": "err"}


class ScoreStrip(Strip):
    """Shows the score of the open report, anew with every edit; a click on an item goes to it."""

    def __init__(self, room: Room) -> None:
        super().__init__(TITLE, least=LEAST)
        self._room = room
        self._score: Score | None = None
        self._tag, self._total = Tag("暂估", "warn"), Elided("", SCORE, bold=True, tone="accent", fill=False)
        self._out_of = Elided("", SMALL, tone="text2", fill=False)
        self._open = label("", SMALL, bold=True, wrap=True)
        self._high, self._low = label("", SMALL, bold=True), label("", SMALL, bold=True)
        self._range = self._range_box()
        self.items = ScoreList()
        self.items.chosen.connect(self._show_item)
        self._said = label("", SMALL, tone="warn", wrap=True)
        self._scale = label("", SMALL, tone="text2")
        self._method = label("", SMALL, tone="muted", wrap=True)
        copy = button("", "icon", "copy", "复制为文字", clicked=self.copy)
        total = row(self._total, self._out_of, self._tag, None, copy, gap=6)
        parts = (total, self._range, (self.items, 1), self._said, self._scale, self._method)
        self.body.addLayout(column(*parts, gap=8, margins=(12, 0, 12, 12)))
        room.desk.changed.connect(self._changed)
        room.desk.opened.connect(self.renew)

    def _range_box(self) -> QWidget:
        """What is open, and the total with all of it and with none of it."""
        captions = ("还没填", "若都达标", "若都不得分")
        values = (self._open, self._high, self._low)
        made = column(gap=4, margins=(10, 8, 10, 8))
        for caption, value in zip(captions, values, strict=True):
            quiet = label(caption, SMALL, tone="text2")
            quiet.setFixedWidth(68)
            made.addLayout(row(quiet, (value, 1)))
        return box(made, "sunken")

    @property
    def score(self) -> Score | None:
        """The score that is shown."""
        return self._score

    def renew(self) -> None:
        """Show the score of the report as it stands, where there is one and the strip can be seen."""
        if not self._room.desk.is_open or self.isHidden():
            return
        score = score_of_report(self._room.desk.reckoning)
        if score is self._score:
            return
        self._score = score
        self._show_total(score)
        self._range.setVisible(score.provisional)
        self._open.setText("、".join(map(_glued, open_items(score).split("、"))))
        for line, total in ((self._high, score.high), (self._low, score.low)):
            grade = score.grade_of(total)
            line.setText(f"{total:.2f}　{grade}".rstrip())
            set_tone(line, _TONES.get(grade, "text"))
        self.items.show_score(score)
        told = [*(score.notes if score.items else ()), *bounds(score)]
        self._said.setText("\n".join(told))
        self._said.setVisible(bool(told))
        self._scale.setText(grade_scale(score.grades))
        self._scale.setVisible(bool(score.grades))
        self._method.setText(f"算法：{score.method}")

    def _show_total(self, score: Score) -> None:
        self._tag.show_word("暂估" if score.provisional else "", "warn")
        if score.total is None:
            total, beside = score.earned, f"/ 已填部分满分 {plain(score.attainable)}"
        else:
            total, beside = score.total, f"分，等级“{score.grade}”" if score.grade else "分"
        self._total.show_text(_two(total))
        self._out_of.show_text(beside)
        self.setAccessibleName(f"{TITLE}{'（暂估）' if score.provisional else ''} {_two(total)} {beside}")

    def copy(self) -> None:
        """Put the whole arithmetic on the clipboard as plain text."""
        if self._score is not None:
            QGuiApplication.clipboard().setText("\n".join(lines(self._score)))
            self._room.toast.show_text("得分计算已复制为文字")

    def _changed(self, _change: Change) -> None:
        self.renew()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.renew()

    def _show_item(self, item: ItemScore) -> None:
        self._room.go(item.place)


def _glued(words: str) -> str:
    """Return words that a line does not end in, where they are short; long ones are broken anywhere."""
    return "\u2060".join(words.replace(" ", "\u00a0")) if len(words) <= _GLUED else words


def _two(points: Decimal) -> str:
    return f"{points:.2f}"
