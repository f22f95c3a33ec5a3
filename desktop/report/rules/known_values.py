"""Every value that prose may name, by the names prose calls it (正文里的名称与数据)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from desktop.models.figures import Reckoning
from desktop.models.formats import label
from desktop.models.money import FEN_PER_WAN
from desktop.models.places import place
from desktop.models.records import Contract, Indicator, Result
from desktop.report.rules.typed import base_unit

_TOTALS = {
    "initial": ("年初预算数", "年初预算", "年初预算合计"),
    "adjusted": ("全年预算数", "全年预算", "调整后预算数", "调整预算数"),
    "spent": ("全年执行数", "共计支出", "支出合计"),
    "unspent": ("未执行", "未执行数", "未支出"),
    "execution_rate": ("执行率", "预算执行率", "全年执行率"),
    "received": ("资金到位", "到位资金"),
    "received_rate": ("到位率", "资金到位率"),
}
_LINE = {
    "initial": "budget/{}/initial",
    "adjusted": "budget/{}/adjusted",
    **{name: f"figures/budget/{{}}/{name}" for name in ("spent", "unspent", "execution_rate")},
}
_AGREED = {
    "amount": ("合同金额", "中标金额", "成交金额", "合同总价"),
    "balance": ("余额", "未付余额"),
    "paid_year": ("本年度支付", "已支付", "已付"),
    "paid_all": ("累计支付", "已支付", "已付"),
}
_SHORTEST = 4  # A shorter name of an indicator or result may be part of another word


@dataclass(frozen=True, slots=True)
class Known:
    """A value in the data: *value* in 万元, per cent or its *unit*; *label* as findings call it."""

    place: str
    label: str
    value: Decimal
    unit: str


Names = Mapping[str, tuple[Known, ...]]


def by_name(reckoning: Reckoning) -> Names:
    """Return the values that a name may stand for: totals, results, indicators; with 子项目 before it, its own."""
    return reckoning.kept(_by_name)


def _by_name(reckoning: Reckoning) -> Names:
    made: defaultdict[str, list[Known]] = defaultdict(list)
    for name, known in (*_totals(reckoning), *_lines(reckoning), *measured(reckoning)):
        made[name].append(known)
    return {name: tuple(held) for name, held in sorted(made.items(), key=lambda each: -len(each[0]))}


def _totals(reckoning: Reckoning) -> Iterator[tuple[str, Known]]:
    for figure, names in _TOTALS.items():
        if known := derived(reckoning, figure):
            yield from ((name, known) for name in names)


def _lines(reckoning: Reckoning) -> Iterator[tuple[str, Known]]:
    """The same names behind the name of a 子项目."""
    for line in reckoning.report.budget:
        for figure, pattern in _LINE.items():
            known = _at(reckoning, pattern.format(line.id), f"{line.name}{_TOTALS[figure][0]}")
            if known and line.name:
                yield from ((f"{line.name}{name}", known) for name in _TOTALS[figure])


def _at(reckoning: Reckoning, where: str, told: str) -> Known | None:
    family, _, rest = where.partition("/")
    if family == "figures":
        return derived(reckoning, rest, told)
    line = reckoning.ledger.find(family, int(rest.split("/")[0]))
    fen = getattr(line, rest.split("/")[1], None)
    return None if fen is None else Known(where, told, Decimal(fen) / FEN_PER_WAN, "万元")


def derived(reckoning: Reckoning, name: str, told: str = "") -> Known | None:
    """Return a figure as a value; None where it is missing or a text. *told*: another label for it."""
    figure = reckoning.figure(name)
    if figure is None or figure.value is None or isinstance(figure.value, str):
        return None
    money = figure.unit == "万元"
    value = Decimal(figure.value) / FEN_PER_WAN if money else Decimal(figure.value)
    return Known(f"figures/{name}", told or figure.label, value, figure.unit)


def measured(reckoning: Reckoning) -> Iterator[tuple[str, Known]]:
    """Indicators by name and by the name before a number, with actual, target and base; results likewise."""
    for row in (*reckoning.report.indicators, *reckoning.report.results):
        for name in {row.name, label(row.name, row.unit)}:
            if len(name) >= _SHORTEST:
                yield from ((name, known) for known in _values(row))


def _values(row: Indicator | Result) -> Iterator[Known]:
    indicator = isinstance(row, Indicator)
    section, names = (
        ("indicators", ("actual", "target", "base")) if indicator else ("results", ("value", "previous"))
    )
    unit, scale = base_unit(row.unit)
    for name in names:
        value = getattr(row, name)
        if value is not None:
            yield Known(place(section, row.id, name), row.name, value * scale, unit)


def of_contract(reckoning: Reckoning, contract: Contract) -> Names:
    """Return what the names 合同金额, 余额, 本年度支付 … stand for where a sentence names this contract."""
    made: defaultdict[str, list[Known]] = defaultdict(list)
    for figure, names in _AGREED.items():
        for known in _agreed(reckoning, contract, figure):
            for name in names:
                made[name].append(known)
    return {name: tuple(held) for name, held in made.items()}


def _agreed(reckoning: Reckoning, contract: Contract, figure: str) -> Iterator[Known]:
    told = f"《{contract.name}》{_AGREED[figure][0]}"
    if figure != "amount":
        known = derived(reckoning, f"contracts/{contract.id}/{figure}", told)
        yield from (known,) if known else ()
        return
    for fen in dict.fromkeys((contract.amount, reckoning.ledger.agreed(contract))):
        if fen is not None:
            where = place("contracts", contract.id, "amount")
            yield Known(where, told, Decimal(fen) / FEN_PER_WAN, "万元")
