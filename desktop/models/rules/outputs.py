"""Rules that outputs are borne out by money, acceptance and larger numbers (产出与支出、验收、总量)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from desktop.models.figures import Reckoning
from desktop.models.numbers import percent, plain
from desktop.models.places import place
from desktop.models.reckoning.catalogue import ratio
from desktop.models.reckoning.ledger import Ledger, is_met, is_quantified
from desktop.models.reckoning.performance import level_of
from desktop.models.records import Contract, Indicator
from desktop.models.rules.amounts import counted, exact
from desktop.models.rules.claims import same
from desktop.models.rules.registry import Issue, Severity, row_rule, rule

REVIEW = "绩效评价报告评审常见问题"
_PART = re.compile("^(?:随机|其中)?(?:抽检|抽查|抽样|抽取|复查|其中)")
_WHOLE = re.compile("^(?:全年|累计|共)?(?:受理|办理|接收|处理|全部|累计|总)")
_THING = re.compile("(?:总?数量?|总?量|次数|记录)$")
_SIZES = {"十": 10, "百": 100, "千": 1_000, "万": 10_000, "亿": 10**8}


@rule("I15", Severity.MUST, source="部分不大于总量", reads="indicators results")
def part_above_whole(reckoning: Reckoning) -> Iterator[Issue]:
    """抽检、抽查的数不能比受理、办理的总数大；两个数单位相同、说的是同一件事时才核对。"""
    numbers = [*_numbers(reckoning)]
    wholes: dict[tuple[str, str], list[tuple[str, str, Decimal]]] = {}
    for name, where, value, unit in numbers:
        if _WHOLE.search(name):
            wholes.setdefault((_thing(_WHOLE.sub("", name)), unit), []).append((name, where, value))
    for name, where, value, unit in numbers:
        if _PART.search(name):
            for other, at, most in wholes.get((_thing(_PART.sub("", name)), unit), []):
                if value > most:
                    told = f"“{name}”{counted(value)}{unit}，大于“{other}”{counted(most)}{unit}"
                    yield Issue((where, at), told, {"部分": counted(value), "总量": counted(most)})


def _numbers(reckoning: Reckoning) -> Iterator[tuple[str, str, Decimal, str]]:
    """Yield (name, place, value, unit) of every actual value and result, 万 and 亿 taken out of the unit."""
    for section, field in (("indicators", "actual"), ("results", "value")):
        for row in reckoning.report.rows(section):
            value, unit = getattr(row, field), row.unit.strip()
            if value is not None and unit not in {"", "%", "％"}:
                size = _SIZES.get(unit[0], 1) if len(unit) > 1 else 1
                yield row.name.strip(), place(section, row.id, field), value * size, unit[size > 1 :]


def _thing(name: str) -> str:
    return _THING.sub("", same(name))


@row_rule("I21", Severity.VERIFY, source=REVIEW, section="contracts", reads="indicators project")
def met_without_acceptance(reckoning: Reckoning, contract: Contract) -> Iterator[Issue]:
    """合同到期没有验收、或验收不合格，数量指标却全部达到的，请核对完成的数量有没有依据。"""
    why, rows = _unaccepted(reckoning.ledger, contract), reckoning.kept(_quantities)
    if why and rows and all(is_met(each) for each in rows):
        told = f"《{contract.name}》{why}，{len(rows)} 项数量指标全部达到指标值"
        places = (place("contracts", contract.id, "accepted"), *(_at(each) for each in rows))
        yield Issue(places, told, {"数量指标": str(len(rows))})


def _quantities(reckoning: Reckoning) -> list[Indicator]:
    rows = (each for each in reckoning.report.indicators if "数量" in each.level2)
    return [each for each in rows if is_quantified(each) and not each.na_reason.strip()]


def _at(indicator: Indicator) -> str:
    return place("indicators", indicator.id, "actual")


def _unaccepted(ledger: Ledger, contract: Contract) -> str:
    if "不合格" in contract.acceptance or "未通过" in contract.acceptance:
        return f"验收结论是“{contract.acceptance.strip()}”"
    is_over = contract.ends is not None and ledger.year_end is not None and contract.ends <= ledger.year_end
    return "已到期，没有验收日期和结论" if is_over and not (contract.accepted or contract.acceptance) else ""


@rule("I22", Severity.VERIFY, source=REVIEW, reads="payments budget indicators")
def met_without_money(reckoning: Reckoning) -> Iterator[Issue]:
    """钱只花了一小半，产出指标却全部达到的，请核对是指标定低了、预算报多了，还是款项没有付。"""
    ledger, least = reckoning.ledger, reckoning.pack.limit("output_execution_pct")
    rate = ratio(ledger.spent, ledger.adjusted)
    rows = [
        each
        for each in reckoning.report.indicators
        if level_of(each) == "output" and not each.na_reason.strip() and each.actual is not None
    ]
    if rate is not None and least is not None and rate < least and rows and all(map(is_met, rows)):
        told = (
            f"执行 {exact(ledger.spent)} ÷ 全年预算 {exact(ledger.adjusted or 0)} = {percent(rate)}，"
            f"低于 {plain(least)}%，{len(rows)} 项产出指标全部达到指标值"
        )
        places = ("figures/execution_rate", *map(_at, rows))
        yield Issue(places, told, {"执行率": percent(rate), "产出指标": str(len(rows))})
