"""报告预览: thumbnails, the outline and 出稿检查 follow the page and keep the keys."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton

from desktop.views.pages.proof import ProofPage
from tests.windows import focused, press


@pytest.fixture
def page(window) -> ProofPage:
    window.workspace.visit("preview")
    window.workspace.proof.renew()
    return window.workspace.page("preview")


def test_every_page_has_a_thumbnail_that_is_drawn_when_it_is_seen(page, window, qtbot) -> None:
    count = window.workspace.proof.page_count
    assert page.small.model().rowCount() == count > 10
    qtbot.waitUntil(lambda: page.small.picture(1) is not None and page.small.picture(2) is not None)
    assert page.small.picture(count) is None  # out of sight
    names = [page.small.model().index(n).data(Qt.ItemDataRole.AccessibleTextRole) for n in (0, count - 1)]
    assert names == ["第 1 页", f"第 {count} 页"]


def test_arrows_in_the_thumbnails_turn_the_page_and_turning_moves_them(page) -> None:
    page.small.setFocus()
    press(Qt.Key.Key_Down)
    press(Qt.Key.Key_Down)
    assert page.view.sheet.page == 3
    page.view.setFocus()
    press(Qt.Key.Key_End)
    assert page.small.currentIndex().row() == page.view.sheet.page - 1 > 5
    assert not page._on.isEnabled()
    assert page._back.isEnabled()


def test_the_outline_marks_where_the_page_is(page) -> None:
    page.view.turn_to(1)
    assert page._headings.currentItem() is None
    for number in range(2, 8):
        page.view.turn_to(number)
        item = page._headings.currentItem()
        assert item.data(0, Qt.ItemDataRole.UserRole) <= number


def test_thumbnails_give_way_in_a_narrow_page(page, window) -> None:
    assert page.small.isVisible()
    page.adapt(700)
    assert not page.small.isVisible()


def test_an_edit_shows_the_new_pages_and_old_pictures_until_then(page, window, qtbot) -> None:
    qtbot.waitUntil(lambda: page.small.picture(1) is not None)
    before = page.small.picture(1)
    window.desk.write("project/1/name", "另一个项目")
    window.desk.flush()
    window.workspace.proof.renew()
    assert page.small.picture(1) == before
    qtbot.waitUntil(lambda: page.small.picture(1) != before)


def test_a_link_of_the_checks_keeps_the_keys_while_nothing_changes(page, window) -> None:
    window.workspace.audit.look()
    link = next(each for each in page.findChildren(QPushButton) if each.accessibleName().startswith("去改："))
    link.setFocus()
    window.workspace.audit.look_through()
    window.workspace.audit.look()
    assert focused() is link
    link.click()
    assert window.workspace.key == "audit"
