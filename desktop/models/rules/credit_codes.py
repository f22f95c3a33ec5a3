"""The rule over the 统一社会信用代码 of parties to contracts: length, signs and check digit."""

from __future__ import annotations

from collections.abc import Iterator

from desktop.models.figures import Reckoning
from desktop.models.numbers import half_width
from desktop.models.places import place
from desktop.models.records import Party
from desktop.models.rules.registry import Issue, Severity, row_rule

SIGNS = "0123456789ABCDEFGHJKLMNPQRTUWXY"
"""The 31 signs of a code: digits and capitals without I, O, S, V and Z (GB 32100-2015)."""

LENGTH = 18
_WEIGHTS = tuple(pow(3, at, len(SIGNS)) for at in range(LENGTH - 1))


@row_rule(
    "P01",
    Severity.VERIFY,
    source="GB 32100-2015《法人和其他组织统一社会信用代码编码规则》",
    section="parties",
    reads="",
)
def wrong_credit_code(_: Reckoning, party: Party) -> Iterator[Issue]:
    """统一社会信用代码共 18 位，最后一位由前 17 位算出。算不对的，多半是抄错了一位，请对照营业执照。"""
    code = normal(party.credit_code)
    why = fault(code) if code else ""
    if why:
        told = f"{party.name or '合同当事人'}的统一社会信用代码 {code} {why}"
        where = (place("parties", party.id, "credit_code"),)
        yield Issue(where, told, {"代码": code, "位数": str(len(code))})


def normal(code: str) -> str:
    """A code as typed, in half-width capitals without spaces and dashes."""
    return half_width(code).replace(" ", "").replace("-", "").upper()


def fault(code: str) -> str:
    """What is wrong with a code, in Chinese; '' where nothing is."""
    if len(code) != LENGTH:
        return f"是 {len(code)} 位，应为 {LENGTH} 位"
    strange = "、".join(dict.fromkeys(sign for sign in code if sign not in SIGNS))
    if strange:
        return f"里有代码不用的“{strange}”"
    due = check_sign(code[:-1])
    return "" if code[-1] == due else f"校验不符，按前 17 位末位应为 {due}"


def check_sign(first: str) -> str:
    """The last sign of a code, from its first 17 (GB 32100-2015, weights 3^i mod 31)."""
    weighed = sum(SIGNS.index(sign) * weight for sign, weight in zip(first, _WEIGHTS, strict=True))
    return SIGNS[-weighed % len(SIGNS)]
