"""Rules over procurement indicators (政府采购金额、政府采购执行率) against contracts and payments."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from desktop.models.figures import Reckoning
from desktop.models.money import FEN_PER_WAN, FEN_PER_YUAN
from desktop.models.numbers import half_up, percent, plain
from desktop.models.places import place
from desktop.models.reckoning.catalogue import ratio
from desktop.models.reckoning.ledger import Ledger
from desktop.models.records import Contract, Indicator
from desktop.models.rules.amounts import counted, exact, signed
from desktop.models.rules.registry import Issue, Severity, row_rule, rule
from desktop.models.rules.tolerance import tolerance

STATUTORY = frozenset(
    {"公开招标", "邀请招标", "竞争性谈判", "竞争性磋商", "单一来源", "询价", "框架协议", "合作创新采购"}
)
_CATALOGUE = frozenset({"网上商城", "定点采购"})  # Counted by some places, not by others
_UNITS = {"万元": FEN_PER_WAN, "元": FEN_PER_YUAN, "亿元": 10_000 * FEN_PER_WAN}
_SOURCE = "财预〔2020〕10号 关于绩效数据真实准确的规定"


@dataclass(frozen=True, slots=True)
class Compared:
    """A reported 政府采购金额 beside what was paid on procurement contracts; all amounts in 分."""

    indicator: Indicator
    reported: int
    parts: tuple[int, ...]
    agreed: tuple[int, ...]
    tolerance: int

    @property
    def total(self) -> int:
        """What was paid."""
        return sum(self.parts)

    @property
    def gap(self) -> int:
        """Reported less paid."""
        return self.reported - self.total

    @property
    def within(self) -> bool:
        """Tell whether rounding alone explains the gap."""
        return abs(self.gap) <= self.tolerance

    @property
    def places(self) -> tuple[str, ...]:
        """Where the reported amount stands."""
        return (place("indicators", self.indicator.id, "actual"),)


def amount_of(value: Decimal | None, unit: str) -> int | None:
    """A number in 元, 万元 or 亿元 as 分; None where it is missing or its unit is none of them."""
    size = _UNITS.get(unit.strip())
    return None if value is None or size is None else int(half_up(value * size, 0))


def procured(reckoning: Reckoning) -> tuple[Compared, ...]:
    """Set every 政府采购金额 beside the payments on contracts of a statutory method (政府采购法第二十六条)."""
    return reckoning.kept(_procured)


def _procured(reckoning: Reckoning) -> tuple[Compared, ...]:
    ledger = reckoning.ledger
    bought = _bought(ledger, STATUTORY)
    return tuple(
        _against(ledger, indicator, reported)
        for indicator in reckoning.report.indicators
        if bought
        and _is_amount(indicator)
        and (reported := amount_of(indicator.actual, indicator.unit)) is not None
    )


def _is_amount(indicator: Indicator) -> bool:
    name = indicator.name
    return "政府采购" in name and name.endswith(("金额", "额", "支出")) and indicator.unit.strip() in _UNITS


def _bought(ledger: Ledger, methods: frozenset[str]) -> list[Contract]:
    return [each for each in ledger.report.contracts if each.method in methods]


def _against(ledger: Ledger, indicator: Indicator, reported: int) -> Compared:
    """The counting (with or without 网上商城、定点采购) that comes nearest to what was reported."""
    sums = [_paid(ledger, _bought(ledger, methods)) for methods in (STATUTORY, STATUTORY | _CATALOGUE)]
    parts = min(sums, key=lambda each: abs(reported - sum(each)))
    agreed = tuple(each.amount or 0 for each in _bought(ledger, STATUTORY))
    return Compared(indicator, reported, parts, agreed, tolerance(len(parts)))


def _paid(ledger: Ledger, contracts: list[Contract]) -> tuple[int, ...]:
    ids = {each.id for each in contracts}
    return tuple(each.amount for each in ledger.report.payments if each.contract in ids and each.amount)


@rule("I16", Severity.VERIFY, source=_SOURCE, reads="contracts payments indicators")
def procured_otherwise(reckoning: Reckoning) -> Iterator[Issue]:
    """填报的政府采购金额，要与采用政府采购方式的合同相符：等于本年度支付合计，或等于合同金额合计。"""
    for each in procured(reckoning):
        if not each.within and abs(each.reported - sum(each.agreed)) > tolerance(len(each.agreed)):
            gap = signed(exact(each.gap))
            told = (
                f"“{each.indicator.name}”填报 {exact(each.reported)} − 政府采购合同本年度支付 "
                f"{exact(each.total)} = {gap}，与合同金额合计 {exact(sum(each.agreed))} 也不相符"
            )
            numbers = {"填报": exact(each.reported), "支付合计": exact(each.total), "相差": gap}
            yield Issue(each.places, told, numbers)


@row_rule("I17", Severity.VERIFY, source=_SOURCE, section="indicators", reads="indicators")
def executed_otherwise(reckoning: Reckoning, indicator: Indicator) -> Iterator[Issue]:
    """政府采购执行率由政府采购金额的实际数和计划数算出，填报的、要达到的都要与它对得上。"""
    if "政府采购" in indicator.name and "率" in indicator.name and indicator.unit in {"%", "％"}:
        for base in filter(_is_amount, reckoning.report.indicators):
            yield from _rate_against(indicator, base)


def _rate_against(indicator: Indicator, base: Indicator) -> Iterator[Issue]:
    rate = ratio(base.actual, base.target)
    if rate is None or base.actual is None or base.target is None:
        return
    sum_ = f"“{base.name}”实际 {counted(base.actual)} ÷ 指标值 {counted(base.target)} = {percent(rate)}"
    numbers = {"实际": counted(base.actual), "计划": counted(base.target), "执行率": percent(rate)}
    places = (place("indicators", indicator.id, "actual"), place("indicators", base.id, "actual"))
    if indicator.actual is not None:
        if abs(indicator.actual - rate) > Decimal("0.005"):
            yield Issue(places, f"“{indicator.name}”填报 {plain(indicator.actual)}%，{sum_}", numbers)
    elif indicator.target is not None and rate < indicator.target:
        told = f"“{indicator.name}”指标值 {plain(indicator.target)}%，没有填报，{sum_}"
        yield Issue(places, told, numbers)
