"""导入台账: read elsewhere, looked through, taken over as one edit, taken back as one."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QLabel, QPushButton

from desktop.errors import ImportRefused
from desktop.views.dialogs.ledger import ANOTHER_UNIT, LedgerReview

ROWS = """日期,摘要,收款单位,金额（万元）,合同
2021-03-29,热线服务第二笔,深圳鼎讯智城科技有限公司,10.5,2021年坪山区民生热线服务合同
2021-04-02,海报,深圳市新世界文化传媒有限公司,2.25,
2021-04-03,合计,,12.75,
"""


@pytest.fixture
def ledger(tmp_path: Path, monkeypatch) -> Path:
    path = tmp_path / "台账.csv"
    path.write_text(ROWS, "utf-8")
    monkeypatch.setattr("desktop.views.ledger_flow.ask_open", lambda *_: path)
    return path


def reviewing(monkeypatch, answer) -> list[str]:
    """Let *answer* look at the review in the place of the officer; return what it said."""
    said: list[str] = []

    def show(dialog) -> int:
        said.append("\n".join(each.text() for each in dialog.findChildren(QLabel)))
        return answer(dialog)

    monkeypatch.setattr(LedgerReview, "exec", show)
    return said


def start(window, qtbot) -> None:
    window.actions_by_name["import_ledger"].trigger()
    qtbot.waitUntil(lambda: window.ledgers._job is None, timeout=20_000)


def test_what_is_ticked_becomes_payments_in_one_step(window, ledger, monkeypatch, qtbot) -> None:
    said = reviewing(monkeypatch, lambda _: QDialog.DialogCode.Accepted)
    before = window.desk.report
    start(window, qtbot)
    assert "519.32 → 532.07" in said[0]
    new = window.desk.report.payments[len(before.payments) :]
    assert [(each.item, each.amount) for each in new] == [("热线服务第二笔", 10_500_000), ("海报", 2_250_000)]
    assert new[0].contract == 1
    assert window.workspace.key == "payments"
    window.workspace.toast._act()
    assert window.desk.report == before


def test_a_row_without_its_tick_stays_outside(window, ledger, monkeypatch, qtbot) -> None:
    def answer(dialog) -> int:
        model = dialog._model
        assert model.setData(model.index(1, 0), Qt.CheckState.Unchecked, Qt.ItemDataRole.CheckStateRole)
        assert dialog.count == 1
        return QDialog.DialogCode.Accepted

    reviewing(monkeypatch, answer)
    count = len(window.desk.report.payments)
    start(window, qtbot)
    assert len(window.desk.report.payments) == count + 1


def test_nothing_is_written_when_the_officer_says_no(window, ledger, monkeypatch, qtbot) -> None:
    reviewing(monkeypatch, lambda _: QDialog.DialogCode.Rejected)
    before = window.desk.report
    start(window, qtbot)
    assert window.desk.report == before


def test_rows_that_stand_there_already_are_not_ticked(window, ledger, monkeypatch, qtbot) -> None:
    known = window.desk.report.payments[0]
    ledger.write_text(
        f"摘要,收款单位,金额（万元）\n{known.item},{known.payee},4.00\n新的一笔,某公司,1.00\n", "utf-8"
    )
    ticks = []

    def answer(dialog) -> int:
        ticks.extend(dialog._model.ticked)
        return QDialog.DialogCode.Rejected

    reviewing(monkeypatch, answer)
    start(window, qtbot)
    assert ticks == [False, True]


def test_an_unsaid_unit_is_asked_for_and_the_file_read_again(window, ledger, monkeypatch, qtbot) -> None:
    ledger.write_text("摘要,收款单位,金额\n海报,新世界,1\n布袋,新世界,2\n", "utf-8")
    totals: list[int] = []

    def answer(dialog) -> int:
        totals.append(dialog.total)
        choices = [each for each in dialog.findChildren(QPushButton) if each.text().startswith("按")]
        if len(totals) == 1:
            assert [each.text() for each in choices] == ["按元读", "按万元读"]
            choices[1].click()
            return ANOTHER_UNIT
        return QDialog.DialogCode.Rejected

    reviewing(monkeypatch, answer)
    start(window, qtbot)
    qtbot.waitUntil(lambda: len(totals) == 2 and window.ledgers._job is None, timeout=20_000)
    assert totals == [0, 3_000_000]  # Rows in a unit that nobody has said are not ticked


def test_a_file_that_is_no_ledger_is_told(window, ledger, qtbot) -> None:
    ledger.write_text("a,b\n1,2\n", "utf-8")
    with qtbot.captureExceptions() as caught:
        start(window, qtbot)
    assert [type(error) for _, error, _ in caught] == [ImportRefused]


def test_closing_the_report_ends_the_reading(window, ledger) -> None:
    rows = "".join(f"付第{n}笔,新世界,{n}.00\n" for n in range(200_000))  # Long enough to be at work still
    ledger.write_text(f"摘要,收款单位,金额（元）\n{rows}", "utf-8")
    window.actions_by_name["import_ledger"].trigger()
    job = window.ledgers._job
    window.close_report()
    assert window.ledgers._job is None
    with pytest.raises(ImportRefused):
        job.result(timeout=10)


def test_every_row_that_was_not_read_is_told(window, ledger, monkeypatch, qtbot) -> None:
    rows = "".join(f"2021-05-0{day},第{day}笔,某公司,看不清,\n" for day in range(1, 6))
    ledger.write_text(ROWS + rows, "utf-8")
    said = reviewing(monkeypatch, lambda _: QDialog.DialogCode.Rejected)
    start(window, qtbot)
    assert "还有 3 处没读出来" in said[0]
    assert [row for row in range(5, 10) if f"第{row}行" not in said[0].replace(" ", "")] == []
