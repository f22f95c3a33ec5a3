"""Figures over money: totals, sub-projects, sources of funds and payments (预算与执行)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from desktop.models.places import place
from desktop.models.reckoning.catalogue import Derived, each, figure, minus, ratio
from desktop.models.reckoning.ledger import Ledger, amounts_of, total
from desktop.models.records import STAGES, BudgetLine, Funding

_BUDGET, _PAYMENTS, _BOTH = ("budget",), ("payments",), ("budget", "payments")


@figure("initial", "年初预算数合计", "万元")
def _initial(ledger: Ledger, _: None) -> Derived:
    return Derived(ledger.initial, _BUDGET)


@figure("adjusted", "全年预算数合计", "万元")
def _adjusted(ledger: Ledger, _: None) -> Derived:
    return Derived(ledger.adjusted, _BUDGET)


@figure("change", "预算调整额合计", "万元")
def _change(ledger: Ledger, _: None) -> Derived:
    return Derived(minus(ledger.adjusted, ledger.initial), _BUDGET)


@figure("change_rate", "预算调整率", "%")
def _change_rate(ledger: Ledger, _: None) -> Derived:
    return Derived(ratio(minus(ledger.adjusted, ledger.initial), ledger.initial), _BUDGET)


@figure("spent", "全年执行数合计", "万元")
def _spent(ledger: Ledger, _: None) -> Derived:
    return Derived(ledger.spent, _PAYMENTS)


@figure("unspent", "未执行数合计", "万元")
def _unspent(ledger: Ledger, _: None) -> Derived:
    return Derived(minus(ledger.adjusted, ledger.spent), _BOTH)


@figure("execution_rate", "预算执行率", "%")
def _execution_rate(ledger: Ledger, _: None) -> Derived:
    return Derived(ratio(ledger.spent, ledger.adjusted), _BOTH)


@figure("received", "到位资金合计", "万元")
def _received(ledger: Ledger, _: None) -> Derived:
    return Derived(ledger.received, _BUDGET)


@figure("received_rate", "资金到位率", "%")
def _received_rate(ledger: Ledger, _: None) -> Derived:
    return Derived(ratio(ledger.received, ledger.adjusted), _BUDGET)


def _planned(line: BudgetLine) -> tuple[str, ...]:
    return place("budget", line.id, "initial"), place("budget", line.id, "adjusted")


@figure("budget/*/spent", "全年执行数", "万元", each("budget"))
def _line_spent(ledger: Ledger, line: BudgetLine) -> Derived:
    return Derived(ledger.paid_by("budget", line.id), ledger.paid_places("budget", line.id))


@figure("budget/*/change", "预算调整额", "万元", each("budget"))
def _line_change(_: Ledger, line: BudgetLine) -> Derived:
    return Derived(minus(line.adjusted, line.initial), _planned(line))


@figure("budget/*/change_rate", "预算调整率", "%", each("budget"))
def _line_change_rate(_: Ledger, line: BudgetLine) -> Derived:
    return Derived(ratio(minus(line.adjusted, line.initial), line.initial), _planned(line))


@figure("budget/*/times", "全年预算数为年初预算数的倍数", "倍", each("budget"))
def _line_times(_: Ledger, line: BudgetLine) -> Derived:
    return Derived(ratio(line.adjusted, line.initial, 1), _planned(line))


@figure("budget/*/execution_rate", "执行率", "%", each("budget"))
def _line_execution_rate(ledger: Ledger, line: BudgetLine) -> Derived:
    return Derived(ratio(ledger.paid_by("budget", line.id), line.adjusted), _executed(ledger, "budget", line))


@figure("budget/*/unspent", "未执行数", "万元", each("budget"))
def _line_unspent(ledger: Ledger, line: BudgetLine) -> Derived:
    spent = ledger.paid_by("budget", line.id)
    return Derived(minus(line.adjusted, spent), _executed(ledger, "budget", line))


def _executed(ledger: Ledger, section: str, row: BudgetLine | Funding) -> tuple[str, ...]:
    return place(section, row.id, "adjusted"), *ledger.paid_places(section, row.id)


@figure("funding/*/executed", "全年执行数", "万元", each("funding"))
def _funding_executed(ledger: Ledger, source: Funding) -> Derived:
    return Derived(ledger.paid_by("funding", source.id), ledger.paid_places("funding", source.id))


@figure("funding/*/execution_rate", "执行率", "%", each("funding"))
def _funding_rate(ledger: Ledger, source: Funding) -> Derived:
    rate = ratio(ledger.paid_by("funding", source.id), source.adjusted)
    return Derived(rate, _executed(ledger, "funding", source))


@figure("payments/by_month/*", "支出", "万元", lambda ledger: {key: f"{int(key)}月" for key in ledger.months})
def _by_month(ledger: Ledger, month: str) -> Derived:
    payments = ledger.months[f"{int(month.removesuffix('月')):02}"]
    return Derived(total(payment.amount for payment in payments), amounts_of(payments))


def _stages(ledger: Ledger) -> Mapping[str, Any]:
    return {stage: stage for stage in STAGES if ledger.group("payments", "stage", stage)}


@figure("payments/by_stage/*", "支出", "万元", _stages)
def _by_stage(ledger: Ledger, stage: str) -> Derived:
    return Derived(ledger.paid_by("stage", stage), ledger.paid_places("stage", stage))
