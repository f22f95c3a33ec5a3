from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from desktop.models.figures import Reckoning
from desktop.models.records import Report
from desktop.models.rulepack import Setting
from desktop.report.form_texts import CLOSING, HEAD, INDICATORS, MONEY, FormText, all_text, form_texts

from .reports import library, pack, reckoned


def texts(report: Report) -> dict[str, FormText]:
    return {each.label: each for each in form_texts(reckoned(report))}


def test_the_list_follows_the_form() -> None:
    made = form_texts(reckoned(library()))
    assert list(dict.fromkeys(each.part for each in made)) == [
        HEAD, MONEY, "年度总体目标", INDICATORS, CLOSING,
    ]  # fmt: skip
    assert [each.label for each in made[-3:]] == ["评价结论", "存在问题", "改进措施"]
    assert all_text(made).startswith("【表头】\n项目名称：社区图书角更新\n主管部门：\n")
    assert all_text(made).count("【") == 5


def test_figures_are_bare_and_exact_and_lead_to_their_source() -> None:
    held = texts(library())
    assert held["年度资金总额 年初预算数"].text == "30"
    assert held["当年财政拨款 全年执行数"].text == "26.16"
    assert held["当年财政拨款 全年执行数"].place == "figures/funding/1/executed"
    assert held["执行率"].text == "93.43%"
    assert held["预算执行率 得分"].text == "9.34"
    assert held["总分"].text == "97.67"


def test_texts_are_those_of_the_form() -> None:
    held = texts(library())
    assert held["预期目标"].text == "1.更新图书\n2.安装书架"
    assert held["书架安装用时 年度指标值"].text == "≤60天"
    assert held["书架安装用时 偏差原因分析及改进措施"].text == (
        "偏差原因：两处点位的场地移交晚于计划\n改进措施：提前确认场地"
    )
    assert held["存在问题"].place == "problems"


def test_what_is_too_long_is_told() -> None:
    limits = pack()
    five = Setting("goal_text_max", "目标文字上限", "字", Decimal(5), "本地", "C")
    short = replace(limits, settings={**limits.settings, "goal_text_max": five})
    held = {each.label: each for each in form_texts(Reckoning(library(), short))}
    goal = held["预期目标"]
    assert (goal.limit, goal.count, goal.over, goal.length) == (5, 10, 5, "10 / 5 字")
    assert goal.signs == 12
    assert (held["评价结论"].limit, held["评价结论"].over, held["评价结论"].length) == (0, 0, "0 字")


def test_an_empty_report_has_every_box_and_nothing_in_it() -> None:
    made = form_texts(reckoned(Report()))
    filled = {each.label: each.text for each in made if each.text}
    assert set(filled) <= {"预算执行率 分值", "年度资金总额 全年执行数"}
    assert len(made) == 5 + 6 + 2 + 1 + 3
