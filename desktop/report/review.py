"""All findings of a report: the rules over the data and those over the text (全审)."""

from __future__ import annotations

from typing import Any

from desktop.models.checks import Finding, Severity, rules
from desktop.models.figures import Reckoning
from desktop.models.judging import Judged, Judging
from desktop.models.touched import judged_in_step
from desktop.report.rules import DECLARED

__all__ = [
    "DECLARED", "Judged", "Judging",
    "must_stands", "plain_finding", "review", "review_steps", "review_touched", "take_review",
]  # fmt: skip


def review(reckoning: Reckoning) -> tuple[Finding, ...]:
    """Run every rule, once for a state of the report; the gravest findings come first."""
    return reckoning.kept(_review)


def _review(reckoning: Reckoning) -> tuple[Finding, ...]:
    return Judging(reckoning).finish()


def take_review(look: Judging) -> None:
    """Let ``review`` answer for its state with a look that is done."""
    look.reckoning.keep(_review, look.findings)


def review_steps(reckoning: Reckoning, before: Judged | None = None) -> Judging:
    """Return the same review to be run in steps; with what was found *before*, only what may have changed."""
    return Judging(reckoning, before)


def review_touched(reckoning: Reckoning, before: Judged) -> tuple[Finding, ...] | None:
    """Return all findings with those of the records touched since *before* judged anew; None where too many."""
    found = judged_in_step(reckoning, before)
    return None if found is None else found.findings(reckoning, rules())


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
