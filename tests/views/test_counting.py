"""The count against the form's limit, in forms and in cells; it never stops anybody."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from PySide6.QtCore import Qt

from desktop.models.rulepack import Setting
from desktop.report.form_lengths import BOXES
from desktop.views.editors.counting import CountBadge
from desktop.views.form import RecordForm
from desktop.views.tables import RecordTable
from desktop.views.tables.view import TableView


@pytest.fixture
def limited(desk):
    """Let every box of the form take ten 字."""
    pack = desk.session.pack
    made = {
        key: Setting(key, pack.settings[key].label, "字", Decimal(10), "本地", "C")
        for key in {key for _, key in BOXES.values()}
    }
    desk.session._pack = replace(pack, settings={**pack.settings, **made})
    desk.session._reckoning = None
    return desk


def test_a_field_counts_while_it_is_typed_and_says_what_is_expected(limited, show, hands) -> None:
    form = show(RecordForm(limited, "indicators", 1, [["reason"]]))
    field = form.fields["reason"]
    assert (field._count.text(), field._count.property("tone")) == ("0 / 10 字", "muted")
    form.focus_place("indicators/1/reason")
    hands.compose(commit="系统升级")
    assert (field._count.text(), field._count.property("tone")) == ("9 / 10 字", "warn")
    hands.compose(commit="停机")
    assert (field._count.text(), field._count.property("tone")) == ("11 / 10 字", "err")
    told = "多 1 字；自评表“偏差原因和改进措施”这一格最多 10 字"
    assert (field.editor._over.text(), field.editor._over.isHidden()) == (told, False)
    limited.flush()
    assert limited.report.indicators[0].reason == "系统升级停机"
    assert field.editor.input.accessibleDescription() == told
    hands.press(Qt.Key.Key_Backspace)
    assert field.editor._over.isHidden()


def badge_of(view: TableView) -> CountBadge:
    field = view.open_editor()
    assert field is not None
    badge = field.findChild(CountBadge)
    assert isinstance(badge, CountBadge)
    return badge


def test_without_a_limit_a_long_text_is_counted_quietly(desk, show, hands) -> None:
    form = show(RecordForm(desk, "contracts", 1, [["note", "name"]]))
    assert form.fields["note"]._count.text() == ""
    form.focus_place("contracts/1/note")
    hands.compose(commit="余额结转 2021")
    assert form.fields["note"]._count.text() == "5 字"
    assert form.fields["name"]._count.text() == ""


def test_cells_count_too(limited, show, hands) -> None:
    table = RecordTable(limited, "problems", ["title", "text", "cause"], lines=2)
    show(table)
    limited.add("problems", title="进度偏慢")
    view = table.view
    view.setFocus()
    for column, count in ((0, "5 / 10 字"), (1, "5 / 10 字"), (2, "")):
        view.select_cell(0, column)
        view.edit_cell()
        badge = badge_of(view)
        assert badge.label.text() == count
        assert not count or badge.label.visibleRegion().boundingRect().size() == badge.label.size()
        view.finish_edit()
    view.select_cell(0, 1)
    hands.compose(commit="第三季度才开工。")
    badge = badge_of(view)
    assert badge.label.property("tone") == "err"
    assert badge.label.text().startswith("多 3 字")
    assert "最多 10 字" in badge.label.toolTip()
    view.select_cell(1, 0)
    view.edit_cell()
    assert badge_of(view).label.text().startswith("多 6 字")  # what stands in the box already counts
    view.finish_edit()
