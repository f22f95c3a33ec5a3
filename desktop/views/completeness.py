"""How much of a report is filled: required values by page, for the section list and the bar above it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from operator import attrgetter
from typing import Any

from desktop.models.completeness import Filled, of_passages, of_section, together
from desktop.models.entries import Entry
from desktop.models.kept_sums import Exchange, Kept
from desktop.models.records import Record, Report
from desktop.views.pages.catalogue import PAGES, WITHOUT_STATE, Page


class Completeness:
    """Counts by section, kept while the section's rows are the very same."""

    def __init__(self) -> None:
        self._kept: dict[str, tuple[Any, Filled]] = {}
        self._sums: dict[tuple[str, str], Kept] = {}
        self._exchange = Exchange()

    def of_pages(self, report: Report, required_passages: Sequence[str] = ()) -> dict[str, Filled]:
        """Return the state of every page that holds something to fill, by its key."""
        return {
            page.key: self._page(report, page, required_passages)
            for page in PAGES
            if page.key not in WITHOUT_STATE
        }

    def _page(self, report: Report, page: Page, required_passages: Sequence[str]) -> Filled:
        if page.key == "prose":
            return of_passages(report, required_passages)
        return together([self._section(report, name) for name in page.sections])

    def _section(self, report: Report, name: str) -> Filled:
        rows = getattr(report, name)
        kept = self._kept.get(name)
        if kept is None or kept[0] is not rows:
            kept = self._kept[name] = (rows, of_section(report, name, partial(self._filled, name)))
        return kept[1]

    def _filled(self, section: str, rows: Sequence[Record], entry: Entry) -> int:
        """Count the records in which a field has a value, by what differs from the state before."""
        key = (section, entry.name)
        if key not in self._sums:
            value, empty = attrgetter(entry.name), entry.kind.empty
            self._sums[key] = Kept(lambda row: value(row) != empty, self._exchange)
        return self._sums[key].over(rows)


def percent(pages: dict[str, Filled]) -> int:
    """Return the share of the required values that are filled, in per cent, never 100 before all are."""
    return together(pages.values()).percent
