"""Offering and making quick fixes: shared by the tests of those over the data and over the text."""

from __future__ import annotations

from itertools import count

from desktop.models.figures import Reckoning
from desktop.models.history import applied, difference
from desktop.models.records import Report
from desktop.report.fixes import Fix, fixes, outcome
from desktop.report.review import Finding, review
from tests.report.reports import pack, reckoned


def findings(report: Report, rule: str) -> list[Finding]:
    return [each for each in review(reckoned(report)) if each.rule == rule]


def offered(report: Report, rule: str) -> list[Fix]:
    """What is offered for the findings of a rule, in their order."""
    reckoning = Reckoning(report, pack())
    return [made for each in review(reckoning) if each.rule == rule for made in fixes(reckoning, each)]


def made(report: Report, chosen: Fix) -> Report:
    """The report after a fix; new ids come from the counter that is handed in, and undo gives the old one."""
    ids = count(500)
    new = chosen.apply(report, lambda _section: next(ids))
    assert applied(new, difference(report, new), back=True) == report
    assert 2 <= len(chosen.label) <= 12
    assert chosen.text
    return new


def mended(report: Report, rule: str) -> tuple[Report, tuple[str, ...]]:
    """The report after the only fix that is offered for a rule, and what it changes; the finding is gone."""
    (chosen,) = offered(report, rule)
    new = made(report, chosen)
    assert findings(new, rule) == []
    return new, outcome(report, chosen)
