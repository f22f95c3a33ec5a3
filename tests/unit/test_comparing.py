from __future__ import annotations

from dataclasses import replace
from itertools import count

from desktop.models.comparing import Changed, Row, differences
from desktop.models.records import Note, Origin, Payment, Unread
from desktop.models.restoring import restored
from tests.report.reports import library


def test_the_same_report_does_not_differ() -> None:
    assert differences(library(), library()) == ()


def test_what_came_went_and_changed_is_told_with_its_place() -> None:
    old = library()
    first, second, third = old.payments
    new = old.with_rows(
        "payments", [replace(first, amount=100, contract=2), third, Payment(9, item="新付款")]
    )
    (found,) = differences(old, new)
    assert (found.section, found.label) == ("payments", "支付明细")
    assert found.added == (Row("payments/9", "新付款"),)
    assert found.removed == (Row(f"payments/{second.id}", "付书架首款"),)
    assert found.changed == (
        Changed(
            "payments/1/contract",
            "付图书款",
            "关联合同",
            "2023年社区图书角图书采购合同",
            "社区图书角书架制作安装合同",
        ),
        Changed("payments/1/amount", "付图书款", "金额", "18.6万元", "0.0001万元"),
    )
    assert found.text == "增加 1 条，删除 1 条，修改 2 处"


def test_another_order_alone_is_told() -> None:
    old = library()
    (found,) = differences(old, old.with_rows("payments", reversed(old.payments)))
    assert (found.moved, found.text) == (True, "次序不同")


def test_marks_are_no_differences() -> None:
    old = library()
    assert differences(old, old.with_rows("origins", [Origin(1, "project/1", "imported", "x")])) == ()


def test_restoring_the_whole_keeps_the_state() -> None:
    old = library()
    now = replace(old, project=replace(old.project, name="改了", state="定稿"), payments=())
    after = restored(now, old, lambda _: 99)
    assert after == replace(old, project=replace(old.project, state="定稿"))


def test_restoring_a_section_leaves_no_loose_reference() -> None:
    old = library()
    now = old.without("contracts", [2]).without("payments", [1])
    after = restored(now, old, lambda _: 99, "payments")
    assert [row.id for row in after.payments] == [1, 2, 3]
    assert [row.contract for row in after.payments] == [1, None, None]
    assert after.contracts == now.contracts
    after = restored(now, old, lambda _: 99, "contracts")
    assert after.contracts == old.contracts
    assert [row.contract for row in after.payments] == [None, None]


def test_marks_go_back_with_their_section_and_notes_stay() -> None:
    old = library().with_rows("unread", [Unread(1, "payments/1/amount", "三十余万")])
    now = replace(
        old,
        unread=(Unread(1, "contracts/1/amount", "很多"), Unread(2, "payments/2/amount", "不清")),
        notes=(Note(1, "payments/1", "问财务"),),
    )
    ids = count(50)
    after = restored(now, old, lambda _: next(ids), "payments")
    assert after.unread == (
        Unread(1, "contracts/1/amount", "很多"),
        Unread(50, "payments/1/amount", "三十余万"),
    )
    assert after.notes == now.notes
