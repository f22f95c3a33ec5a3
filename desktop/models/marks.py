"""What hangs on values: 上年 that nobody has confirmed, 待核实 notes, and what last year's file says there."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass, replace

from desktop.errors import DataError
from desktop.models.comparing import shown
from desktop.models.entries import entries
from desktop.models.places import Place, parse_place, place
from desktop.models.records import SECTIONS, Note, Origin, Report
from desktop.models.values import last_report

NewId = Callable[[str], int]
LAST_YEAR = "last_year"


@dataclass(frozen=True, slots=True)
class Earlier:
    """What last year's file of a *year* says at a place; text is '' where it says nothing there."""

    year: int
    text: str


def unconfirmed(report: Report, sections: Collection[str]) -> tuple[str, ...]:
    """Return the places of the filled values in some sections that are still last year's (仍是上年数)."""
    own = {row.place for row in report.origins}
    marked = [row for row in report.origins if row.kind == LAST_YEAR and _in(row.place, sections)]
    return tuple(where for row in marked for where in _values(report, parse_place(row.place), own))


def confirmed(report: Report, sections: Collection[str]) -> Report:
    """Return *report* with all that is still last year's in some sections marked as confirmed (已确认)."""
    rows = [
        replace(row, kind="confirmed") if row.kind == LAST_YEAR and _in(row.place, sections) else row
        for row in report.origins
    ]
    return report.with_rows("origins", rows)


def origin_at(report: Report, where: str) -> Origin | None:
    """Return where the value at a place came from: its own origin before its record's.

    None for a typed one, and for an empty one that last year's record left out.
    """
    known = parse_place(where)
    whole = str(known.record)
    found = {row.place: row for row in report.origins if row.place in (where, whole)}
    origin = found.get(where) or found.get(whole)
    if origin is None or origin.kind != LAST_YEAR or not known.field:
        return origin
    row = report.find(known.section, known.id)
    return None if row is None or getattr(row, known.field) == known.entry.kind.empty else origin


def note_at(report: Report, where: str) -> str:
    """Return what is to be verified at a place, '' for nothing."""
    return next((row.text for row in report.notes if row.place == where), "")


def with_note(report: Report, where: str, text: str, new_id: NewId) -> Report:
    """Return *report* with *text* as the one note at a place; an empty text takes the note away."""
    others = [row for row in report.notes if row.place != where]
    text = text.strip()
    if not text:
        return report.with_rows("notes", others)
    held = next((row for row in report.notes if row.place == where), None)
    if held is None:
        return report.with_record("notes", Note(new_id("notes"), where, text))
    rows = [replace(row, text=text) if row is held else row for row in report.notes]
    return report.with_rows("notes", (row for row in rows if row.place != where or row.id == held.id))


def earlier(report: Report, where: str) -> Earlier | None:
    """Return what last year's file says at a place; None where there is no such file."""
    last = last_report(report)
    if last is None:
        return None
    year = last.project.year or report.last[0].year
    before = _before(report, parse_place(where))
    row = last.find(before.section, before.id)
    if row is None or not before.field:
        return Earlier(year, "")
    return Earlier(year, shown(last, before.entry, getattr(row, before.field)))


def _before(report: Report, known: Place) -> Place:
    """The place of last year's record that a record continues, id 0 for a new one."""
    if known.section == "project":
        return known
    whole = place(known.section, known.id)
    linked = next((row.last for row in report.links if row.place == whole), "")
    try:
        return replace(parse_place(linked), field=known.field) if linked else replace(known, id=0)
    except DataError:
        return replace(known, id=0)


def _values(report: Report, known: Place, own: Collection[str]) -> Iterator[str]:
    """The filled values that a mark holds for: its field's, or its record's that have no mark of their own."""
    row = report.find(known.section, known.id)
    if row is None:
        return
    for each in [known.entry] if known.field else entries(SECTIONS[known.section].record):
        where = place(known.section, known.id, each.name)
        if getattr(row, each.name) != each.kind.empty and (known.field or where not in own):
            yield where


def _in(where: str, sections: Collection[str]) -> bool:
    return where.partition("/")[0] in sections
