"""Rules over what a sub-project's money was spent on (支出内容与子项目)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from desktop.models.figures import Reckoning
from desktop.models.places import place
from desktop.models.reckoning.ledger import Ledger, total
from desktop.models.records import BudgetLine, Contract
from desktop.models.rules.amounts import exact
from desktop.models.rules.deals import books, worth
from desktop.models.rules.registry import Issue, Severity, row_rule, rule

# What a name says it is for. Only names that say it plainly are judged; all others are left alone.
OUTREACH = {
    "宣传推广": ("宣传", "推广", "广告", "海报", "展板"),
    "培训": ("培训", "讲座", "授课"),
    "活动": ("活动", "赛事", "演出", "展览"),
}
OTHER = {
    "咨询研究": ("咨询", "汇编", "数据挖掘", "课题", "研究", "调研"),
    "工程": ("工程", "装修", "修缮", "施工"),
    "设备购置": ("设备", "仪器"),
    "运行维护": ("运行维护", "运维", "维修"),
    "法律服务": ("法律", "律师"),
}
_JOINING = re.compile("[和与及、]")


@dataclass(frozen=True, slots=True)
class _Spent:
    """A sub-project whose name says what it is for, with the contracts charged to it."""

    line: BudgetLine
    contracts: list[Contract]
    ledger: Ledger


def kinds(words: str) -> set[str]:
    """What a text says it is about, by its plain words: {"宣传推广", "培训"}."""
    return {
        kind
        for table in (OUTREACH, OTHER)
        for kind, cues in table.items()
        if any(cue in words for cue in cues)
    }


def _speaks_of(words: str, wanted: set[str]) -> bool:
    """Tell whether a text speaks of one of some kinds; a long text is searched for no others."""
    return any(cue in words for kind in wanted for cue in (*OUTREACH.get(kind, ()), *OTHER.get(kind, ())))


@row_rule(
    "C25",
    Severity.VERIFY,
    source="预算审核惯例：支出内容与预算用途一致",
    section="budget",
    reads="contracts payments",
)
def spent_on_something_else(reckoning: Reckoning, line: BudgetLine) -> Iterator[Issue]:
    """宣传、培训、活动类子项目列支了咨询、工程等内容，或名称里的一项没有支出，要说明或写进用途。"""
    ledger, meant = reckoning.ledger, kinds(line.name)
    if meant and meant <= OUTREACH.keys():
        spent = _Spent(line, ledger.group("contracts", "budget", line.id), ledger)
        yield from _foreign(spent, meant | kinds(line.purpose))
        yield from _unspent(spent)


def _foreign(spent: _Spent, allowed: set[str]) -> Iterator[Issue]:
    """Yield the contracts whose names say something that neither name nor purpose allows."""
    found = [(each, kinds(each.name)) for each in spent.contracts]
    foreign = [(each, said) for each, said in found if said and not said & allowed and said <= OTHER.keys()]
    if foreign:
        contracts = [each for each, _ in foreign]
        amount = exact(sum(worth(spent.ledger, each) for each in contracts))
        about = "、".join(dict.fromkeys(kind for _, said in foreign for kind in sorted(said)))
        told = f"子项目“{spent.line.name}”有 {len(contracts)} 份合同从名称看是{about}，合计 {amount}：{books(contracts)}"
        places = tuple(place("contracts", each.id, "budget") for each in contracts)
        yield Issue(places, told, {"份数": str(len(contracts)), "合计": amount})


def _unspent(spent: _Spent) -> Iterator[Issue]:
    """Yield the parts of a name such as 宣传推广和培训 on which nothing was spent, while on others it was."""
    wanted = [kinds(part) for part in _JOINING.split(spent.line.name)]
    paid = spent.ledger.group("payments", "budget", spent.line.id)
    if len(wanted) < 2 or not all(wanted) or not paid:
        return
    words = "".join(
        [*(each.item for each in paid), *(each.name + each.deliverable for each in spent.contracts)]
    )
    missing = [kind for part in wanted if not _speaks_of(words, part) for kind in sorted(part)]
    if missing and len(missing) < len(wanted):
        amount = exact(total(each.amount for each in paid))
        told = (
            f"子项目“{spent.line.name}”支出 {len(paid)} 笔 {amount}，没有一笔写到{'、'.join(missing)}，"
            f"合同名称和成果里也没有"
        )
        where = (place("budget", spent.line.id, "purpose"),)
        yield Issue(where, told, {"笔数": str(len(paid)), "支出": amount})


@rule("C28", Severity.VERIFY, source="待核实说明", reads="payments notes")
def sub_project_unconfirmed(reckoning: Reckoning) -> Iterator[Issue]:
    """支付的子项目是推断的、附有待核实说明，分子项目的执行数就还不能定。对照账簿核实后，删去说明。"""
    noted = {note.place for note in reckoning.report.notes if note.place.startswith("payments/")}
    rows = [each for each in reckoning.report.payments if place("payments", each.id, "budget") in noted]
    if rows:
        amount = exact(total(each.amount for each in rows))
        told = f"有 {len(rows)} 笔支付的子项目待核实，合计 {amount}"
        places = tuple(place("payments", each.id, "budget") for each in rows)
        yield Issue(places, told, {"笔数": str(len(rows)), "金额": amount})
