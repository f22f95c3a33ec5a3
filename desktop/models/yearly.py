"""This year beside last year: amounts with 增减 and 增减率, rates in 百分点, and what is left over (与上年对比)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from desktop.models.comparing import shown
from desktop.models.figures import Reckoning
from desktop.models.marks import unconfirmed
from desktop.models.money import FEN_PER_WAN, group, show_wan
from desktop.models.numbers import plain
from desktop.models.places import name_of, parse_place, place, value_at
from desktop.models.records import SECTIONS, BudgetLine, Indicator, Measure, Record, Report, Result
from desktop.models.values import last_report

FUNDS, RESULTS, INDICATORS = "资金（万元）", "成果", "绩效指标（实际完成）"
NONE, UNTOLD = "—", "未报"
_TOTALS = (("initial", "年初预算数"), ("adjusted", "全年预算数"), ("spent", "全年执行数"))
_PERCENT = ("%", "％")
_CENT = Decimal("0.01")


@dataclass(frozen=True, slots=True)
class Compared:
    """One line of the comparison, as shown; *place* is where this year's value is edited.

    rate: 增减率 in per cent or a difference in 百分点, NONE without a base. over: an amount's rate is beyond the
    limit. same: an actual value is exactly last year's. part: a sub-project's share of the total above it.
    """

    group: str
    label: str
    last: str
    now: str
    change: str
    rate: str
    place: str
    note: str = ""
    over: bool = False
    same: bool = False
    part: bool = False

    @property
    def differs(self) -> bool:
        """Whether the two years are not the same, where both have told a value."""
        return self.last not in (UNTOLD, "") and self.last != self.now


@dataclass(frozen=True, slots=True)
class Left:
    """What is still last year's in a record and not confirmed: its places, its name, and the values."""

    places: tuple[str, ...]
    name: str
    text: str


@dataclass(frozen=True, slots=True)
class Followed:
    """A measure of last year's and how far it is; *place* is this year's record of it, '' where none is."""

    last: Measure
    place: str
    state: str


def compared(now: Reckoning) -> tuple[Compared, ...]:
    """Return every value that both years may have, in the order of the report."""
    last = last_report(now.report)
    before = Reckoning(last, now.pack) if last else None
    return (*_funds(now, before), *_results(now.report, last), *_indicators(now.report, last))


def left_over(report: Report) -> tuple[Left, ...]:
    """Return by record what was carried from last year and is neither changed nor confirmed (上年遗留).

    What names last year comes first: in a record's values, and among the records.
    """
    sections = [name for name in SECTIONS if name not in ("stated", "notes")]
    held: dict[str, list[str]] = {}
    for where in unconfirmed(report, sections):
        held.setdefault(str(parse_place(where).record), []).append(where)
    year = str(report.last[0].year) if report.last else ""
    found = [_left(report, places, year) for places in held.values()]
    return tuple(sorted(found, key=lambda each: not (year and year in each.text)))


def followed(report: Report) -> tuple[Followed, ...]:
    """Return last year's measures with how far this year's record of each says they are (上年整改落实)."""
    last = last_report(report)
    here = {row.last: row.place for row in report.links if row.place.startswith("measures/")}
    made: list[Followed] = []
    for each in last.measures if last else ():
        where = here.get(place("measures", each.id), "")
        row = report.find("measures", parse_place(where).id) if where else None
        made.append(Followed(each, where if row else "", row.state if row else ""))
    return tuple(made)


def amount(label: str, before: int | None, after: int | None, where: str, limit: Decimal | None) -> Compared:
    """Compare two amounts (分); a base of 0 or none has no rate."""
    change = after - before if before is not None and after is not None else None
    share = Decimal(change * 100) / Decimal(before) if change is not None and before else None
    return Compared(
        FUNDS,
        label,
        _wan(before) or UNTOLD,
        _wan(after) or NONE,
        _signed(Decimal(change) / FEN_PER_WAN) if change is not None else "",
        f"{_signed(share)}%" if share is not None else NONE,
        where,
        over=share is not None and limit is not None and abs(share) > limit,
    )


def number(
    label: str, before: Decimal | None, after: Decimal | None, unit: str, where: str, kind: str
) -> Compared:
    """Compare two numbers of a unit; two percentages differ by 百分点, never by a rate of a rate."""
    named = f"{label}（{unit}）" if unit and unit not in _PERCENT else label
    sign = "%" if unit in _PERCENT else ""
    change = after - before if before is not None and after is not None else None
    if change is None:
        told, rate = "", NONE
    elif sign:
        told, rate = "", f"{_signed(change)} 百分点"
    else:
        told = _shortest(change)
        rate = f"{_signed(change * 100 / before)}%" if before else NONE
    old, new = (f"{group(plain(each))}{sign}" if each is not None else "" for each in (before, after))
    return Compared(
        kind,
        named,
        old or UNTOLD,
        new or NONE,
        told,
        rate,
        where,
        same=before is not None and before == after,
    )


