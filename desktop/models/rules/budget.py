"""Rules over the budget and its execution (预算与执行)."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from desktop.models.figures import Reckoning
from desktop.models.numbers import plain
from desktop.models.places import place
from desktop.models.reckoning.catalogue import ratio
from desktop.models.reckoning.ledger import total
from desktop.models.records import BudgetLine
from desktop.models.rules.amounts import exact, signed, signed_rate
from desktop.models.rules.registry import Issue, Severity, also, row_rule, rule

FORM = "财预〔2020〕10号 自评表填报口径"


@row_rule("B07", Severity.MUST, source=FORM, section="budget", reads="payments")
def overspent(reckoning: Reckoning, line: BudgetLine) -> Iterator[Issue]:
    """执行数大于全年预算数，不是预算数漏了调整，就是支付记错了子项目。合计和每个子项目都要核对。"""
    spent = reckoning.ledger.paid_by("budget", line.id)
    if line.adjusted is not None and spent > line.adjusted:
        yield _over(f"子项目“{line.name}”", place("budget", line.id, "adjusted"), spent, line.adjusted)


@also("B07", reads="budget payments")
def _overspent_in_all(reckoning: Reckoning) -> Iterator[Issue]:
    ledger = reckoning.ledger
    if ledger.adjusted is not None and ledger.spent > ledger.adjusted:
        yield _over("项目", "budget", ledger.spent, ledger.adjusted)


def _over(what: str, where: str, spent: int, adjusted: int) -> Issue:
    numbers = {"全年执行数": exact(spent), "全年预算数": exact(adjusted), "超出": exact(spent - adjusted)}
    sum_ = f"执行 {exact(spent)} − 全年预算 {exact(adjusted)} = {exact(spent - adjusted)}"
    return Issue((where,), f"{what}{sum_}，执行数超过预算", numbers)


@row_rule("B08", Severity.VERIFY, source="本地规则包 · 预算调整须说明的幅度", section="budget", reads="")
def unexplained_adjustment(reckoning: Reckoning, line: BudgetLine) -> Iterator[Issue]:
    """预算调整超过规定幅度的，要写明为什么调整、依据什么文件。子项目写在“调整说明”，合计看预算调整记录。"""
    limit = reckoning.pack.limit("adjust_explain_pct")
    if limit is not None and not line.reason.strip():
        yield from _line_adjusted(line, limit)


def _line_adjusted(line: BudgetLine, limit: Decimal) -> Iterator[Issue]:
    if line.initial is None or line.adjusted is None or line.initial == line.adjusted:
        return
    where = (place("budget", line.id, "reason"),)
    rate = ratio(line.adjusted - line.initial, line.initial)
    numbers = {"年初预算数": exact(line.initial), "全年预算数": exact(line.adjusted)}
    if rate is None:
        told = f"子项目“{line.name}”年初未安排预算，全年 {exact(line.adjusted)}，没有写调整说明"
        yield Issue(where, told, numbers)
    elif abs(rate) > limit:
        told = f"子项目“{line.name}”{_from_to(line.initial, line.adjusted, rate)}，超过 {plain(limit)}%，没有写调整说明"
        yield Issue(where, told, {**numbers, "调整率": signed_rate(rate)})


def _from_to(initial: int, adjusted: int, rate: Decimal) -> str:
    change = f"{'+' if adjusted > initial else ''}{signed(exact(adjusted - initial))}"
    return f"年初 {exact(initial)} → 全年 {exact(adjusted)}，{change}（{signed_rate(rate)}）"


@also("B08", reads="budget adjustments")
def _total_adjusted(reckoning: Reckoning) -> Iterator[Issue]:
    ledger, limit = reckoning.ledger, reckoning.pack.limit("adjust_explain_pct")
    if limit is None or ledger.initial is None or ledger.adjusted is None:
        return
    rate = ratio(ledger.adjusted - ledger.initial, ledger.initial)
    named = any(each.document.strip() or each.reason.strip() for each in ledger.report.adjustments)
    if rate is not None and abs(rate) > limit and not named:
        numbers = {
            "年初预算数": exact(ledger.initial),
            "全年预算数": exact(ledger.adjusted),
            "调整率": signed_rate(rate),
        }
        told = f"预算合计{_from_to(ledger.initial, ledger.adjusted, rate)}，没有登记批复文件或调整原因"
        yield Issue(("adjustments", "budget"), told, numbers)


@rule(
    "B09",
    Severity.VERIFY,
    source="《中华人民共和国预算法》关于预算调整和预算调剂的规定",
    reads="budget adjustments",
)
def unnamed_growth(reckoning: Reckoning) -> Iterator[Issue]:
    """子项目之间调剂不改变预算合计。合计变了，就要有追加或追减的记录，金额与净变化相符。"""
    ledger = reckoning.ledger
    if ledger.initial is None or ledger.adjusted is None:
        return
    net = ledger.adjusted - ledger.initial
    recorded = total(each.amount for each in ledger.report.adjustments if each.kind != "调剂")
    if net and net != recorded:
        told = (
            f"全年预算 {exact(ledger.adjusted)} − 年初预算 {exact(ledger.initial)} = {signed(exact(net))}，"
            f"追加、追减记录合计 {signed(exact(recorded))}"
        )
        yield Issue(("adjustments", "budget"), told, {"净变化": exact(net), "追加追减合计": exact(recorded)})
