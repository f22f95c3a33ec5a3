"""分值 above the indicators: the sum of each level against the rule pack's, and sharing out evenly."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from decimal import Decimal
from functools import partial

from PySide6.QtCore import QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QMenu, QSizePolicy, QWidget

from desktop.models.numbers import plain
from desktop.models.places import place
from desktop.models.reckoning.performance import LEVELS, level_of
from desktop.models.records import Indicator, Report
from desktop.models.rulepack import RulePack
from desktop.models.weighing import attainable, shared_out
from desktop.views.desk import Desk
from desktop.views.pages.indicator_words import shortened
from desktop.views.parts import label, row
from desktop.views.shapes import Tag
from desktop.views.theme import SMALL

FIGURE = 8  # Characters of a sum that a tag has room for
_GAP, _LEAST = 4, 120  # px
_FIRST = {"warn": 0, "err": 0, "ok": 1, "muted": 2}


class WeightsLine(QWidget):
    """Tags: each level with its points of those it should have, the execution, and how much is given out.

    Where the room is short the quiet ones give way first; the tooltip says them all.
    """

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._texts: tuple[tuple[str, str], ...] = ()
        self._tags: list[Tag] = []
        self._title = label("分值", SMALL, tone="text2")
        self._line = row(self._title, 4, gap=_GAP)
        self._line.addStretch(1)
        self.setLayout(self._line)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def renew(self) -> None:
        """Show the sums of the report as it stands."""
        texts = tuple(sums(self._desk.report, self._desk.session.pack))
        if texts == self._texts:
            return
        self._texts = texts
        for tag in self._tags:
            self._line.removeWidget(tag)
            tag.hide()
            tag.deleteLater()
        self._tags = [Tag(text, tone, "check" if tone == "ok" else "") for text, tone in texts]
        for number, tag in enumerate(self._tags):
            self._line.insertWidget(number + 2, tag)
        said = "，".join(self.texts)
        self.setToolTip(f"分值：{said}" if said else "")
        self.setAccessibleName(f"分值：{said}")
        self._fit()

    @property
    def texts(self) -> tuple[str, ...]:
        """The words of all tags, those included that had to give way."""
        return tuple(text for text, _ in self._texts)

    @property
    def shown(self) -> tuple[str, ...]:
        """The words of the tags in sight."""
        return tuple(tag.text() for tag in self._tags if not tag.isHidden())

    def _fit(self) -> None:
        """Hide what there is no room for."""
        room = self.width() - self._title.sizeHint().width() - 4 - 2 * _GAP
        kept = fitting(
            [(tag.width() + _GAP, tone) for tag, (_, tone) in zip(self._tags, self._texts, strict=True)], room
        )
        for number, tag in enumerate(self._tags):
            tag.setVisible(number in kept)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def minimumSizeHint(self) -> QSize:
        return QSize(_LEAST, super().minimumSizeHint().height())


def fitting(tags: Sequence[tuple[int, str]], room: int) -> frozenset[int]:
    """Return which of some tags (width in px, tone) fit into *room*: amber before the last, then green, then grey."""
    last = len(tags) - 1
    order = sorted(range(len(tags)), key=lambda n: (_FIRST.get(tags[n][1], 9), n != last, n))
    kept: set[int] = set()
    for number in order:
        room -= tags[number][0]
        if room < 0:
            break
        kept.add(number)
    return frozenset(kept)


def sums(report: Report, pack: RulePack) -> Iterator[tuple[str, str]]:
    """Yield for each level its points against the profile's (产出 50/50) with the tone; execution and whole."""
    points = pack.profile.points if pack.profile else {}
    for level in (*LEVELS, ""):
        rows = [each for each in report.indicators if level_of(each) == level]
        if rows:
            yield _level(rows, LEVELS.get(level, "其他"), points.get(level) if level else None)
    if execution := pack.limit("execution_weight"):
        yield f"执行 {plain(execution)}", "muted"
    if idle := [each for each in report.indicators if each.na_reason.strip()]:
        freed = sum((each.weight for each in idle if each.weight is not None), Decimal(0))
        yield f"{len(idle)} 项不适用，{_figure(freed)} 分由同级分担", "muted"
    if report.indicators and points:
        known = [each.weight for each in report.indicators if each.weight is not None]
        given = sum(known, Decimal(0))
        wanted = sum((each for level, each in points.items() if level != "execution"), Decimal(0))
        fits = len(known) == len(report.indicators) and given == wanted
        yield f"已分配 {_figure(given)}/{plain(wanted)}", "ok" if fits else "warn"


def _level(rows: Sequence[Indicator], name: str, wanted: Decimal | None) -> tuple[str, str]:
    known = [each.weight for each in rows if each.weight is not None]
    given = sum(known, Decimal(0))
    said = _figure(given) if known else "未填"
    fits = wanted is not None and len(known) == len(rows) and given == wanted
    tone = "ok" if fits else "warn" if wanted is not None or not known else "muted"
    return f"{name} {said}" if wanted is None else f"{name} {said}/{plain(wanted)}", tone


def _figure(value: Decimal) -> str:
    return shortened(plain(value), FIGURE)


class SharingMenu(QMenu):
    """均分分值: what each level leaves to its indicators, shared out evenly; one step of undo each."""

    def __init__(self, parent: QWidget, desk: Desk, selected: Callable[[], Collection[int]]) -> None:
        super().__init__(parent)
        self._desk, self._selected = desk, selected
        self.aboutToShow.connect(self.fill)

    def fill(self) -> None:
        """Offer what can be shared out now."""
        self.clear()
        report, pack = self._desk.report, self._desk.session.pack
        levels = {level: _ids(report.indicators, level) for level in LEVELS}
        held = {level: ids for level, ids in levels.items() if ids and _points(report, pack, ids) > 0}
        for level, ids in held.items():
            told = f"{LEVELS[level]}：{plain(_points(report, pack, ids))} 分平均分给 {len(ids)} 项"
            self.addAction(told).triggered.connect(partial(self._share, [ids]))
        if len(held) > 1:
            self.addAction("各一级指标都均分").triggered.connect(partial(self._share, list(held.values())))
        chosen = tuple(self._selected())
        if len(chosen) > 1:
            self.addSeparator()
            self.addAction(f"所选 {len(chosen)} 项分剩下的分值").triggered.connect(
                partial(self._share, [chosen])
            )
        if self.isEmpty():
            self.addAction("规则包没有规定各级指标的分值").setEnabled(False)

    def _share(self, groups: Collection[Collection[int]], *_signal: object) -> None:
        """Share out; raises DataError where the chosen indicators cannot share."""
        self._desk.flush()
        report = self._desk.report
        for ids in groups:
            report = shared_out(report, self._desk.session.pack, ids)
        first = next(iter(next(iter(groups))))
        self._desk.edit(report, "均分分值", place=place("indicators", first, "weight"))


def _ids(indicators: Collection[Indicator], level: str) -> tuple[int, ...]:
    return tuple(each.id for each in indicators if level_of(each) == level)


def _points(report: Report, pack: RulePack, ids: Collection[int]) -> Decimal:
    """What a whole level has to share; nothing where the rule pack gives it none."""
    profile = pack.profile
    level = level_of(next(each for each in report.indicators if each.id in ids))
    return attainable(report, pack, ids) if profile and profile.points.get(level) else Decimal(0)
