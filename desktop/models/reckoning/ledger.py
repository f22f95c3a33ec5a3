"""What figures are reckoned from: a report's rows grouped once, however many figures ask (勾稽底账)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import Any, TypeVar

from desktop.models.numbers import half_width
from desktop.models.reckoning.groupings import Groupings, Made
from desktop.models.records import Contract, Indicator, Party, Payment, Record, Report
from desktop.models.rulepack import RulePack
from desktop.models.targets import span, supposed

T = TypeVar("T")


def total(amounts: Iterable[int | None]) -> int:
    """Add amounts (分); one that is not filled in adds nothing."""
    return sum(amount for amount in amounts if amount is not None)


def whole(amounts: Iterable[int | None]) -> int | None:
    """Add amounts (分); None where there is none or one is not filled in, as the sum would be wrong."""
    held = list(amounts)
    return None if not held or None in held else total(held)


def amounts_of(payments: Iterable[Payment]) -> tuple[str, ...]:
    """Return the places of the amounts of some payments."""
    return tuple([f"payments/{payment.id}/amount" for payment in payments])


class Ledger:
    """A report with its rule pack and the groupings over its rows, each made when first asked for."""

    def __init__(self, report: Report, pack: RulePack, before: Made | None = None) -> None:
        """*before*: what had been made of the state before, taken over where it can be."""
        self.report = report
        self.pack = pack
        self._rows = Groupings(report, before)
        self._places: dict[tuple[str, Any], tuple[str, ...]] = {}
        self._derived: dict[Callable[[Ledger], Any], Any] = {}

    @property
    def made(self) -> Made:
        """The groupings that have been made so far, for the state that follows."""
        return self._rows.made

    def kept(self, derive: Callable[[Ledger], T]) -> T:
        """Return what *derive* makes of this ledger, derived once however often it is asked for."""
        if derive not in self._derived:
            self._derived[derive] = derive(self)
        return self._derived[derive]

    def index(self, section: str) -> Mapping[str, Record]:
        """Return the records of a section by id (as text), in the officer's order."""
        return self._rows.index(section)

    def order(self, section: str, id_: int) -> int:
        """Return the number of a record (from 1) in the officer's order; KeyError where it is not there."""
        return self._rows.orders(section)[id_]

    def find(self, section: str, id_: int | None) -> Record | None:
        """Return the record with the id, or None; the same as ``Report.find`` but at once."""
        return self.index(section).get(str(id_))

    def groups(self, section: str, field: str) -> Mapping[Any, list[Any]]:
        """Return the rows of a section by the value of one field, each list in the officer's order."""
        return self._rows.groups(section, field)

    def group(self, section: str, field: str, value: Any) -> list[Any]:
        """Return the rows of a section whose *field* has the value."""
        return self.groups(section, field).get(value, [])

    def paid_by(self, field: str, value: Any) -> int:
        """Return the sum (分) of the payments whose *field* (budget, contract, stage …) has the value."""
        return self._rows.sums(field).get(value, 0)

    def paid_places(self, field: str, value: Any) -> tuple[str, ...]:
        """Return where the amounts of those payments stand."""
        key = (field, value)
        if key not in self._places:
            self._places[key] = amounts_of(self.group("payments", field, value))
        return self._places[key]

    def payments_of(self, contract: int) -> list[Payment]:
        """Return the payments on a contract."""
        return self.group("payments", "contract", contract)

    def parties_of(self, contract: int) -> list[Party]:
        """Return the parties to a contract."""
        return self.group("parties", "contract", contract)

    @cached_property
    def spent(self) -> int:
        """全年执行数 in 分: everything paid in the year, refunds taken off."""
        return self._rows.spent()

    @cached_property
    def initial(self) -> int | None:
        """年初预算数 in 分, over the sub-projects; None while one of them is not filled in."""
        return whole(line.initial for line in self.report.budget)

    @cached_property
    def adjusted(self) -> int | None:
        """全年预算数 in 分, over the sub-projects; None while one of them is not filled in."""
        return whole(line.adjusted for line in self.report.budget)

    @cached_property
    def received(self) -> int | None:
        """到位资金 in 分, over the sub-projects; None while one of them is not filled in."""
        return whole(line.received for line in self.report.budget)

    @cached_property
    def months(self) -> Mapping[str, list[Payment]]:
        """The dated payments by month (01 … 12), in the order of the year."""
        made: defaultdict[str, list[Payment]] = defaultdict(list)
        for payment in self.report.payments:
            if payment.date:
                made[f"{payment.date.month:02}"].append(payment)
        return dict(sorted(made.items()))

    @cached_property
    def year_end(self) -> date | None:
        """The last day of the report's year; None while the year is not filled in."""
        year = self.report.project.year
        return date(year, 12, 31) if 1 <= year <= date.max.year else None

    def paid(self, contract: int) -> int:
        """What was paid on a contract this year, in 分."""
        return self.paid_by("contract", contract)

    def year_of(self, contract: Contract) -> int:
        """合同年度: as typed, else of the signing date; 0 where neither is known."""
        return contract.year or (contract.signed.year if contract.signed else 0)

    def is_prior(self, contract: Contract) -> bool:
        """Tell whether a contract belongs to an earlier year than the report."""
        return 0 < self.year_of(contract) < self.report.project.year

    def paid_in_all(self, contract: Contract) -> int | None:
        """What was ever paid on a contract, in 分; None where an earlier year's payments are not known."""
        if contract.prior_paid is None and self.is_prior(contract):
            return None
        return (contract.prior_paid or 0) + self.paid(contract.id)

    def agreed(self, contract: Contract) -> int | None:
        """The contract's amount with its supplement, in 分; None while it is not filled in."""
        return None if contract.amount is None else contract.amount + (contract.supplement or 0)

    def balance(self, contract: Contract) -> int | None:
        """What is still to be paid on a contract, in 分; None where either part is not known."""
        agreed, paid = self.agreed(contract), self.paid_in_all(contract)
        return None if agreed is None or paid is None else agreed - paid

    def counted(self, *, met: bool | None) -> list[Indicator]:
        """Return the applicable indicators that are met (True), not met (False) or not judged (None)."""
        return self._judged[met]

    @cached_property
    def _judged(self) -> Mapping[bool | None, list[Indicator]]:
        made: dict[bool | None, list[Indicator]] = {True: [], False: [], None: []}
        for indicator in self.report.indicators:
            if not indicator.na_reason.strip():
                made[is_met(indicator)].append(indicator)
        return made


