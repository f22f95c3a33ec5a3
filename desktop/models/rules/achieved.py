"""The rule that what is said to be achieved is what the numbers show (实现情况与数据相符)."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from desktop.models.figures import Reckoning
from desktop.models.numbers import plain
from desktop.models.places import place
from desktop.models.reckoning.ledger import is_met
from desktop.models.records import Goal, Indicator, Result
from desktop.models.rules.amounts import counted
from desktop.models.rules.claims import Claim, named, same, story, wider
from desktop.models.rules.health import named as listed
from desktop.models.rules.health import short
from desktop.models.rules.registry import Issue, Severity, rule


@rule("I12", Severity.VERIFY, source="实现情况与绩效数据相符", reads="goals indicators results")
def achieved_otherwise(reckoning: Reckoning) -> Iterator[Issue]:
    """写“完成”的目标，它的指标要达到指标值；实现情况里的数，要和指标的实际完成值、成果数据相符。"""
    yield from _all_done(reckoning)
    yield from _done_but_unmet(reckoning)
    yield from _another_actual(reckoning)
    yield from _wider_result(reckoning)


def _is_all_done(reckoning: Reckoning) -> bool:
    goals = reckoning.report.goals
    return bool(goals) and all(each.state == "完成" for each in goals)


def _all_done(reckoning: Reckoning) -> Iterator[Issue]:
    unmet = reckoning.ledger.counted(met=False)
    if unmet and _is_all_done(reckoning):
        goals = reckoning.report.goals
        told = f"{len(goals)} 项年度目标都写“完成”，有 {len(unmet)} 项指标没有达到指标值：{listed(unmet)}"
        places = tuple(place("goals", each.id, "state") for each in goals)
        numbers = {"目标": str(len(goals)), "未达到": _names(unmet)}
        yield Issue((*places, *(place("indicators", each.id, "actual") for each in unmet)), told, numbers)


def _names(rows: list[Indicator]) -> str:
    return "、".join(short(each.name) for each in rows)


def _done_but_unmet(reckoning: Reckoning) -> Iterator[Issue]:
    """A goal that is done although an indicator it names is not met, where other goals are not done."""
    if _is_all_done(reckoning):
        return
    told = story(reckoning)
    unmet: dict[int, tuple[Goal, dict[int, Indicator]]] = {}
    for claim in told.claims:
        for row in told.meant(claim):
            if claim.field == "text" and claim.goal.state == "完成" and is_met(row) is False:
                unmet.setdefault(claim.goal.id, (claim.goal, {}))[1][row.id] = row
    for goal, rows in unmet.values():
        missed = listed(list(rows.values()))
        places = (place("goals", goal.id, "state"), *(place("indicators", id_, "actual") for id_ in rows))
        yield Issue(
            places,
            f"目标“{short(goal.text)}”写“完成”，指标没有达到指标值：{missed}",
            {"未达到": str(len(rows))},
        )


def _another_actual(reckoning: Reckoning) -> Iterator[Issue]:
    told = story(reckoning)
    for claim in told.claims:
        for row in told.meant(claim):
            if claim.field == "achieved" and row.actual not in {None, claim.target.num}:
                yield _apart(claim, place("indicators", row.id, "actual"), row.actual, row.unit, "实际完成值")
    for result in reckoning.report.results:
        unit = result.unit.strip().replace("％", "%")
        for row in told.indicators.get((same(named(result.name, unit)), unit), []):
            if None not in {row.actual, result.value} and row.actual != result.value:
                yield _other_result(row, result)


def _apart(claim: Claim, where: str, actual: Decimal | None, unit: str, what: str) -> Issue:
    shown = f"{counted(actual or Decimal(0))}{unit}"
    told = f"实现情况写“{claim.name}”{claim.said}，{what} {shown}"
    places = (place("goals", claim.goal.id, claim.field), where)
    return Issue(places, told, {"实现情况": claim.said, what: shown})


def _other_result(row: Indicator, result: Result) -> Issue:
    one, other = (f"{counted(each or Decimal(0))}{row.unit}" for each in (row.actual, result.value))
    places = (place("results", result.id, "value"), place("indicators", row.id, "actual"))
    told = f"“{row.name}”实际完成值 {one}，成果数据“{result.name}”{other}"
    return Issue(places, told, {"实际完成值": one, "成果数据": other})


def _wider_result(reckoning: Reckoning) -> Iterator[Issue]:
    """A rate over all (总办结率) below the rate in time (及时办结率), which can only be a part of it."""
    rates: dict[str, list[tuple[str, Decimal, str]]] = {}
    for name, value, where in _rates_in_time(reckoning):
        rates.setdefault(wider(name), []).append((name, value, where))
    for result in reckoning.report.results:
        if _is_rate(result.unit) and result.value is not None and not result.note.strip():
            whole, close = result.value, rates.get(wider(result.name), [])
            above = [each for each in close if each[1] > whole and "及时" not in same(result.name)]
            if above:
                yield _narrower(result, f"{plain(whole)}%", above)


def _is_rate(unit: str) -> bool:
    return unit.strip() in {"%", "％"}


def _rates_in_time(reckoning: Reckoning) -> Iterator[tuple[str, Decimal, str]]:
    """Yield (name, value, place) of every achieved rate whose name narrows it to what was done in time."""
    for claim in story(reckoning).claims:
        if claim.field == "achieved" and _is_rate(claim.target.unit) and "及时" in same(claim.name):
            yield claim.name, claim.target.num or Decimal(0), place("goals", claim.goal.id, "achieved")
    for row in reckoning.report.indicators:
        if _is_rate(row.unit) and row.actual is not None and "及时" in same(row.name):
            yield row.name, row.actual, place("indicators", row.id, "actual")


def _narrower(result: Result, shown: str, above: list[tuple[str, Decimal, str]]) -> Issue:
    close = dict.fromkeys(f"“{name}”{plain(value)}%" for name, value, _ in above)
    told = f"“{result.name}”{shown}，{'、'.join(close)}，口径的差别没有说明"
    places = (place("results", result.id, "value"), *(where for _, _, where in above))
    return Issue(places, told, {result.name: shown, "及时": "、".join(close)})
