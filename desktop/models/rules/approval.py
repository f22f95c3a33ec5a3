"""Rules over the unit's own approval of large spending, and amounts just below a limit (集体审议)."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from desktop.models.figures import Reckoning
from desktop.models.numbers import percent
from desktop.models.places import place
from desktop.models.reckoning.catalogue import ratio
from desktop.models.reckoning.ledger import Ledger
from desktop.models.records import Contract, Project
from desktop.models.rulepack import RulePack
from desktop.models.rules.amounts import exact
from desktop.models.rules.deals import book, contracts_of_the_year, money_limit
from desktop.models.rules.registry import Issue, Severity, row_rule, rule

PROCUREMENT = {
    "works_limit": "工程采购限额",
    "goods_limit": "货物、服务采购限额",
    "tender_limit": "公开招标数额标准",
}
LISTED = 4


@row_rule(
    "C21",
    Severity.VERIFY,
    source="本单位支出审批规定（项目概况 · 集体审议限额）",
    section="contracts",
    reads="project payments",
)
def not_decided_together(reckoning: Reckoning, contract: Contract) -> Iterator[Issue]:
    """达到集体审议限额（含本数）的支出，要有审议的记录：审批方式写明审议机构，或填审议日期、会议纪要文号。"""
    project = reckoning.report.project
    limit = project.approval_limit
    if limit is None or limit <= 0:
        return
    amount, label = _largest(reckoning.ledger, contract)
    if amount >= limit and not is_decided(project, contract):
        body = _undecided(project, contract)
        told = f"{book(contract)}{label} {exact(amount)}，达到集体审议限额 {exact(limit)}，{body}"
        places = tuple(place("contracts", contract.id, name) for name in ("minutes", "approved"))
        yield Issue(places, told, {label: exact(amount), "集体审议限额": exact(limit)})


def _undecided(project: Project, contract: Contract) -> str:
    body = project.approval_body.strip()
    if contract.approval.strip():
        return f"审批方式写的是“{contract.approval.strip()}”，没有写{body}审议"
    return f"没有写{body or '集体审议'}的审议日期和会议纪要文号"


def _largest(ledger: Ledger, contract: Contract) -> tuple[int, str]:
    """What has to be decided on: the contract's amount; where it is not known, its largest payment."""
    if contract.amount is not None:
        return contract.amount, "合同金额"
    paid = (each.amount or 0 for each in ledger.payments_of(contract.id))
    return max(paid, default=0), "单笔支付"


def is_decided(project: Project, contract: Contract) -> bool:
    """Tell whether a contract says that the body which decides (审议机构) has done so.

    Minutes of anybody else (采购审批单) do not count where the way of approval names somebody else.
    """
    body = project.approval_body.strip().removesuffix("会议").removesuffix("会")
    said = contract.approval.strip()
    if said and body:
        return body in said
    return bool(said or contract.approved or contract.minutes.strip())


@rule("C22", Severity.HINT, source="本地规则包 · 接近限额的比例", reads="contracts project")
def just_below_a_limit(reckoning: Reckoning) -> Iterator[Issue]:
    """合同金额刚好低于限额的，审核时会看有没有拆分、有没有规避审议或采购程序，材料要备齐。"""
    near = reckoning.pack.limit("near_limit_pct")
    if near is None:
        return
    for key, (label, limit) in _limits(reckoning).items():
        close = [
            (rate, each)
            for each in contracts_of_the_year(reckoning.ledger)
            if _is_under(key, each, reckoning.report.project)
            and (rate := _rate(each, limit)) is not None
            and near <= rate < 100
        ]
        if close:
            yield _close(label, limit, close)


def _limits(reckoning: Reckoning) -> dict[str, tuple[str, int]]:
    own = reckoning.report.project.approval_limit
    found = {"approval": ("集体审议限额", own), **_procurement(reckoning.pack)}
    return {key: (label, limit) for key, (label, limit) in found.items() if limit and limit > 0}


def _procurement(pack: RulePack) -> dict[str, tuple[str, int | None]]:
    return {key: (label, money_limit(pack, key)) for key, label in PROCUREMENT.items()}


def _is_under(key: str, contract: Contract, project: Project) -> bool:
    """Tell whether a limit speaks of a contract that has not done what the limit asks for anyway."""
    match key:
        case "approval":
            return not (contract.approval.strip() and is_decided(project, contract))
        case "works_limit":
            return contract.category == "工程"
        case "goods_limit":
            return contract.category != "工程"
        case _:
            return contract.method != "公开招标"


def _rate(contract: Contract, limit: int) -> Decimal | None:
    return ratio(contract.amount, limit)


def _close(label: str, limit: int, close: list[tuple[Decimal, Contract]]) -> Issue:
    named = "、".join(
        f"{book(each)}{exact(each.amount or 0)}（{percent(rate)}）" for rate, each in close[:LISTED]
    )
    more = "等" if len(close) > LISTED else ""
    told = f"有 {len(close)} 份合同的金额接近{label} {exact(limit)}：{named}{more}"
    places = tuple(place("contracts", each.id, "amount") for _, each in close)
    return Issue(places, told, {label: exact(limit), "份数": str(len(close))})
