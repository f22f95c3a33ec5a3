"""Rules that set what was reported or approved beside what the report adds up to (上报或批复的数)."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from decimal import Decimal

from desktop.models.figures import CATALOGUE, Figure, Reckoning
from desktop.models.money import read_money
from desktop.models.numbers import half_width, percent, read_number
from desktop.models.places import place
from desktop.models.reckoning.catalogue import EXACT
from desktop.models.reckoning.ledger import Ledger
from desktop.models.records import BudgetLine, Stated
from desktop.models.rules.amounts import counted, exact, signed
from desktop.models.rules.registry import Issue, Severity, also, row_rule
from desktop.models.rules.tolerance import rounded_rows, tolerance

SOURCE = "与批复、上报数核对"
_CALLED = {
    "年初预算数": "initial",
    "全年预算数": "adjusted",
    "调整后预算数": "adjusted",
    "全年执行数": "spent",
    "执行数": "spent",
    "执行率": "execution_rate",
    "到位资金": "received",
    "到位率": "received_rate",
}


def figure_name(text: str) -> str:
    """The figure that a stated value names: by its name, with ``figures/`` or （…） or by its label."""
    head = re.split("[（(]", text.strip().removeprefix("figures/"))[0].strip()
    labels = {each.label: name for name, each in CATALOGUE.items() if "*" not in name}
    return _CALLED.get(head) or labels.get(head) or head


def _meant(reckoning: Reckoning, row: Stated, *endings: str) -> Figure | None:
    """The figure that something was stated of, if its name ends so and the report gives it."""
    name = figure_name(row.figure)
    return reckoning.figure(name) if name.rpartition("/")[2] in endings else None


def _read(row: Stated, unit: str) -> Decimal | None:
    """The stated value as the figure's value is (分, %, a count); None where it cannot be read."""
    try:
        if unit == "万元":
            fen = read_money(row.value)
            return None if fen is None else Decimal(fen)
        return read_number(row.value.strip().removesuffix("分"))
    except ValueError:
        return None


Tail = Callable[[Ledger, str, Stated], Decimal]


def _differing(reckoning: Reckoning, row: Stated, endings: tuple[str, ...], tail: Tail) -> Iterator[Issue]:
    figure = _meant(reckoning, row, *endings)
    stated = _read(row, figure.unit) if figure else None
    if figure is None:
        return
    if stated is None and row.value.strip():
        told = f"上报的{figure.label}“{row.value.strip()}”读不出数来，没有核对"
        yield Issue((place("stated", row.id, "value"),), told, {"上报": row.value.strip()})
    elif stated is not None and isinstance(figure.value, (int, Decimal)):
        value = Decimal(figure.value)
        if abs(stated - value) > tail(reckoning.ledger, figure.name, row):
            yield _difference(row, figure, stated, value)


def _difference(row: Stated, figure: Figure, stated: Decimal, value: Decimal) -> Issue:
    left, right = _shown(stated, figure.unit), _shown(value, figure.unit)
    apart = stated - value
    gap = signed(exact(int(apart)) if figure.unit == "万元" else counted(EXACT.plus(apart)))
    if figure.unit == "%":
        told = f"上报的{figure.label} {left}，按明细计算是 {right}"
        numbers = {"上报": left, "计算": right}
    else:
        told = f"上报的{figure.label} {left} − 明细合计 {right} = {gap}"
        numbers = {"上报": left, "明细合计": right, "相差": gap}
    papers = f"（{row.document.strip()}）" if row.document.strip() else ""
    return Issue((place("stated", row.id, "value"), f"figures/{figure.name}"), told + papers, numbers)


def _shown(value: Decimal, unit: str) -> str:
    match unit:
        case "万元":
            return exact(int(value))
        case "%":
            return percent(value)
        case _:
            return counted(EXACT.plus(value))


def _tail_of_lines(ledger: Ledger, name: str, _: Stated) -> Decimal:
    section = "funding" if name.startswith("funding/") else "budget"
    field = "initial" if name.endswith("initial") else "adjusted"
    return Decimal(tolerance(rounded_rows(getattr(row, field) for row in ledger.report.rows(section))))


