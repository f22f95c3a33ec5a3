"""An edit in step, and the checks behind it."""

from __future__ import annotations

from collections.abc import Iterator

from benchmarks.common import Line, best, grown, reckoned, sample, scratch
from desktop.models.records import Report
from desktop.report.review import review
from desktop.session import Session


def _edits(report: Report) -> float:
    path = scratch("benchmark-edits.jxzp")
    path.unlink(missing_ok=True)
    with Session.create(path, report) as session:
        amounts = iter(range(1, 1_000_000))

        def edit() -> None:
            session.write("payments/7/amount", f"{next(amounts)}万元")
            session.reckoning.figure("spent")

        return best(edit, 20) * 1000


def measure() -> Iterator[Line]:
    """Measure validate, save and sum, then all rules, at three sizes."""
    for payments, edit, check in ((23, 16, 20), (10_000, 16, 300), (100_000, 50, 3_000)):
        report = sample() if payments == 23 else grown(payments)
        yield Line(f"edit saved and summed, {payments} payments", _edits(report), edit, "ms")
        taken = best(lambda report=report: review(reckoned(report)), 3)
        yield Line(f"all rules, {payments} payments", taken * 1000, check, "ms")
