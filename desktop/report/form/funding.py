"""The money block of the form: what was planned and spent in the year, in 万元, with the points for it.

Formulas stand only where they give what the score gives; the points are not full while less was spent
than planned.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Context, Decimal

from desktop.models.figures import Reckoning
from desktop.models.money import FEN_PER_WAN
from desktop.models.numbers import half_up
from desktop.models.reckoning.ledger import whole
from desktop.models.records import Funding
from desktop.models.scoring import ItemScore, score
from desktop.report.form.grid import MONEY, POINTS, RATE, Formula, Look, Value, letter
from desktop.report.form.layout import Column, Layout, Line
from desktop.report.form.rows import Part, Rows

PRECISION = Context(prec=15)  # What a spreadsheet keeps of a number
NOT_SCORED = "—"
AMOUNTS = ("initial", "adjusted", "spent")
_FINEST = 8  # decimals of a rate that all but reaches 100 %


@dataclass(frozen=True, slots=True)
class Amounts:
    """The amounts (分) of one line; None where not filled in."""

    initial: int | None = None
    adjusted: int | None = None
    spent: int | None = None

    def of(self, key: str) -> int | None:
        """Return one of them by its key."""
        return getattr(self, key)


def wan(fen: int | None) -> Decimal | None:
    """An amount (分) as exact number of 万元."""
    return None if fen is None else Decimal(fen) / FEN_PER_WAN


def add_funding(rows: Rows, layout: Layout, reckoning: Reckoning) -> int:
    """Add the heads, the whole and a row for every source of funds; return the row of the whole."""
    block = layout.funding
    start = rows.add(_heads(block.columns)).first
    lines = _lines(reckoning, layout.lines)
    at = rows.count + 1
    amounts, values = _whole(reckoning, [held for _, held in lines], (at + 1, at + len(lines)))
    values |= _execution(layout, at, score(reckoning).execution)
    rows.add(_row(layout, at, layout.whole, amounts, values), single=True)
    for label, amounts in lines:
        each: dict[str, Value] = {key: wan(amounts.of(key)) for key in AMOUNTS}
        each |= {"weight": NOT_SCORED, "points": NOT_SCORED}
        rows.add(_row(layout, rows.count + 1, label, amounts, each), single=True)
    rows.down(start, rows.count, Part(1, block.last, block.label))
    return at


def _heads(columns: Iterable[Column]) -> Iterable[Part]:
    return [Part(each.first, each.last, each.label or None) for each in columns]


def _lines(reckoning: Reckoning, known: tuple[Line, ...]) -> list[tuple[str, Amounts]]:
    """The lines of the form with their amounts, and one more for every source that fits none of them."""
    held: dict[Line, list[Funding]] = {line: [] for line in known}
    other: list[Funding] = []
    for source in reckoning.report.funding:
        taken = next((line for line in known if _takes(line, source.name.strip())), None)
        (held[taken] if taken else other).append(source)
    made = [(line.label, _together(reckoning, sources)) for line, sources in held.items()]
    more = [(source.name.strip(), _together(reckoning, [source])) for source in other]
    return [*made[:-1], *more, *made[-1:]]


def _takes(line: Line, name: str) -> bool:
    return any(word in name for word in line.takes)


def _together(reckoning: Reckoning, sources: list[Funding]) -> Amounts:
    if not sources:
        return Amounts()
    return Amounts(
        whole(each.initial for each in sources),
        whole(each.adjusted for each in sources),
        whole(_executed(reckoning, each) for each in sources),
    )


def _executed(reckoning: Reckoning, source: Funding) -> int | None:
    """What was paid of a source (分); None where payments without a source leave that open."""
    ledger = reckoning.ledger
    paid = ledger.group("payments", "funding", source.id)
    known = {each.id for each in reckoning.report.funding}
    stray = any(each.funding not in known for each in reckoning.report.payments)
    unfilled = any(each.amount is None for each in paid)
    return None if unfilled or (stray and not paid) else ledger.paid_by("funding", source.id)


def _spent(reckoning: Reckoning) -> int | None:
    """全年执行数 (分); None where an amount is not filled in, or where nothing at all is."""
    report = reckoning.report
    unfilled = any(payment.amount is None for payment in report.payments)
    return None if unfilled or not (report.payments or report.budget) else reckoning.ledger.spent


def _whole(
    reckoning: Reckoning, lines: list[Amounts], between: tuple[int, int]
) -> tuple[Amounts, dict[str, Value]]:
    """The whole: a live sum where the lines add up to it, else the number itself."""
    ledger = reckoning.ledger
    amounts = Amounts(ledger.initial, ledger.adjusted, _spent(reckoning))
    values: dict[str, Value] = {}
    for key in AMOUNTS:
        total = amounts.of(key)
        parts = [part for line in lines if (part := line.of(key)) is not None]
        values[key] = wan(total)
        if parts and sum(parts) == total:
            values[key] = Formula(
                f"SUM({{{key}}}{between[0]}:{{{key}}}{between[1]})", wan(total) or Decimal(0)
            )
    return amounts, values


def _execution(layout: Layout, row: int, item: ItemScore) -> dict[str, Value]:
    """The weight and the points of the whole, live where the formula gives what the score gives."""
    if not layout.funding.column("points"):
        return {}
    plan, paid, weight = f"{{adjusted}}{row}", f"{{spent}}{row}", f"{{weight}}{row}"
    part = f"MAX(0,MIN({weight}-0.01,ROUND(MIN(1,{paid}/{plan})*{weight},2)))"
    text = f'IF(OR(N({plan})<=0,{paid}="",{weight}=""),"",IF({paid}<{plan},{part},{weight}))'
    odd = item.weight is not None and item.weight != half_up(item.weight, 2)
    live = Formula(text, "" if item.points is None else item.points)
    return {"weight": item.weight, "points": item.points if odd else live}


def _row(layout: Layout, row: int, label: str, amounts: Amounts, values: Mapping[str, Value]) -> list[Part]:
    rate = _ratio(amounts)
    made = {"name": label, **values, "rate": _rate(row, amounts, rate)}
    letters = {each.key: letter(each.first) for each in layout.funding.columns if each.key}
    looks = {"name": Look("left"), "rate": Look(format=_rate_format(rate)), "points": Look(format=POINTS)}
    looks |= {key: Look(format=MONEY) for key in AMOUNTS}
    return [
        Part(each.first, each.last, _placed(made.get(each.key), letters), looks.get(each.key, Look()))
        for each in layout.funding.columns
    ]


def _placed(value: Value, letters: dict[str, str]) -> Value:
    """A formula with the letters of its columns."""
    if not isinstance(value, Formula):
        return value
    return Formula(value.text.format_map(letters), value.cached)


def _ratio(amounts: Amounts) -> Decimal | None:
    if amounts.spent is None or not amounts.adjusted or amounts.adjusted < 0:
        return None
    return PRECISION.divide(Decimal(amounts.spent), Decimal(amounts.adjusted))


def _rate(row: int, amounts: Amounts, rate: Decimal | None) -> Formula:
    plan, paid = f"{{adjusted}}{row}", f"{{spent}}{row}"
    text = f'IF(OR({plan}="",{paid}=""),"",IF({plan}>0,{paid}/{plan},"{NOT_SCORED}"))'
    open_ = amounts.adjusted is None or amounts.spent is None
    return Formula(text, rate if rate is not None else "" if open_ else NOT_SCORED)


def _rate_format(rate: Decimal | None) -> str:
    """Two decimals of a per cent, more where two would show 100 % or 0 % that it is not."""
    if rate is None or rate in {0, 1}:
        return RATE
    places = 2
    while places < _FINEST and half_up(rate * 100, places) in {0, 100}:
        places += 1
    return f"0.{'0' * places}%"
