"""The edits that every page makes, as pure steps from one report to the next."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace

from desktop.errors import DataError, Locked
from desktop.models.history import Slice, difference
from desktop.models.places import Place, parse_place, read_value, value_at, with_value
from desktop.models.records import Origin, Record, Report, Unread

NewId = Callable[[str], int]

OPEN_STATES = ("草稿", "")
STATE = "project/1/state"
ALWAYS = ("explanations", "notes")  # What may be written about a report that is 送审 or 定稿
TYPED = "手工填写"


def typed(report: Report, where: str, text: str, new_id: NewId) -> Report:
    """Return *report* with *text* taken at a place as the form would take it.

    An unreadable text is kept as an ``unread`` record and the value stays; a typed value has no origin.
    Raises DataError for a place that names no value.
    """
    known = parse_place(where)
    if not known.field:
        raise DataError(f"“{where}”不是一个字段", "位置写作 部分/编号/字段，例：payments/7/amount")
    held = value_at(report, known)
    try:
        value = read_value(report, known.entry, text)
    except ValueError:
        return _with_unread(report, where, text, new_id)
    report = _without(report, "unread", where)
    return report if value == held else _owned(with_value(report, known, value), known, new_id)


def moved(report: Report, section: str, id_: int, index: int) -> Report:
    """Return *report* with a record moved so that it stands at *index* of its section."""
    rows = [row for row in report.rows(section) if row.id != id_]
    rows.insert(max(index, 0), next(row for row in report.rows(section) if row.id == id_))
    return report.with_rows(section, rows)


def duplicated(
    report: Report, section: str, ids: Iterable[int], new_id: NewId
) -> tuple[Report, tuple[int, ...]]:
    """Return *report* with a copy behind each of some records, and the ids of the copies."""
    wanted = frozenset(ids)
    rows: list[Record] = []
    copies: list[int] = []
    for row in report.rows(section):
        rows.append(row)
        if row.id in wanted:
            copies.append(new_id(section))
            rows.append(replace(row, id=copies[-1]))
    return report.with_rows(section, rows), tuple(copies)


def check_state(old: Report, new: Report) -> None:
    """Raise Locked where more of a report that is 送审 or 定稿 changes than its state and notes."""
    if old.project.state not in OPEN_STATES and not all(_may(each) for each in difference(old, new)):
        check_open(old)


def check_open(report: Report) -> None:
    """Raise Locked where a report is 送审 or 定稿."""
    state = report.project.state
    if state not in OPEN_STATES:
        raise Locked(f"报告已{state}，不能修改", "要修改请先把状态改回“草稿”；核实性说明和待核实仍可填写")


def _may(each: Slice) -> bool:
    if each.section in ALWAYS:
        return True
    if each.section == "project":
        return all(
            replace(was, state=is_.state) == is_ for was, is_ in zip(each.before, each.after, strict=True)
        )
    return each.section in {"origins", "unread"} and all(
        row.place == STATE for row in {*each.before} ^ {*each.after}
    )


def _with_unread(report: Report, where: str, text: str, new_id: NewId) -> Report:
    held = next((row for row in report.unread if row.place == where), None)
    row = replace(held, text=text) if held else Unread(new_id("unread"), where, text)
    return report.with_record("unread", row)


def _without(report: Report, section: str, where: str) -> Report:
    kept = [row for row in report.rows(section) if row.place != where]
    return report if len(kept) == len(report.rows(section)) else report.with_rows(section, kept)


def _owned(report: Report, known: Place, new_id: NewId) -> Report:
    """Take the origin of a value away; one that its record's would hold for is confirmed."""
    report = _without(report, "origins", str(known))
    whole = next((row for row in report.origins if row.place == str(known.record)), None)
    if whole is None or whole.kind == "confirmed":
        return report
    return report.with_record("origins", Origin(new_id("origins"), str(known), "confirmed", TYPED))


def label_of(where: str) -> str:
    """Return how the undo menu calls an edit of the field at a place: 修改合同金额."""
    return f"修改{parse_place(where).entry.label}"
