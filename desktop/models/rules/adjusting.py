"""The rule that the year's budget follows from the initial one and its adjustments (预算调整)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from desktop.models.figures import Reckoning
from desktop.models.places import place
from desktop.models.records import BudgetLine
from desktop.models.rules.amounts import exact, signed
from desktop.models.rules.registry import Issue, Severity, row_rule
from desktop.models.rules.tolerance import rounded_rows, tolerance


@row_rule(
    "B03",
    Severity.MUST,
    source="全年预算数 = 年初预算数 + 预算调整数",
    section="budget",
    reads="adjustments",
)
def adjusted_by_other_amounts(reckoning: Reckoning, line: BudgetLine) -> Iterator[Issue]:
    """登记了预算调整的，每个子项目的年初预算数加上它的各次调整，要等于全年预算数。"""
    rows = reckoning.report.adjustments
    if rows and not any(each.budget is None or each.amount is None for each in rows):
        yield from _judged(line, reckoning.kept(changes_by_line).get(line.id, []))


def changes_by_line(reckoning: Reckoning) -> dict[int, list[int]]:
    """Return what each sub-project gained or lost, id → amounts in 分.

    A 调剂 that is entered once counts on its other side as well.
    """
    rows = reckoning.report.adjustments
    made: dict[int, list[int]] = {}
    entered = Counter((each.budget, each.counterpart, each.amount) for each in rows)
    for each in rows:
        if each.budget is None or each.amount is None:
            continue
        made.setdefault(each.budget, []).append(each.amount)
        mirrored = (each.counterpart, each.budget, -each.amount)
        if each.kind == "调剂" and each.counterpart is not None and not entered[mirrored]:
            made.setdefault(each.counterpart, []).append(-each.amount)
    return made


def _judged(line: BudgetLine, changes: list[int]) -> Iterator[Issue]:
    if line.initial is None or line.adjusted is None:
        return
    reached = line.initial + sum(changes)
    if abs(reached - line.adjusted) > tolerance(rounded_rows([line.initial, line.adjusted, *changes])):
        gap = signed(exact(line.adjusted - reached))
        told = (
            f"子项目“{line.name}”：{_sum(line.initial, changes, reached)}，全年预算 {exact(line.adjusted)}，"
            f"相差 {gap}"
        )
        numbers = {"年初加调整": exact(reached), "全年预算数": exact(line.adjusted), "相差": gap}
        yield Issue((place("budget", line.id, "adjusted"), "adjustments"), told, numbers)


def _sum(initial: int, changes: list[int], reached: int) -> str:
    if not changes:
        return f"年初预算 {exact(initial)}，没有调整记录"
    if len(changes) > 6:
        return f"年初预算 {exact(initial)} 加 {len(changes)} 次调整 = {exact(reached)}"
    terms = "".join(f" {'−' if each < 0 else '+'} {exact(abs(each))}" for each in changes)
    return f"年初预算 {exact(initial)}{terms} = {exact(reached)}"
