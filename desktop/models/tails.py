"""Rounding tails (舍位平衡): rows shown in 万元 that do not add up to the shown total, and what to do about it.

All amounts are 分. Nothing is ever adjusted unasked: the note says that the parts do not add up; an
adjustment writes the largest row anew and says why in the journal.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from desktop.errors import DataError
from desktop.models.entries import entry_of
from desktop.models.money import FEN_PER_WAN, show_exact, show_wan
from desktop.models.places import describe, name_of, place
from desktop.models.records import SECTIONS, Record, Report

SHOWN = FEN_PER_WAN // 100
"""The smallest amount (分) that is printed: 0.01 万元."""

_LISTED = 6  # Rows whose sum is written out


@dataclass(frozen=True, slots=True)
class Tail:
    """A column of *rows* as shown that add up to *together*, while *total* is shown below them (分)."""

    together: int
    total: int
    rows: tuple[int, ...]

    @property
    def gap(self) -> int:
        """What the rows lack (分); negative where they come to more than the total."""
        return self.total - self.together

    @property
    def arithmetic(self) -> str:
        """The sum with its numbers: 159.28 + 66.98 + 66.98 = 293.24，合计 293.23，尾差 0.01."""
        if len(self.rows) <= _LISTED:
            summed = f"{_joined(self.rows)} = {show_wan(self.together)}"
        else:
            summed = f"{len(self.rows)} 行取两位小数后相加 {show_wan(self.together)}"
        return f"{summed}，合计 {show_wan(self.total)}，尾差 {show_wan(abs(self.gap))}"

    @property
    def note(self) -> str:
        """The note under the table."""
        return f"注：因四舍五入，分项之和与合计数存在{show_wan(abs(self.gap))}万元尾差。"


@dataclass(frozen=True, slots=True)
class Adjusted:
    """A report whose largest row was written anew: where, and the words for the journal (why)."""

    report: Report
    place: str
    why: str


def shown(fen: int) -> int:
    """An amount as it is printed (分): rounded half up to 0.01 万元, a half away from zero."""
    size = (abs(fen) + SHOWN // 2) // SHOWN * SHOWN
    return -size if fen < 0 else size


def tail(rows: Sequence[int], total: int | None = None) -> Tail | None:
    """Return the tail of a column; None where there is none, and where the exact sum is not the total.

    total: None where it is the sum of the rows. A sum that differs from the total by more than rounding
    is no tail but an error, which the checks report (B01, B02, B12).
    """
    whole = sum(rows) if total is None else total
    together = sum(map(shown, rows))
    rounding = abs(together - shown(whole)) <= max(SHOWN, SHOWN // 2 * len(rows))
    if not rows or together == shown(whole) or not rounding:
        return None
    return Tail(together, shown(whole), tuple(map(shown, rows)))


def balanced(rows: Sequence[int], total: int | None = None) -> tuple[int, ...]:
    """Return the rows as they may be shown (分), the tail on the largest, so that they add up to the total."""
    made = list(map(shown, rows))
    found = tail(rows, total)
    if found:
        made[_largest(rows)] += found.gap
    return tuple(made)


def adjusted(report: Report, section: str, field: str, total: int | None = None) -> Adjusted:
    """Return *report* with the tail of a column put on its largest row, as the officer asked for.

    total: a given one (上报或批复的数), None where it is the sum of the rows. Raises DataError where there
    is no tail, and where the sum itself moves so that a tail would remain: then only the note helps.
    """
    label = entry_of(SECTIONS[section].record, field).label
    rows = [row for row in report.rows(section) if getattr(row, field) is not None]
    amounts = [getattr(row, field) for row in rows]
    found = tail(amounts, total)
    if found is None:
        raise DataError(f"“{SECTIONS[section].label}”的{label}没有尾差", "不需要调整")
    at = _largest(amounts)
    new = shown(amounts[at]) + found.gap
    if tail([*amounts[:at], new, *amounts[at + 1 :]], total):
        raise DataError(
            "合计由各行的准确数算出，调整一行以后仍有尾差", f"请在表下注明，不必调整：{found.note}"
        )
    changed = report.with_record(section, replace(rows[at], **{field: new}))
    return Adjusted(
        changed, place(section, rows[at].id, field), _why(report, section, field, rows[at], new, found)
    )


def _largest(amounts: Sequence[int]) -> int:
    """Which amount is the largest by its size; the first of equal ones."""
    return max(range(len(amounts)), key=lambda at: (abs(amounts[at]), -at))


def _why(report: Report, section: str, field: str, row: Record, new: int, found: Tail) -> str:
    where = describe(report, place(section, row.id, field))
    change = f"{show_exact(getattr(row, field))} 调为 {show_exact(new)} 万元"
    return f"舍位平衡：{found.arithmetic}，调整最大的一项“{name_of(row)}”（{where}）{change}"


def _joined(rows: Sequence[int]) -> str:
    """The rows as a sum; an amount below nothing is taken away."""
    first, *rest = rows
    words = [show_wan(first)]
    words += [f"{'−' if each < 0 else '+'} {show_wan(abs(each))}" for each in rest]
    return " ".join(words)
