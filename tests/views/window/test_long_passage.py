"""报告正文 with very long passages: the text takes the height there is, and no bar stands within a bar."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QScrollArea, QWidget

from desktop.views.editors.memo import MemoInput


@pytest.mark.parametrize("count", [5_000, 20_000])
def test_a_very_long_passage_has_one_bar_and_the_wheel_is_never_trapped(window, count: int) -> None:
    desk = window.desk
    passage = next(each for each in desk.report.passages if each.section == "allocation")
    where = f"passages/{passage.id}/text"
    desk.write(where, "这一段写得很长，" * (count // 8) + "全年执行{{figures/executed}}万元。")
    window.workspace.go(where)
    QTest.qWait(0)
    memo = next(each for each in window.workspace.page("prose").findChildren(MemoInput) if each.isVisible())
    assert memo.hasFocus()
    assert len(memo.text()) > count
    areas = [each for each in ancestors(memo) if isinstance(each, QScrollArea)]
    assert not [each for each in areas if each.verticalScrollBar().maximum() > 0]
    page = window.workspace.page("prose")
    assert page.rect().contains(memo.geometry().translated(memo.parentWidget().mapTo(page, QPoint())))
    lines = memo.viewport().height() / memo.fontMetrics().lineSpacing()
    assert lines > 8
    hint = window.workspace.minimumSizeHint()
    assert (hint.width() <= window.width(), hint.height() <= window.height()) == (True, True)
    bar = memo.verticalScrollBar()
    bar.setValue(0)
    wheel(memo, -120)
    assert bar.value() > 0


def test_an_unwritten_passage_shows_its_button_at_the_top(window) -> None:
    desk = window.desk
    desk.edit(desk.report.with_rows("passages", []), "清空")
    window.workspace.visit("prose")
    box = window.workspace.page("prose")._box
    QTest.qWait(0)
    assert box._begin.isVisible()
    assert not box._editor.isVisible()
    assert box._begin.y() < 80
    box.begin()
    QTest.qWait(0)
    assert box._editor.input.height() > 200


def ancestors(widget: QWidget) -> list[QWidget]:
    found: list[QWidget] = []
    above = widget.parentWidget()
    while above is not None and not above.isWindow():
        found.append(above)
        above = above.parentWidget()
    return found


def wheel(memo: MemoInput, by: int) -> None:
    view = memo.viewport()
    spot = QPointF(view.rect().center())
    event = QWheelEvent(
        spot,
        view.mapToGlobal(spot),
        QPoint(),
        QPoint(0, by),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(view, event)


def test_the_list_of_passages_shows_which_have_something_to_mend(window) -> None:
    window.workspace.visit("prose")
    page = window.workspace.page("prose")
    row = next(n for n, line in enumerate(page._lines) if line.id)
    told = Qt.ItemDataRole.AccessibleTextRole
    assert page._list.item(row).data(told).endswith("，已写")
    window.desk.write(f"passages/{page._lines[row].id}/text", "共{{figures/nothing}}万元")
    window.workspace.audit.look()
    assert "，已写，强制性，" in page._list.item(row).data(told)
    window.desk.undo()
    window.workspace.audit.look()
    assert page._list.item(row).data(told).endswith("，已写")
