"""A contract's plan beside its payments: every payment at one instalment at most, by stage and amount."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from itertools import count

from hypothesis import given
from hypothesis import strategies as st

from desktop.models.plan_paid import plan_and_paid, plan_of_payments
from desktop.models.records import Contract, Instalment, Payment, Project, Report

CONTRACT = Contract(1, amount=31_855_000, ends=date(2022, 3, 31))
STAGES = st.sampled_from(("", "首款", "预付款", "进度款", "尾款", "结算款"))


def report(plan, payments, contract=CONTRACT) -> Report:
    return Report(
        project=Project(year=2021),
        contracts=(contract,),
        instalments=tuple(Instalment(n, 1, *each) for n, each in enumerate(plan, 1)),
        payments=tuple(
            Payment(n, contract=1, stage=stage, amount=amount)
            for n, (stage, amount) in enumerate(payments, 1)
        ),
    )


def paired(held: Report, contract: Contract = CONTRACT):
    return plan_and_paid(held, contract, held.payments)


def ids(planned) -> list[list[int]]:
    return [[each.id for each in row.payments] for row in planned]


def test_stages_meet_and_what_is_not_paid_runs_on() -> None:
    made = paired(
        report([("首款", None, Decimal(50)), ("尾款", 15_927_500)], [("首款", 15_927_500)]), CONTRACT
    )
    assert ids(made) == [[1], []]
    assert [(each.due, each.paid, each.off, each.later) for each in made] == [
        (15_927_500, 15_927_500, 0, 0),
        (15_927_500, None, None, 2022),
    ]


def test_several_of_one_stage_go_by_amount_and_then_in_order() -> None:
    plan = [("进度款", 300), ("进度款", 500)]
    made = paired(report(plan, [("进度款", 500), ("进度款", 200), ("进度款", 100)]))
    assert ids(made) == [[2], [1, 3]] or ids(made) == [[2, 3], [1]]
    assert sum(each.off for each in made) == 0


def test_a_bill_called_otherwise_and_an_instalment_without_a_stage() -> None:
    plan = [("预付款", 100), ("", 70), ("结算款", 30)]
    made = paired(report(plan, [("首款", 100), ("阶段款", 70), ("尾款", 25)]))
    assert ids(made) == [[1], [2], [3]]
    assert [each.off for each in made] == [0, 0, -5]


def test_a_date_in_the_year_does_not_run_on() -> None:
    made = paired(report([("尾款", 5, None, "", date(2021, 12, 1))], []))
    assert made[0].later == 0


def test_a_plan_made_of_the_payments_agrees_with_them() -> None:
    held = report([], [("首款", 7), ("尾款", 9)])
    numbers = count(10)
    made = plan_of_payments(held, CONTRACT, lambda _: next(numbers))
    assert [(each.stage, each.amount) for each in made.instalments] == [("首款", 7), ("尾款", 9)]
    assert ids(paired(made)) == [[1], [2]]


@given(
    st.lists(st.tuples(STAGES, st.none() | st.integers(-5, 5)), max_size=5),
    st.lists(st.tuples(STAGES, st.none() | st.integers(-5, 5)), max_size=6),
)
def test_a_payment_stands_once_at_most(plan, payments) -> None:
    made = paired(report(plan, payments))
    taken = [id_ for row in ids(made) for id_ in row]
    assert len(taken) == len(set(taken))
    assert [each.instalment.id for each in made] == list(range(1, len(plan) + 1))
