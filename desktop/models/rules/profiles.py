"""The points of the levels held against the weight profile of the rule pack (分值方案)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from decimal import Decimal

from desktop.models.figures import Reckoning
from desktop.models.numbers import plain
from desktop.models.places import place
from desktop.models.reckoning.performance import LEVELS, level_of
from desktop.models.rulepack import RulePack, Weights
from desktop.models.rules.registry import Issue


def off_the_profile(reckoning: Reckoning) -> Iterator[Issue]:
    """Yield the levels whose points are not those of the profile, where all points add up to the whole.

    A project without 满意度 or with 成本 indicators has a profile of its own (财预〔2021〕101号), so it is enough
    that one of the pack's profiles has these points; a place that leaves them to the unit (open) asks nothing.
    """
    sums = _sums(reckoning)
    pack = reckoning.pack
    profile = pack.profile
    if profile is None or profile.points.get("open") or not sums or not _is_whole(sums, pack):
        return
    fitting = [each for each in pack.weights.values() if _levels(each).keys() == sums.keys()]
    if not fitting or any(_levels(each) == sums for each in fitting):
        return
    meant = _levels(profile if profile in fitting else fitting[0])
    off = [level for level in meant if meant[level] != sums[level]]
    has = "、".join(f"{LEVELS[level]} {plain(sums[level])} 分" for level in off)
    asked = "、".join(f"{LEVELS[level]} {plain(meant[level])} 分" for level in off)
    rows = [each for each in reckoning.report.indicators if level_of(each) in off]
    places = tuple(place("indicators", each.id, "weight") for each in rows)
    numbers = {LEVELS[level]: plain(sums[level]) for level in off}
    yield Issue(places, f"指标分值是{has}，规则包的分值方案是{asked}", numbers)


def _sums(reckoning: Reckoning) -> Mapping[str, Decimal]:
    """The points of each level; nothing while one indicator has none."""
    made: defaultdict[str, Decimal] = defaultdict(Decimal)
    for each in reckoning.report.indicators:
        if each.weight is None:
            return {}
        made[level_of(each)] += each.weight
    return dict(made)


def _is_whole(sums: Mapping[str, Decimal], pack: RulePack) -> bool:
    full, execution = pack.limit("total_points"), pack.limit("execution_weight")
    return full is not None and execution is not None and sum(sums.values()) + execution == full


def _levels(profile: Weights) -> dict[str, Decimal]:
    return {level: points for level, points in profile.points.items() if level in LEVELS and points}
