"""Fixes for payments without a payee: the contract's only party, or a known one named in the item (收款单位)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from desktop.models.checks import Finding
from desktop.models.figures import Reckoning
from desktop.models.fixes.registry import Fix, fix, writing
from desktop.models.places import parse_place
from desktop.models.records import Payment
from desktop.models.rules.deals import same_company

_PAYING = re.compile("^(?:支付给?|付给?|转付|拨付)?")
_SHORTEST = 4  # A shorter name may be the beginning of another one


@fix("C12")
def naming(reckoning: Reckoning, finding: Finding) -> Iterator[Fix]:
    """Offer the payee that the contract gives and the one that the words give; one where they agree."""
    row = reckoning.report.find("payments", parse_place(finding.place).id)
    if row is None or row.payee.strip():
        return
    agreed, said = _only_party(reckoning, row), named_in(reckoning, row.item)
    same = not agreed or not said or same_company(agreed) == same_company(said)
    for name, source in ((agreed, "按合同"), ("" if same and agreed else said, "按事项")):
        if name:
            label = "填写收款单位" if same else f"{source}填收款单位"
            apply = writing(reckoning.report, {finding.place: name})
            yield Fix(label, f"收款单位填“{name}”", apply)


def _only_party(reckoning: Reckoning, payment: Payment) -> str:
    if payment.contract is None:
        return ""
    names = {each.name.strip() for each in reckoning.ledger.parties_of(payment.contract)} - {""}
    return names.pop() if len(names) == 1 else ""


def named_in(reckoning: Reckoning, item: str) -> str:
    """The known company with which the words of a payment begin (付X公司…); '' where there is none."""
    words = _PAYING.sub("", same_company(item))
    found = [each for each in reckoning.kept(_companies) if words.startswith(same_company(each))]
    return max(found, key=len, default="")


def _companies(reckoning: Reckoning) -> tuple[str, ...]:
    """Every company that the report names, once."""
    report = reckoning.report
    names = [*(each.name for each in report.parties), *(each.payee for each in report.payments)]
    made = {same_company(name): name.strip() for name in reversed(names)}
    return tuple(name for plain, name in made.items() if len(plain) >= _SHORTEST)
