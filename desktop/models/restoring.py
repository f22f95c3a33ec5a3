"""An earlier state taken back, whole or one section of it, without leaving loose ends."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from desktop.models.entries import entries
from desktop.models.records import SECTIONS, Record, Report

MARKED = ("origins", "unread")  # What hangs on the values themselves and goes back with them


def restored(report: Report, earlier: Report, new_id: Callable[[str], int], section: str = "") -> Report:
    """Return *report* with *earlier* (or one section of it) in its place.

    The state (草稿, 送审, 定稿) stays, so that taking it back is not locked by what was restored. Going back
    with one section, references to what is no longer there are emptied; KeyError for no such section.
    """
    state = report.project.state
    if not section:
        return replace(earlier, project=replace(earlier.project, state=state))
    rows = earlier.rows(section)
    if section == "project":
        rows = (replace(earlier.project, state=state),)
    kept = {row.id for row in rows}
    report = report.without(section, [row.id for row in report.rows(section) if row.id not in kept])
    report = report.with_rows(section, rows)
    report = report.with_rows(section, [tied(report, section, row) for row in rows])
    for name in MARKED:
        report = _marked(report, earlier, name, section, new_id)
    return report


def tied(report: Report, section: str, row: Record) -> Record:
    """Return the record without the references that would name nothing."""
    loose = {
        each.name: None
        for each in entries(SECTIONS[section].record)
        if each.kind.section and getattr(row, each.name) is not None
        if report.find(each.kind.section, getattr(row, each.name)) is None
    }
    return replace(row, **loose) if loose else row


def _marked(report: Report, earlier: Report, name: str, section: str, new_id: Callable[[str], int]) -> Report:
    """Return *report* with the marks on a section's places as they were."""
    kept = [row for row in report.rows(name) if not _lies_in(row.place, section)]
    taken = {row.id for row in kept}
    back = [row for row in earlier.rows(name) if _lies_in(row.place, section)]
    rows = (*kept, *(replace(row, id=new_id(name)) if row.id in taken else row for row in back))
    return report if rows == report.rows(name) else report.with_rows(name, rows)


def _lies_in(where: str, section: str) -> bool:
    return where.partition("/")[0] == section
