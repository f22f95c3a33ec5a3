"""Goals and indicators on the form: 一级 and 二级指标 merged, points as the score gives them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from decimal import Decimal
from itertools import groupby

from desktop.models.figures import Reckoning
from desktop.models.formats import inline
from desktop.models.numbers import plain
from desktop.models.records import Goal, Indicator
from desktop.models.scoring import ItemScore, score
from desktop.report.form.funding import NOT_SCORED
from desktop.report.form.grid import POINTS, Formula, Look, Value, letter
from desktop.report.form.layout import Column, Layout
from desktop.report.form.rows import Part, Rows, Span
from desktop.report.form.words import actual, remark
from desktop.report.tables import target

TALL = 60.0  # pt of the row of the goals, so that a form filled by hand has room
SPARSE = 24.0  # pt of an indicator's row
_LOOKS = {
    "name": Look("left"),
    "remark": Look("left"),
    "points": Look(format=POINTS),
}
_MERGED = ("level1", "level2")


def add_goals(rows: Rows, layout: Layout, reckoning: Reckoning) -> None:
    """Add 预期目标 and 实际完成情况, the goals numbered where there are several."""
    block = layout.goals
    start = rows.add(Part(each.first, each.last, each.label) for each in block.columns).first
    texts = {"text": _goals(reckoning, _wanted), "achieved": _goals(reckoning, _achieved)}
    rows.add((Part(each.first, each.last, texts[each.key], Look("left")) for each in block.columns), TALL)
    rows.down(start, rows.count, Part(1, block.last, block.label))


def _goals(reckoning: Reckoning, shown: Callable[[Goal], str]) -> str | None:
    goals = reckoning.report.goals
    if not any(shown(goal) for goal in goals):
        return None
    if len(goals) == 1:
        return shown(goals[0])
    return "\n".join(f"{n}.{shown(goal)}" for n, goal in enumerate(goals, 1))


def _wanted(goal: Goal) -> str:
    return inline(goal.text)


def _achieved(goal: Goal) -> str:
    return f"{inline(goal.achieved)}{f'（{goal.state}）' if goal.state else ''}"


def add_indicators(rows: Rows, layout: Layout, reckoning: Reckoning, money: int) -> int:
    """Add the indicators and 总分, and return the row of their heads; *money*: the row of the whole sum."""
    block = layout.indicators
    heads = rows.add(Part(each.first, each.last, each.label, Look(bold=True)) for each in block.columns)
    first = rows.count + 1
    scored = [(each, score(reckoning).item(each.id)) for each in _in_blocks(reckoning.report.indicators)]
    placed = [(each, item, _add(rows, block.columns, each, item)) for each, item in scored]
    if not placed:
        rows.add((Part(each.first, each.last, None) for each in block.columns), SPARSE)
    for key, grouped in _groups(placed):
        _merge(rows, layout, key, grouped)
    rows.down(heads.first, rows.count, Part(1, block.last, block.label, Look(bold=True, upright=True)))
    if layout.total:
        _add_total(rows, layout, reckoning, (money, first))
    return heads.first


Placed = tuple[Indicator, ItemScore | None, Span]


def _in_blocks(indicators: Iterable[Indicator]) -> list[Indicator]:
    """The indicators with those of one 一级, and in it of one 二级, together; else in the officer's order."""
    made: dict[str, dict[str, list[Indicator]]] = {}
    for each in indicators:
        made.setdefault(each.level1, {}).setdefault(each.level2, []).append(each)
    return [each for level in made.values() for rows in level.values() for each in rows]


def _groups(placed: Sequence[Placed]) -> Iterable[tuple[str, list[Placed]]]:
    for _, level in groupby(placed, lambda row: row[0].level1):
        held = list(level)
        yield "level1", held
        for _, rows in groupby(held, lambda row: row[0].level2):
            yield "level2", list(rows)


