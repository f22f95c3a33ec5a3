"""Where the money went: sub-project → contract, or payments without one → payee (合同—支付—预算)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from desktop.models.places import name_of
from desktop.models.records import Payment, Report

MOST_ROWS = 20
UNPLACED, UNNAMED = "未写子项目", "未写收款单位"


@dataclass(frozen=True, slots=True)
class Branch:
    """What one payee got within a strand, in 分; *payments* are the ids."""

    payee: str
    amount: int
    payments: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Strand:
    """What a sub-project paid on one contract, or without one; *contract* is None there and where merged.

    name: of the contract, else what was paid for. merged: stands for several (其余 n 笔). agreed: the amount
    of the contract with its supplement in 分, None where not known. excused: none is needed, the reason is written.
    """

    budget: int | None
    contract: int | None
    name: str
    branches: tuple[Branch, ...]
    linked: bool
    agreed: int | None = None
    merged: bool = False
    excused: bool = False

    @property
    def amount(self) -> int:
        """What was paid, in 分."""
        return sum(each.amount for each in self.branches)

    @property
    def payments(self) -> tuple[int, ...]:
        """The ids of the payments."""
        return tuple(id_ for each in self.branches for id_ in each.payments)


@dataclass(frozen=True, slots=True)
class Group:
    """A sub-project with its strands, the largest first: on contracts, with a reason for having none, without.

    budget is None where not said.
    """

    budget: int | None
    name: str
    adjusted: int | None
    strands: tuple[Strand, ...]

    @property
    def amount(self) -> int:
        """What was paid, in 分."""
        return sum(each.amount for each in self.strands)


def flows(report: Report, *, unlinked_only: bool = False, most: int = MOST_ROWS) -> tuple[Group, ...]:
    """Return where the payments of a report went; every payment stands in exactly one branch.

    Where there would be more than *most* rows, the smallest of each sub-project are merged into 其余 n 笔.
    """
    strands = [each for each in _strands(report) if not (unlinked_only and (each.linked or each.excused))]
    lines = {line.id: line for line in report.budget}
    made: list[Group] = []
    for budget in (*lines, None):
        line = lines.get(budget) if budget is not None else None
        own = sorted(
            (each for each in strands if each.budget == budget),
            key=lambda each: (not each.linked, not each.excused, -each.amount),
        )
        if own:
            name = name_of(line) if line else UNPLACED
            made.append(Group(budget, name, line.adjusted if line else None, tuple(own)))
    return _merged(made, most)


def unlinked(report: Report) -> tuple[Payment, ...]:
    """Return the payments without a contract, those with a reason for it included."""
    known = {each.id for each in report.contracts}
    return tuple(each for each in report.payments if each.contract not in known)


def _strands(report: Report) -> Iterator[Strand]:
    contracts = {each.id: each for each in report.contracts}
    budgets = {each.id for each in report.budget}
    held: defaultdict[tuple[int | None, int | None, str, bool], list[Payment]] = defaultdict(list)
    for payment in report.payments:
        budget = payment.budget if payment.budget in budgets else None
        contract = payment.contract if payment.contract in contracts else None
        reasoned = contract is None and bool(payment.no_contract.strip())
        held[budget, contract, "" if contract else payment.payee, reasoned].append(payment)
    for (budget, id_, _, excused), payments in held.items():
        contract = contracts.get(id_) if id_ is not None else None
        agreed = None
        if contract and contract.amount is not None:
            agreed = contract.amount + (contract.supplement or 0)
        name = name_of(contract) if contract else _matter(payments)
        branches = _branches(payments)
        yield Strand(budget, id_, name, branches, contract is not None, agreed, excused=excused)


def _matter(payments: Sequence[Payment]) -> str:
    """What payments without a contract were for, by the largest of them."""
    first = max(payments, key=lambda each: each.amount or 0)
    name = first.item.strip() or first.payee or "未写支出事项"
    return name if len(payments) == 1 else f"{name} 等 {len(payments)} 笔"


def _branches(payments: Iterable[Payment]) -> tuple[Branch, ...]:
    held: defaultdict[str, list[Payment]] = defaultdict(list)
    for each in payments:
        held[each.payee or UNNAMED].append(each)
    made = [
        Branch(payee, sum(each.amount or 0 for each in rows), tuple(each.id for each in rows))
        for payee, rows in held.items()
    ]
    return tuple(sorted(made, key=lambda each: -each.amount))


def _merged(groups: Sequence[Group], most: int) -> tuple[Group, ...]:
    """Keep so many of the largest strands whole that no more than *most* rows are left, where that can be."""
    if rows_of(groups) <= most:
        return tuple(groups)
    every = sorted((each for group in groups for each in group.strands), key=_size)
    parts = len({_part(each) for each in every})
    keep = max(most - parts, 0)
    while keep and _rows_with(every, keep) > most:
        keep -= 1
    whole = {id(each) for each in every[:keep]}
    return tuple(
        Group(group.budget, group.name, group.adjusted, tuple(_shortened(group.strands, whole)))
        for group in groups
    )


def _rows_with(every: Sequence[Strand], keep: int) -> int:
    """How many rows there are when the first *keep* strands stay whole."""
    rest = {_part(each) for each in every[keep:]}
    return sum(len(each.branches) for each in every[:keep]) + len(rest)


def _part(strand: Strand) -> tuple[int | None, bool, bool]:
    return strand.budget, strand.linked, strand.excused


def _size(strand: Strand) -> int:
    return -strand.amount


def _shortened(strands: Sequence[Strand], whole: set[int]) -> Iterator[Strand]:
    for linked, excused in ((True, False), (False, True), (False, False)):
        own = [each for each in strands if (each.linked, each.excused) == (linked, excused)]
        yield from (each for each in own if id(each) in whole)
        rest = [each for each in own if id(each) not in whole]
        if len(rest) == 1 and len(rest[0].branches) == 1:
            yield rest[0]
        elif rest:
            ids = tuple(id_ for each in rest for id_ in each.payments)
            branch = Branch(f"{len(rest)} 项", sum(each.amount for each in rest), ids)
            name = f"其余 {len(ids)} 笔"
            yield Strand(rest[0].budget, None, name, (branch,), linked, merged=True, excused=excused)


def rows_of(groups: Iterable[Group]) -> int:
    """Return how many rows a picture of the groups has: one a payee of a strand."""
    return sum(len(strand.branches) for group in groups for strand in group.strands)
