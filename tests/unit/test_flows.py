"""Where the money went: every payment in one branch, small ones merged, what has no contract last."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from desktop.models.flows import MOST_ROWS, Group, flows, rows_of, unlinked
from desktop.models.records import BudgetLine, Contract, Payment, Report

REPORT = Report(
    budget=(BudgetLine(1, "热线", adjusted=900_00), BudgetLine(2, "宣传", adjusted=100_00)),
    contracts=(
        Contract(1, name="热线合同", budget=1, amount=700_00, supplement=50_00),
        Contract(2, name="海报", budget=2),
    ),
    payments=(
        Payment(1, item="首款", payee="鼎讯", contract=1, budget=1, amount=300_00),
        Payment(2, item="尾款", payee="电信", contract=1, budget=1, amount=200_00),
        Payment(3, item="维护", payee="联通", budget=1, amount=400_00),
        Payment(4, item="海报", payee="新世界", contract=2, budget=2, amount=60_00),
        Payment(5, item="零星", budget=9, amount=None),
    ),
)


def test_groups_follow_the_budget_and_end_with_what_has_no_contract() -> None:
    hotline, posters, rest = flows(REPORT)
    assert (hotline.name, hotline.adjusted, hotline.amount) == ("热线", 900_00, 900_00)
    assert [(each.name, each.linked, each.amount) for each in hotline.strands] == [
        ("热线合同", True, 500_00),
        ("维护", False, 400_00),
    ]
    assert [(each.payee, each.amount) for each in hotline.strands[0].branches] == [
        ("鼎讯", 300_00),
        ("电信", 200_00),
    ]
    assert hotline.strands[0].agreed == 750_00
    assert posters.strands[0].agreed is None
    assert (rest.budget, rest.name, rest.strands[0].branches[0].payee) == (None, "未写子项目", "未写收款单位")


def test_only_what_has_no_contract() -> None:
    assert [each.id for each in unlinked(REPORT)] == [3, 5]
    groups = flows(REPORT, unlinked_only=True)
    assert [id_ for group in groups for each in group.strands for id_ in each.payments] == [3, 5]


def test_payments_of_one_matter_are_counted_in_the_name() -> None:
    rows = tuple(Payment(n, item=f"宣传片{n}", payee="澳莱丽", budget=2, amount=n) for n in (1, 2))
    (group,) = flows(Report(budget=REPORT.budget, payments=rows))
    assert [each.name for each in group.strands] == ["宣传片2 等 2 笔"]


def test_small_ones_are_merged_above_twenty_rows() -> None:
    rows = tuple(
        Payment(n, item=f"第{n}笔", payee=f"公司{n}", budget=1, amount=n * 100) for n in range(1, 41)
    )
    (group,) = flows(Report(budget=REPORT.budget, payments=rows))
    assert rows_of([group]) == MOST_ROWS
    assert group.strands[0].name == "第40笔"
    last = group.strands[-1]
    assert (last.name, last.merged, last.linked) == ("其余 21 笔", True, False)
    assert last.amount == sum(n * 100 for n in range(1, 22))


PAYMENTS = st.lists(
    st.builds(
        Payment,
        item=st.sampled_from(["", "首款", "尾款"]),
        payee=st.sampled_from(["", "甲", "乙", "丙", "丁"]),
        contract=st.sampled_from([None, 1, 2, 7]),
        budget=st.sampled_from([None, 1, 2, 9]),
        amount=st.none() | st.integers(-500, 100_000),
    ),
    max_size=60,
)


@given(PAYMENTS, st.integers(1, 20))
def test_every_payment_stands_in_one_branch_and_nothing_is_lost(rows: list[Payment], most: int) -> None:
    numbered = tuple(Payment(n, None, r.item, r.payee, r.contract, "", r.budget, None, "", r.amount)
                     for n, r in enumerate(rows, 1))  # fmt: skip
    groups = flows(Report(budget=REPORT.budget, contracts=REPORT.contracts, payments=numbered), most=most)
    assert sorted(_ids(groups)) == [each.id for each in numbered]
    assert sum(each.amount for each in groups) == sum(each.amount or 0 for each in numbered)
    for group in groups:
        linked = [each.linked for each in group.strands]
        assert linked == sorted(linked, reverse=True)
    parts = {(group.budget, each.linked) for group in groups for each in group.strands}
    assert rows_of(groups) <= max(most, len(parts))


def _ids(groups: tuple[Group, ...]) -> list[int]:
    return [id_ for group in groups for strand in group.strands for id_ in strand.payments]