def _add(rows: Rows, columns: Iterable[Column], indicator: Indicator, item: ItemScore | None) -> Span:
    parts = [
        Part(each.first, each.last, _value(each.key, indicator, item), _LOOKS.get(each.key, Look()))
        for each in columns
        if each.key not in _MERGED
    ]
    return rows.add(parts, SPARSE)


def _value(key: str, indicator: Indicator, item: ItemScore | None) -> Value:
    match key:
        case "name":
            return inline(indicator.name) or None
        case "operator" | "unit":
            return inline(getattr(indicator, key)) or None
        case "target":
            return target(indicator) or None
        case "target_number":
            return _number(indicator, indicator.target, indicator.target_text)
        case "actual":
            return actual(indicator) or None
        case "actual_number":
            alone = not inline(indicator.actual_text)
            return _number(indicator, indicator.actual if alone else None, actual(indicator))
        case "weight":
            return NOT_SCORED if _is_idle(indicator, item) else item and item.weight
        case "points":
            return NOT_SCORED if _is_idle(indicator, item) else item and item.points
        case _:
            return remark(indicator) or None


def _number(indicator: Indicator, number: Decimal | None, words: str) -> Value:
    """A number as such where sign and unit have columns of their own, else the words for it."""
    return (inline(words) or None) if number is None or indicator.operator == "定性" else number


def _is_idle(indicator: Indicator, item: ItemScore | None) -> bool:
    """Tell whether an indicator does not apply and others have taken its weight over."""
    return bool(indicator.na_reason.strip()) and item is not None and not item.missing


def _merge(rows: Rows, layout: Layout, key: str, held: list[Placed]) -> None:
    column = layout.indicators.column(key)
    if column is None:
        return
    label = inline(getattr(held[0][0], key))
    if key == "level1" and layout.indicators.column("weight"):
        label += _weight([item.weight if item else None for _, item, _ in held])
    rows.down(held[0][2].first, held[-1][2].last, Part(column.first, column.last, label or None))


def _weight(weights: list[Decimal | None]) -> str:
    """What stands under a 一级指标: （50分）, where all its indicators have a weight."""
    known = [weight for weight in weights if weight is not None]
    return f"\n（{plain(sum(known, Decimal(0)))}分）" if len(known) == len(weights) else ""


def _add_total(rows: Rows, layout: Layout, reckoning: Reckoning, at: tuple[int, int]) -> None:
    """Add 总分: live sums that show nothing while one of their numbers is missing."""
    block, last = layout.indicators, rows.count
    result = score(reckoning)
    applying = [each for each in reckoning.report.indicators if not _is_idle(each, result.item(each.id))]
    needed = len(applying) + (not reckoning.report.indicators)
    weights = [item.weight for item in result.every]
    known = [weight for weight in weights if weight is not None]
    all_known = len(known) == len(weights) and bool(reckoning.report.indicators)
    cached: dict[str, Decimal | str] = {
        "weight": sum(known, Decimal(0)) if all_known else "",
        "points": "" if result.total is None else result.total,
    }
    parts = [Part(1, _before(layout) - 1, layout.total, Look(bold=True))]
    for each in block.columns:
        if each.first >= _before(layout):
            value = _sum(layout, each, at, last, needed, cached) if each.key in cached else None
            form = POINTS if each.key == "points" else "General"
            parts.append(Part(each.first, each.last, value, Look(format=form, bold=True)))
    rows.add(parts, SPARSE)


def _before(layout: Layout) -> int:
    """The first column of the total that holds a number."""
    return min(each.first for each in layout.indicators.columns if each.key in {"weight", "points"})


def _sum(
    layout: Layout,
    column: Column,
    at: tuple[int, int],
    last: int,
    needed: int,
    cached: dict[str, Decimal | str],
) -> Formula | None:
    above = layout.funding.column(column.key)
    if above is None:
        return None
    execution = f"{letter(above.first)}{at[0]}"
    rows = f"{letter(column.first)}{at[1]}:{letter(column.first)}{last}"
    text = f'IF(COUNT({execution},{rows})<{needed + 1},"",{execution}+SUM({rows}))'
    return Formula(text, cached[column.key])
