"""Nothing found is said only of a report that was looked at to the end, and never that more is filled than is."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPushButton, QWidget

from desktop.errors import DataError
from desktop.models.judging import Judging
from desktop.views import audit as looking
from desktop.views.audit import Audit
from desktop.views.auditing import verdict as words
from desktop.views.auditing.verdict import FAILED, LOOKING, NOTHING, unfinished, verdict
from desktop.views.file_card import FileCard
from desktop.views.main_window import MainWindow
from desktop.views.recent import UNKNOWN, recent_files
from desktop.views.seen_files import as_left
from tests.windows import press

CLEAR = "必填项都有"


def said(widget: QWidget) -> str:
    """Return all words that a part of the window shows."""
    parts = (*widget.findChildren(QLabel), *widget.findChildren(QPushButton))
    return "\n".join(each.text() for each in parts if each.isVisibleTo(widget))


def everywhere(window: MainWindow) -> str:
    """Return what strip and 审核 page say."""
    return f"{said(window.workspace._strip)}\n{said(window.workspace.page('audit'))}"


def marks(window: MainWindow) -> str:
    """Return what the section list says of the page 审核."""
    model = window.workspace._navigation._model
    return next(
        model.words(page) for page in model.items if not isinstance(page, str) and page.key == "audit"
    )


@pytest.fixture
def never(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let no look begin by itself."""
    monkeypatch.setattr(Audit, "_begin", lambda _audit: None)


