"""分值 above the indicators: the sum of each level against the rule pack's, and sharing out evenly."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from decimal import Decimal
from functools import partial

from PySide6.QtWidgets import QHBoxLayout, QMenu, QWidget

from desktop.models.numbers import plain
from desktop.models.places import place
from desktop.models.reckoning.performance import LEVELS, level_of
from desktop.models.records import Indicator, Report
from desktop.models.rulepack import RulePack
from desktop.models.weighing import attainable, shared_out
from desktop.views.desk import Desk
from desktop.views.parts import label, row
from desktop.views.shapes import Tag
from desktop.views.theme import SMALL


class WeightsLine(QWidget):
    """Tags: each level with its points of those it should have, the execution, the whole."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._tags: QHBoxLayout = row(gap=4)
        self._texts: tuple[tuple[str, str], ...] = ()
        self.setLayout(row(label("分值", SMALL, tone="text2"), self._tags, gap=8))

    def renew(self) -> None:
        """Show the sums of the report as it stands."""
        texts = tuple(sums(self._desk.report, self._desk.session.pack))
        if texts == self._texts:
            return
        self._texts = texts
        while (item := self._tags.takeAt(0)) is not None:
            if widget := item.widget():
                widget.hide()
                widget.deleteLater()
        for text, tone in texts:
            self._tags.addWidget(Tag(text, tone, "check" if tone == "ok" else ""))

    @property
    def texts(self) -> tuple[str, ...]:
        """The words of the tags."""
        return tuple(text for text, _ in self._texts)


def sums(report: Report, pack: RulePack) -> Iterator[tuple[str, str]]:
    """Yield for each level its points against the profile's (产出 50/50) with the tone; then the execution."""
    points = pack.profile.points if pack.profile else {}
    for level in (*LEVELS, ""):
        rows = [each for each in report.indicators if level_of(each) == level]
        if not rows:
            continue
        known = [each.weight for each in rows if each.weight is not None]
        wanted = points.get(level) if level else None
        said = plain(sum(known, Decimal(0))) if known else "未填"
        name = LEVELS.get(level, "其他")
        fits = wanted is not None and len(known) == len(rows) and sum(known, Decimal(0)) == wanted
        text = f"{name} {said}" if wanted is None else f"{name} {said}/{plain(wanted)}"
        yield text, "ok" if fits else "warn" if wanted is not None or not known else "muted"
    if execution := pack.limit("execution_weight"):
        yield f"执行 {plain(execution)}", "muted"


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
