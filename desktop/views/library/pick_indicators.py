"""从指标库选: indicators of earlier years, searched, ticked and inserted below the selected row."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from PySide6.QtWidgets import QWidget

from desktop.models.library import KnownEntry, KnownIndicator
from desktop.models.library_words import told_fields, told_source
from desktop.tasks.library import own_library
from desktop.views.library.fields import INDICATORS
from desktop.views.library.picking import Picking, choice_box, offer

_THERE = "本项目已有同名的指标，不会改动它"


class PickIndicators(Picking):
    """Accepted, *chosen* are the indicators; those of a name in *there* cannot be ticked."""

    def __init__(self, parent: QWidget | None, there: Collection[str]) -> None:
        super().__init__(
            parent, "从指标库选", INDICATORS, ticks=True, words="名称、拼音、层级、项目：空格分开"
        )
        self.resize(1040, 560)
        self._there = frozenset(there)
        self.level1 = choice_box("一级指标", "全部一级")
        self.level2 = choice_box("二级指标", "全部二级")
        self.source = choice_box("来自哪个文件", "全部来源")
        for each in (self.level1, self.level2, self.source):
            each.currentIndexChanged.connect(lambda _at: self.look())
            self.filters.addWidget(each)
        self._lay(
            "指标库还是空的",
            "先从你做过的项目文件学一遍，里面的指标、词句和收款单位以后就能直接选用。也可以在指标页把选中的行收进来。",
        )

    @property
    def indicators(self) -> tuple[KnownIndicator, ...]:
        """What was chosen, as indicators."""
        return tuple(each for each in self.chosen if isinstance(each, KnownIndicator))

    def held(self) -> tuple[KnownEntry, ...]:
        """Return the indicators of the library; those that the report has are closed."""
        found = own_library().indicators
        offer(self.level1, (each.level1 for each in found))
        offer(self.level2, (each.level2 for each in found))
        offer(self.source, map(told_source, found))
        self.rows.closed = {each: _THERE for each in found if each.name in self._there}
        return found

    def passes(self, each: KnownEntry) -> bool:
        """Tell whether an indicator is of the chosen levels and source."""
        if not isinstance(each, KnownIndicator):
            return False
        pairs = (
            (self.level1, each.level1),
            (self.level2, each.level2),
            (self.source, told_source(each)),
        )
        return all(not box.currentIndex() or box.currentText() == text for box, text in pairs)

    def renew(self) -> None:
        """Say how many will be inserted, and what the current one brings along."""
        ticked = len(self.rows.chosen())
        free = [each for each in self.table.selected if each not in self.rows.closed]
        count = ticked or len(free)
        self.go.setText(f"插入 {count} 项" if count else "插入")
        self.go.setEnabled(bool(count))
        current = self.table.current
        if isinstance(current, KnownIndicator):
            there = f"{_THERE}。" if current in self.rows.closed else ""
            told = told_fields(replace(current, source=""))
            self.full.setText(f"{there}{current.name}　{told}")
        else:
            self.full.setText("")
        if not ticked and current and not self.full.text().startswith(_THERE):
            self.full.setText(
                f"{self.full.text()}\n列表里空格勾选，回车插入；指标值是往年的，插入后标“请核对”。"
            )
