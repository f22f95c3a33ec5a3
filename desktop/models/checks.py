"""Checks on a report: what the rules find, how grave it is, and whether it has been explained (审核)."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, cast

from desktop.models.figures import Reckoning
from desktop.models.money import ungrouped
from desktop.models.records import Explanation
from desktop.models.rules import DECLARED
from desktop.models.rules.registry import Issue, Rule, Severity, rule, rules

__all__ = [
    "DECLARED", "Finding", "Issue", "Rule", "Severity",
    "check", "counts", "fingerprint", "found_by", "rule", "rules",
]  # fmt: skip

TYPED = frozenset({"原文", "正文", "手写的数"})
"""Names of numbers of a finding that are the officer's own words, sign by sign."""


@dataclass(frozen=True, slots=True)
class Finding:
    """Something a rule found. *explained*: an explanation holds; *expired*: one was given for other numbers.

    explanation: its text, kept when it has expired (已失效). given: the numbers that it was written for, where
    they were kept.
    """

    rule: str
    severity: Severity
    places: tuple[str, ...]
    message: str
    numbers: Mapping[str, str]
    source: str
    fingerprint: str
    explained: bool = False
    expired: bool = False
    explanation: str = ""
    given: Mapping[str, str] = field(default_factory=dict[str, str])

    @property
    def place(self) -> str:
        """Where to go first."""
        return self.places[0]


def check(reckoning: Reckoning) -> tuple[Finding, ...]:
    """Run the rules over the data; the gravest findings come first."""
    return reckoning.kept(_check)


def _check(reckoning: Reckoning) -> tuple[Finding, ...]:
    return found_by(rules("data"), reckoning)


def take_check(reckoning: Reckoning, found: tuple[Finding, ...]) -> None:
    """Let ``check`` answer with what was found piece by piece."""
    reckoning.keep(_check, found)


def found_by(asked: Iterable[Rule], reckoning: Reckoning) -> tuple[Finding, ...]:
    """Run some rules; the gravest findings come first, then by rule, then in the officer's order."""
    found = [finding_of(each, issue) for each in asked for issue in each.find(reckoning)]
    return gravest_first(with_explanations(found, reckoning.report.explanations))


def gravest_first(found: Sequence[Finding]) -> tuple[Finding, ...]:
    """Sort findings by their class; those of one class stay in their order."""
    return tuple(each for severity in Severity for each in found if each.severity is severity)


def finding_of(by: Rule, issue: Issue) -> Finding:
    """Return what a rule yielded as a finding that nobody has explained; its numbers bear no separators."""
    numbers = {
        name: value if "," not in value or name in TYPED else ungrouped(value)
        for name, value in issue.numbers.items()
    }
    mark = fingerprint(by.id, issue.places[0], numbers)
    severity = issue.severity or by.severity
    return Finding(by.id, severity, issue.places, issue.message, numbers, by.source, mark)


def with_explanations(found: Sequence[Finding], rows: Iterable[Explanation]) -> Sequence[Finding]:
    """Return findings with the explanations that were written for them; 强制性 ones are never explained."""
    written = [row for row in rows if row.text.strip()]
    asked = {(row.rule, row.place) for row in written}
    told = [each for each in found if (each.rule, each.place) in asked] if asked else []
    given = dict(zip(map(id, told), _given([_mark(each) for each in told], written), strict=True))
    return [_explained(each, given.get(id(each))) for each in found] if told else found


Mark = tuple[str, str, str]
"""Rule, first place and fingerprint."""


def _mark(found: Finding) -> Mark:
    return found.rule, found.place, found.fingerprint


def _given(marks: Sequence[Mark], rows: Sequence[Explanation]) -> Iterator[Explanation | None]:
    """Yield the explanation of each: the one of its numbers, else one at its place that none other has."""
    exact = {(row.rule, row.place, row.fingerprint): row for row in rows}
    known = frozenset(marks)
    spare: dict[tuple[str, str], list[Explanation]] = {}
    for row in rows:
        if (row.rule, row.place, row.fingerprint) not in known:
            spare.setdefault((row.rule, row.place), []).append(row)
    for mark in marks:
        left = spare.get(mark[:2], [])
        yield exact.get(mark) or (left.pop(0) if left else None)


def _explained(found: Finding, given: Explanation | None) -> Finding:
    if given is None or found.severity is Severity.MUST:
        return found
    holds = given.fingerprint == found.fingerprint
    return replace(
        found,
        explained=holds,
        expired=not holds,
        explanation=given.text,
        given=numbers_from(given.numbers),
    )


def numbers_text(numbers: Mapping[str, str]) -> str:
    """The numbers of a finding as an explanation keeps them (JSON)."""
    return json.dumps(dict(numbers), ensure_ascii=False) if numbers else ""


def numbers_from(text: str) -> Mapping[str, str]:
    """Read the numbers that an explanation keeps; nothing where there are none or they cannot be read."""
    try:
        held: Any = json.loads(text) if text else None
    except ValueError:
        return {}  # Written by hand: the explanation is as good without
    named = cast("dict[str, Any]", held) if isinstance(held, dict) else {}
    return {name: value for name, value in named.items() if isinstance(value, str)}


def fingerprint(rule_id: str, place: str, numbers: Mapping[str, str]) -> str:
    """The first 16 hex digits of SHA-256 over ``rule|place|name=value;…``."""
    told = ";".join(f"{name}={value}" for name, value in numbers.items())
    return hashlib.sha256(f"{rule_id}|{place}|{told}".encode()).hexdigest()[:16]


def counts(findings: Iterable[Finding]) -> Mapping[Severity, int]:
    """Count the findings that are still open (not explained) by class."""
    made = dict.fromkeys(Severity, 0)
    for finding in findings:
        made[finding.severity] += not finding.explained
    return made