@pytest.fixture
def failing(window: MainWindow, monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    """Let the rule that is to be run next fail, after a look that was well."""
    window.workspace.audit.look()

    def fail(look: Judging, _most: float) -> int:
        look.at = "C02"
        raise ZeroDivisionError

    monkeypatch.setattr(looking, "_stepped", fail)
    return monkeypatch


def open_again(window: MainWindow, qtbot: Any) -> Audit:
    """Close the report and open it anew, so that nothing has looked at it."""
    path = window.desk.session.path
    window.close_report()
    window.open_path(path)
    return window.workspace.audit


def test_before_the_first_look_has_ended_nothing_is_cleared(window, qtbot, never) -> None:
    audit = open_again(window, qtbot)
    assert not audit.is_looked
    window.workspace.visit("audit")
    told = everywhere(window)
    assert LOOKING in told
    assert NOTHING not in told
    assert CLEAR not in told
    assert "强制性 —" in told
    assert "导出 PDF" not in said(window.workspace.page("audit"))
    assert LOOKING in marks(window)
    audit.look()
    assert LOOKING not in everywhere(window)
    assert LOOKING not in marks(window)


def test_the_former_report_is_not_spoken_for(window, qtbot, never) -> None:
    window.workspace.audit.look()
    open_again(window, qtbot)
    assert window.workspace._strip._message.text() == LOOKING
    assert window.workspace._strip._place.text() == ""


def test_a_rule_that_fails_is_a_bug_report_and_an_audit_that_is_not_done(window, qtbot, failing) -> None:
    with qtbot.captureExceptions() as raised:
        audit = open_again(window, qtbot)
        qtbot.waitUntil(lambda: bool(raised))
    assert raised[0][0] is ZeroDivisionError
    window.workspace.visit("audit")
    told = everywhere(window)
    assert f"{FAILED}：规则 C02 出了错，F9 再审一次" in told
    assert NOTHING not in told
    assert CLEAR not in told
    assert FAILED in marks(window)
    failing.undo()
    press(Qt.Key.Key_F9)
    qtbot.waitUntil(lambda: audit.is_looked)
    assert FAILED not in everywhere(window)
    assert FAILED not in marks(window)


def test_what_was_found_before_a_failure_is_shown_with_it(window, qtbot, monkeypatch) -> None:
    audit = window.workspace.audit
    audit.look()
    before = audit.findings
    window.workspace.visit("audit")

    def fail(_look: Judging, _most: float) -> int:
        raise DataError("规则包里的数读不出来", "换一个规则包")

    with monkeypatch.context() as patched, qtbot.captureExceptions() as raised:
        patched.setattr(looking, "_stepped", fail)
        QTest.keyClick(window, Qt.Key.Key_F9)
        qtbot.waitUntil(lambda: bool(raised))
    assert not audit.is_looked
    assert audit.findings == before
    assert "规则包里的数读不出来" in said(window.workspace.page("audit"))
    assert window.workspace._strip._message.text().startswith(FAILED)
    window.workspace.visit("project")
    press(Qt.Key.Key_F8)
    assert window.workspace._strip._message.text() in [each.message for each in audit.open_findings]


def test_rules_that_cannot_be_had_at_all_are_told(window, qtbot, monkeypatch) -> None:
    def fail(*_given: Any) -> Judging:
        raise ImportError

    with monkeypatch.context() as patched, qtbot.captureExceptions() as raised:
        patched.setattr("desktop.report.review.review_steps", fail)
        audit = open_again(window, qtbot)
        qtbot.waitUntil(lambda: bool(raised))
    found = unfinished(audit)
    assert found is not None
    assert found.line == "审核没有做完：规则没有运行起来，F9 再审一次"


def test_a_report_that_is_half_filled_is_not_told_that_all_is_there(window, qtbot, monkeypatch) -> None:
    audit = window.workspace.audit
    audit.look()
    monkeypatch.setattr(Audit, "findings", ())
    monkeypatch.setattr(Audit, "open_findings", ())
    for share, tone in ((98, "text2"), (100, "ok")):
        monkeypatch.setattr(words, "percent", lambda _filled, share=share: share)
        audit.renewed.emit()
        window.workspace.visit("audit")
        window.workspace.page("audit").renew(None)
        told = everywhere(window)
        assert NOTHING in told
        assert (CLEAR in told) is (share == 100)
        assert ("必填项填了 98%" in told) is (share == 98)
        assert verdict(audit).tone == tone


def test_the_share_is_the_one_of_the_section_list(window) -> None:
    from desktop.views.completeness import percent

    window.workspace.audit.look()
    assert percent(window.workspace.audit.filled()) == window.workspace.percent


def proof_says(window: MainWindow, qtbot: Any) -> str:
    """Return what the preview says, when Qt has shown what was added to it."""
    window.workspace.visit("preview")
    page = window.workspace.page("preview")
    qtbot.waitUntil(lambda: "必填项填了" in said(page))
    return said(page)


def test_the_checks_before_printing_list_what_is_not_filled_in_and_lead_there(window, qtbot) -> None:
    window.workspace.audit.look()
    share = window.workspace.percent
    assert share < 100
    assert f"必填项填了 {share}%" in proof_says(window, qtbot)
    go = next(
        each for each in window.workspace.page("preview").findChildren(QPushButton) if each.text() == "去填"
    )
    go.setFocus()
    press(Qt.Key.Key_Space)
    assert window.workspace.key != "preview"


def test_the_checks_before_printing_wait_for_the_look(window, qtbot, never) -> None:
    open_again(window, qtbot)
    told = proof_says(window, qtbot)
    assert LOOKING in told
    assert "可以出稿" not in told


def test_the_checks_before_printing_tell_of_a_look_that_failed(window, qtbot, failing) -> None:
    with qtbot.captureExceptions() as raised:
        open_again(window, qtbot)
        qtbot.waitUntil(lambda: bool(raised))
        told = proof_says(window, qtbot)
        failing.undo()
    assert FAILED in told
    assert "规则 C02 出了错" in told
    assert "可以出稿" not in told


def test_a_file_that_was_left_unlooked_at_is_not_remembered_as_clear(window, qtbot, never) -> None:
    open_again(window, qtbot)
    window.close_report()
    assert recent_files()[0].must == UNKNOWN
    card = FileCard(as_left(recent_files()[0]), 900, first=True)
    qtbot.addWidget(card)
    assert "审核没有做完" in said(card)
    assert "审核无问题" not in said(card)
    assert "没有要改的" not in said(card)
