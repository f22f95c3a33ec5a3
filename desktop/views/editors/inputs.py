"""Which input a kind of value is typed into."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from desktop.models.entries import Entry, entries
from desktop.models.fixes.agreements import contract_name
from desktop.models.linking import founded
from desktop.models.money import show_wan
from desktop.models.places import NAMING, name_of
from desktop.models.records import SECTIONS, Payment, Record
from desktop.views.desk import Desk
from desktop.views.editors.amount import MoneyInput
from desktop.views.editors.day import DateInput
from desktop.views.editors.line import LineInput
from desktop.views.editors.memo import MemoInput
from desktop.views.editors.phrases import PhraseInput
from desktop.views.editors.pick import Option, PickInput
from desktop.views.editors.recall import RecallInput

Input = LineInput | MemoInput


def make_input(
    desk: Desk,
    entry: Entry,
    parent: QWidget | None = None,
    *,
    lines: int = 3,
    where: Callable[[], str] = lambda: "",
) -> Input:
    """Return the input for the values of *entry*; *lines* is the least height of a text of several lines.

    where: says which place is edited, for offering what was written there before.
    """
    kind = entry.kind
    match kind.name:
        case "memo":
            return PhraseInput(lambda: desk.recollection.known(where()), parent, lines=lines)
        case "text":
            return RecallInput(lambda: desk.recollection.known(where()), parent)
        case "money":
            return MoneyInput(parent)
        case "date":
            return DateInput(parent, year=lambda: desk.report.project.year if desk.is_open else 0)
        case "choice":
            return PickInput(lambda: [Option(each, each) for each in kind.options], parent)
        case "reference":
            return PickInput(
                lambda: record_options(desk, kind.section),
                parent,
                create=lambda name: _create(desk, kind.section, name, where()),
                suggest=lambda: suggested(desk, where()) if kind.section == "contracts" else None,
            )
        case _:
            figure = kind.numeric and (kind.name != "count" or bool(entry.unit))  # a year is no figure
            return LineInput(parent, numeric=figure)


def record_options(desk: Desk, section: str) -> list[Option]:
    """Return the records of a section by name, with their amounts, by which they can be found too.

    Those whose name is not theirs alone are written by id.
    """
    rows = desk.report.rows(section)
    names = [name_of(row) for row in rows]
    single = {name for name, times in Counter(names).items() if times == 1}
    return [
        Option(name, name if name in single else str(row.id), _detail(row, name in single))
        for name, row in zip(names, rows, strict=True)
    ]


def _detail(row: Record, single: bool) -> str:  # noqa: FBT001 - private, and named where it is called
    amount = getattr(row, "amount", None)
    known = show_wan(amount) if amount is not None else ""
    return known if single else f"{known}  编号 {row.id}".strip()


def suggested(desk: Desk, where: str) -> Option | None:
    """Return what the contract of the payment at *where* would be called by its 支出事项, or None."""
    payment = _payment(desk, where)
    name = contract_name(desk.reckoning, payment) if payment else ""
    return Option(name, "", "按支出事项建一份，金额待补") if name else None


def _payment(desk: Desk, where: str) -> Payment | None:
    """The payment whose contract is written at *where*; None where that is something else."""
    section, _, rest = where.partition("/")
    number, _, field = rest.partition("/")
    if (section, field) != ("payments", "contract") or not number.isdecimal():
        return None
    return desk.report.find("payments", int(number))


def _create(desk: Desk, section: str, name: str, where: str) -> str:
    """Make a record that is called *name*; the typing in the input that asks for it goes on.

    A contract that a payment asks for gets its sub-project and payee, and the payment, in one step.
    """
    payment = _payment(desk, where) if section == "contracts" else None
    if payment:
        report, id_ = founded(desk.session.report, [payment.id], desk.session.new_id, name)
        desk.session.edit(report, "补录合同并关联支付", place=where)
        return str(id_)
    record = SECTIONS[section].record
    called = next(each for each in NAMING if any(each == entry.name for entry in entries(record)))
    return str(desk.session.add(section, **{called: name}))


def shown_text(desk: Desk, entry: Entry, value: object) -> str:
    """Return a value as it is written in an input: exact, references by the other record's name."""
    if not entry.kind.section or not isinstance(value, int):
        return entry.kind.show(value)
    other = desk.report.find(entry.kind.section, value)
    return name_of(other) if other else ""
