"""Rounding tails (四舍五入尾差): how far rounded amounts may differ from their sum, and where they do."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from desktop.models.figures import Reckoning
from desktop.models.money import FEN_PER_WAN, separated, show_wan
from desktop.models.reckoning.ledger import Ledger
from desktop.models.rules.amounts import exact
from desktop.models.rules.purchasing import Compared, procured
from desktop.models.rules.registry import Issue, Severity, rule

SHOWN = FEN_PER_WAN // 100
"""The smallest amount (分) that is printed: 0.01 万元."""


@rule(
    "B16",
    Severity.HINT,
    source="数字修约：先合计，后取两位小数",
    reads="budget funding payments contracts indicators",
)
def rounding_tail(reckoning: Reckoning) -> Iterator[Issue]:
    """各行取两位小数以后相加，可能与合计差 0.01 万元上下。这是四舍五入的尾差，数没有错，表下注明即可。"""
    for where, what, parts in _columns(reckoning.ledger):
        together, whole = sum(map(_rounded, parts)), _rounded(sum(parts))
        if together != whole:
            yield _told(where, what, parts, together, whole)
    for compared in procured(reckoning):
        if compared.gap and compared.within:
            yield _supplied(compared)


def _columns(ledger: Ledger) -> Iterator[tuple[str, str, list[int]]]:
    """Yield (place, name, amounts) of every printed column whose rows are all filled in."""
    report = ledger.report
    for section, name in (("budget", "子项目"), ("funding", "资金来源")):
        rows = report.rows(section)
        for field, label in (("initial", "年初预算数"), ("adjusted", "全年预算数")):
            amounts = [getattr(row, field) for row in rows]
            if None not in amounts:
                yield section, f"{name}{label}", amounts
        yield section, f"{name}执行数", [ledger.paid_by(section, row.id) for row in rows]
    yield "payments", "支付金额", [each.amount for each in report.payments if each.amount is not None]


def _rounded(fen: int) -> int:
    """An amount in hundredths of 万元, a half away from zero, as it is printed."""
    size = (abs(fen) + SHOWN // 2) // SHOWN
    return -size if fen < 0 else size


def _told(where: str, what: str, parts: Sequence[int], together: int, whole: int) -> Issue:
    shown, total = _printed(together * SHOWN), _printed(whole * SHOWN)
    gap = _printed(abs(together - whole) * SHOWN)
    told = f"{what}：{_sum(parts)} {shown}，合计 {total}，四舍五入尾差 {gap}"
    return Issue((where,), told, {"各行相加": shown, "合计": total, "尾差": gap})


def _printed(fen: int) -> str:
    return separated(show_wan(fen))


def _sum(parts: Sequence[int]) -> str:
    if len(parts) > 6:
        return f"{len(parts)} 行取两位小数后相加"
    return f"{' + '.join(_printed(each) for each in parts)} ="


def _supplied(compared: Compared) -> Issue:
    gap = exact(abs(compared.gap))
    told = (
        f"“{compared.indicator.name}”{exact(compared.reported)}，政府采购合同的支付 {_sum(compared.parts)} "
        f"{exact(compared.total)}，相差 {gap}，在四舍五入尾差 {_limit(compared)} 以内"
    )
    numbers = {"实际完成值": exact(compared.reported), "支付合计": exact(compared.total), "尾差": gap}
    return Issue(compared.places, told, numbers)


def _limit(compared: Compared) -> str:
    return f"{Decimal(compared.tolerance) / FEN_PER_WAN:f}"
