"""All findings of a report: the rules over the data and those over the text (全审)."""

from __future__ import annotations

from typing import Any

from desktop.models.checks import Finding, Severity, check, found_by, rules
from desktop.models.figures import Reckoning
from desktop.report.rules import DECLARED

__all__ = ["DECLARED", "must_stands", "plain_finding", "review"]


def review(reckoning: Reckoning) -> tuple[Finding, ...]:
    """Run every rule, once for a state of the report; the gravest findings come first."""
    return reckoning.kept(_review)


def _review(reckoning: Reckoning) -> tuple[Finding, ...]:
    """The findings over data are those that ``check`` keeps, so that rules which read them cost nothing."""
    found = (*check(reckoning), *found_by(rules("text"), reckoning))
    order = list(Severity)
    return tuple(sorted(found, key=lambda each: (order.index(each.severity), each.rule)))


def must_stands(reckoning: Reckoning) -> bool:
    """Tell whether a 强制性 finding stands."""
    return any(finding.severity is Severity.MUST for finding in review(reckoning))


def plain_finding(finding: Finding) -> dict[str, Any]:
    """Return a finding as JSON values, in the shape of ``check --json``."""
    return {
        "rule": finding.rule,
        "severity": finding.severity.value,
        "place": finding.place,
        "places": list(finding.places),
        "message": finding.message,
        "numbers": dict(finding.numbers),
        "source": finding.source,
        "explained": finding.explained,
        "fingerprint": finding.fingerprint,
    }