def _tail_of_payments(ledger: Ledger, _name: str, _: Stated) -> Decimal:
    return Decimal(tolerance(rounded_rows(each.amount for each in ledger.report.payments)))


def _tail_of_rate(_ledger: Ledger, _name: str, row: Stated) -> Decimal:
    """Half of the last decimal that was written, but a whole number of per cent is meant exactly."""
    decimals = half_width(row.value).removesuffix("%").rpartition(".")[2] if "." in row.value else ""
    return Decimal("0.05") if len(decimals) == 1 else Decimal("0.005")


@row_rule("B01", Severity.MUST, source=SOURCE, section="stated")
def initial_otherwise(reckoning: Reckoning, row: Stated) -> Iterator[Issue]:
    """批复的年初预算数，要等于各子项目年初预算数之和（允许四舍五入尾差）；没有登记批复数时不核对。"""
    yield from _differing(reckoning, row, ("initial",), _tail_of_lines)


@row_rule("B02", Severity.MUST, source=SOURCE, section="stated")
def adjusted_otherwise(reckoning: Reckoning, row: Stated) -> Iterator[Issue]:
    """上报的全年预算数和调整额，要等于各子项目之和（允许四舍五入尾差）；没有登记上报数时不核对。"""
    yield from _differing(reckoning, row, ("adjusted", "change"), _tail_of_lines)


@row_rule("B04", Severity.MUST, source=SOURCE, section="stated")
def spent_otherwise(reckoning: Reckoning, row: Stated) -> Iterator[Issue]:
    """决算或上报的执行数，要等于支付明细之和（允许四舍五入尾差）；没有登记上报数时不核对。"""
    endings = ("spent", "unspent", "executed", "paid_year", "paid_all", "balance")
    yield from _differing(reckoning, row, endings, _tail_of_payments)


@row_rule("B06", Severity.MUST, source="财预〔2020〕10号 自评表填报口径", section="stated")
def rate_otherwise(reckoning: Reckoning, row: Stated) -> Iterator[Issue]:
    """执行率 = 全年执行数 ÷ 全年预算数（调整后），不除以年初预算数。上报的执行率要与它相符。"""
    yield from _differing(reckoning, row, ("execution_rate",), _tail_of_rate)


@row_rule("B13", Severity.VERIFY, source=SOURCE, section="stated")
def received_unproved(reckoning: Reckoning, row: Stated) -> Iterator[Issue]:
    """写了资金到位率，就要填各子项目的到位资金，到位率才有依据；两边都有的，要相符。执行数不会超过到位资金。"""
    figure = _meant(reckoning, row, "received", "received_rate")
    if figure and figure.value is None and row.value.strip():
        lines = [each for each in reckoning.report.budget if each.received is None]
        places = tuple(place("budget", each.id, "received") for each in lines) or ("budget",)
        told = f"上报的{figure.label} {row.value.strip()}，有 {len(lines)} 个子项目没有填到位资金"
        yield Issue(places, told, {"上报": row.value.strip()})


@also("B13", "stated")
def _received_otherwise(reckoning: Reckoning, row: Stated) -> Iterator[Issue]:
    yield from _differing(reckoning, row, ("received",), _tail_of_lines)


@also("B13", "stated")
def _received_rate_otherwise(reckoning: Reckoning, row: Stated) -> Iterator[Issue]:
    yield from _differing(reckoning, row, ("received_rate",), _tail_of_rate)


@also("B13", "budget", reads="payments")
def _spent_beyond_received(reckoning: Reckoning, line: BudgetLine) -> Iterator[Issue]:
    spent = reckoning.ledger.paid_by("budget", line.id)
    if line.received is not None and spent - line.received > tolerance(1):
        over = exact(spent - line.received)
        told = (
            f"子项目“{line.name}”执行 {exact(spent)} − 到位资金 {exact(line.received)} = {over}，到位的不够付"
        )
        numbers = {"全年执行数": exact(spent), "到位资金": exact(line.received), "超出": over}
        yield Issue((place("budget", line.id, "received"),), told, numbers)
