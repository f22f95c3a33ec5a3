"""Rules that goals, indicators and results tell one story: values, terms, states (目标与指标一致)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from desktop.models.figures import Reckoning
from desktop.models.places import place
from desktop.models.records import Goal, Indicator
from desktop.models.rules.claims import Claim, named, story
from desktop.models.rules.registry import Issue, Severity, rule
from desktop.models.targets import written

SOURCE = "绩效目标与绩效指标一致"


@rule("I10", Severity.VERIFY, source=SOURCE, reads="goals indicators")
def another_value(reckoning: Reckoning) -> Iterator[Issue]:
    """年度目标里写的数，和同名指标的指标值要一样；不一样的改成一个，或者说明为什么不同。"""
    told = story(reckoning)
    orders = {goal.id: n for n, goal in enumerate(reckoning.report.goals, 1)}
    apart: dict[int, list[tuple[Claim, Indicator]]] = {}
    for claim in told.claims:
        for row in told.meant(claim) if claim.field == "text" else ():
            if row.target not in {None, claim.target.num}:
                apart.setdefault(claim.goal.id, []).append((claim, row))
    for goal, pairs in apart.items():
        yield _apart(orders[goal], goal, pairs)


def _apart(order: int, goal: int, apart: Sequence[tuple[Claim, Indicator]]) -> Issue:
    said = "、".join(f"“{claim.name}”{claim.said}（{_meant(claim, row)}）" for claim, row in apart)
    numbers = {f"指标{row.id}": f"{claim.said}/{_target(row)}" for claim, row in apart}
    rows = dict.fromkeys(place("indicators", row.id, "target") for _, row in apart)
    places = (place("goals", goal, "text"), *rows)
    return Issue(places, f"第 {order} 项年度目标与指标值不同：{said}", numbers)


def _meant(claim: Claim, row: Indicator) -> str:
    return f"指标值 {_target(row)}" if claim.name == row.name else f"指标“{row.name}”{_target(row)}"


def _target(indicator: Indicator) -> str:
    return written(indicator.operator, indicator.target, indicator.unit)


@rule("I11", Severity.HINT, source=SOURCE, reads="goals indicators")
def another_term(reckoning: Reckoning) -> Iterator[Issue]:
    """同一件事全篇用一个名称，以指标的名称为准：案例登记率、案件登记率只留一个。"""
    told = story(reckoning)
    own = {named(each.name, each.unit) for each in reckoning.report.indicators}
    met: dict[tuple[str, str], list[Claim]] = {}
    for claim in told.claims:
        if named(claim.name, claim.target.unit) not in own:
            for indicator in told.meant(claim):
                met.setdefault((claim.name, indicator.name), []).append(claim)
    for (name, indicator_name), claims in met.items():
        places = dict.fromkeys(place("goals", each.goal.id, each.field) for each in claims)
        message = f"目标写“{name}”，指标写“{indicator_name}”，看来是一件事，名称不一致"
        yield Issue(tuple(places), message, {"目标": name, "指标": indicator_name})


@rule("I18", Severity.HINT, source=SOURCE, reads="goals indicators")
def told_twice(reckoning: Reckoning) -> Iterator[Issue]:
    """同一个指标或者同一个数，只设一次；两项目标里都有的，留在管它的那一项。"""
    report = reckoning.report
    indicators: dict[tuple[str, str, str], list[str]] = {}
    for each in report.indicators:
        if each.name.strip():
            key = (each.level1, each.level2, each.name.strip())
            indicators.setdefault(key, []).append(place("indicators", each.id, "name"))
    for (_, _, name), places in indicators.items():
        if len(places) > 1:
            yield Issue(tuple(places), f"指标“{name}”设了 {len(places)} 次", {"次数": str(len(places))})
    yield from _goals_told_twice(reckoning)


def _goals_told_twice(reckoning: Reckoning) -> Iterator[Issue]:
    orders = {goal.id: n for n, goal in enumerate(reckoning.report.goals, 1)}
    texts: dict[str, list[Goal]] = {}
    for goal in reckoning.report.goals:
        if goal.text.strip():
            texts.setdefault(goal.text.strip(), []).append(goal)
    numbers: dict[tuple[str, str], dict[str, Goal]] = {}
    for claim in story(reckoning).claims:
        if claim.field == "text":
            held = numbers.setdefault((claim.name, claim.target.unit), {})
            held.setdefault(claim.goal.text.strip(), claim.goal)
    for goals in texts.values():
        yield from _repeated("内容相同", goals, orders)
    for (name, _), held in numbers.items():
        yield from _repeated(f"都写了“{name}”", list(held.values()), orders)


def _repeated(what: str, goals: Sequence[Goal], orders: Mapping[int, int]) -> Iterator[Issue]:
    if len(goals) > 1:
        told = "、".join(str(orders[each.id]) for each in goals)
        places = tuple(place("goals", each.id, "text") for each in goals)
        yield Issue(places, f"第 {told} 项年度目标{what}", {"目标": told})
