"""How much of a report is filled: required values by page, for the section list and the bar above it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from desktop.models.entries import entries
from desktop.models.records import SECTIONS, Report
from desktop.views.pages.catalogue import PAGES, WITHOUT_STATE, Page

NEEDED = ("project", "budget", "payments", "goals", "indicators")  # No report without rows of these


@dataclass(frozen=True, slots=True)
class Filled:
    """Required values of a page: how many there are, how many are filled, and whether it holds anything."""

    filled: int = 0
    total: int = 0
    begun: bool = False

    @property
    def state(self) -> str:
        """Return ``none``, ``half`` or ``done``."""
        if not self.begun:
            return "none"
        return "done" if self.filled == self.total else "half"


class Completeness:
    """Counts by section, kept while the section's rows are the very same."""

    def __init__(self) -> None:
        self._kept: dict[str, tuple[Any, Filled]] = {}

    def of_pages(self, report: Report, required_passages: Sequence[str] = ()) -> dict[str, Filled]:
        """Return the state of every page that holds something to fill, by its key."""
        return {
            page.key: self._page(report, page, required_passages)
            for page in PAGES
            if page.key not in WITHOUT_STATE
        }

    def _page(self, report: Report, page: Page, required_passages: Sequence[str]) -> Filled:
        if page.key == "prose":
            return _passages(report, required_passages)
        counts = [self._section(report, name) for name in page.sections]
        begun = any(each.begun for each in counts)
        return Filled(sum(each.filled for each in counts), sum(each.total for each in counts), begun)

    def _section(self, report: Report, name: str) -> Filled:
        rows = getattr(report, name)
        kept = self._kept.get(name)
        if kept is None or kept[0] is not rows:
            kept = self._kept[name] = (rows, _count(report, name))
        return kept[1]


def percent(pages: dict[str, Filled]) -> int:
    """Return the share of the required values that are filled, in per cent, never 100 before all are."""
    total = sum(each.total for each in pages.values())
    filled = sum(each.filled for each in pages.values())
    return filled * 100 // total if total else 0


def _count(report: Report, name: str) -> Filled:
    required = [each for each in entries(SECTIONS[name].record) if each.required]
    rows = report.rows(name)
    if not rows:
        return Filled(0, len(required) if name in NEEDED else 0)
    filled = sum(
        getattr(row, each.name) not in (None, "", 0) or _zero(row, each) for row in rows for each in required
    )
    begun = not SECTIONS[name].single or bool(filled)
    return Filled(filled, len(required) * len(rows), begun)


def _zero(row: Any, each: Any) -> bool:
    """Tell whether an amount is 0, which is a value; a year of 0 is none."""
    return each.kind.empty is None and getattr(row, each.name) == 0


def _passages(report: Report, required: Sequence[str]) -> Filled:
    written = {each.section for each in report.passages if each.text.strip()}
    return Filled(sum(name in written for name in required), len(required), bool(written))