def _funds(now: Reckoning, before: Reckoning | None) -> Iterator[Compared]:
    limit = now.pack.limit("adjust_explain_pct")
    for name, label in _TOTALS:
        yield amount(label, _fen(before, name), _fen(now, name), f"figures/{name}", limit)
        yield from _parts(now, before, name, limit)
    rates = _rate(before), _rate(now)
    change = rates[1] - rates[0] if rates[0] is not None and rates[1] is not None else None
    told = f"{_signed(change)} 百分点" if change is not None else NONE
    texts = [f"{_two(each)}%" if each is not None else "" for each in rates]
    yield Compared(FUNDS, "执行率", texts[0] or UNTOLD, texts[1] or NONE, "", told, "figures/execution_rate")


def _parts(now: Reckoning, before: Reckoning | None, name: str, limit: Decimal | None) -> Iterator[Compared]:
    """Yield the sub-projects of a total, each beside the one it continues."""
    was = _continued(now.report, before.report if before else None, "budget")
    for line in now.report.budget:
        base = _part(before, was[line.id], name) if before and line.id in was else None
        where = place("budget", line.id, "reason")
        made = amount(f"　其中：{line.name}", base, _part(now, line, name), where, limit)
        yield Compared(
            made.group, made.label, made.last, made.now, made.change, made.rate, made.place,
            line.reason, made.over, part=True,
        )  # fmt: skip


def _part(reckoning: Reckoning, line: BudgetLine, name: str) -> int | None:
    return _fen(reckoning, f"budget/{line.id}/spent") if name == "spent" else getattr(line, name)


def _results(report: Report, last: Report | None) -> Iterator[Compared]:
    was = _continued(report, last, "results")
    for row in report.results:
        before: Result | None = was.get(row.id)
        base = row.previous if row.previous is not None else before.value if before else None
        made = number(row.name, base, row.value, row.unit, place("results", row.id, "note"), RESULTS)
        yield _noted(made, row.note)
    yield from _ended(report, last, "results", RESULTS)


def _indicators(report: Report, last: Report | None) -> Iterator[Compared]:
    was = _continued(report, last, "indicators")
    for row in report.indicators:
        if row.operator == "定性":
            continue
        before: Indicator | None = was.get(row.id)
        base = row.base if row.base is not None else before.actual if before else None
        where = place("indicators", row.id, "reason")
        yield _noted(number(row.name, base, row.actual, row.unit, where, INDICATORS), row.reason)
    yield from _ended(report, last, "indicators", INDICATORS)


def _noted(made: Compared, note: str) -> Compared:
    told = note or ("与上年完全相同，请核对" if made.same else "")
    return Compared(
        made.group, made.label, made.last, made.now, made.change, made.rate, made.place, told, same=made.same
    )


def _ended(report: Report, last: Report | None, section: str, kind: str) -> Iterator[Compared]:
    """Yield what last year told and this year no record continues."""
    continued = {row.last for row in report.links}
    year = report.project.year
    for row in last.rows(section) if last else ():
        value = getattr(row, "value", getattr(row, "actual", None))
        if value is not None and place(section, row.id) not in continued:
            made = number(row.name, value, None, row.unit, "", kind)
            yield _noted(made, f"{year}年没有这项" if year else "今年没有这项")


def _continued(report: Report, last: Report | None, section: str) -> dict[int, Record]:
    """Return this year's id → the record of last year's that it continues."""
    made: dict[int, Record] = {}
    for link in report.links if last else ():
        if last and link.place.startswith(f"{section}/") and link.last.startswith(f"{section}/"):
            row = last.find(section, parse_place(link.last).id)
            if row is not None:
                made[parse_place(link.place).id] = row
    return made


def _left(report: Report, places: list[str], year: str) -> Left:
    told = {where: _said(report, where) for where in places}
    first = sorted(places, key=lambda where: not (year and year in told[where]))
    known = parse_place(places[0])
    row = report.find(known.section, known.id)
    name = "" if row is None or SECTIONS[known.section].single else f"“{name_of(row)}”"
    text = "；".join(told[where] for where in first)
    return Left(tuple(first), f"{SECTIONS[known.section].label}{name}", text)


def _said(report: Report, where: str) -> str:
    known = parse_place(where)
    return f"{known.entry.label} {shown(report, known.entry, value_at(report, known))}"


def _fen(reckoning: Reckoning | None, name: str) -> int | None:
    """Return a figure in 分; nothing executed while no payment is entered is nothing told, no 0.00."""
    if reckoning and name.endswith("spent") and not reckoning.report.payments:
        return None
    figure = reckoning.figure(name) if reckoning else None
    return figure.value if figure and isinstance(figure.value, int) else None


def _rate(reckoning: Reckoning | None) -> Decimal | None:
    figure = reckoning.figure("execution_rate") if reckoning else None
    return figure.value if figure and isinstance(figure.value, Decimal) else None


def _wan(fen: int | None) -> str:
    return group(show_wan(fen)).replace("-", "−") if fen is not None else ""


def _two(value: Decimal) -> str:
    return group(str(value.quantize(_CENT, ROUND_HALF_UP))).replace("-", "−")


def _signed(value: Decimal) -> str:
    text = _two(value)
    return text if text.startswith("−") or not text.strip("0.") else f"+{text}"


def _shortest(value: Decimal) -> str:
    text = group(plain(value)).replace("-", "−")
    return f"+{text}" if value > 0 else text
