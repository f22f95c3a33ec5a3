"""An edit in step with the rules of the touched rows, and all rules behind it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import count
from time import process_time

from benchmarks.common import Line, best, grown, reckoned, sample, scratch
from desktop.models.judging import Judging
from desktop.models.records import Report
from desktop.report.review import Judged, review, review_steps, review_touched
from desktop.session import Session


def _judged(report: Report) -> Judged:
    look = review_steps(reckoned(report))
    look.finish()
    return look.judged


def _edits(report: Report) -> Iterator[float]:
    """Yield the ms of an edit that is saved and summed, then of one with the rules of the touched rows."""
    path = scratch("benchmark-edits.jxzp")
    path.unlink(missing_ok=True)
    with Session.create(path, report) as session:
        amounts, before = count(1), _judged(report)

        def edit() -> None:
            session.write("payments/7/amount", f"{next(amounts)}万元")
            session.reckoning.figure("spent")

        def judged() -> None:
            edit()
            review_touched(session.reckoning, replace(before, pack=session.pack))

        yield best(edit, 20) * 1000
        yield best(judged, 20) * 1000


def _pieces(look: Judging) -> Iterator[float]:
    while not look.done:
        started = process_time()
        look.step()
        yield (process_time() - started) * 1000


def _idle(report: Report) -> Iterator[float]:
    """Yield the ms of all rules behind an edit of a payment, then of the longest piece among them."""
    before, row = _judged(report), replace(report.payments[6], amount=1)
    edited = report.with_record("payments", row)
    runs = [list(_pieces(review_steps(reckoned(edited), before))) for _ in range(5)]
    yield min(map(sum, runs))
    yield min(map(max, runs))


def measure() -> Iterator[Line]:
    """Measure validate, save and sum, the touched rows, then all rules, at three sizes."""
    for payments, edit, check in ((23, 16, 20), (10_000, 16, 300), (100_000, 50, 3_000)):
        report = sample() if payments == 23 else grown(payments)
        saved, judged = _edits(report)
        yield Line(f"edit saved and summed, {payments} payments", saved, edit, "ms")
        yield Line(f"edit in step with the touched rows, {payments} payments", judged, edit, "ms")
        taken = best(lambda report=report: review(reckoned(report)), 3)
        yield Line(f"all rules, {payments} payments", taken * 1000, check, "ms")
        behind, piece = _idle(report)
        yield Line(f"all rules behind an edit, {payments} payments", behind, check, "ms")
        yield Line(
            f"longest piece of them, {payments} payments", piece, 30 if payments <= 10_000 else 300, "ms"
        )
