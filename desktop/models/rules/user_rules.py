"""The rules that users write themselves: two sides, an operator, a tolerance (自定义审核).

Each is found in the class that its writer gave it; one that cannot be read is a 提示, whatever its class.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from types import MappingProxyType

from desktop.models.expressions import Evaluated, ExpressionError, Names, NotFilled, evaluate
from desktop.models.figures import Reckoning
from desktop.models.numbers import half_up, read_number
from desktop.models.places import place
from desktop.models.records import UserRule
from desktop.models.rulepack_rules import rule_place
from desktop.models.rules.amounts import counted
from desktop.models.rules.operands import names_of
from desktop.models.rules.registry import Issue, Severity, also, row_rule

SOURCE = "自定义审核"
_UNIT = re.compile(r"\s*(?:万元|个百分点|[%％])\s*$")
# The difference of left and right, and the tolerance, as each operator judges them
_HOLDS: Mapping[str, Callable[[Decimal, Decimal], bool]] = MappingProxyType(
    {
        "=": lambda gap, off: abs(gap) <= off,
        "≠": lambda gap, off: abs(gap) > off,
        "≥": lambda gap, off: gap >= -off,
        ">": lambda gap, off: gap > -off,
        "≤": lambda gap, off: gap <= off,
        "<": lambda gap, off: gap < off,
    }
)


@row_rule("U01", Severity.VERIFY, source=SOURCE, section="user_rules")
def own_rule(reckoning: Reckoning, row: UserRule) -> Iterator[Issue]:
    """自己写的或规则包带的审核：左右两边应当满足所选的关系。写不对的只提示哪里不对，还没有填的数不比。"""
    yield from _judged(reckoning, place("user_rules", row.id), row, "")


@also("U01")
def _carried_rules(reckoning: Reckoning) -> Iterator[Issue]:
    for each in reckoning.pack.rules:
        yield from _judged(reckoning, rule_place(each), each, f"规则包“{reckoning.pack.name}”：")


def _judged(reckoning: Reckoning, where: str, row: UserRule, whose: str) -> Iterator[Issue]:
    names = names_of(reckoning)
    if not (row.left.strip() or row.right.strip()):
        return
    if fault := _fault(names, row):
        told = f"{whose}自定义审核“{_said(row)}”没有执行：{fault}"
        yield Issue((where,), told, {"原因": fault}, Severity.HINT)
    else:
        yield from _compared(where, row, names, whose)


@dataclass(frozen=True, slots=True)
class Trial:
    """What a rule as written comes to now: *holds*, None where it cannot be told; *text* says why."""

    holds: bool | None
    text: str


def trial(reckoning: Reckoning, row: UserRule) -> Trial:
    """Try a rule on the report as it stands, before it is kept."""
    names = names_of(reckoning)
    if not (row.left.strip() and row.right.strip()):
        return Trial(None, "左右两边都写上才能比")
    if fault := _fault(names, row):
        return Trial(None, fault)
    try:
        left, right = evaluate(row.left, names), evaluate(row.right, names)
    except NotFilled as missing:
        return Trial(None, f"{missing}，填了以后再比")
    gap = left.value - right.value
    told = f"左边 {_shown(left.value)}，右边 {_shown(right.value)}，相差 {_shown(abs(gap))}"
    return Trial(_HOLDS[row.operator](gap, _tolerance(row)), told)


def _fault(names: Names, row: UserRule) -> str:
    """What is wrong with a rule as written; '' for a good one and for one with nothing to compare yet."""
    if row.operator not in _HOLDS:
        return "没有选左右两边的关系"
    try:
        _tolerance(row)
    except ValueError:
        return f"允许误差“{row.tolerance}”读不懂，例：0.01"
    for side, text in (("左边", row.left), ("右边", row.right)):
        try:
            evaluate(text, names)
        except NotFilled:
            continue
        except ExpressionError as error:
            return f"{side}{error}"
    return ""


def _tolerance(row: UserRule) -> Decimal:
    return abs(read_number(_UNIT.sub("", row.tolerance)) or Decimal(0))


def _compared(where: str, row: UserRule, names: Names, whose: str) -> Iterator[Issue]:
    try:
        left, right, off = evaluate(row.left, names), evaluate(row.right, names), _tolerance(row)
    except NotFilled:
        return
    if not _HOLDS[row.operator](left.value - right.value, off):
        issue = _issue(row, left, right, off)
        yield replace(issue, places=(where, *issue.places), message=f"{whose}{issue.message}")


def _issue(row: UserRule, left: Evaluated, right: Evaluated, off: Decimal) -> Issue:
    gap = abs(left.value - right.value)
    first, second = _shown(left.value), _shown(right.value)
    allowed = f"（允许误差 {_shown(off)}）" if off else ""
    told = f"“{_said(row)}”不成立：左边 {first}，右边 {second}，相差 {_shown(gap)}{allowed}"
    told += f"。{row.note.strip().rstrip('。')}" if row.note.strip() else ""
    used = (where for each in (*left.operands, *right.operands) for where in each.places)
    places = tuple(dict.fromkeys(used))
    severity = next((each for each in Severity if each.value == row.severity), None)
    return Issue(places, told, {"左边": first, "右边": second}, severity)


def _said(row: UserRule) -> str:
    return f"{row.left.strip()} {row.operator or '？'} {row.right.strip()}"


def _shown(value: Decimal) -> str:
    """Exact up to six decimals (分 in 万元); a quotient is rounded there."""
    return counted(half_up(value, 6))
