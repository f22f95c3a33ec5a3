"""What goals say in numbers — 热线接通率均达到100%, 更新图书不少于24000册 — as names with targets (目标中的数)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from desktop.models.figures import Reckoning
from desktop.models.formats import label
from desktop.models.numbers import NUMBER
from desktop.models.records import Goal, Indicator
from desktop.models.targets import SIGN, Target, read_target

_CLAUSE = re.compile("[，,；;。：:\n]|并且|，并")
_JOINED = re.compile("[、]|以及|(?<![总缓])和(?!谐|平|解)|及(?!时|格)")
_TAIL = re.compile(rf"(?:均|都|各|分别|全部)?(?:已)?(?P<target>(?:{SIGN})?{NUMBER}.*)$")
_LEAD = re.compile("^(?:完成|实现|确保|保障|力争|保持|全年|年度|年内|共|累计|其中|平均|预计|计划)+(?=..)")
_SAME = MappingProxyType(
    {
        "案件": "案件|案例|工单|诉求事件|诉求件|事件",
        "热线": "热线|人工|话务|来电",
        "群众": "群众|市民|居民|公众|百姓",
        "及时": "及时|按时|按期|准时",
        "企业": "企业|市场主体",
    }
)
_WIDER = re.compile("总|全部|整体|累计|综合|及时")


@dataclass(frozen=True, slots=True)
class Claim:
    """A name with the number a goal's text gives it; *field* is ``text`` or ``achieved``."""

    goal: Goal
    field: str
    name: str
    target: Target

    @property
    def said(self) -> str:
        """The number as the text gives it, without 达到 or 为: 100%, 不少于24000册."""
        return re.sub("^(?:达到|达|为)", "", self.target.text)


def claims_of(goal: Goal, field: str) -> Iterator[Claim]:
    """Yield what a goal's text says in numbers; names joined by 、 share the rate that follows them."""
    for clause in _CLAUSE.split(getattr(goal, field)):
        waiting: list[str] = []
        for part in _JOINED.split(clause):
            found = _TAIL.search(part)
            name = _name(part[: found.start()] if found else part)
            if not found:
                waiting.append(name)
                continue
            target = read_target(found["target"])
            shared = waiting if target.unit == "%" else []
            if target.kind == "number":
                yield from (Claim(goal, field, each, target) for each in (*shared, name) if each)
            waiting = []


def _name(text: str) -> str:
    return _LEAD.sub("", text.strip())


def named(name: str, unit: str) -> str:
    """A name without what its unit repeats: 更新图书册数, 册 → 更新图书."""
    return label(_name(name), unit.replace("％", "%"))


def same(name: str) -> str:
    """A name with every group of interchangeable terms written as one: 案例登记率 → 案件登记率."""
    for term, words in _SAME.items():
        name = re.sub(words, term, name)
    return name


def wider(name: str) -> str:
    """A name without what narrows or widens it, so that 总办结率 and 及时办结率 meet."""
    return _WIDER.sub("", same(name))


def by_name(indicators: tuple[Indicator, ...]) -> Mapping[tuple[str, str], list[Indicator]]:
    """Return the indicators by name (interchangeable terms as one) and unit."""
    made: dict[tuple[str, str], list[Indicator]] = {}
    for each in indicators:
        unit = each.unit.strip().replace("％", "%")
        made.setdefault((same(named(each.name, unit)), unit), []).append(each)
    return made


@dataclass(frozen=True, slots=True)
class Story:
    """Every number in the goals' texts, and the indicators by name and unit."""

    claims: tuple[Claim, ...]
    indicators: Mapping[tuple[str, str], list[Indicator]]

    def meant(self, claim: Claim) -> list[Indicator]:
        """Return the indicators that a claim speaks of."""
        unit = claim.target.unit
        return self.indicators.get((same(named(claim.name, unit)), unit), [])


def story(reckoning: Reckoning) -> Story:
    """Take the goals apart, once for a state of the report."""
    return reckoning.kept(_story)


def _story(reckoning: Reckoning) -> Story:
    report = reckoning.report
    claims = (
        claim for goal in report.goals for field in ("text", "achieved") for claim in claims_of(goal, field)
    )
    return Story(tuple(claims), by_name(report.indicators))
