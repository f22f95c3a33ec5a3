"""Forms: fields in lines, their origins, problems and findings, and the way to a place."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QScrollArea

from desktop.models.records import Origin
from desktop.views.form import FormGroup, RecordForm

ROWS = [
    FormGroup("合同", "3 项", [[("number", 1), ("name", 3)], ["amount", "signed", "method"]]),
    FormGroup("备注", "", [["note"]]),
]


@pytest.fixture
def form(desk, show) -> RecordForm:
    return show(RecordForm(desk, "contracts", 1, ROWS, lines={"note": 2}, hints=["number"]))


def test_every_entry_has_its_field_with_its_label_in_reading_order(form, hands) -> None:
    assert list(form.fields) == ["number", "name", "amount", "signed", "method", "note"]
    texts = [each.text() for each in form.findChildren(QLabel) if each.text()]
    assert {"合同", "3 项", "合同金额", "（万元）", "＊", "合同首页的编号"} <= set(texts)
    form.editor("number").setFocus()
    for name in list(form.fields)[1:]:
        hands.press(Qt.Key.Key_Tab)
        assert form.editor(name).input.hasFocus()
    assert form.editor("name").input.accessibleName() == "合同名称（必填）"


def test_the_lines_are_shared_as_said(form) -> None:
    number, name = form.fields["number"], form.fields["name"]
    assert 2.5 < name.width() / number.width() < 3.5


def test_another_record_is_shown_and_what_was_typed_goes_to_the_first(form, desk, hands) -> None:
    form.focus_place("contracts/1/name")
    hands.press(Qt.Key.Key_End)
    hands.type("X")
    form.set_record(2)
    assert desk.report.contracts[0].name == "热线服务X"
    assert form.editor("name").input.text() == "咨询"
    hands.type("Y")
    desk.flush()
    assert "Y" in desk.report.contracts[1].name
    form.set_record(0)
    assert form.editor("name").input.text() == ""
    assert form.editor("name").input.isReadOnly()


def test_places_lead_to_their_fields(form, qtbot) -> None:
    with qtbot.waitSignal(form.focused) as focused:
        assert form.focus_place("contracts/1/signed")
    assert focused.args == ["contracts/1/signed"]
    assert form.editor("signed").input.hasFocus()
    assert form.focus_place("contracts/1")
    assert form.editor("number").input.hasFocus()
    for elsewhere in ("contracts/2/name", "contracts/1/agency", "payments/1/item", "figures/rate"):
        assert not form.focus_place(elsewhere)


def test_the_focused_field_is_scrolled_into_view(desk, show) -> None:
    form = RecordForm(
        desk, "contracts", 1, [[name] for name in ("number", "name", "agency", "renewal", "note")] * 1
    )
    form.setMinimumHeight(1500)
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setWidget(form)
    show(area)
    form.fields["note"].move(0, 1400)
    form.focus_place("contracts/1/note")
    assert area.verticalScrollBar().value() > 0


def test_origins_stand_at_the_end_of_the_label_line(form, desk) -> None:
    desk.edit(desk.report.with_rows("origins", [Origin(1, "contracts/1", "imported", "台账")]), "带入")
    assert form.fields["name"].origin.text() == "导入"
    desk.write("contracts/1/name", "改过")
    assert form.fields["name"].origin.text() == "已确认"
    assert form.fields["number"].origin.text() == "导入"
    form.set_record(2)
    assert form.fields["name"].origin.text() == ""


def test_findings_are_said_beneath_their_fields_and_go_with_them(form) -> None:
    form.show_findings(
        {"contracts/1/amount": ("核实性", "比已付的少"), "contracts/2/name": ("强制性", "别处")}
    )
    line = form.editor("amount")._line
    assert line.text() == "比已付的少"
    assert form.editor("name")._line.isHidden()
    form.show_findings({})
    assert line.isHidden()


def test_a_form_of_plain_lines_needs_no_groups(desk, show) -> None:
    form = show(RecordForm(desk, "project", 1, [["name", ""], ["year"]]))
    assert list(form.fields) == ["name", "year"]
    assert form.id == 1
