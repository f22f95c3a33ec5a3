"""The score as plain text (得分计算, as the panel copies it) and as data (``scores`` of show)."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise
from typing import Any

from desktop.models.numbers import plain
from desktop.models.rulepack import Grade
from desktop.models.scoring.caps import Cap, said
from desktop.models.scoring.deductions import deducted, told
from desktop.models.scoring.items import ItemScore
from desktop.models.scoring.points import two
from desktop.models.scoring.total import LevelScore, Score


def lines(score: Score) -> tuple[str, ...]:
    """Return the panel as text: the total, one line an item, what is open, caps, how it is scored."""
    return tuple(_lines(score))


def _lines(score: Score) -> Iterator[str]:
    yield f"得分计算{'（暂估）' if score.provisional else ''}"
    if score.total is None:
        yield f"已得 {two(score.earned)} 分，已填部分满分 {plain(score.attainable)} 分"
    else:
        grade = f"，等级“{score.grade}”" if score.grade else ""
        yield f"总分 {two(score.total)} 分{grade}"
    yield from (_item_line(item) for item in score.every)
    if score.provisional:
        yield f"还没填：{open_items(score)}"
        yield f"若都达标：{_graded(score, score.high)}"
        yield f"若都不得分：{_graded(score, score.low)}"
    yield from score.notes
    yield from bounds(score)
    if score.grades:
        yield grade_scale(score.grades)
    yield f"算法：{score.method}"


def bounds(score: Score) -> tuple[str, ...]:
    """Return what caps and deductions say, a line each, and what is left of the total where they bite."""
    made = [said(cap, score.total, score.high) for cap in score.caps]
    made += [told(each) for each in score.deductions]
    if deducted(score.deductions):
        begins, total = ("若都达标，", score.high) if score.total is None else ("", score.total)
        made.append(f"{begins}扣分和限分以后得 {_graded(score, score.under(total))}")
    return tuple(made)


def _item_line(item: ItemScore) -> str:
    note = f"（{item.note}）" if item.note else ""
    return f"{item.name}：{item.arithmetic}{note}"


def _graded(score: Score, total: Decimal) -> str:
    grade = score.grade_of(total)
    return f"{two(total)} 分{f'，{grade}' if grade else ''}"


def open_items(score: Score) -> str:
    """Say what is still open: 预算执行率、产出 6 项 18 分、效益 9 项 40 分."""
    missed = score.execution.missing
    execution = [f"{score.execution.name}（{score.execution.formula}）"] if missed else []
    levels = [_open_level(level) for level in score.levels.values() if level.open]
    return "、".join([*execution, *levels, *([] if score.items else ["绩效指标"])]) or "绩效指标"


def _open_level(level: LevelScore) -> str:
    weights = [item.weight for item in level.open]
    known = [weight for weight in weights if weight is not None]
    points = f" {plain(sum(known, Decimal(0)))} 分" if len(known) == len(weights) else ""
    return f"{level.label} {len(weights)} 项{points}"


def grade_scale(grades: tuple[Grade, ...]) -> str:
    """Write the grades on one line: 优 ≥90　良 ≥80　中 ≥60　差 ＜60."""
    bounds = [f"{grade.name} ≥{plain(grade.least)}" for grade in grades]
    bounds[1:] = [
        f"{low.name} ≥{plain(low.least)}" if low.least else f"{low.name} ＜{plain(high.least)}"
        for high, low in pairwise(grades)
    ]
    return "　".join(bounds)


def plain_scores(score: Score) -> dict[str, Any]:
    """Return the score as data: exact decimals as strings, null for what is not known."""
    return {
        "total": _exact(score.total),
        "grade": score.grade,
        "provisional": score.provisional,
        "low": _exact(score.low),
        "high": _exact(score.high),
        "missing": list(score.missing),
        "execution": _plain_item(score.execution),
        "levels": {key: _plain_level(level) for key, level in score.levels.items()},
        "items": [_plain_item(item) for item in score.items],
        "caps": [_plain_cap(cap, score) for cap in score.caps],
        "deductions": [
            {"text": told(each), "count": each.count, "points": _exact(each.points)}
            for each in score.deductions
        ],
        "notes": list(score.notes),
        "method": score.method,
    }


def _plain_item(item: ItemScore) -> dict[str, Any]:
    return {
        "place": item.place,
        "name": item.name,
        "level": item.level,
        "weight": _exact(item.weight),
        "points": _exact(item.points),
        "is_met": item.is_met,
        "arithmetic": item.arithmetic,
        "note": item.note,
        "method": item.method,
        "missing": list(item.missing),
    }


def _plain_level(level: LevelScore) -> dict[str, Any]:
    return {"label": level.label, "weight": _exact(level.weight), "points": _exact(level.points)}


def _plain_cap(cap: Cap, score: Score) -> dict[str, Any]:
    text = said(cap, score.total, score.high)
    return {"text": text, "applies": cap.applies, "total": _exact(cap.total)}


def _exact(value: Decimal | None) -> str | None:
    return None if value is None else f"{value:f}"
