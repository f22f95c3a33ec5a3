"""The rows of the tree: levels and indicators, with what each shows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from desktop.models.levels import Levels
from desktop.models.numbers import plain
from desktop.models.reckoning.performance import LEVELS, level_of
from desktop.models.records import Indicator, Report
from desktop.models.rulepack import RulePack
from desktop.views.pages.indicator_words import shortened

UNNAMED = "未分级"
IDLE = "不适用"
FIGURE = 6  # Characters of a sum that a cell has room for
NAME, TARGET, ACTUAL, RATIO, WEIGHT, POINTS, FLAG = range(7)
FIELDS = ("name", "target", "actual", "", "weight", "", "")
HEADS = ("指标", "指标值", "实际完成", "完成率", "分值", "得分", "")
Key = tuple[str, ...] | int


@dataclass(slots=True)
class Node:
    """A level (*record* None) or an indicator; *ids* are those of the indicators it stands for."""

    key: Key
    title: str
    ids: tuple[int, ...]
    record: Indicator | None = None
    parent: Node | None = None
    row: int = 0
    children: list[Node] = field(default_factory=list["Node"])

    @property
    def depth(self) -> int:
        """How many levels stand above it."""
        return 0 if self.parent is None else self.parent.depth + 1

    @property
    def home(self) -> tuple[str, str]:
        """The first and the second level; '' for the second of a first one."""
        key = self.key if isinstance(self.key, tuple) else self.parent.key if self.parent else ()
        held = key if isinstance(key, tuple) else ()
        return held[0] if held else "", held[1] if len(held) > 1 else ""


def nodes_of(report: Report, levels: Levels) -> list[Node]:
    """Return the first levels with everything beneath them."""
    held = {each.id: each for each in report.indicators}
    made: list[Node] = []
    for n, first in enumerate(levels):
        top = Node((first.name,), first.name or UNNAMED, first.ids, row=n)
        for m, second in enumerate(first.seconds):
            title = f"{second.name or UNNAMED}（{len(second.ids)}）"
            inner = Node((first.name, second.name), title, second.ids, parent=top, row=m)
            inner.children = [
                Node(id_, held[id_].name or "未命名的指标", (id_,), held[id_], inner, k)
                for k, id_ in enumerate(second.ids)
            ]
            top.children.append(inner)
        made.append(top)
    return made


def allotted(rows: Sequence[Indicator], pack: RulePack, *, whole: bool) -> tuple[str, bool]:
    """Return the points given to indicators, of those they should have (47/50); whether they agree.

    whole: these are all indicators of a first level, for which the rule pack may say how much it has.
    """
    known = [each.weight for each in rows if each.weight is not None]
    given = sum(known, Decimal(0))
    said, full = shortened(plain(given), FIGURE) if known else "—", len(known) == len(rows)
    level = level_of(rows[0]) if rows else ""
    wanted = pack.profile.points.get(level) if pack.profile and whole and level in LEVELS else None
    return (said, full) if wanted is None else (f"{said}/{plain(wanted)}", full and given == wanted)
