"""Rules over the dates of a contract: award, signing, term, acceptance, payment (合同日期)."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

from desktop.models.dates import show_date
from desktop.models.figures import Reckoning
from desktop.models.numbers import plain
from desktop.models.places import place
from desktop.models.records import Contract, Payment
from desktop.models.rules.deals import book
from desktop.models.rules.registry import Issue, Severity, row_rule

ORDER = "合同签订、履行、验收、付款的先后顺序"
AFTER_ACCEPTANCE = ("结算款", "尾款", "质保金")


def _issue(contract: Contract, fields: tuple[str, ...], told: str, **dates: date | None) -> Issue:
    places = tuple(place("contracts", contract.id, field) for field in fields)
    numbers = {name: show_date(day) for name, day in dates.items() if day}
    return Issue(places, f"{book(contract)}{told}", numbers)


@row_rule("C05", Severity.MUST, source=ORDER, section="contracts", reads="")
def signed_after_the_start(_: Reckoning, contract: Contract) -> Iterator[Issue]:
    """合同先签订、后履行，签订日期不晚于合同起始日期。请按合同原件核对这两个日期。"""
    signed, starts = contract.signed, contract.starts
    if signed and starts and signed > starts:
        late = (signed - starts).days
        told = f"{show_date(signed)} 签订，合同起始 {show_date(starts)}，晚 {late} 天"
        yield _issue(contract, ("signed", "starts"), told, 签订日期=signed, 合同起始=starts)


@row_rule(
    "C06",
    Severity.VERIFY,
    source="《中华人民共和国政府采购法》第四十六条",
    section="contracts",
    reads="",
)
def signed_long_after_the_award(reckoning: Reckoning, contract: Contract) -> Iterator[Issue]:
    """合同在中标、成交之后签订，并且不超过规定的天数。超过的，要说明原因。"""
    limit = reckoning.pack.limit("sign_within_days")
    award, signed = contract.award_date, contract.signed
    if not award or not signed:
        return
    days = (signed - award).days
    told = f"{show_date(award)} 中标或成交，{show_date(signed)} 签订，"
    if days < 0:
        told += f"签订早 {-days} 天"
    elif limit is not None and days > limit:
        told += f"相隔 {days} 天，超过 {plain(limit)} 天"
    else:
        return
    yield _issue(contract, ("signed", "award_date"), told, 中标或成交日期=award, 签订日期=signed)


@row_rule("C07", Severity.MUST, source=ORDER, section="contracts", reads="")
def ends_before_the_start(_: Reckoning, contract: Contract) -> Iterator[Issue]:
    """合同截止日期不早于起始日期；没有写起始日期的，不早于签订日期。验收也不会早于开始履行。"""
    begun, label = (contract.starts, "起始") if contract.starts else (contract.signed, "签订")
    if begun and contract.ends and contract.ends < begun:
        told = f"截止 {show_date(contract.ends)} 早于{label} {show_date(begun)}"
        fields = ("ends", "starts" if contract.starts else "signed")
        yield _issue(contract, fields, told, 开始=begun, 合同截止=contract.ends)
    if begun and contract.accepted and contract.accepted < begun:
        told = f"验收 {show_date(contract.accepted)} 早于{label} {show_date(begun)}"
        fields = ("accepted", "starts" if contract.starts else "signed")
        issue = _issue(contract, fields, told, 开始=begun, 验收日期=contract.accepted)
        # A contract signed afterwards is a fault that can only be explained
        yield issue if contract.starts else replace(issue, severity=Severity.VERIFY)


@row_rule("C08", Severity.MUST, source=ORDER, section="contracts", reads="payments")
def paid_before_signing(reckoning: Reckoning, contract: Contract) -> Iterator[Issue]:
    """先签合同、后付款。支付日期早于签订日期的，不是日期填错，就是关联错了合同。"""
    yield from _paid_early(reckoning, contract, "signed", "签订")


@row_rule("C09", Severity.VERIFY, source=ORDER, section="contracts", reads="payments")
def paid_before_acceptance(reckoning: Reckoning, contract: Contract) -> Iterator[Issue]:
    """结算款、尾款和质保金在验收以后支付。早于验收日期的，要说明原因。"""
    yield from _paid_early(reckoning, contract, "accepted", "验收", AFTER_ACCEPTANCE)


def _paid_early(
    reckoning: Reckoning, contract: Contract, field: str, label: str, stages: tuple[str, ...] = ()
) -> Iterator[Issue]:
    """Tell of a contract's payments (of some stages, or all) dated before the day in *field*."""
    day: date | None = getattr(contract, field)
    paid = reckoning.ledger.payments_of(contract.id) if day else ()
    early = [each for each in paid if day and each.date and each.date < day and _is_of(each, stages)]
    if day and early:
        yield _early(contract, field, label, day, early)


def _is_of(payment: Payment, stages: tuple[str, ...]) -> bool:
    return not stages or payment.stage in stages


def _early(contract: Contract, field: str, label: str, day: date, early: list[Payment]) -> Issue:
    first = min(each.date for each in early if each.date)
    what = early[0].stage if len({each.stage for each in early}) == 1 else ""
    told = (
        f"{book(contract)}{show_date(day)} {label}，有 {len(early)} 笔{what or '款'}在此以前支付，"
        f"最早 {show_date(first)}，早 {(day - first).days} 天"
    )
    places = (*(place("payments", each.id, "date") for each in early), place("contracts", contract.id, field))
    numbers = {f"{label}日期": show_date(day), "最早支付": show_date(first), "笔数": str(len(early))}
    return Issue(places, told, numbers)


@row_rule("C10", Severity.MUST, source="本地规则包 · 合同（含续签）最长期限", section="contracts", reads="")
def runs_too_long(reckoning: Reckoning, contract: Contract) -> Iterator[Issue]:
    """服务类合同连同续签有最长期限，合同期限和约定的最长期限都不能超过。货物和工程不受此限。"""
    limit = reckoning.pack.limit("max_contract_months")
    if limit is None or contract.category != "服务":
        return
    if contract.max_months > limit:
        told = f"约定最长 {contract.max_months} 个月，超过 {plain(limit)} 个月"
        numbers = {"最长期限": str(contract.max_months), "上限": plain(limit)}
        where = (place("contracts", contract.id, "max_months"),)
        yield Issue(where, f"{book(contract)}{told}", numbers)
    elif contract.starts and contract.ends and contract.ends > _last_day(contract.starts, int(limit)):
        told = f"{show_date(contract.starts)} 至 {show_date(contract.ends)}，超过 {plain(limit)} 个月"
        dates = {"合同起始": contract.starts, "合同截止": contract.ends}
        yield _issue(contract, ("ends", "starts"), told, **dates)


def _last_day(starts: date, months: int) -> date:
    """The last day of a term of so many months (民法典第二百零二条)."""
    years, month = divmod(starts.month - 1 + months, 12)
    year, month = starts.year + years, month + 1
    length = monthrange(year, month)[1]
    if starts.day > length:
        return date(year, month, length)
    return date(year, month, starts.day) - timedelta(days=1)
