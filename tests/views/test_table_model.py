"""The table's model: Qt's own rules, refresh by difference, filters, marks, money units."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from PySide6.QtCore import QPersistentModelIndex, Qt

from desktop.models.records import Contract, Indicator, Note, Origin, Payment, Report
from desktop.views.tables import Computed
from desktop.views.tables.columns import columns_of
from desktop.views.tables.model import RecordModel

NAMES = ("date", "item", "contract", "amount")


def model_of(desk, names=NAMES, **more) -> RecordModel:
    return RecordModel(desk, "payments", columns_of("payments", names), **more)


def test_the_model_keeps_qts_rules_through_every_kind_of_change(desk, qtmodeltester) -> None:
    model = model_of(desk)
    qtmodeltester.check(model, force_py=True)
    desk.write("payments/2/amount", "约2万")
    made = desk.add("payments", item="新")
    desk.move("payments", made, 0)
    desk.remove("payments", [2, 4])
    desk.duplicate("payments", [1, 3])
    model.show_order([5, 3])
    model.show_where(lambda row: row.id > 2)
    desk.write("project/1/state", "送审")
    for _ in range(7):
        desk.undo()
    qtmodeltester.check(model, force_py=True)
    assert [row.id for row in model.rows] == [5, 3, 4]
    assert set(model.rows) < set(desk.report.payments)


def test_a_change_of_one_value_repaints_one_row(desk, qtbot) -> None:
    model = model_of(desk)
    with qtbot.waitSignal(model.dataChanged) as shown:
        desk.write("payments/3/item", "改")
    first, last, *_ = shown.args
    assert (first.row(), last.row()) == (2, 2)


def test_rows_that_stay_keep_their_place_in_the_selection(desk) -> None:
    model = model_of(desk)
    held = QPersistentModelIndex(model.index(3, 1))
    desk.remove("payments", [1])
    assert held.row() == 2
    desk.move("payments", 4, 0)
    assert held.row() == 0
    desk.undo()
    desk.undo()
    assert held.row() == 3
    assert held.data() == "问卷调查"


def test_a_renamed_contract_is_shown_in_payments(desk, qtbot) -> None:
    model = model_of(desk)
    with qtbot.waitSignal(model.dataChanged):
        desk.write("contracts/1/name", "热线（续）")
    assert model.index(0, 2).data() == "热线（续）"
    desk.remove("contracts", [1])
    assert model.index(0, 2).data() == ""


def test_a_row_that_no_longer_fits_the_filter_stays_until_it_is_set_again(desk) -> None:
    unlinked = lambda row: row.contract is None  # noqa: E731
    model = model_of(desk, where=unlinked)
    assert [row.id for row in model.rows] == [2, 3, 4, 5]
    desk.write("payments/3/contract", "热线服务")
    desk.write("payments/1/contract", "")
    assert [row.id for row in model.rows] == [1, 2, 3, 4, 5]
    model.show_where(unlinked)
    assert [row.id for row in model.rows] == [1, 2, 4, 5]
    assert [model.headerData(n, Qt.Orientation.Vertical) for n in range(5)] == ["1", "2", "4", "5", "＋"]


def test_money_is_shown_rounded_edited_exactly_and_told_in_yuan(desk) -> None:
    model = model_of(desk)
    cell = model.index(2, 3)
    assert cell.data() == "2.43"
    assert cell.data(Qt.ItemDataRole.EditRole) == "2.4253"
    assert cell.data(Qt.ItemDataRole.ToolTipRole) == "24,253.00 元"
    assert model.index(4, 3).data() == "0.00"
    model.content.unit = "元"
    assert cell.data() == "24,253.00"
    assert cell.data(Qt.ItemDataRole.EditRole) == "24253.00"
    assert model.setData(cell, "100")
    assert desk.report.payments[2].amount == 10_000
    assert model.setData(cell, "3万")
    assert desk.report.payments[2].amount == 3_000_000


def test_a_negative_amount_has_a_true_minus(desk) -> None:
    model = model_of(desk)
    desk.write("payments/5/amount", "-1.5")
    assert model.index(4, 3).data() == "−1.50"
    assert model.index(4, 3).data(Qt.ItemDataRole.EditRole) == "-1.5"


def test_missing_values_have_their_word(desk) -> None:
    model = model_of(desk)
    model.content.blanks = {"contract": "未关联"}
    _, item, contract, amount = model.columns
    empty = Payment(9)
    assert model.content.blank(empty, item) == "待填"
    assert model.content.blank(empty, amount) == "待填"
    assert model.content.blank(empty, contract) == "未关联"
    assert model.content.blank(replace(empty, amount=0), amount) == ""
    assert model.index(1, 2).data(Qt.ItemDataRole.AccessibleTextRole) == "关联合同 未关联"


def test_origins_and_notes_are_told(make_desk) -> None:
    report = Report(
        payments=(Payment(1, item="甲"), Payment(2, item="乙")),
        origins=(Origin(1, "payments/1", "last_year"), Origin(2, "payments/1/item", "confirmed")),
        notes=(Note(1, "payments/2/item", "问科室"),),
    )
    model = model_of(make_desk(report))
    tips = [
        [model.index(row, column).data(Qt.ItemDataRole.ToolTipRole) for column in (0, 1)] for row in (0, 1)
    ]
    assert tips == [[None, "已确认"], [None, "待核实：问科室"]]  # what is empty comes from nowhere


def test_computed_columns_show_and_take_nothing(desk) -> None:
    columns = columns_of(
        "payments", ["item", Computed("双倍", lambda row: str(2 * row.amount), numeric=True)]
    )
    model = RecordModel(desk, "payments", columns)
    assert model.index(0, 1).data() == "133960000"
    assert not model.flags(model.index(0, 1)) & Qt.ItemFlag.ItemIsEditable
    assert not model.setData(model.index(0, 1), "1")


def test_a_merged_cell_names_all_its_rows(desk) -> None:
    names = ["level1", "level2", "name"]
    model = RecordModel(desk, "indicators", columns_of("indicators", names), merged=2)
    model.setData(model.index(2, 0), "产出指标")
    assert [row.level1 for row in desk.report.indicators] == ["产出指标"] * 3 + ["效益"] * 2
    model.setData(model.index(0, 1), "数量")
    assert [row.level2 for row in desk.report.indicators[:3]] == ["数量", "数量", "质量指标"]
    desk.undo()
    assert [row.level2 for row in desk.report.indicators[:3]] == ["数量指标", "数量指标", "质量指标"]


def test_numbers_show_a_true_minus_and_sort_by_value(make_desk) -> None:
    rows = [Indicator(n, name=f"{n}", target=None if n == 2 else Decimal(5 - 3 * n)) for n in (1, 2, 3)]
    model = RecordModel(
        make_desk(Report(indicators=tuple(rows))), "indicators", columns_of("indicators", ["name", "target"])
    )
    assert [model.index(n, 1).data() for n in range(3)] == ["2", "", "−4"]


def test_a_desk_that_closes_leaves_an_empty_model(make_desk) -> None:
    desk = make_desk(Report(contracts=(Contract(1, name="甲"),)))
    model = RecordModel(desk, "contracts", columns_of("contracts", ["name"]))
    desk.close()
    assert model.rowCount() == 0
