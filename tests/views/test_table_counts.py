"""Counts, columns and sums that are kept by difference, beside a full recount."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from desktop.models.linking import bare_contracts, is_bare, is_unlinked
from desktop.models.records import Note, Origin, Payment, Report
from desktop.views.tables import RecordTable, counts
from desktop.views.tables.columns import amount
from tests.views.conftest import small_report

OPTIONAL = ("date", "voucher", "note")
EDITS = st.sampled_from(
    ("item", "amount", "link", "reason", "voucher", "contract", "origin", "add", "remove")
)


def edited(report: Report, deed: str, number: int) -> Report:
    """Return the report after one edit."""
    rows = report.payments
    row = rows[number % len(rows)] if rows else None
    match deed:
        case "contract":
            of = report.contracts[number % 3]
            return report.with_record("contracts", replace(of, amount=None if of.amount else number))
        case "origin":
            mark = Origin(number + 1, f"payments/{number % 5 + 1}", "imported", "台账")
            note = Note(number + 1, f"payments/{number % 4 + 1}/amount", "再问")
            return report.with_rows("origins", (mark,)).with_rows("notes", (note,) if number % 2 else ())
        case "add":
            return report.with_record("payments", Payment(100 + number, item="新", amount=number))
        case _ if row is None:
            return report
        case "remove":
            return report.with_rows("payments", [each for each in rows if each is not row])
        case _:
            values = {
                "item": {"item": "" if row.item else "事项"},
                "amount": {"amount": number * 100 if number % 3 else None},
                "link": {"contract": None if row.contract else number % 3 + 1},
                "reason": {"no_contract": "" if row.no_contract else "零星"},
                "voucher": {"voucher": "" if row.voucher else "记-1"},
            }[deed]
            return report.with_record("payments", replace(row, **values))


def said(report: Report) -> tuple[dict[str, int], tuple[str, ...], str]:
    """What the table should say: counts, optional columns, sum."""
    rows, bare = report.payments, bare_contracts(report)
    imported = {int(each.place.split("/")[1]) for each in report.origins if each.kind == "imported"}
    doubtful = {int(each.place.split("/")[1]) for each in report.notes}
    made = {
        "导入未核对": sum(row.id in imported for row in rows),
        "待核实": sum(row.id in doubtful for row in rows),
        "未关联": sum(map(is_unlinked, rows)),
        "合同待补": sum(is_bare(row, bare) for row in rows),
    }
    held = tuple(name for name in OPTIONAL if any(getattr(row, name) not in (None, "") for row in rows))
    values = [row.amount for row in rows if row.amount is not None]
    return {name: n for name, n in made.items() if n}, held, amount(sum(values), "万元") if values else "—"


def shown(table: RecordTable) -> tuple[dict[str, int], tuple[str, ...], str]:
    """What the table says."""
    texts = [each.text() for each in table.filter_bar._buttons.values() if not each.isHidden()]
    numbers = {name: int(number) for name, number in (text.rsplit(" ", 1) for text in texts)}
    wanted = table._wanted()
    assert table.totals
    return numbers, tuple(name for name in OPTIONAL if name in wanted), table.totals.texts["amount"]


@pytest.fixture
def table(desk, qtbot) -> RecordTable:
    made = RecordTable(
        desk, "payments", ("item", "contract", "amount", *OPTIONAL), totals=("amount",), optional=OPTIONAL
    )
    made.add_count("未关联", is_unlinked)
    made.add_count(
        "合同待补",
        lambda row: is_bare(row, bare_contracts(desk.report)),
        lambda: bare_contracts(desk.report),
    )
    qtbot.addWidget(made)
    made.resize(1400, 400)
    made.show()
    made.filter_bar.enter()
    return made


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(EDITS, st.integers(0, 30)), min_size=1, max_size=8))
def test_after_any_edits_they_are_what_a_full_recount_says(table, desk, deeds) -> None:
    desk.edit(small_report(), "从头")
    for deed, number in deeds:
        desk.edit(edited(desk.report, deed, number), deed)
        assert shown(table) == said(desk.report)


@pytest.fixture
def in_stretches(monkeypatch) -> None:
    """Let every count take longer than can be waited for."""
    monkeypatch.setattr(counts, "_AT_ONCE", 0)
    monkeypatch.setattr(counts, "_STRETCH", 2)


def test_what_takes_long_is_counted_between_events(in_stretches, table, desk, qtbot) -> None:
    qtbot.waitUntil(lambda: shown(table) == said(desk.report))
    desk.write("contracts/1/amount", "")
    desk.write("contracts/1/signed", "")
    desk.write("payments/1/item", "改了")
    qtbot.waitUntil(lambda: shown(table) == said(desk.report))
    assert not table.filter_bar._counting.isActive() or table.filter_bar._counts.late == set()


def test_an_edit_tests_only_the_record_that_it_changed(table, desk) -> None:
    asked: list[int] = []

    def test(row: Payment) -> bool:
        asked.append(row.id)
        return not row.payee

    table.add_count("缺收款单位", test)
    table.filter_bar.reckon()
    asked.clear()
    desk.write("payments/2/amount", "3.5")
    assert asked == [2, 2]  # as it was and as it is
    asked.clear()
    desk.write("contracts/1/name", "某某")
    assert asked == []
