"""Checks on a report: what the rules find, how grave it is, and whether it has been explained (审核)."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from desktop.models.figures import Reckoning
from desktop.models.records import Explanation
from desktop.models.rules import DECLARED
from desktop.models.rules.registry import Issue, Rule, Severity, rule, rules

__all__ = [
    "DECLARED", "Finding", "Issue", "Rule", "Severity",
    "check", "counts", "fingerprint", "found_by", "rule", "rules",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Finding:
    """Something a rule found. *explained*: an explanation holds; *expired*: one was given for other numbers.

    explanation: its text, kept when it has expired (已失效).
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

    @property
    def place(self) -> str:
        """Where to go first."""
        return self.places[0]


def check(reckoning: Reckoning) -> tuple[Finding, ...]:
    """Run the rules over the data; the gravest findings come first."""
    return reckoning.kept(_check)


def _check(reckoning: Reckoning) -> tuple[Finding, ...]:
    return found_by(rules("data"), reckoning)


def found_by(asked: Iterable[Rule], reckoning: Reckoning) -> tuple[Finding, ...]:
    """Run some rules; the gravest findings come first, then by rule, then in the officer's order."""
    issues = [(each, issue) for each in asked for issue in each.find(reckoning)]
    given = _given([_mark(each, issue) for each, issue in issues], reckoning.report.explanations)
    found = [_finding(*issue, explanation) for issue, explanation in zip(issues, given, strict=True)]
    order = list(Severity)
    return tuple(sorted(found, key=lambda finding: order.index(finding.severity)))


Mark = tuple[str, str, str]
"""Rule, first place and fingerprint."""


def _mark(by: Rule, issue: Issue) -> Mark:
    return by.id, issue.places[0], fingerprint(by.id, issue.places[0], issue.numbers)


def _given(marks: Sequence[Mark], rows: Iterable[Explanation]) -> Iterator[Explanation | None]:
    """Yield the explanation of each: the one of its numbers, else one at its place that none other has."""
    written = [row for row in rows if row.text.strip()]
    exact = {(row.rule, row.place, row.fingerprint): row for row in written}
    known = frozenset(marks)
    spare: dict[tuple[str, str], list[Explanation]] = {}
    for row in written:
        if (row.rule, row.place, row.fingerprint) not in known:
            spare.setdefault((row.rule, row.place), []).append(row)
    for mark in marks:
        left = spare.get(mark[:2], [])
        yield exact.get(mark) or (left.pop(0) if left else None)


def _finding(by: Rule, issue: Issue, given: Explanation | None) -> Finding:
    mark = _mark(by, issue)[2]
    severity = issue.severity or by.severity
    explanation = given if severity is not Severity.MUST else None
    holds = explanation is not None and explanation.fingerprint == mark
    return Finding(
        by.id,
        severity,
        issue.places,
        issue.message,
        issue.numbers,
        by.source,
        mark,
        explained=holds,
        expired=explanation is not None and not holds,
        explanation=explanation.text if explanation else "",
    )


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
