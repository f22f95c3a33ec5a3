"""How a value stands: where it came from, what is wrong with it, and how its entry is called."""

from __future__ import annotations

from dataclasses import dataclass

from desktop.models.entries import Entry
from desktop.models.money import group, show_yuan
from desktop.models.places import parse_place, read_value
from desktop.models.records import Report

_YEAR_FOR_COUNT = ("例：12", "例：2021")  # A count without a unit is a year
_ORIGINS = {"last_year": "last", "imported": "imported", "confirmed": "ok"}


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a value came from and what is wrong with it.

    origin: a key of ``shapes.ORIGINS`` or ''. problem: why the unread text cannot be read, with an example.
    """

    origin: str = ""
    source: str = ""
    unread: str | None = None
    problem: str = ""


def standing(report: Report, where: str, entry: Entry) -> Standing:
    """Return how the value at a place stands; its own origin counts before its record's."""
    text = next((each.text for each in report.unread if each.place == where), None)
    problem = "" if text is None else why_unreadable(report, entry, text)
    note = next((each.text for each in report.notes if each.place == where), None)
    if note is not None:
        return Standing("check", note, text, problem)
    whole = str(parse_place(where).record)
    found = {each.place: each for each in report.origins if each.place in (where, whole)}
    origin = found.get(where) or found.get(whole)
    if origin is None or (origin.kind == "last_year" and _is_empty(report, where, entry)):
        return Standing("", "", text, problem)
    return Standing(_ORIGINS.get(origin.kind, ""), origin.source, text, problem)


def _is_empty(report: Report, where: str, entry: Entry) -> bool:
    """Whether nothing stands at a place: a record's mark is not one of the fields that were left out."""
    known = parse_place(where)
    row = report.find(known.section, known.id)
    return row is None or getattr(row, entry.name) == entry.kind.empty


def why_unreadable(report: Report, entry: Entry, text: str) -> str:
    """Return the sentence with which a text is refused, or '' where it can be read."""
    try:
        read_value(report, entry, text)
    except ValueError as error:
        is_year = entry.kind.name == "count" and not entry.unit
        return str(error).replace(*_YEAR_FOR_COUNT) if is_year else str(error)
    return ""


def spoken_name(entry: Entry) -> str:
    """Return what a screen reader calls the field."""
    return f"{entry.label}{f'（{entry.unit}）' if entry.unit else ''}{'（必填）' if entry.required else ''}"


def in_yuan(entry: Entry, value: object) -> str:
    """Return an amount in 元 for a tooltip, or '' for anything else."""
    amount = entry.kind.name == "money" and isinstance(value, int)
    return f"{group(show_yuan(value))} 元" if amount and isinstance(value, int) else ""
