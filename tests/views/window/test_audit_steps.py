from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import QElapsedTimer, Qt
from PySide6.QtTest import QTest

from desktop.models.judging import Judging
from desktop.report.review import review
from desktop.views import audit as looking
from desktop.views.audit import Audit
from desktop.views.full_look import PATIENCE_MS
from desktop.views.progress_card import ProgressCard


@pytest.fixture
def audit(window) -> Audit:
    made: Audit = window.workspace.audit
    made.look()
    return made


@pytest.fixture
def slow(monkeypatch: pytest.MonkeyPatch) -> Callable[[int], None]:
    """Return what makes every piece of work seem to take so many ms."""

    def taking(ms: int) -> None:
        monkeypatch.setattr(QElapsedTimer, "elapsed", lambda _clock: ms)

    return taking


@pytest.fixture
def gate(monkeypatch: pytest.MonkeyPatch) -> Callable[[int], None]:
    """Return what lets looks take so many single steps, a turn each, and then none until it is opened again."""
    left, stepped = [0], looking._stepped

    def gated(look: Judging, most: float) -> int:
        if most == looking._FOR_ALL:
            return stepped(look, most)
        for _ in range(min(1, left[0])):
            left[0] -= 1
            look.step()
        return looking._TURN_MS

    monkeypatch.setattr(looking, "_stepped", gated)
    return lambda steps: left.__setitem__(0, steps)


def half_way(window: Any, audit: Audit, qtbot: Any) -> Judging:
    """Let an edit be looked at until the gate is shut."""
    window.desk.write("project/1/year", "2020")
    qtbot.waitUntil(lambda: audit._look is not None and audit._look.progress > 1)
    assert audit._look is not None
    assert audit._turns.isActive()
    return audit._look


def found(audit: Audit, rule: str, place: str) -> list[str]:
    return [each.message for each in audit.findings if each.rule == rule and each.place == place]


def is_idle(audit: Audit) -> bool:
    return not audit._pause.isActive() and not audit._turns.isActive() and audit._look is None


def is_whole(audit: Audit, window: Any) -> bool:
    return set(map(str, audit.findings)) == set(map(str, review(window.desk.reckoning)))


def test_the_touched_row_is_judged_when_the_edit_returns(window, audit, qtbot) -> None:
    assert not found(audit, "C12", "payments/1/payee")
    with qtbot.waitSignal(audit.renewed, timeout=0):
        window.desk.write("payments/1/payee", "")
    assert found(audit, "C12", "payments/1/payee")
    assert audit.badges()["payments"][0]
    with qtbot.waitSignal(audit.renewed, timeout=0):
        window.desk.undo()
    assert not found(audit, "C12", "payments/1/payee")


def test_the_contract_of_a_touched_payment_is_judged_with_it(window, audit) -> None:
    contract = window.desk.report.payments[0].contract
    window.desk.write("payments/1/amount", "99999万元")
    assert found(audit, "C02", f"contracts/{contract}/amount")


def test_an_edit_that_changes_no_finding_moves_nothing(window, audit, qtbot) -> None:
    with qtbot.assertNotEmitted(audit.renewed):
        window.desk.write("payments/1/note", "甲")


def test_all_rules_are_run_behind_it_in_turns(window, audit, qtbot, gate) -> None:
    gate(40)
    look = half_way(window, audit, qtbot)
    assert not look.done
    assert not is_whole(audit, window)
    with qtbot.waitSignal(audit.renewed):
        gate(10_000)
    assert is_whole(audit, window)
    assert is_idle(audit)


def test_another_edit_drops_a_look_that_is_not_done(window, audit, qtbot, gate) -> None:
    gate(40)
    dropped = half_way(window, audit, qtbot)
    gate(10_000)
    window.desk.write("project/1/year", "2019")
    assert audit._look is None
    assert not audit._turns.isActive()
    assert audit._pause.isActive()
    qtbot.waitUntil(lambda: is_idle(audit))
    assert not dropped.done
    assert is_whole(audit, window)


