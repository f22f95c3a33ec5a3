"""Fixes for the operators of indicators: ≤0 is =0, a missing one, a target written in words (指标符号)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal

from desktop.models.checks import Finding
from desktop.models.figures import Reckoning
from desktop.models.fixes.registry import Fix, fix, writing
from desktop.models.numbers import half_width, plain
from desktop.models.places import parse_place, place
from desktop.models.records import Indicator
from desktop.models.targets import Target, better_operator, read_target, supposed, written

_LONGEST_UNIT = 4  # 个工作日; more are words that say something else
_ABOUT = re.compile("左右|上下|[余多近约]")


@fix("I09")
def operator_fixes(reckoning: Reckoning, finding: Finding) -> Iterator[Fix]:
    """Offer the operator that says the same more plainly, the one supposed, or the target taken apart."""
    known = [parse_place(where) for where in finding.places]
    rows = [row for each in known if (row := reckoning.report.find("indicators", each.id))]
    if not rows:
        return
    first = rows[0]
    if known[0].field == "target_text":
        yield from _apart(reckoning, first)
    elif better := better_operator(first.operator, first.target):
        shown = f"{better}{written('', first.target, '')}"
        values = {place("indicators", first.id, "operator"): better}
        yield Fix(f"改为{shown}", f"指标值改为{shown}", writing(reckoning.report, values))
    else:
        yield from _supposed(reckoning, rows)


def _supposed(reckoning: Reckoning, rows: list[Indicator]) -> Iterator[Fix]:
    """The operators that numbers without one most likely mean; of 0 nobody can say (≥0 means nothing)."""
    signs = {
        place("indicators", row.id, "operator"): supposed(row.target, half_width(row.unit))
        for row in rows
        if not row.operator and row.target not in {None, Decimal(0)}
    }
    if len(signs) == 1:
        sign = next(iter(signs.values()))
        yield Fix(f"补上符号{sign}", f"补上符号{sign}", writing(reckoning.report, signs))
    elif signs:
        yield Fix("补上符号", f"补上 {len(signs)} 项指标的符号", writing(reckoning.report, signs))


def _apart(reckoning: Reckoning, row: Indicator) -> Iterator[Fix]:
    target = read_target(row.target_text)
    values = _parts(row, target)
    if values:
        shown = written(target.op, target.num, target.unit)
        yield Fix("填成符号和数", f"指标值填成 {shown}", writing(reckoning.report, values))


def _parts(row: Indicator, target: Target) -> Mapping[str, str]:
    """Operator, number and unit; nothing where the words hold more, or the fields say something else."""
    clear = target.kind == "number" and target.num is not None and (target.sure or target.num != 0)
    more = len(target.unit) > _LONGEST_UNIT or target.about or _ABOUT.search(target.unit)
    other = row.operator not in {"", target.op} or half_width(row.unit) not in {"", target.unit}
    if not clear or more or other or target.num is None:
        return {}
    operator = better_operator(target.op, target.num) or target.op
    values = {"operator": operator, "target": plain(target.num), "unit": target.unit, "target_text": ""}
    return {place("indicators", row.id, field): text for field, text in values.items()}
