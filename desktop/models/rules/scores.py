"""Rules over the score: own points, bands, full points without reason, reported total and grade (得分)."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from desktop.models.figures import Reckoning
from desktop.models.joined import target_shown
from desktop.models.numbers import half_up, percent, plain, read_number
from desktop.models.places import place
from desktop.models.reckoning.catalogue import EXACT, ratio
from desktop.models.reckoning.ledger import is_quantified
from desktop.models.records import Indicator, Stated
from desktop.models.rules.amounts import counted
from desktop.models.rules.registry import Issue, Severity, row_rule, rule
from desktop.models.rules.stated import figure_name
from desktop.models.scoring import ItemScore, Score, band_of, score
from desktop.models.scoring.points import NONE, full, two

FORM = "财预〔2020〕10号 关于得分的规定"
_TOTALS = {"score", "总分", "得分", "自评得分", "自评总分"}
_GRADES = {"grade", "等级", "自评等级", "评价等级"}
_HALF = Decimal("0.005")


def _scored(reckoning: Reckoning) -> dict[int, ItemScore]:
    """How the points of each indicator that has some came about, by its id."""
    rows = zip(reckoning.report.indicators, score(reckoning).items, strict=True)
    return {row.id: item for row, item in rows if item.points is not None and item.weight is not None}


@rule(
    "B17",
    Severity.VERIFY,
    source="本地规则包 · 指标得分与执行得分的差距预警线",
    reads="budget indicators payments",
)
def scores_more_than_spent(reckoning: Reckoning) -> Iterator[Issue]:
    """指标得分率比执行得分率高出很多，等于说钱花得少、事却办得多，要说明原因。"""
    made, most = score(reckoning), reckoning.pack.limit("score_alarm_pct")
    execution = ratio(made.execution.points, made.execution.weight)
    points = sum((item.points for item in made.items if item.points is not None), Decimal(0))
    weight = sum((item.weight for item in made.items if item.points is not None and item.weight), Decimal(0))
    rate = ratio(points, weight)
    if made.provisional or execution is None or not rate or most is None:
        return
    apart = EXACT.divide((rate - execution) * 100, rate)
    if apart > most:
        told = (
            f"指标得分 {two(points)}/{plain(weight)}（{percent(rate)}），执行得分 "
            f"{made.execution.arithmetic}（{percent(execution)}），相差 {percent(apart)}，超过 {plain(most)}%"
        )
        numbers = {"指标得分率": percent(rate), "执行得分率": percent(execution), "相差": percent(apart)}
        yield Issue(("figures/execution_rate", "indicators"), told, numbers)


@row_rule("I05", Severity.MUST, source=FORM, section="indicators")
def points_without_reason(reckoning: Reckoning, row: Indicator) -> Iterator[Issue]:
    """定量指标按公式计分。自己定的分与公式不同的，写明定分理由；没有理由的，按公式计。"""
    item = reckoning.kept(_scored).get(row.id)
    if item and row.points is not None and is_quantified(row):
        yield from _own(row, row.points, item)


def _own(row: Indicator, own: Decimal, item: ItemScore) -> Iterator[Issue]:
    """Judge an officer's own points: a reason beside them, and never above the weight."""
    where = (place("indicators", row.id, "points"),)
    reckoned, most = item.points or NONE, full(item.weight or NONE)
    if not row.points_reason.strip():
        if abs(own - reckoned) > _HALF:
            told = f"“{row.name}”填的得分 {plain(own)}，按公式 {item.arithmetic}，没有写定分理由"
            yield Issue(where, told, {"得分": plain(own), "计算": two(reckoned)})
    elif not 0 <= own <= most:
        told = f"“{row.name}”填的得分 {plain(own)}，应在 0 到 {two(most)} 之间"
        yield Issue(where, told, {"得分": plain(own), "满分": two(most)})


@row_rule("I06", Severity.MUST, source="财预〔2020〕10号 关于定性指标计分的规定", section="indicators")
def points_outside_band(reckoning: Reckoning, row: Indicator) -> Iterator[Issue]:
    """定性指标的得分要在所选档次的分数段以内：要么改得分，要么换档次。"""
    item = reckoning.kept(_scored).get(row.id)
    if item is None or item.weight is None or row.points is None or is_quantified(row) or not row.band:
        return
    band = band_of(row.band, item.weight, reckoning.pack)
    if not band.least <= half_up(row.points, 2) <= band.most:
        told = f"“{row.name}”填的得分 {plain(row.points)}，“{row.band}”是 {band.text}"
        numbers = {"得分": plain(row.points), "档次": band.text}
        yield Issue((place("indicators", row.id, "points"),), told, numbers)


@row_rule("I23", Severity.MUST, source="绩效评价报告评审常见问题", section="indicators")
def full_points_above_cost(reckoning: Reckoning, row: Indicator) -> Iterator[Issue]:
    """成本超过指标值的，不能得满分；成本指标写错了方向的，先改符号。"""
    item = reckoning.kept(_scored).get(row.id)
    if item is None or item.is_met is not False or "成本" not in f"{row.level1}{row.level2}":
        return
    points, most = item.points or NONE, full(item.weight or NONE)
    if points == most != 0:
        told = (
            f"“{row.name}”实际 {counted(row.actual or NONE)}{row.unit}，没有达到指标值 "
            f"{target_shown(row)}，得分 {two(points)} 是满分"
        )
        yield Issue((place("indicators", row.id, "points"),), told, {"得分": two(points)})


@row_rule("I24", Severity.MUST, source=FORM, section="stated")
def total_otherwise(reckoning: Reckoning, row: Stated) -> Iterator[Issue]:
    """上报的总分等于预算执行率和各指标得分之和，等级与总分对应；没有登记上报数时不核对。"""
    made, name, value = score(reckoning), figure_name(row.figure), row.value.strip()
    if value and name in _TOTALS:
        yield from _total_against(made, row)
    elif value and name in _GRADES and made.total is not None and made.grade and value != made.grade:
        told = f"上报的等级“{value}”，总分 {two(made.total)} 是“{made.grade}”"
        places = (place("stated", row.id, "value"), "figures/grade")
        yield Issue(places, told, {"上报": value, "计算": made.grade})


def _total_against(made: Score, row: Stated) -> Iterator[Issue]:
    where = (place("stated", row.id, "value"), "figures/score")
    try:
        stated = read_number(row.value.strip().removesuffix("分"))
    except ValueError:
        stated = None
    if stated is None:
        told = f"上报的总分“{row.value.strip()}”读不出数来，没有核对"
        yield Issue(where, told, {"上报": row.value.strip()})
    elif made.total is None:
        told = f"上报的总分 {plain(stated)}，还有 {len(made.missing)} 处没有填，算不出总分"
        yield Issue(where, told, {"上报": plain(stated)})
    elif abs(stated - made.total) > _HALF:
        told = f"上报的总分 {plain(stated)}，各项得分合计 {two(made.total)}"
        yield Issue(where, told, {"上报": plain(stated), "合计": two(made.total)})
