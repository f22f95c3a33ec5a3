"""The rules of the records that an edit has touched, in step with the edit (随改随审)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import replace
from functools import cache

from desktop.models.checks import rules
from desktop.models.entries import entries
from desktop.models.figures import Reckoning
from desktop.models.judging import (
    SAME,
    Difference,
    Found,
    Judged,
    changed_sections,
    differing,
    renewed,
)
from desktop.models.records import SECTIONS, Report
from desktop.models.rules.registry import Rows, Rule

MOST = 200
"""Records; more than that are left to the run over all rules when the program is idle."""

Touched = Mapping[str, Difference]
"""The records that are judged anew, by section."""


def judged_in_step(reckoning: Reckoning, before: Judged) -> Judged | None:
    """Return what was found before with the touched records judged anew; None where there are too many.

    Only rules that judge one record by itself are run; all others keep what they found.
    """
    touched = touched_by(before.report, reckoning.report) if before.pack is reckoning.pack else None
    if touched is None:
        return None
    found = {each.id: _renewed(reckoning, each, before.found[each.id], touched) for each in rules()}
    return replace(before, found=found)


def _renewed(
    reckoning: Reckoning, rule: Rule, held: tuple[Found, ...], touched: Touched
) -> tuple[Found, ...]:
    if not any(isinstance(part, Rows) and part.section in touched for part in rule.parts):
        return held
    return tuple(
        renewed(reckoning, rule, part, found, touched[part.section])
        if isinstance(part, Rows) and part.section in touched
        else found
        for part, found in zip(rule.parts, held, strict=True)
    )


def touched_by(old: Report, new: Report) -> Touched | None:
    """Return the records that differ between two states, and those that they belong to before or after.

    A payment touches its contract, its sub-project and its source of funds. None for more than ``MOST``.
    """
    made = {section: differing(old, new, section) for section in changed_sections(old, new)}
    if sum(len(each.ids) for each in made.values()) > MOST:
        return None
    owners: defaultdict[str, set[int]] = defaultdict(set)
    for section, each in made.items():
        before = (row for row in old.rows(section) if row.id in each.ids) if _references(section) else ()
        for row in (*each.rows, *before):
            for field, owner in _references(section):
                owners[owner] |= {getattr(row, field)} - {None}
    for owner, ids in owners.items():
        made[owner] = made.get(owner, SAME).with_rows(new, owner, ids)
    return made


@cache
def _references(section: str) -> tuple[tuple[str, str], ...]:
    """(field, section referred to) of the records of a section."""
    known = entries(SECTIONS[section].record)
    return tuple((each.name, each.kind.section) for each in known if each.kind.section)
