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
from desktop.models.records import Indicator, Record, Result
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
_PARTS = {  # The totals that a 子项目 and a source of funds have as well
    "budget": {
        "initial": "budget/{}/initial",
        "adjusted": "budget/{}/adjusted",
        **{name: f"figures/budget/{{}}/{name}" for name in ("spent", "unspent", "execution_rate")},
    },
    "funding": {
        "initial": "funding/{}/initial",
        "adjusted": "funding/{}/adjusted",
        "spent": "figures/funding/{}/executed",
        "execution_rate": "figures/funding/{}/execution_rate",
    },
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
    """Return the values that a name may stand for: totals, parts of them, indicators, results."""
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
    """The same names behind the name of a 子项目 or source of funds."""
    for section in _PARTS:
        for row in reckoning.report.rows(section):
            for total, known in parts_of(reckoning, section, row) if row.name else ():
                yield from ((f"{row.name}{name}", known) for name in _TOTALS[total])


def parts_of(reckoning: Reckoning, section: str, row: Record) -> Iterator[tuple[str, Known]]:
    """Yield (total, value) of what a 子项目 or source of funds has under the names of the totals."""
    for total, pattern in _PARTS[section].items():
        if known := _at(reckoning, pattern.format(row.id), f"{row.name}{_TOTALS[total][0]}"):
            yield total, known


def _at(reckoning: Reckoning, where: str, told: str) -> Known | None:
    family, _, rest = where.partition("/")
    if family == "figures":
        return derived(reckoning, rest, told)
    line = reckoning.ledger.find(family, int(rest.split("/")[0]))
    fen = getattr(line, rest.split("/")[1], None)
    return None if fen is None else Known(where, told, Decimal(fen) / FEN_PER_WAN, "万元")


def derived(reckoning: Reckoning, name: str, told: str = "") -> Known | None:
    """Return a figure by its magnitude, as prose prints it; None where it is missing or a text.

    told: what to call it where that is not its own label.
    """
    figure = reckoning.figure(name)
    if figure is None or figure.value is None or isinstance(figure.value, str):
        return None
    money = figure.unit == "万元" and isinstance(figure.value, int)
    size = abs(Decimal(figure.value))
    value = size / FEN_PER_WAN if money else size
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
