"""The fix that moves an indicator to the category its name speaks of (移到时效指标)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from desktop.models.checks import Finding
from desktop.models.figures import Reckoning
from desktop.models.fixes.registry import Fix, fix, writing
from desktop.models.places import parse_place, place
from desktop.models.records import Indicator
from desktop.models.rules.categories import misplaced
from desktop.models.rules.health import short

_EXPECTED = re.compile("按名称应列(.+?)指标$")
_OWN = re.compile("(数量|质量|时效|成本|经济效益|社会效益|生态效益)(指标)?")


@fix("I07")
def moving(reckoning: Reckoning, finding: Finding) -> Iterator[Fix]:
    """Offer the category that the rule names, where it is clear how this report writes it."""
    row = reckoning.report.find("indicators", parse_place(finding.place).id)
    expected = _EXPECTED.search(misplaced(row)) if row else None
    levels = _levels(reckoning, row, expected[1]) if row and expected else None
    if row and expected and levels:
        fields = {
            place("indicators", row.id, field): value
            for field, value in zip(("level1", "level2"), levels, strict=True)
            if getattr(row, field) != value
        }
        words = f"移到{expected[1]}指标"
        yield Fix(words, f"“{short(row.name)}”{words}", writing(reckoning.report, fields))


def _levels(reckoning: Reckoning, row: Indicator, expected: str) -> tuple[str, str] | None:
    """一级 and 二级指标 as other indicators of the report write them, else as this one does; None: not clear."""
    others = [each for each in reckoning.report.indicators if expected in each.level2 and each.id != row.id]
    own = [each for each in others if each.level1 == row.level1]
    seen: set[tuple[str, str]] = {(each.level1, each.level2) for each in own or others}
    if not seen and (level2 := _rewritten(reckoning, row, expected)):
        seen.add((row.level1, level2))
    levels = seen.pop() if len(seen) == 1 else None
    if levels and not misplaced(replace(row, level1=levels[0], level2=levels[1])):
        return levels
    return None


def _rewritten(reckoning: Reckoning, row: Indicator, expected: str) -> str:
    """The 二级指标 with one word exchanged; '' where that would leave the 一级指标 wrong."""
    found = _OWN.fullmatch(row.level2)
    output, benefit = "产出" in row.level1, "效益" in row.level1
    profile = reckoning.pack.profile
    apart = expected == "成本" and profile is not None and profile.points.get("cost", 0) > 0
    fits = (output and not expected.endswith("效益") and not apart) or (benefit and expected.endswith("效益"))
    return f"{expected}{found[2] or ''}" if found and fits else ""
