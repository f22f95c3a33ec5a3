"""How long the boxes of the form are while their fields are typed into."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from desktop.models.figures import Reckoning
from desktop.models.rulepack import Setting
from desktop.report.form_lengths import BOXES, Length, length_of
from desktop.report.form_texts import form_texts
from tests.report.reports import pack, reckoned, report

KEYS = {key for _, key in BOXES.values()}
ROWS = {
    "goals": [{"text": "按时办结率达到百分之九十", "achieved": "按时办结"}, {"text": "优化流程"}],
    "indicators": [
        {"name": "接通率", "reason": "系统升级，停机3次", "measure": "错峰升级"},
        {"name": "满意度"},
    ],
    "problems": [{"title": "进度偏慢", "text": "第三季度才开工。"}, {"title": "资料不全", "text": ""}],
    "measures": [{"text": "每月调度一次"}, {"text": "补齐资料"}],
    "passages": [
        {"section": "conclusion", "text": "共支付{{figures/spent|万元}}，完成较好。"},
        {"section": "background", "text": "背景"},
    ],
}


def limited(most: int) -> Reckoning:
    held = pack()
    settings = {key: Setting(key, held.settings[key].label, "字", Decimal(most), "本地", "C") for key in KEYS}
    made = reckoned(report(**ROWS))
    made.pack = replace(held, settings={**held.settings, **settings})
    return made


@pytest.mark.parametrize(
    ("where", "box", "shared"),
    [
        ("goals/1/text", "预期目标", True),
        ("goals/1/achieved", "实际完成情况", False),
        ("indicators/1/reason", "接通率 偏差原因分析及改进措施", True),
        ("indicators/2/measure", "满意度 偏差原因分析及改进措施", False),
        ("problems/2/title", "存在问题", True),
        ("measures/1/text", "改进措施", True),
        ("passages/1/text", "评价结论", False),
    ],
)
def test_a_field_counts_as_the_box_it_is_printed_in(where: str, box: str, *, shared: bool) -> None:
    made = limited(20)
    section, id_, field = where.split("/")
    row = made.report.find(section, int(id_))
    boxes = {each.label: each for each in form_texts(made)}
    found = length_of(made, where, getattr(row, field))
    assert (found.count, found.limit, found.shared) == (boxes[box].count, 20, shared)


def test_what_is_typed_counts_before_it_is_saved() -> None:
    made = limited(10)
    before = length_of(made, "measures/2/text", "")
    after = length_of(made, "measures/2/text", "补齐全部资料")
    assert after.count > before.count
    assert (
        length_of(made, "measures/+1/text", "再加一条").count > length_of(made, "measures/+1/text", "").count
    )
    assert after.over == after.count - 10
    assert after.told == f"多 {after.over} 字；自评表“改进措施”这一格（几条合计）最多 10 字"


def test_without_a_limit_the_text_alone_is_counted() -> None:
    made = reckoned(report(**ROWS))
    assert length_of(made, "problems/1/text", "三个字 GB/T 2021") == Length(5)
    assert length_of(made, "problems/1/text", "三个字", 2) == Length(3, 2)
    for where in ("", "nothing", "passages/2/text", "measures/9/text"):
        assert length_of(made, where, "四个汉字").count == 4
    assert length_of(limited(20), "passages/2/text", "背景") == Length(2)


@pytest.mark.parametrize(
    ("count", "near", "told"),
    [
        (0, False, ""),
        (89, False, ""),
        (90, True, ""),
        (100, True, ""),
        (101, False, "多 1 字；这一格最多 100 字"),
    ],
)
def test_near_and_over_are_told_apart(count: int, told: str, *, near: bool) -> None:
    assert (Length(count, 100).is_near, Length(count, 100).told) == (near, told)
    assert Length(count, 100).text == f"{count} / 100 字"
