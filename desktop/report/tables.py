"""The tables of a report as blocks: 支出明细表, 年度绩效目标表, 预算执行情况表."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal
from types import MappingProxyType

from desktop.models.figures import Reckoning
from desktop.models.formats import inline
from desktop.models.money import show_wan
from desktop.models.numbers import plain
from desktop.models.records import BudgetLine, Indicator, Payment
from desktop.report.blocks import Column, Table

SECTION_OF: Mapping[str, str] = MappingProxyType(
    {"payments": "payments", "goals": "indicators", "budget": "budget"}
)
_SHOWN = 10_000  # 分 in the smallest amount that a table shows (0.01 万元)


def table(reckoning: Reckoning, key: str, caption: str, unit: str) -> Table:
    """Make the table *key* (one of ``outline.TABLES``) under its printed *caption* and *unit* line."""
    return _TABLES[key](reckoning, caption, unit)


def amount(fen: int | None) -> str:
    """An amount (分) in a cell: 万元 with two decimals, '' where it is not filled in."""
    return "" if fen is None else show_wan(fen)


def tail_note(amounts: list[int], total: int) -> str:
    """The note under a table whose printed rows do not add up to the printed total; '' where they do."""
    if all(fen % _SHOWN == 0 for fen in amounts):
        return ""
    gap = sum(_rounded(fen) for fen in amounts) - _rounded(total)
    return f"注：因四舍五入，分项之和与合计数存在{show_wan(abs(gap) * _SHOWN)}万元尾差。" if gap else ""


def _rounded(fen: int) -> int:
    """An amount in hundredths of 万元, a half away from zero."""
    size = (abs(fen) + _SHOWN // 2) // _SHOWN
    return -size if fen < 0 else size


class _PaymentRows:
    """The printed rows of the last payments seen, kept by record so that an edit makes only its own row."""

    def __init__(self) -> None:
        self._payments: tuple[Payment, ...] = ()
        self._rows: tuple[tuple[str, ...], ...] = ()

    def of(self, payments: tuple[Payment, ...]) -> tuple[tuple[str, ...], ...]:
        """Return the rows 序号, 支出事项, 金额 of the payments."""
        if payments is not self._payments:
            kept = zip(self._payments, self._rows, strict=True)
            made = [
                row if old is new else _payment_row(order, new)
                for order, (new, (old, row)) in enumerate(zip(payments, kept, strict=False), 1)
            ]
            fresh = [_payment_row(n, new) for n, new in enumerate(payments[len(made) :], len(made) + 1)]
            self._payments, self._rows = payments, (*made, *fresh)
        return self._rows


_PAYMENT_ROWS = _PaymentRows()


def _payment_row(order: int, payment: Payment) -> tuple[str, ...]:
    return str(order), inline(payment.item), amount(payment.amount)


def _payments(reckoning: Reckoning, caption: str, unit: str) -> Table:
    payments = reckoning.report.payments
    spent = reckoning.ledger.spent
    return Table(
        caption=caption,
        columns=(
            Column("序号", 1.2, "center"),
            Column("支出事项", 8),
            Column(_money("金额", unit), 2, "right"),
        ),
        rows=_PAYMENT_ROWS.of(payments),
        unit=unit,
        total=("合计", "", amount(spent)),
        note=tail_note([each.amount for each in payments if each.amount is not None], spent),
        places=tuple(f"payments/{each.id}" for each in payments),
        place="payments",
    )


def _money(head: str, unit: str) -> str:
    return head if "万元" in unit else f"{head}（万元）"


def _goals(reckoning: Reckoning, caption: str, unit: str) -> Table:
    rows = reckoning.report.indicators
    weights = _weights(rows)
    return Table(
        caption=caption,
        columns=(
            Column("一级指标", 2, "center"),
            Column("二级指标", 2.4, "center"),
            Column("三级指标", 5),
            Column("年度指标值", 2.4, "center"),
        ),
        rows=tuple(
            (
                inline(f"{each.level1}{weights.get(each.level1, '')}"),
                inline(each.level2),
                inline(each.name),
                target(each),
            )
            for each in rows
        ),
        unit=unit,
        merged=2,
        places=tuple(f"indicators/{each.id}" for each in rows),
        place="indicators",
    )


def _weights(rows: tuple[Indicator, ...]) -> dict[str, str]:
    """What stands behind each 一级指标, （50分）, where every one of its indicators has a weight."""
    by_level: dict[str, list[Decimal | None]] = {}
    for each in rows:
        by_level.setdefault(each.level1, []).append(each.weight)
    return {
        level: f"（{plain(sum((each for each in weights if each is not None), Decimal(0)))}分）"
        for level, weights in by_level.items()
        if None not in weights
    }


def target(indicator: Indicator) -> str:
    """An indicator's 年度指标值 as printed: ≥99.99%, 600宗, 持续上升."""
    if indicator.target is None or indicator.operator == "定性":
        return inline(indicator.target_text)
    sign = "" if indicator.operator == "=" else indicator.operator
    return f"{sign}{plain(indicator.target)}{indicator.unit}"


def _budget(reckoning: Reckoning, caption: str, unit: str) -> Table:
    lines = reckoning.report.budget
    ledger = reckoning.ledger
    total = ("合计", amount(ledger.initial), amount(ledger.adjusted), amount(ledger.spent))
    heads = ("年初预算数", "全年预算数", "全年执行数")
    return Table(
        caption=caption,
        columns=(
            Column("子项目", 4),
            *(Column(_money(head, unit), 2, "right") for head in heads),
            Column("执行率", 1.6, "right"),
        ),
        rows=tuple(_budget_row(reckoning, line) for line in lines),
        unit=unit,
        total=(*total, _figure(reckoning, "execution_rate")),
        places=tuple(f"budget/{line.id}" for line in lines),
        place="budget",
    )


def _budget_row(reckoning: Reckoning, line: BudgetLine) -> tuple[str, ...]:
    spent = reckoning.figure(f"budget/{line.id}/spent")
    value = spent.value if spent else None
    paid = amount(value) if isinstance(value, int) else ""
    rate = _figure(reckoning, f"budget/{line.id}/execution_rate")
    return inline(line.name), amount(line.initial), amount(line.adjusted), paid, rate


def _figure(reckoning: Reckoning, name: str) -> str:
    figure = reckoning.figure(name)
    return figure.text if figure else ""


_TABLES: Mapping[str, Callable[[Reckoning, str, str], Table]] = MappingProxyType(
    {"payments": _payments, "goals": _goals, "budget": _budget}
)
