from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from desktop.models import slots
from desktop.models.figures import Reckoning
from desktop.models.records import Report
from desktop.models.rulepack import RulePack
from tests.report.reports import library, pack, reckoned, report, sample


def shown(inner: str, data: Report | None = None) -> str:
    resolved = slots.resolve(reckoned(data or sample()), inner, {"payments": "表1-1"})
    assert resolved.ok, resolved.text
    assert resolved.place == inner.partition("|")[0]
    return resolved.text


def loose(inner: str, data: Report | None = None) -> str:
    resolved = slots.resolve(reckoned(data or sample()), inner)
    assert not resolved.ok
    return resolved.text


def test_a_passage_parts_into_text_and_slots() -> None:
    text = "支出{{figures/spent|万元.00}}，{普通}、{{也普通}}、{{Figures/x}}、{{spent}}。{{budget/1/name}}"
    pieces = slots.parse(text)
    assert [(each.place, each.format) for each in pieces if each.place] == [
        ("figures/spent", "万元.00"),
        ("budget/1/name", ""),
    ]
    assert "".join(each.source for each in pieces) == text


@given(st.text("{}|/ab1万元.\n项", max_size=40))
def test_the_pieces_are_the_passage(text: str) -> None:
    assert "".join(each.source for each in slots.parse(text)) == text


def test_a_slot_is_written_as_it_is_read() -> None:
    for place, form in (("figures/spent", "万元"), ("contracts/12/name", "")):
        assert slots.parse(slots.slot(place, form)) == (slots.Piece(slots.slot(place, form), place, form),)


def test_stored_values_show_by_their_kind_unless_told_otherwise() -> None:
    assert shown("contracts/1/amount") == "318.55万元"
    assert shown("budget/2/initial") == "3万元"
    assert shown("budget/2/initial|万元.00") == "3.00万元"
    assert shown("contracts/1/signed") == "2021年3月29日"
    assert shown("project/1/year") == "2021"
    assert shown("project/1/year|年") == "2021年"
    assert shown("indicators/16/target") == "99.95"
    assert shown("payments/1/stage") == "一次性付清"
    assert shown("payments/1/contract") == "定制文创产品购销合同"
    assert shown("contracts/1/name|书名号") == "《2021年坪山区民生热线服务合同》"


def test_figures_show_their_magnitude_and_words_their_sign() -> None:
    assert shown("figures/budget/1/change") == "2.49万元"
    assert shown("figures/budget/1/change|调增减") == "调减"
    assert shown("figures/budget/1/change_rate") == "0.79%"
    assert shown("figures/budget/3/times") == "38.44倍"
    assert shown("figures/results/2/change") == "0.44"
    assert shown("figures/results/2/change|长短") == "缩短"
    assert shown("figures/results/2/points", library()) == "1.5个百分点"
    assert shown("figures/contracts/1/term|期间") == "2021年4月1日至2022年3月31日"
    assert shown("figures/payments/count") == "23"


def test_a_typed_number_keeps_its_sign() -> None:
    data = report(results=[{"name": "净增粉丝", "value": "-31", "unit": "人"}])
    assert shown("results/1/value", data) == "-31"


def test_tables_limits_and_last_years_values() -> None:
    assert shown("table/payments") == "表1-1"
    assert shown("rule_pack/adjust_explain_pct|%") == "10%"
    assert shown("rule_pack/execution_weight|分") == "10分"
    assert shown("last/measures/1/text", library()) == "按季度公开图书采购目录"
    assert shown("last/figures/measures/count", library()) == "1"


def test_what_resolves_to_nothing_is_marked() -> None:
    assert loose("figures/nothing") == "【？figures/nothing】"
    assert loose("figures/received") == "【？到位资金合计】"
    assert loose("contracts/3/signed") == "【？合同 第 3 行 签订日期】"
    assert loose("contracts/99/signed").startswith("【？合同")
    assert loose("nowhere/1/x") == "【？nowhere/1/x】"
    assert loose("budget/1") == "【？资金预算 第 1 行】"
    assert loose("table/scores") == "【？table/scores】"
    assert loose("rule_pack/nothing") == "【？rule_pack/nothing】"
    assert loose("rule_pack/goods_limit") == "【？rule_pack/goods_limit】"
    assert loose("last/measures/1/text") == "【？last/measures/1/text】"


def test_a_format_that_cannot_show_the_value_is_marked() -> None:
    assert loose("figures/spent|数") == "【？全年执行数合计】"
    assert loose("project/1/name|万元").startswith("【？")
    assert loose("figures/spent|没有这种格式").startswith("【？")


def test_a_last_year_that_cannot_be_read_resolves_to_nothing() -> None:
    for held in ("不是数据", "[]", '{"nothing": 1}'):
        data = report(last=[{"file_name": "a", "year": 2020}])
        row = data.last[0].__class__(1, "a", "", 2020, held)
        assert loose("last/project/1/name", data.with_rows("last", [row])) == "【？last/project/1/name】"


def test_an_officers_text_loses_its_closing_mark_and_line_breaks() -> None:
    data = report(goals=[{"text": "更新图书；\n轮换图书。\n"}])
    assert shown("goals/1/text", data) == "更新图书；轮换图书"


def test_text_in_a_value_is_never_read_as_a_slot() -> None:
    data = report(goals=[{"text": "花{{figures/spent}}元"}])
    assert shown("goals/1/text", data) == "花{{figures/spent}}元"


def test_rendering_says_which_characters_are_live() -> None:
    text, spans = slots.render(reckoned(sample()), "共支出{{figures/spent}}，{{figures/nothing}}。")
    assert text == "共支出519.32万元，【？figures/nothing】。"
    assert [(text[each.start : each.end], each.place, each.ok) for each in spans] == [
        ("519.32万元", "figures/spent", True),
        ("【？figures/nothing】", "figures/nothing", False),
    ]


def test_the_rule_pack_may_fix_the_name_a_unit_calls_itself() -> None:
    setting = pack().settings["self_name"]
    fixed = RulePack(
        settings={"self_name": setting.__class__("self_name", "单位自称", "", "本单位", "x", "C")}
    )
    own = Reckoning(sample(), fixed)
    assert slots.resolve(own, "project/1/unit|自称").text == "本单位"
    assert shown("project/1/unit|自称") == "我局"
