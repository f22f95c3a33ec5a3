"""Figures over contracts: paid, balance, commitment into next year, term (合同)."""

from __future__ import annotations

from desktop.models.dates import months_between, period
from desktop.models.places import place
from desktop.models.reckoning.catalogue import Derived, each, figure, ratio
from desktop.models.reckoning.ledger import Ledger
from desktop.models.records import Contract

_EACH = each("contracts")


def _at(contract: Contract, *fields: str) -> tuple[str, ...]:
    return tuple(place("contracts", contract.id, field) for field in fields)


def _paid_places(ledger: Ledger, contract: Contract) -> tuple[str, ...]:
    return ledger.paid_places("contract", contract.id)


@figure("contracts/*/paid_year", "本年度支付", "万元", _EACH)
def _paid_year(ledger: Ledger, contract: Contract) -> Derived:
    return Derived(ledger.paid(contract.id), _paid_places(ledger, contract))


@figure("contracts/*/paid_all", "累计支付", "万元", _EACH)
def _paid_all(ledger: Ledger, contract: Contract) -> Derived:
    places = (*_at(contract, "prior_paid"), *_paid_places(ledger, contract))
    return Derived(ledger.paid_in_all(contract), places)


@figure("contracts/*/paid_share", "累计支付占合同金额", "%", _EACH)
def _paid_share(ledger: Ledger, contract: Contract) -> Derived:
    places = (*_at(contract, "amount", "supplement", "prior_paid"), *_paid_places(ledger, contract))
    return Derived(ratio(ledger.paid_in_all(contract), ledger.agreed(contract)), places)


@figure("contracts/*/balance", "未付余额", "万元", _EACH)
def _balance(ledger: Ledger, contract: Contract) -> Derived:
    places = (*_at(contract, "amount", "supplement", "prior_paid"), *_paid_places(ledger, contract))
    return Derived(ledger.balance(contract), places)


@figure("contracts/*/commitment", "下一年度需支付", "万元", _EACH)
def _commitment(ledger: Ledger, contract: Contract) -> Derived:
    places = (*_at(contract, "amount", "supplement", "prior_paid", "ends"), *_paid_places(ledger, contract))
    if contract.ends is None or ledger.year_end is None:
        return Derived(None, places)
    return Derived(ledger.balance(contract) if contract.ends > ledger.year_end else 0, places)


@figure("contracts/*/months", "合同期限", "个月", _EACH)
def _months(_: Ledger, contract: Contract) -> Derived:
    value = months_between(contract.starts, contract.ends) if contract.starts and contract.ends else None
    return Derived(value, _at(contract, "starts", "ends"))


@figure("contracts/*/term", "合同期限", "", _EACH)
def _term(_: Ledger, contract: Contract) -> Derived:
    value = period(contract.starts, contract.ends) if contract.starts and contract.ends else None
    return Derived(value, _at(contract, "starts", "ends"))


def _prior(ledger: Ledger) -> list[Contract]:
    return [contract for contract in ledger.report.contracts if ledger.is_prior(contract)]


@figure("contracts/prior/count", "以前年度合同", "份")
def _prior_count(ledger: Ledger, _: None) -> Derived:
    contracts = _prior(ledger)
    return Derived(len(contracts), tuple(place("contracts", each.id, "year") for each in contracts))


@figure("contracts/prior/paid_year", "以前年度合同本年度支付", "万元")
def _prior_paid(ledger: Ledger, _: None) -> Derived:
    contracts = _prior(ledger)
    places = tuple(where for each in contracts for where in _paid_places(ledger, each))
    return Derived(sum(ledger.paid(each.id) for each in contracts), places)