def test_a_dear_look_waits_until_the_officer_pauses(window, audit, slow) -> None:
    window.desk.write("payments/1/note", "甲")
    assert audit._pause.interval() == looking._PAUSE_MS
    slow(looking._DEAR_MS + 1)
    audit.look()
    window.desk.write("payments/1/note", "乙")
    assert audit._pause.interval() == looking._REST_MS


def test_closing_in_the_middle_leaves_nothing_behind(window, audit, qtbot, gate) -> None:
    gate(40)
    half_way(window, audit, qtbot)
    window.close_report()
    assert is_idle(audit)


def test_whoever_cannot_wait_gets_the_rest_at_once(window, audit, qtbot, gate) -> None:
    gate(40)
    half_way(window, audit, qtbot)
    audit.look()
    assert is_idle(audit)
    assert is_whole(audit, window)


def test_a_rule_that_fails_ends_the_look_and_the_next_edit_begins_another(
    window, audit, qtbot, monkeypatch
) -> None:
    def fail(_look: Judging) -> None:
        raise ZeroDivisionError

    with monkeypatch.context() as patched, qtbot.captureExceptions() as raised:
        patched.setattr(Judging, "step", fail)
        window.desk.write("project/1/year", "2020")
        qtbot.waitUntil(lambda: bool(raised))
        assert is_idle(audit)
    window.desk.write("project/1/year", "2019")
    qtbot.waitUntil(lambda: is_idle(audit))
    assert is_whole(audit, window)


def cards(window: Any) -> list[ProgressCard]:
    return [each for each in window.workspace.findChildren(ProgressCard) if each.isVisible()]


@pytest.fixture
def f9(window, qtbot, slow, gate) -> Callable[[], None]:
    """Return what presses F9 on a report that takes long, and waits for the card."""

    def pressed() -> None:
        slow(PATIENCE_MS + 1)
        gate(40)
        QTest.keyClick(window, Qt.Key.Key_F9)
        qtbot.waitUntil(lambda: bool(cards(window)))

    return pressed


def test_f9_on_a_large_report_says_how_far_it_is_and_goes_on_beside_other_work(
    window, audit, qtbot, gate, f9
) -> None:
    f9()
    assert window.workspace.key == "audit"
    assert audit.is_asked
    gate(10_000)
    qtbot.waitUntil(lambda: not audit.is_asked)
    assert not cards(window)
    assert is_idle(audit)
    assert is_whole(audit, window)


def test_esc_breaks_f9_off_and_what_was_found_before_stays(window, audit, f9) -> None:
    before = audit.findings
    f9()
    QTest.keyClick(window, Qt.Key.Key_Escape)
    assert not audit.is_asked
    assert not cards(window)
    assert is_idle(audit)
    assert audit.findings is before
    assert "审核已停止" in window.workspace.toast.accessibleName()


def test_what_an_edit_still_wants_is_looked_for_after_f9_was_broken_off(window, audit, qtbot, gate) -> None:
    window.desk.write("project/1/year", "2020")
    audit.look_through()
    audit.break_off()
    assert audit._pause.isActive()
    gate(10_000)
    qtbot.waitUntil(lambda: is_idle(audit))
    assert is_whole(audit, window)


def test_an_edit_ends_f9_and_is_looked_at_in_its_turn(window, audit, qtbot, gate, f9) -> None:
    f9()
    window.desk.write("project/1/year", "2020")
    assert not audit.is_asked
    assert not cards(window)
    gate(10_000)
    qtbot.waitUntil(lambda: is_idle(audit))
    assert is_whole(audit, window)


def test_f9_on_a_small_report_is_done_at_once(window, audit, slow) -> None:
    slow(0)
    QTest.keyClick(window, Qt.Key.Key_F9)
    assert not audit.is_asked
    assert is_whole(audit, window)
    assert not cards(window)
