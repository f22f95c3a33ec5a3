"""Forms: fields in lines, their origins, problems and findings, and the way to a place."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QLabel, QScrollArea

from desktop.models.records import Origin
from desktop.views.editors.problem_line import LINES, broken, without_name
from desktop.views.form import FormGroup, RecordForm
from desktop.views.theme import font

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


LONG = "合同 318.55 − 子项目年初预算 314.88 = 3.67，" * 9


def test_fields_of_a_line_stay_aligned_when_one_has_a_message(form, qtbot) -> None:
    names = ("amount", "signed", "method")
    form.show_findings({"contracts/1/amount": ("核实性", LONG)})
    qtbot.waitUntil(form.editor("amount")._line.isVisible)
    form.layout().activate()
    tops = {form.editor(each).input.mapTo(form, QPoint()).y() for each in names}
    assert len(tops) == 1
    assert len({form.editor(each).input.height() for each in names}) == 1
    line = form.editor("amount")._line
    assert line.height() <= LINES * line._text.fontMetrics().lineSpacing() + 4


def test_a_message_about_the_very_record_drops_its_name(form) -> None:
    whole = "《热线服务》：合同 1.00 − 已付 0.50 = 0.50"
    form.show_findings({"contracts/1/amount": ("核实性", whole)})
    line = form.editor("amount")._line
    assert line.shown == "合同 1.00 − 已付 0.50 = 0.50"
    assert line.text() == whole
    assert "《热线服务》" in line._text.toolTip()
    assert form.editor("amount").input.accessibleDescription() == whole


@pytest.mark.parametrize(
    ("message", "shown"),
    [
        ("《热线服务》付款计划合计 1.00", "付款计划合计 1.00"),
        ("《热线服务》的支付既有“首款”，又有“尾款”", "支付既有“首款”，又有“尾款”"),
        ("子项目“热线服务”执行率 50.00%，低于 60%", "执行率 50.00%，低于 60%"),
        ("“热线服务”未填写", "未填写"),
        ("《热线服务》《咨询》合计 8.00", "《热线服务》《咨询》合计 8.00"),
        ("《热线服务》和《咨询》像是同一份", "《热线服务》和《咨询》像是同一份"),
        ("“热线服务”3 项、“咨询”4 项", "“热线服务”3 项、“咨询”4 项"),
        ("《热线服务二期》：没有编号", "《热线服务二期》：没有编号"),
        ("《热线服务》", "《热线服务》"),
    ],
)
def test_a_message_loses_no_more_than_the_name(message: str, shown: str) -> None:
    assert without_name(message, "热线服务") == shown


@given(st.text(max_size=60), st.integers(1, 400))
def test_lines_hold_the_whole_text(dressed, text: str, width: int) -> None:
    lines = broken(text, font(12), width, 2)
    assert 1 <= len(lines) <= 2
    assert "".join(lines) == text.replace("\n", " ")


def test_a_form_of_plain_lines_needs_no_groups(desk, show) -> None:
    form = show(RecordForm(desk, "project", 1, [["name", ""], ["year"]]))
    assert list(form.fields) == ["name", "year"]
    assert form.id == 1