def is_reported(indicator: Indicator) -> bool:
    """Tell whether an indicator has an actual value: a number, words or a band (定性档次)."""
    return indicator.actual is not None or bool(indicator.actual_text or indicator.band)


def is_quantified(indicator: Indicator) -> bool:
    """Tell whether an indicator has a number to be reached, or two to lie between (定量指标)."""
    return as_judged(indicator).target is not None and indicator.operator != "定性"


def ends_of(indicator: Indicator) -> tuple[Decimal, Decimal] | None:
    """The two ends of a target that is a range — 3-5次, kept as words —, both included; else None."""
    if indicator.target is not None or indicator.operator == "定性" or not indicator.target_text:
        return None
    return span(indicator.target_text, indicator.unit)


def as_judged(indicator: Indicator) -> Indicator:
    """The indicator with the target that it is judged by: of a range the end that is nearer to the actual value.

    Inside a range, and without an actual value, that is an end which is met or still to be reached.
    """
    ends = ends_of(indicator)
    if ends is None:
        return indicator
    low, high = ends
    below = indicator.actual is None or indicator.actual < low
    operator, target = ("≥", low) if below else ("≤", high)
    return replace(indicator, operator=operator, target=target)


def operator_of(indicator: Indicator) -> str:
    """The operator that an indicator is judged by: where none is given = for 100 %, else ≥ (财预〔2021〕101号)."""
    return indicator.operator or supposed(indicator.target, half_width(indicator.unit))


def is_met(indicator: Indicator) -> bool | None:
    """Tell whether an indicator reached its target; None where that cannot be said.

    Compared exactly, before any rounding (99.98 is not 99.99). More than an = target asked for reaches it as
    well, and less than nothing where nothing was allowed (财预〔2020〕10号 关于定量指标得分的规定); without
    an operator 100 % is to be equalled and more of all else is better. A range is met inside its ends, a
    qualitative indicator by its band.
    """
    indicator = as_judged(indicator)
    if not is_quantified(indicator):
        return indicator.band == "达成年度指标" if indicator.band else None
    actual, target = indicator.actual, indicator.target
    if actual is None or target is None:
        return None
    match operator_of(indicator):
        case ">":
            return actual > target
        case "=":
            return actual == target or actual > target > 0 or actual < target == 0
        case "≤":
            return actual <= target
        case "<":
            return actual < target
        case _:
            return actual >= target
