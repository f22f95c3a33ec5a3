"""What an explanation of a changed budget tells, and the sentence made of its numbers."""

from __future__ import annotations

import pytest

from desktop.models.adjusting_words import sentence, told
from desktop.models.records import Adjustment, BudgetLine, Contract, Payment, Report

LINE = BudgetLine(3, "宣传推广和培训", initial=5_000_000, adjusted=192_220_000)


@pytest.mark.parametrize(
    ("text", "ticks"),
    [
        ("", (False, False, False, False)),
        ("因工作需要", (False, False, False, False)),
        ("因上级临时交办", (True, False, False, False)),
        ("因承办“一网统管”活动，依据青财预〔2021〕12号追加187.22万元", (True, True, True, True)),
        ("追加１２万元", (False, False, False, True)),
    ],
)
def test_ticks(text: str, ticks: tuple[bool, ...]) -> None:
    found = told(text)
    assert tuple(each.told for each in found) == ticks
    assert all(each.text.startswith("写了" if each.told else "没写") for each in found)


def test_the_sentence_names_contracts_and_documents_and_no_reason() -> None:
    report = Report(
        budget=(LINE,),
        contracts=(Contract(1, name="流程优化合同"),),
        payments=tuple(
            Payment(n, item=item, contract=contract, budget=3, amount=amount)
            for n, (item, contract, amount) in enumerate(
                [("首款", 1, 30_000_000), ("尾款", 1, 20_000_000), ("口罩", None, 13_200_000)], 1
            )
        ),
        adjustments=(Adjustment(1, 3, amount=187_220_000, document="批复1号"),),
    )
    assert sentence(report, LINE) == (
        "宣传推广和培训年中追加187.22万元，用于流程优化（50.00万元）、口罩（13.20万元），依据批复1号。"
    )
    assert "因" not in sentence(report, LINE)


def test_less_money_and_no_change() -> None:
    assert sentence(Report(), BudgetLine(1, "热线", initial=314_880_000, adjusted=312_390_000)) == (
        "热线年中追减2.49万元。"
    )
    assert sentence(Report(), BudgetLine(1, "热线", initial=1, adjusted=1)) == ""
    assert sentence(Report(), BudgetLine(1, "热线", initial=None, adjusted=1)) == ""
