"""Rules over values that cannot be: dates outside the year or the term, amounts below nothing (不合常理的数)."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from desktop.models.dates import show_date
from desktop.models.entries import MONEY
from desktop.models.figures import Reckoning
from desktop.models.places import describe, parse_place, place
from desktop.models.reckoning.ledger import total
from desktop.models.records import Project
from desktop.models.rules.amounts import counted, exact, signed
from desktop.models.rules.registry import Issue, Severity, also, rule

_NEVER_NEGATIVE = (
    ("funding", ("initial", "adjusted")),
    ("budget", ("initial", "adjusted", "received")),
    ("contracts", ("amount", "prior_paid")),
    ("instalments", ("amount", "share")),
    ("indicators", ("weight",)),
)
_NAMED = 3  # Dates told in one sentence


@rule("P02", Severity.VERIFY, source="年度一致性：全年执行数只含评价年度的支付", reads="payments project")
def outside_the_year(reckoning: Reckoning) -> Iterator[Issue]:
    """支付日期应当在评价年度以内。不在的，不是日期填错，就是把别的年度的支出算了进来；跨年入账的请说明。"""
    year = reckoning.report.project.year
    rows = (
        [each for each in reckoning.report.payments if each.date and each.date.year != year] if year else []
    )
    if rows:
        amount = exact(total(each.amount for each in rows))
        days = "、".join(show_date(each.date) for each in rows[:_NAMED] if each.date)
        more = "等" if len(rows) > _NAMED else ""
        told = f"有 {len(rows)} 笔支付的日期不在 {year}年：{days}{more}，合计 {amount}"
        places = tuple(place("payments", each.id, "date") for each in rows)
        yield Issue(places, told, {"笔数": str(len(rows)), "金额": amount})


@also("P02", "project", reads="")
def _outside_the_term(_: Reckoning, project: Project) -> Iterator[Issue]:
    """The year lies outside the project's term: dates that were carried over and not written anew."""
    year, starts, ends = project.year, project.starts, project.ends
    if year and ((starts and starts.year > year) or (ends and ends.year < year)):
        days = " 至 ".join(show_date(each) for each in (starts, ends) if each)
        told = f"评价年度 {year} 不在项目起止日期 {days} 以内，多半是上年的日期没有改"
        fields = [name for name, day in (("starts", starts), ("ends", ends)) if day]
        yield Issue(
            tuple(place("project", 1, name) for name in (*fields, "year")), told, {"评价年度": str(year)}
        )


@rule("P03", Severity.MUST, source="填报规则", reads="funding budget contracts instalments indicators")
def below_nothing(reckoning: Reckoning) -> Iterator[Issue]:
    """预算数、到位资金、合同金额、付款计划和分值不会是负数。调减写在预算调整里，退款写成负的支付。"""
    for section, names in _NEVER_NEGATIVE:
        for row in reckoning.report.rows(section):
            for name in names:
                value: int | Decimal | None = getattr(row, name)
                if value is not None and value < 0:
                    yield _negative(reckoning, place(section, row.id, name), value)


def _negative(reckoning: Reckoning, where: str, value: int | Decimal) -> Issue:
    entry = parse_place(where).entry
    shown = exact(value) if entry.kind is MONEY and isinstance(value, int) else counted(Decimal(value))
    told = f"{describe(reckoning.report, where)} {signed(shown)}{entry.unit}，不会是负数"
    return Issue((where,), told, {entry.label: signed(shown)})
