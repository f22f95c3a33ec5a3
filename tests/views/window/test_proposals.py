"""套用句式: the facts are written down by the program, the cause is left to the officer, marked and selected."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from desktop.models.explaining import REASON_GAP
from desktop.views.auditing.detail import Detail
from desktop.views.editors.phrases import PhraseInput
from desktop.views.main_window import MainWindow
from desktop.views.pages.audit import AuditPage
from desktop.views.recollection import OF_DATA
from tests.windows import compose, press


@pytest.fixture
def shown(window: MainWindow) -> MainWindow:
    window.activateWindow()
    window.workspace.audit.look()
    QTest.qWait(0)
    return window


def detail_of(window: MainWindow, rule: str) -> Detail:
    window.workspace.visit("audit")
    page = window.workspace.page("audit")
    assert isinstance(page, AuditPage)
    found = next(each for each in window.workspace.audit.open_findings if each.rule == rule)
    page.detail.show_finding(found)
    return page.detail


def test_the_facts_are_written_and_the_cause_is_typed_over_its_gap(shown: MainWindow) -> None:
    detail = detail_of(shown, "C03")
    box = detail.explanation
    assert not box.apply.isHidden()
    box.apply.click()
    assert box.input.text().startswith("《民生诉求专题数据挖掘分析技术咨询合同》金额47万元，已付42.30万元")
    assert box.input.textCursor().selectedText() == REASON_GAP
    assert box.apply.isHidden()
    compose("质保金验收满一年后支付")
    assert "原因是质保金验收满一年后支付，依据是【依据待填】" in box.input.text()


def test_what_still_has_a_gap_is_not_noted(shown: MainWindow) -> None:
    noted: list[str] = []
    detail = detail_of(shown, "C03")
    detail.explanation.noted.connect(noted.append)
    detail.explanation.apply.click()
    detail.explanation.note()
    assert noted == []
    assert "还没有填" in detail.explanation.input.accessibleDescription()


def test_nothing_is_offered_for_a_hint(shown: MainWindow) -> None:
    assert detail_of(shown, "C14").explanation.apply.isHidden()


def test_a_reason_that_has_to_be_written_is_offered_first_with_its_numbers(shown: MainWindow) -> None:
    shown.workspace.go("indicators/1/reason")
    field = shown.focusWidget()
    assert isinstance(field, PhraseInput)
    press(Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    assert field.open
    assert field._offered[0].source == OF_DATA
    assert field._offered[0].text.startswith("实际完成293.23万元，低于指标值294.72万元")
    press(Qt.Key.Key_Return)
    assert field.textCursor().selectedText() == REASON_GAP
    compose("招标节约")
    shown.desk.flush()
    row = shown.desk.report.find("indicators", 1)
    assert row is not None
    assert getattr(row, "reason", "").endswith("相差1.49万元，原因是招标节约。")


def test_nothing_is_offered_where_no_reason_is_asked_for(shown: MainWindow) -> None:
    known = shown.desk.recollection.known("indicators/6/reason")
    assert [each for each in known if each.source == OF_DATA] == []
