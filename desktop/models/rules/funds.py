"""Rules over sources of funds and what was done with them (资金来源、结转、执行进度)."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from desktop.models.figures import Reckoning
from desktop.models.numbers import percent, plain
from desktop.models.places import place
from desktop.models.reckoning.catalogue import ratio
from desktop.models.reckoning.ledger import Ledger, whole
from desktop.models.records import BudgetLine, Funding
from desktop.models.rules.amounts import exact, signed
from desktop.models.rules.registry import Issue, Severity, also, row_rule, rule
from desktop.models.rules.tolerance import rounded_rows, tolerance

FORM = "财预〔2020〕10号 自评表填报口径"


@rule(
    "B10",
    Severity.VERIFY,
    source="本地规则包 · 执行率和未执行比例的界限",
    reads="payments project budget",
)
def little_spent(reckoning: Reckoning) -> Iterator[Issue]:
    """执行率低于界限，或者未执行的比例超过预警线的，要说明没有花完的原因和资金去向。"""
    ledger = reckoning.ledger
    low, most = reckoning.pack.limit("execution_low"), reckoning.pack.limit("unspent_warn_pct")
    rate = ratio(ledger.spent, ledger.adjusted)
    if _is_told(reckoning) and rate is not None and ledger.adjusted is not None:
        yield from _judged(ledger, rate, low, most)


def _is_told(reckoning: Reckoning) -> bool:
    """Tell whether the execution is meant to be there: payments are entered, or the report is no draft."""
    return bool(reckoning.report.payments) or reckoning.report.project.state != "草稿"


def _judged(ledger: Ledger, rate: Decimal, low: Decimal | None, most: Decimal | None) -> Iterator[Issue]:
    adjusted, unspent = ledger.adjusted or 0, (ledger.adjusted or 0) - ledger.spent
    numbers = {"全年预算数": exact(adjusted), "全年执行数": exact(ledger.spent), "执行率": percent(rate)}
    sum_ = f"全年预算 {exact(adjusted)} − 执行 {exact(ledger.spent)} = {signed(exact(unspent))}"
    if most is not None and 100 - rate > most:
        told = f"{sum_}，未执行 {percent(100 - rate)}，超过 {plain(most)}%"
        yield Issue(("figures/execution_rate", "budget"), told, numbers)
    elif low is not None and rate < low:
        told = f"{sum_}，执行率 {percent(rate)}，低于 {plain(low)}%"
        yield Issue(("figures/execution_rate", "budget"), told, numbers)


@also("B10", "budget", reads="payments project")
def _line_judged(reckoning: Reckoning, line: BudgetLine) -> Iterator[Issue]:
    spent, low = reckoning.ledger.paid_by("budget", line.id), reckoning.pack.limit("execution_low")
    rate = ratio(spent, line.adjusted) if _is_told(reckoning) else None
    if rate is not None and low is not None and rate < low and not line.unspent_use:
        left = exact((line.adjusted or 0) - spent)
        told = f"子项目“{line.name}”执行率 {percent(rate)}，低于 {plain(low)}%，未支出 {left} 没有写怎么处理"
        numbers = {"执行率": percent(rate), "未支出": left}
        yield Issue((place("budget", line.id, "unspent_use"),), told, numbers)


@rule("B11", Severity.HINT, source="资金来源与合同勾稽", reads="contracts payments project funding")
def older_contracts_paid(reckoning: Reckoning) -> Iterator[Issue]:
    """本年度付了以前年度合同的款，又没有上年结转资金的，请核对钱从哪里来，是否应列上年结转。"""
    ledger = reckoning.ledger
    prior = [
        each for each in reckoning.report.contracts if ledger.is_prior(each) and ledger.paid(each.id) > 0
    ]
    paid = sum(ledger.paid(each.id) for each in prior)
    if paid > 0 and not any(_is_carried_over(each) for each in reckoning.report.funding):
        share = ratio(paid, ledger.spent)
        of = f"，占支出合计 {percent(share)}" if share is not None and share > 0 else ""
        told = f"以前年度合同 {len(prior)} 份，本年度支付 {exact(paid)}{of}，资金来源没有列上年结转资金"
        yield Issue(
            ("funding", *(place("contracts", each.id) for each in prior)), told, {"支付": exact(paid)}
        )


def _is_carried_over(source: Funding) -> bool:
    return ("结转" in source.name or "结余" in source.name) and bool(source.initial or source.adjusted)


@rule("B12", Severity.MUST, source=FORM, reads="funding budget payments")
def funds_do_not_add_up(reckoning: Reckoning) -> Iterator[Issue]:
    """自评表的年度资金总额等于各资金来源之和：年初预算数、全年预算数、全年执行数三列都要相符。"""
    ledger, rows = reckoning.ledger, reckoning.report.funding
    if not rows:
        return
    for field, label, lines in (
        ("initial", "年初预算数", ledger.initial),
        ("adjusted", "全年预算数", ledger.adjusted),
    ):
        funds = whole(getattr(row, field) for row in rows)
        if funds is not None and lines is not None and abs(funds - lines) > _tail(ledger, field):
            yield _apart(label, funds, lines)
    yield from _unfunded(ledger)


def _tail(ledger: Ledger, field: str) -> int:
    rows = (*ledger.report.funding, *ledger.report.budget)
    return tolerance(rounded_rows(getattr(row, field) for row in rows))


def _apart(label: str, funds: int, lines: int) -> Issue:
    gap = signed(exact(funds - lines))
    told = f"{label}：各资金来源合计 {exact(funds)} − 各子项目合计 {exact(lines)} = {gap}"
    numbers = {"资金来源合计": exact(funds), "子项目合计": exact(lines), "相差": gap}
    return Issue(("funding", "budget"), told, numbers)


def _unfunded(ledger: Ledger) -> Iterator[Issue]:
    loose = [
        each
        for each in ledger.report.payments
        if each.amount and ledger.find("funding", each.funding) is None
    ]
    if loose:
        amount = exact(sum(each.amount or 0 for each in loose))
        told = f"全年执行数：有 {len(loose)} 笔支付没有写资金来源，{amount}，各资金来源的执行数相加不到合计"
        places = tuple(place("payments", each.id, "funding") for each in loose)
        yield Issue(places, told, {"笔数": str(len(loose)), "金额": amount})


@row_rule("B14", Severity.MUST, source="预算绩效系统常用审核", section="budget", reads="payments")
def spent_without_budget(reckoning: Reckoning, line: BudgetLine) -> Iterator[Issue]:
    """全年预算数是 0 却有支出的，不是漏了预算，就是支付记错了子项目或资金来源。"""
    yield from _unplanned(reckoning.ledger, "budget", line, "子项目")


@also("B14", "funding", reads="payments")
def _spent_without_funds(reckoning: Reckoning, source: Funding) -> Iterator[Issue]:
    yield from _unplanned(reckoning.ledger, "funding", source, "资金来源")


def _unplanned(ledger: Ledger, section: str, row: BudgetLine | Funding, what: str) -> Iterator[Issue]:
    spent = ledger.paid_by(section, row.id)
    if row.adjusted == 0 and spent > 0:
        told = f"{what}“{row.name}”全年预算数是 0，支出 {exact(spent)}"
        yield Issue((place(section, row.id, "adjusted"),), told, {"全年执行数": exact(spent)})
